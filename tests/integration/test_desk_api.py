"""REST: the same as the pages, as JSON, and as its OpenAPI says."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.desk.api import CALLS
from services.desk.openapi import document
from tests.support.desk import at, holding, room_of
from tests.support.notifier import KEY
from tests.support.notifier_shell import SHOP, Shell


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    async with holding(postgres_url) as shell:
        yield shell


async def test_a_text_is_read_and_let_go(shell: Shell) -> None:
    """Listed, read, taken, approved: it leaves word for word; the second to come is told."""
    room = room_of(shell)
    async with at(room, "ann") as ann, at(room, "bob") as bob:
        listed = await ann.asks("/tasks?kind=approve&country=ES")
        assert listed["after"] == ""
        (task,) = listed["tasks"]
        path = f"/tasks/{task['id']}"
        assert await ann.asks(path) == task
        assert (await ann.asks(f"{path}/take", {}))["assignee"] == "ann"
        told = await bob.asks(f"{path}/take", {}, 409)
        assert told["reason"] == "taken"
        assert (await ann.asks(f"{path}/approve", {}))["closed_by"] == "ann"
        assert (await bob.asks(f"{path}/refuse", {"reason": "x"}, 409))["reason"] == "not_open"
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == [task["body"]]


async def test_a_case_is_found_told_and_taken_over(shell: Shell) -> None:
    """By what the search finds; with its plan, and with who has it in hand in its timeline."""
    async with at(room_of(shell), "ann") as ann:
        assert await ann.asks("/search", {"wanted": "buyer-1"}) == {"orders": [KEY]}
        told = await ann.asks(f"/cases/{KEY}")
        assert "hold-buyer-must-act" in {one["rule"] for one in told["plan"]}
        assert told["broken_at"] is None
        told = await ann.asks(f"/cases/{KEY}", {"hand": "take"})
        assert told["entries"][-1]["line"] == "ann: take over (was: forestall)"


async def test_the_brake_by_rest(shell: Shell) -> None:
    """A shop is paused by an agent; a lead lets it go on."""
    room = room_of(shell)
    async with at(room, "ann") as ann, at(room, "lea") as lea:
        assert await ann.asks("/pause", {"scope": SHOP, "reason": "x"}) == {"scope": SHOP}
        assert (await ann.asks("/resume", {"scope": SHOP}, 403))["reason"] == "forbidden"
        assert await lea.asks("/resume", {"scope": SHOP}) == {"resumed": True, "waits": False}
        assert await lea.asks("/resume", {"scope": SHOP}) == {"resumed": False, "waits": False}


@pytest.mark.parametrize("body", [b"", b"[]", b"nul", b"\xff", b'{"hours": 99}', b'{"x": 1}'])
async def test_what_is_not_asked_for_is_refused(shell: Shell, body: bytes) -> None:
    """Wrong bodies are told as such, and do nothing."""
    async with at(room_of(shell), "ann") as ann:
        (task,) = (await ann.asks("/tasks"))["tasks"]
        path = f"/api/tasks/{task['id']}/snooze"
        kind = {"Content-Type": "application/json"}
        answer = await ann.http.post(path, content=body, headers=kind)
        assert (answer.status_code, answer.json()["reason"]) == (409, "unreadable")
        large = await ann.http.post(path, content=b" " * 70_000, headers=kind)
        assert large.json()["reason"] == "too_large"
        assert (await ann.asks("/tasks"))["tasks"] == [task]
        assert (await ann.asks("/nowhere", status=404))["reason"] == "http"


async def test_a_form_of_another_site_reaches_nothing(shell: Shell) -> None:
    """What a browser can be made to send without asking first is not taken."""
    async with at(room_of(shell), "adm") as adm:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            answer = await adm.http.post(
                "/api/pause", content=b'{"scope": "all"}', headers={"Content-Type": kind}
            )
            assert answer.status_code == 415
        for method in ("OPTIONS", "PUT", "DELETE"):
            answer = await adm.http.request(method, "/api/pause")
            assert answer.status_code in (405, 415)
            assert "access-control-allow-origin" not in answer.headers
    assert await shell.rows("pauses") == []


async def test_openapi_tells_every_call(shell: Shell) -> None:
    """The document is served, whole, and each reference leads somewhere."""
    async with at(room_of(shell), "vic") as vic:
        assert await vic.asks("/openapi.json") == document()
    told = document()
    calls = [(path, verb) for path, verbs in told["paths"].items() for verb in verbs]
    assert len(calls) == len(CALLS)
    known = {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    assert set(_references(told)) <= known


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [one for each in value.values() for one in _references(each)]
    if isinstance(value, list):
        return [one for each in value for one in _references(each)]
    return []

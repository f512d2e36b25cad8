"""Tasks of one kind worked as one, and pages that everybody can use."""

from collections.abc import AsyncIterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from services.desk.app import MIGRATIONS as DESK
from services.ingest.app import MIGRATIONS as INGEST
from services.notifier import people, tasks
from services.runtime.postgres.migrate import migrate
from tests.support.desk import at, furnish, room_of
from tests.support.notifier import KEY, H, dispute, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

HOLD = "hold-buyer-must-act"
BATCH = {"kind": "approve", "rule": HOLD, "shop": SHOP}


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with three orders that customs holds."""
    await migrate(postgres_url, "desk", DESK)
    await migrate(postgres_url, "ingest", INGEST)
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="approve")
    for number in "123":
        key = f"{KEY}{number}"
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await shell.run()
    yield shell
    await shell.pool.close()


async def test_what_is_marked_is_done_and_the_rest_stays(shell: Shell) -> None:
    """Each is entered by itself; one that somebody else has done meanwhile is told."""
    room = room_of(shell)
    first, second, third = sorted(one.id for one in await tasks.list_tasks(shell.stores))
    path = f"/batch?{urlencode(BATCH)}"
    async with at(room, "ann") as ann, at(room, "bob") as bob, at(room, "eve") as eve:
        told = await ann.sees(path)
        for number in (first, second, third):
            assert f'name="task-{number}"' in told
        await bob.sends(f"/tasks/{second}/refuse", reason="not this one")
        marked = {f"task-{number}": "1" for number in (first, second)}
        answer = await ann.sends("/batch", path, 200, **BATCH, **marked, act="approve")
        assert f"task {second} is no longer open: refused by bob, not this one" in answer.text
        assert f'name="task-{third}"' in answer.text
        assert f'name="task-{first}"' not in answer.text
        await eve.sees(path, 404)
        await eve.sends("/batch", status=404, **BATCH, **marked, act="approve")
        await ann.sends("/batch", path, 409, **BATCH, **marked, act="snooze")
        await ann.sends("/batch", path, 409, **BATCH, **{"task-x": "1"}, act="approve")
        many = {f"task-{number}": "1" for number in range(21)}
        await ann.sends("/batch", path, 409, **BATCH, **many, act="approve")
        await ann.sees("/batch", 409)
    await shell.run()
    assert len(shell.market.chat) == 1
    assert sorted(one["status"] for one in await shell.rows("tasks")) == ["done", "open", "refused"]


class _Reader(HTMLParser):
    """What a reader's program makes of a page: names of fields, headings, ids, landmarks."""

    VOID = frozenset({"input", "meta", "link", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.levels: list[int] = []
        self.seen: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.named += [str(given["aria-labelledby"])] if "aria-labelledby" in given else []
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            named = "label" in self.open or "aria-label" in given
            self.wrong += [] if named else [f"a field without a name: {given}"]
        if tag == "html":
            self.wrong += [] if given.get("lang") else ["a page without a language"]
        if tag in {"h1", "h2", "h3"}:
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)
            self.words.append("")

    def handle_data(self, data: str) -> None:
        if self.words:
            self.words[-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} ends what it did not begin"
        words = self.words.pop()
        self.wrong += (
            [f"an empty {tag}"] if tag in {"button", "a", "h1", "th"} and not words else []
        )
        if self.words:
            self.words[-1] += words

    def judged(self) -> list[str]:
        """What is wrong with the page."""
        steps = zip(self.levels, self.levels[1:], strict=False)
        jumps = [f"h{one} to h{other}" for one, other in steps if other > one + 1]
        twice = [one for one in self.ids if self.ids.count(one) > 1]
        lost = [one for one in self.named if one not in self.ids]
        whole = self.seen.count("h1") == 1 and self.seen.count("main") == 1
        return self.wrong + jumps + twice + lost + ([] if whole else ["no one h1 in one main"])


async def test_every_page_can_be_read_by_whoever_does_not_see_it(shell: Shell) -> None:
    """Each field and button has a name, headings go down step by step, no id stands twice."""
    room = room_of(shell)
    await shell.tell(order(), parcel(hold()), dispute())
    await shell.step(36 * H)
    await people.pause(shell.stores, shell.clock.now(), SHOP, "a recall", "ann")
    every = await tasks.list_tasks(shell.stores, status=None)
    paths = [f"/tasks/{one.id}" for one in every]
    paths += ["/queue", "/search", "/oncall", f"/cases/{KEY}", f"/batch?{urlencode(BATCH)}"]
    async with at(room, "adm") as adm, at(room, "li") as li:
        for person in (adm, li):
            for path in paths:
                reader = _Reader()
                reader.feed(await person.sees(path))
                assert reader.open == [], path
                assert reader.judged() == [], path


async def test_rest_does_with_several_what_the_page_does(shell: Shell) -> None:
    """Each by itself, told in their order; too many, another shop's and a wrong act are refused."""
    room = room_of(shell)
    first, second, third = sorted(one.id for one in await tasks.list_tasks(shell.stores))
    async with at(room, "ann") as ann, at(room, "vic") as vic, at(room, "eve") as eve:
        await ann.asks(f"/tasks/{second}/refuse", {"reason": "not this one"})
        body = {"tasks": [third, second, first], "act": "approve"}
        await vic.asks("/batch", body, status=403)
        await eve.asks("/batch", body, status=404)
        found = (await ann.asks("/batch", body))["tasks"]
        assert [one["task"]["id"] for one in found] == [third, second, first]
        assert [bool(one["trouble"]) for one in found] == [False, True, False]
        assert found[1]["trouble"].endswith("refused by ann, not this one")
        for wrong in ({"tasks": [first], "act": "snooze"}, {"tasks": [], "act": "approve"}):
            await ann.asks("/batch", wrong, status=409)
        many = {"tasks": list(range(21)), "act": "approve"}
        assert (await ann.asks("/batch", many, status=409))["reason"] == "unreadable"
    await shell.run()
    assert len(shell.market.chat) == 2

"""Doors that do more than check a secret: keys to learn, questions to answer, headers to keep."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from schemas.envelope import parse_headers
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.ingest import edge as edge_module
from services.ingest.edge import Edge
from services.ingest.heard import headers_of
from services.ingest.keys import FRESH, MOST, PAUSE, KeyRing
from services.ingest.openapi import document
from services.ingest.verify import app_door
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, OutsideError, TryLater
from tests.support.servers import START

OURS = App("shop", "keyed", "key", ("secret",), "")
PATH = "/webhooks/keyed/shop"


class Reader:
    """Signs with the key whose name it sends: the signature is the key itself."""

    heard = ("x-topic",)
    asks = "GET"
    accepted = b'{"result":true}'

    def key_ref(self, app: App, push: Pushed) -> str | None:
        """The name."""
        del app
        return push.headers.get("kid")

    def verify_under(self, app: App, push: Pushed, key: bytes) -> bool:
        """The key itself."""
        del app
        return push.headers.get("signature") == key.decode()

    def greeting(self, app: App, query: str, push: Pushed) -> bytes | None:
        """A question by its query."""
        del push
        return f'"{app.key}:{query}"'.encode() if query else None

    def partition_key(self, body: bytes) -> str | None:
        """None."""
        del body

    def polled(self, body: bytes) -> bool:
        """Everything."""
        del body
        return True

    def read(self, app: App, push: Pushed) -> Hint:
        """Not looked at here."""
        raise AssertionError(f"nothing behind the edge runs here: {app}, {push}")


@dataclass
class Published:
    """Keys by name; ``silent`` answers nothing."""

    keys: Mapping[str, bytes] = field(default_factory=lambda: {"one": b"key-one"})
    silent: bool = False
    asked: list[str] = field(default_factory=list)

    async def key(self, ref: str) -> bytes:
        """The key."""
        self.asked.append(ref)
        await asyncio.sleep(0)
        if self.silent:
            raise TryLater("keyed", "503")
        if ref not in self.keys:
            raise InvalidInput("unknown_key", ref)
        return self.keys[ref]


class Inbox:
    """Keeps what is appended."""

    def __init__(self) -> None:
        self.kept: list[tuple[bytes, list[tuple[str, bytes]]]] = []

    async def append(
        self, key: bytes, value: bytes, headers: list[tuple[str, bytes]]
    ) -> tuple[int, int]:
        """Its place."""
        del key
        self.kept.append((value, headers))
        return 0, len(self.kept)


class Machine:
    """Machine time, stepped."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


async def ask(
    edge: Edge, headers: Mapping[str, str], *, method: str = "POST", query: str = ""
) -> tuple[int, bytes]:
    """One request of the body ``{}``; status and body of the answer."""
    said: list[Any] = []
    scope = {
        "type": "http",
        "path": PATH,
        "method": method,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"{}"}

    async def send(message: Any) -> None:
        said.append(message)

    await edge(scope, receive, send)
    return said[0]["status"], said[1]["body"]


def edge_of(published: Published, inbox: Inbox) -> Edge:
    """An edge with one door."""
    return Edge({PATH: app_door(OURS, Reader(), published)}, inbox, SteppedClock(START))


async def test_a_key_is_learned_once_and_what_it_signs_is_kept_with_its_headers() -> None:
    """The first push waits for the key, the rest do not; heard headers come back as they went."""
    published, inbox = Published(), Inbox()
    edge = edge_of(published, inbox)
    headers = {"kid": "one", "signature": "key-one", "x-topic": "a/b", "x-other": "no"}
    answers = await asyncio.gather(*(ask(edge, headers) for _ in range(5)))
    assert answers == [(200, b'{"result":true}')] * 5
    assert published.asked == ["one"]
    told = parse_headers(inbox.kept[0][1]).attributes
    assert headers_of(told, Reader.heard) == {"x-topic": "a/b"}
    assert not any(b"no" in value for _, value in inbox.kept[0][1])


async def test_what_no_published_key_signed_is_refused() -> None:
    """No key named, a key that there is none of, and a signature that is another's."""
    published, inbox = Published(), Inbox()
    edge = edge_of(published, inbox)
    assert (await ask(edge, {"kid": "one", "signature": "forged"}))[0] == 401
    assert (await ask(edge, {}))[0] == 401
    assert (await edge_asked_for_unknown(published, inbox))[0] == 401
    assert not inbox.kept


async def edge_asked_for_unknown(published: Published, inbox: Inbox) -> tuple[int, bytes]:
    """A new edge is asked under a key that there is none of."""
    return await ask(edge_of(published, inbox), {"kid": "two", "signature": "x"})


async def test_a_platform_that_does_not_tell_its_key_is_to_push_again() -> None:
    """503, not 401: the push may be genuine, and is sent again."""
    published, inbox = Published(silent=True), Inbox()
    assert (await ask(edge_of(published, inbox), {"kid": "one", "signature": "key-one"}))[0] == 503
    assert not inbox.kept


async def test_a_question_whether_the_address_is_ours_is_answered_and_not_kept() -> None:
    """200 with the answer; a GET that is no question is 405."""
    published, inbox = Published(), Inbox()
    edge = edge_of(published, inbox)
    assert await ask(edge, {}, method="GET", query="challenge=1") == (200, b'"key:challenge=1"')
    assert (await ask(edge, {}, method="GET"))[0] == 405
    assert not inbox.kept


async def test_names_that_strangers_make_up_are_asked_for_once_a_pause() -> None:
    """They drive no known key out, which is asked for again whatever they do."""
    published, machine = Published(), Machine()
    ring = KeyRing(OURS, Reader(), published, machine)
    genuine = Pushed({"kid": "one", "signature": "key-one"}, b"", START)
    await ring.learn(genuine)
    for number in range(2 * MOST):
        with pytest.raises(OutsideError):
            await _twice(ring, number)
        machine.now += PAUSE
        assert ring.verify(genuine)
    with pytest.raises(OutsideError):
        await _twice(ring, 0)
    machine.now += FRESH
    assert ring.verify(genuine) is None
    await ring.learn(genuine)
    assert ring.verify(genuine)
    assert len(ring._known) + len(ring._absent) <= 2 * MOST


async def test_a_key_that_signs_is_not_driven_out_by_others_that_are_there() -> None:
    """A platform may show one certificate at more addresses than are kept."""
    keys = {f"other-{number}": b"other" for number in range(2 * MOST)} | {"one": b"key-one"}
    published, machine = Published(keys), Machine()
    ring = KeyRing(OURS, Reader(), published, machine)
    genuine = Pushed({"kid": "one", "signature": "key-one"}, b"", START)
    await ring.learn(genuine)
    for number in range(2 * MOST):
        machine.now += PAUSE
        assert ring.verify(genuine)
        await ring.learn(Pushed({"kid": f"other-{number}"}, b"", START))
    assert ring.verify(genuine)
    assert published.asked.count("one") == 1


async def _twice(ring: KeyRing, number: int) -> None:
    """Two names at once: the second is refused."""
    for name in (f"a{number}", f"b{number}"):
        await ring.learn(Pushed({"kid": name}, b"", START))


class Pointers:
    """Believes whatever comes."""

    heard: tuple[str, ...] = ()
    a_second = 2.0

    def verify(self, app: App, push: Pushed) -> bool:
        """Always."""
        del app, push
        return True

    def partition_key(self, body: bytes) -> str | None:
        """None."""
        del body

    def polled(self, body: bytes) -> bool:
        """Everything."""
        del body
        return True

    def read(self, app: App, push: Pushed) -> Hint:
        """Not looked at here."""
        raise AssertionError(f"nothing behind the edge runs here: {app}, {push}")


async def test_what_anybody_may_push_fills_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A burst is taken, then so many a second as the door says; nothing large is read."""
    machine, inbox = Machine(), Inbox()
    monkeypatch.setattr(edge_module, "monotonic", machine)
    monkeypatch.setattr(edge_module, "BURST", 5)
    edge = Edge({PATH: app_door(OURS, Pointers())}, inbox, SteppedClock(START))
    for taken, after in ((5, 0.0), (2, 1.0), (5, 3600.0)):
        machine.now += after
        answers = [(await ask(edge, {}))[0] for _ in range(9)]
        assert answers == [200] * taken + [503] * (9 - taken)
    long = {"content-length": str(edge_module.POINTER_LIMIT + 1)}
    assert (await ask(edge, long))[0] == 413


def test_the_document_tells_only_questions_that_are_answered() -> None:
    """One that comes by POST is no other operation."""
    told = document({PATH: app_door(OURS, Reader(), Published()), "/p": app_door(OURS, Pointers())})
    assert {path: sorted(one) for path, one in told["paths"].items()} == {
        PATH: ["get", "post"],
        "/p": ["post"],
    }

"""A door between the sandbox's providers of tracking and their callers: it counts, and it fails.

What goes wrong at it goes wrong with the sandbox's own answers, after their effect: an answer that
is torn, or never comes, is one that was made.
"""

import asyncio
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.sandbox.server import ABORT

Span = tuple[float, float]

BEAT = 0.005
"""Seconds of machine time between two signs of life of the counter."""

GRACE = 0.1
"""Seconds by which two calls may come nearer to one another on their way."""

KINDS = ("429", "500", "hang", "truncate", "lie")
PROVIDERS = {"/track/": "17track", "/laposte/": "laposte"}
LOOKS = ("gettrackinfo", "idships")
"""Calls that tell of parcels; the rest have numbers followed."""

_LIES: dict[str, Sequence[bytes]] = {
    "17track": (
        b'{"code":0,"data":{"accepted":[],"rejected":[],"errors":[]}}',
        b'{"code":-18010003,"data":{"errors":[{"code":-18010003,"message":"internal"}]}}',
        b'{"code":0}',
    ),
    "laposte": (b'{"code":"INTERNAL","message":"no"}', b"[]", b"<html>tout va bien</html>"),
}

Where = Literal["arrived", "hanging", "answered", "after"]
"""In a call: it has come, hangs (it is made to), is carried out and unanswered, is answered."""


@dataclass(eq=False)
class Call:
    """One that is under way.

    Attributes:
        port: of its caller.
        dead: its caller was killed.
    """

    provider: str
    name: str
    numbers: tuple[str, ...]
    port: int
    dead: bool = False


@dataclass
class Door:
    """Everything that came through it.

    Args:
        now: domain time.
        draw: what decides.

    Attributes:
        share: of the calls, those that fail.
        calls: by provider, between which two seconds of machine time each came: what comes while
            the counter itself is held up came at some instant of that.
        asked: the last instant, in domain time, at which each number was asked for.
        told: the instants at which each number was answered for, whatever was said of it.
        twice: numbers asked for at one provider while a living caller was asking for them there.
        most: the most calls of living callers in flight together, by provider.
        failed: kinds of failure; ``answers`` counts the calls that did not fail.
    """

    now: Callable[[], datetime]
    draw: random.Random
    share: float = 0.2
    calls: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[str, datetime] = field(default_factory=dict)
    told: defaultdict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    twice: list[str] = field(default_factory=list)
    most: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    _beat: float = 0.0
    _under_way: set[Call] = field(default_factory=set)
    _blow: tuple[Where, Callable[[int], Awaitable[None]]] | None = None

    def strike(self, where: Where, kill: Callable[[int], Awaitable[None]]) -> None:
        """At the next call that comes to that point, kill whoever made it, by its port."""
        self._blow = (where, kill)

    @property
    def fallen(self) -> bool:
        """Whether the blow has fallen."""
        return self._blow is None

    def spare(self) -> None:
        """No blow falls any more."""
        self._blow = None

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[None]:
        """Inside the block it is known when the counter was last awake."""

        async def beat() -> None:
            while True:
                self._beat = time.monotonic()
                await asyncio.sleep(BEAT)  # the counter's own pulse

        beating = asyncio.create_task(beat())
        try:
            yield
        finally:
            beating.cancel()

    def around(self, served: ASGIApp) -> ASGIApp:
        """The application behind the door."""

        async def door(scope: Scope, receive: Receive, send: Send) -> None:
            path = scope.get("path", "")
            provider = next((who for at, who in PROVIDERS.items() if path.startswith(at)), None)
            if provider is None:
                await served(scope, receive, send)
                return
            self.calls[provider].append((self._beat, time.monotonic()))
            body = await _body(receive)
            name, numbers = _numbers(path, body)
            call = Call(provider, name, numbers, scope["client"][1])
            with self._counted(call):
                await self._attend(call, scope, (receive, send), _again(body, receive), served)

        return door

    @contextmanager
    def _counted(self, call: Call) -> Iterator[None]:
        others = [one for one in self._under_way if one.provider == call.provider and not one.dead]
        self.twice += [one for one in call.numbers for other in others if one in other.numbers]
        self.most[call.provider] = max(self.most[call.provider], len(others) + 1)
        self.asked.update(dict.fromkeys(call.numbers, self.now()))
        self._under_way.add(call)
        try:
            yield
        finally:
            self._under_way.discard(call)

    async def _attend(
        self, call: Call, scope: Scope, ways: tuple[Receive, Send], again: Receive, served: ASGIApp
    ) -> None:
        receive, send = ways
        await self._fall("arrived", call)
        kind = self._fate()
        if kind in {"429", "500"}:
            await _say(send, int(kind), b"{}", {"retry-after": "1"} if kind == "429" else {})
            return
        if kind == "lie":
            await _say(send, 200, self.draw.choice(_LIES[call.provider]))
            return
        said: list[Message] = []

        async def keep(message: Message) -> None:
            said.append(message)

        await served(scope, again, keep)
        if kind == "hang":
            await self._fall("hanging", call)
            while (await receive())["type"] != "http.disconnect":
                pass
        elif kind == "truncate":
            await _torn(said, send)
            scope["extensions"][ABORT]()
        else:
            await self._fall("answered", call)
            self._tell(call)
            for message in said:
                await send(message)
            await self._fall("after", call)

    def _fate(self) -> str:
        if self._blow is not None and self._blow[0] == "hanging":
            self.failed["hang"] += 1
            return "hang"
        if self.draw.random() >= self.share:
            self.answers += 1
            return ""
        kind = KINDS[self.failed.total() % len(KINDS)]
        self.failed[kind] += 1
        return kind

    def _tell(self, call: Call) -> None:
        for number in call.numbers if call.name in LOOKS else ():
            self.told[number].append(self.now())

    async def _fall(self, where: Where, call: Call) -> None:
        if self._blow is not None and self._blow[0] == where:
            kill, self._blow = self._blow[1], None
            call.dead = True
            await kill(call.port)


def fullest(calls: Sequence[Span], seconds: float) -> list[float]:
    """The most calls that surely came within so long, less the grace; as seconds from the first."""
    most: Sequence[Span] = ()
    first = 0
    for last, (_, at) in enumerate(calls):
        while calls[first][0] <= at - seconds + GRACE:
            first += 1
        most = max(most, calls[first : last + 1], key=len)
    return [round(at - most[0][0], 3) for _, at in most]


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """The request once more, for whoever stands behind the door."""
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def take() -> Message:
        return whole.pop() if whole else await receive()

    return take


def _numbers(path: str, body: bytes) -> tuple[str, tuple[str, ...]]:
    """The call's name, and the numbers that it asks for."""
    last, before = path.rsplit("/", 2)[::-1][:2]
    if before == "idships":
        return before, tuple(last.split(","))
    asked: list[dict[str, Any]] = json.loads(body)
    return last, tuple(str(one["number"]) for one in asked)


async def _say(send: Send, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    named = {"content-length": str(len(body)), **(headers or {})}
    head = [(name.encode(), value.encode()) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _torn(said: Sequence[Message], send: Send) -> None:
    """The head promises the whole body, of which half comes."""
    start, body = said[0], b"".join(message.get("body", b"") for message in said[1:])
    await send(start)
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})

"""The webhook edge: verify the raw bytes, append them to ``inbox``, answer. Nothing else.

A bare ASGI application on the hot path; it needs Kafka alone and starts without it.

Answers: 200 appended, or a platform's question whether the address is ours · 400 unreadable HTTP ·
401 signature · 404 unknown address · 405 not a POST · 413 over the size limit · 503 (with
Retry-After) Kafka did not acknowledge in time, the platform's public key could not be had, or too
many pushes came that anybody may have made.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from itertools import count
from math import inf
from secrets import token_hex
from time import monotonic, perf_counter
from typing import Any, Protocol

from schemas.envelope import Envelope
from schemas.topics import INBOX_PUSH, INBOX_TOO_LARGE
from services.connectors.pushes import Pushed
from services.ingest.accepted import Accepted
from services.ingest.heard import attribute_of
from services.ingest.verify import Door
from services.runtime import metrics, tracing
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError, Unavailable
from services.runtime.http.serving import prepared, write_prepared

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIMIT = 1024 * 1024
"""Bytes of a body that the edge takes; marketplaces' pushes are a few kilobytes."""

POINTER_LIMIT = 16 * 1024
"""The same where a body is signed by nobody: a pointer is a few hundred bytes."""

BURST = 2000
"""Pointers that are taken at once; then so many a second as their door says."""

TELL_EVERY = 60.0
"""Seconds of machine time between two notes that a door's bodies are too large.

Such a body is not verified: anybody may send it, and each note makes all lists of the door due.
"""

RETRY_AFTER = b"30"
"""Seconds that a sender is asked to wait while Kafka does not answer."""


class Appender(Protocol):
    """Where accepted bodies go (``services.runtime.kafka.appender``)."""

    def append(
        self, key: bytes, value: bytes, headers: list[tuple[str, bytes]]
    ) -> Awaitable[tuple[int, int]]:
        """Its place when it is durable, or ``Unavailable`` within the appender's limit."""
        ...


OK = 200
LONGEST_HEARD = 500
"""Characters of a header that goes to the inbox with its body."""

_Answer = tuple[int, tuple[Message, Message]]
"""A status, and what is sent for it."""

_POST = "POST"


class TooLarge(Exception):
    """The body passes ``LIMIT``."""


class _Way:
    """What is the same for all requests through a door, made once."""

    def __init__(self, source: str, door: Door | None = None) -> None:
        self.door = door
        self.methods = {_POST} if door is None or door.asks is None else {_POST, door.asks}
        self.tally = metrics.WEBHOOKS.of(source, ANSWERS)
        attributes = {} if door is None else door.attributes
        self.push = _fixed_headers(INBOX_PUSH, attributes)
        self.too_large = _fixed_headers(INBOX_TOO_LARGE, attributes)
        self.heard = () if door is None else tuple((n, attribute_of(n)) for n in door.heard)
        self.taken = _said(OK, b"" if door is None else door.accepted, json=True)
        self.written = prepared(OK, self.taken[0]["headers"], self.taken[1]["body"])
        self.refused = _refusals(door)
        self.told_at = -inf
        self.a_second = None if door is None else door.a_second
        self.limit = LIMIT if self.a_second is None else POINTER_LIMIT
        self._left, self._filled_at = float(BURST), monotonic()

    def admits(self) -> bool:
        """Whether one more is taken now; what a signature vouches for always is."""
        if self.a_second is None:
            return True
        now = monotonic()
        self._left = min(self._left + (now - self._filled_at) * self.a_second, BURST)
        self._filled_at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _fixed_headers(event_type: str, attributes: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """The envelope's headers, but for those that differ from record to record."""
    envelope = Envelope(
        id="?",
        type=event_type,
        source="forestall/ingest",
        time=datetime.min.replace(tzinfo=UTC),
        contenttype="application/octet-stream",
        attributes=attributes,
    )
    return [pair for pair in envelope.headers() if pair[0] not in ("ce_id", "ce_time")]


class Edge:
    """The ASGI application.

    Args:
        doors: path to door.
        inbox: appends with acks=all, within its own time limit.
        clock: domain time, stamped on every record.
        accepted: notes what was accepted, where the broker may forget it.
    """

    def __init__(
        self,
        doors: Mapping[str, Door],
        inbox: Appender,
        clock: Clock,
        accepted: Accepted | None = None,
    ) -> None:
        self._ways = {path: _Way(door.source, door) for path, door in doors.items()}
        self._nowhere = _Way("unknown")
        self._inbox = inbox
        self._clock = clock
        self._accepted = accepted
        self._run = token_hex(6)
        self._numbers = count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        way = self._ways.get(scope["path"], self._nowhere)
        if way.door is None:
            status, said = 404, _SAID[404]
        elif scope["method"] not in way.methods:
            status, said = 405, _SAID[405]
        elif tracing.tracer() is None:
            status, said = await self._take(way, way.door, scope, receive)
        else:
            with tracing.first("webhook"):
                status, said = await self._take(way, way.door, scope, receive)
        if said is not way.taken or not write_prepared(send, way.written):
            for message in way.refused.get(status, said) if way.refused else said:
                await send(message)
        way.tally.count(status, perf_counter() - began)

    async def _take(self, way: _Way, door: Door, scope: Scope, receive: Receive) -> _Answer:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        try:
            _declared(headers.get("content-length", ""), way.limit)
            message = await receive()
            body = _part(message)
            if message.get("more_body") or len(body) > way.limit:
                body = await _rest(body, message, way.limit, receive)
        except TooLarge:
            return await self._tell_too_large(way, door)
        except ConnectionError:
            return _of(400)
        push = Pushed(headers, body, self._clock.now())
        if scope["method"] == door.asks:
            greeting = _greeting(door, scope, push)
            if greeting is not None:
                return OK, _said(OK, greeting, json=True)
            if scope["method"] != _POST:
                return _of(405)
        return await self._keep(way, door, push)

    async def _keep(self, way: _Way, door: Door, push: Pushed) -> _Answer:
        """Verify and append."""
        try:
            holds = door.verify(push)
            if holds is None:
                holds = await _learned(door, push)
            if not holds:
                return _of(401)
            if not way.admits():
                return _of(503)
            fixed = way.push + _heard(way, push) if way.heard else way.push
            place = await self._append(door, fixed, push)
        except (OutsideError, Unavailable):
            return _of(503)
        self._note(place, door, push)
        return OK, way.taken

    async def _tell_too_large(self, way: _Way, door: Door) -> _Answer:
        if monotonic() - way.told_at < TELL_EVERY:
            return _of(413)  # the lists are asked for already
        way.told_at = monotonic()
        try:
            push = Pushed({}, b"", self._clock.now())
            place = await self._append(door, way.too_large, push)
        except Unavailable:
            way.told_at = -inf
            return _of(503)
        self._note(place, door, push)
        return _of(413)

    def _append(
        self, door: Door, fixed: list[tuple[str, bytes]], push: Pushed
    ) -> Awaitable[tuple[int, int]]:
        told = [
            *fixed,
            ("ce_id", f"{self._run}-{next(self._numbers)}".encode()),
            ("ce_time", push.at.isoformat().encode()),
        ]
        if trace := tracing.current():
            told.append((tracing.HEADER, trace.encode()))
        return self._inbox.append(door.key(push.body), push.body, told)

    def _note(self, place: tuple[int, int], door: Door, push: Pushed) -> None:
        if self._accepted is not None:
            self._accepted.note(place, polled=door.polled(push.body))


def _greeting(door: Door, scope: Scope, push: Pushed) -> bytes | None:
    if door.greeting is None:
        return None
    return door.greeting(scope["query_string"].decode("latin-1"), push)


async def _learned(door: Door, push: Pushed) -> bool:
    """Whether the signature holds under a key that has to be had first.

    Raises:
        OutsideError: it could not be had.
    """
    if door.learn is None:
        return False
    await door.learn(push)
    return door.verify(push) is True


def _heard(way: _Way, push: Pushed) -> list[tuple[str, bytes]]:
    """The headers that go to the inbox."""
    return [
        (attribute, value.encode())
        for name, attribute in way.heard
        if (value := push.headers.get(name)) and _kept(value)
    ]


def _kept(value: str) -> bool:
    """Whether a header's value goes to the inbox: what no platform writes stays out of records."""
    return len(value) <= LONGEST_HEARD and value.isascii() and value.isprintable()


def _declared(length: str, limit: int) -> None:
    """Take a body of a length that its head tells.

    Raises:
        TooLarge: it says that it will be.
    """
    if len(length) > _DIGITS or (length.isdecimal() and int(length) > limit):
        raise TooLarge


async def _rest(body: bytes, message: Message, limit: int, receive: Receive) -> bytes:
    """The whole of a body that comes in parts; the server cuts off a sender that takes too long.

    Raises:
        TooLarge: it is.
        ConnectionError: the sender went away.
    """
    parts, size = [body], len(body)
    while message.get("more_body") and size <= limit:
        message = await receive()
        parts.append(_part(message))
        size += len(parts[-1])
    if size > limit:
        raise TooLarge
    return b"".join(parts)


def _part(message: Message) -> bytes:
    if message["type"] != "http.request":
        raise ConnectionError("the sender went away")
    part: bytes = message.get("body", b"")
    return part


ANSWERS = {
    200: b"",  # head and body are written one by one: without a body the answer is one write
    400: b"unreadable request",
    401: b"bad signature: is the app's secret the one in the settings?",
    404: b"no such webhook address: /webhooks/{marketplace}/{app} of the settings",
    405: b"POST only",
    413: b"over 1 MiB, or over 16 KiB of what nobody signs",
    503: b"not accepted: try again later",
}
_MORE = {405: (b"allow", b"POST"), 503: (b"retry-after", RETRY_AFTER)}
_DIGITS = 12
"""A length of more digits is too large without being counted."""


def _said(status: int, body: bytes, *, json: bool = False) -> tuple[Message, Message]:
    """The two messages of an answer; a body that a platform asked for is JSON."""
    headers = [(b"content-length", str(len(body)).encode())]
    headers += [_MORE[status]] if status in _MORE else []
    headers += [(b"content-type", b"application/json")] if json and body else []
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


def _refusals(door: Door | None) -> dict[int, tuple[Message, Message]]:
    """The answers of a platform that reads why a push was not taken, by their status."""
    if door is None or door.refused is None:
        return {}
    return {one: _said(one, door.refused(one), json=True) for one in ANSWERS if one != OK}


# A body that is too large is not read to its end here; the server discards what still comes.
_SAID = {status: _said(status, text) for status, text in ANSWERS.items()}


def _of(status: int) -> _Answer:
    return status, _SAID[status]

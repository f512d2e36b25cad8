"""The webhook edge: verify the raw bytes, append them to ``inbox``, answer. Nothing else.

A bare ASGI application on the hot path; it needs Kafka alone and starts without it.

Answers: 200 appended · 400 unreadable HTTP · 401 signature · 404 unknown address · 405 not a POST ·
413 over the size limit · 503 (with Retry-After) Kafka did not acknowledge in time.
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
from services.ingest.accepted import Accepted
from services.ingest.verify import Door
from services.runtime import metrics
from services.runtime.clock import Clock
from services.runtime.errors import Unavailable

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIMIT = 1024 * 1024
"""Bytes of a body that the edge takes; marketplaces' pushes are a few kilobytes."""

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


class TooLarge(Exception):
    """The body passes ``LIMIT``."""


class _Way:
    """What is the same for all requests through a door, made once."""

    def __init__(self, source: str, door: Door | None = None) -> None:
        self.door = door
        self.seconds = metrics.ACK_SECONDS.labels(source)
        self.answered = {s: metrics.WEBHOOKS.labels(source, str(s)) for s in _TEXTS}
        attributes = {} if door is None else door.attributes
        self.push = _fixed_headers(INBOX_PUSH, attributes)
        self.too_large = _fixed_headers(INBOX_TOO_LARGE, attributes)
        self.told_at = -inf


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
            status = 404
        elif scope["method"] != "POST":
            status = 405
        else:
            status = await self._take(way, way.door, scope, receive)
        await send(_START[status])
        await send(_BODY[status])
        way.answered[status].inc()
        way.seconds.observe(perf_counter() - began)

    async def _take(self, way: _Way, door: Door, scope: Scope, receive: Receive) -> int:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        status, fixed = 200, way.push
        try:
            body = await _read(headers.get("content-length", ""), receive)
        except TooLarge:
            if monotonic() - way.told_at < TELL_EVERY:
                return 413  # the lists are asked for already
            way.told_at = monotonic()
            body, status, fixed = b"", 413, way.too_large
        except ConnectionError:
            return 400
        else:
            if not door.verify(headers, body):
                return 401
        told = [
            *fixed,
            ("ce_id", f"{self._run}-{next(self._numbers)}".encode()),
            ("ce_time", self._clock.now().isoformat().encode()),
        ]
        try:
            place = await self._inbox.append(door.key(body), body, told)
        except Unavailable:
            if fixed is way.too_large:
                way.told_at = -inf
            return 503
        if self._accepted is not None:
            self._accepted.note(place, polled=door.polled(body))
        return status


async def _read(length: str, receive: Receive) -> bytes:
    """The whole body; the server cuts off a sender that takes too long over it.

    Raises:
        TooLarge: it is, or says that it will be.
        ConnectionError: the sender went away.
    """
    if len(length) > _DIGITS or (length.isdecimal() and int(length) > LIMIT):
        raise TooLarge
    message = await receive()
    body = _part(message)
    if not message.get("more_body") and len(body) <= LIMIT:
        return body
    parts, size = [body], len(body)
    while message.get("more_body") and size <= LIMIT:
        message = await receive()
        parts.append(_part(message))
        size += len(parts[-1])
    if size > LIMIT:
        raise TooLarge
    return b"".join(parts)


def _part(message: Message) -> bytes:
    if message["type"] != "http.request":
        raise ConnectionError("the sender went away")
    part: bytes = message.get("body", b"")
    return part


_TEXTS = {
    200: b"",  # head and body are written one by one: without a body the answer is one write
    400: b"unreadable request",
    401: b"bad signature: is the app's secret the one in the settings?",
    404: b"no such webhook address: /webhooks/{marketplace}/{app} of the settings",
    405: b"POST only",
    413: b"over 1 MiB",
    503: b"not accepted: try again later",
}
_MORE = {405: (b"allow", b"POST"), 503: (b"retry-after", RETRY_AFTER)}
_DIGITS = 12
"""A length of more digits is too large without being counted."""


def _headers(status: int) -> list[tuple[bytes, bytes]]:
    headers = [(b"content-length", str(len(_TEXTS[status])).encode())]
    return [*headers, _MORE[status]] if status in _MORE else headers


# A body that is too large is not read to its end here; the server discards what still comes.
_START: dict[int, Message] = {
    status: {"type": "http.response.start", "status": status, "headers": _headers(status)}
    for status in _TEXTS
}
_BODY: dict[int, Message] = {
    status: {"type": "http.response.body", "body": text} for status, text in _TEXTS.items()
}

"""The three servers that are compared; each in a process of its own, on one core."""

import hashlib
import hmac
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvloop
from aiokafka import AIOKafkaProducer

from benchmarks.ingest.load import KEY, SECRET
from schemas.topics import INBOX
from services.connectors import registry
from services.connectors.ports import App
from services.ingest.app import EDGE_LIMIT
from services.ingest.edge import Edge
from services.ingest.verify import Door, app_door
from services.runtime.clock import SystemClock
from services.runtime.http.serving import listen, serve
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile

Send = Callable[[dict[str, Any]], Awaitable[None]]
START = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
BODY = {"type": "http.response.body", "body": b"ok"}


async def echo(_scope: Any, receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    """Read and answer: what the HTTP server itself costs."""
    await receive()
    await send(dict(START))
    await send(dict(BODY))


class HandWritten:
    """What one would write by hand: one HMAC, one produce with acks=all, one answer."""

    def __init__(self, producer: AIOKafkaProducer, topic: str) -> None:
        self._producer = producer
        self._topic = topic

    async def __call__(
        self, scope: Any, receive: Callable[[], Awaitable[dict[str, Any]]], send: Send
    ) -> None:
        """Verify and produce."""
        body = (await receive())["body"]
        given = next(value for name, value in scope["headers"] if name == b"authorization")
        wanted = hmac.new(SECRET.encode(), KEY.encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted.encode(), given):
            await send({**START, "status": 401})
        else:
            await self._producer.send_and_wait(self._topic, body, key=b"lazada")
            await send(dict(START))
        await send(dict(BODY))


def _doors() -> dict[str, Door]:
    app = App("bench", "lazada", KEY, (SECRET,), "http://127.0.0.1:9")
    return {"/webhooks/lazada/bench": app_door(app, registry.push_reader("lazada"))}


async def main(which: str, bootstrap: str, port: int) -> None:
    """Serve one of them until killed."""
    listening = listen("127.0.0.1", port)
    profile = KafkaProfile(bootstrap=bootstrap, embedded=True, prefix="bench-")
    if which == "echo":
        await serve(echo, listening)
    elif which == "hand":
        raw = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=0)
        await raw.start()
        await serve(HandWritten(raw, profile.topic(INBOX.name)), listening)
    else:
        producer = Producer(profile, limit=EDGE_LIMIT)
        await producer.start()
        inbox = Appender(producer, INBOX.name, limit=EDGE_LIMIT)
        edge = Edge(_doors(), inbox, SystemClock())
        await serve(edge, listening)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))

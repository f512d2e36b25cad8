"""The health server: liveness is the loops having moved, not this server answering.

``GET /livez`` answers 200 while everything watched moved within a minute of machine time, else 503
with the names of what is stuck; ``GET /readyz`` whether the service can do its work;
``GET /metrics`` the catalogue in Prometheus' text format.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.runtime import metrics
from services.runtime.logs import get_logger

log = get_logger()

STUCK_AFTER = 60.0
"""Seconds of machine time without a movement after which a loop is stuck."""

REQUEST_LIMIT = 5.0
"""Seconds for a whole request; a probe that takes longer has hung up."""


class Moving(Protocol):
    """Something that moves as long as it is alive."""

    @property
    def moved_at(self) -> float:
        """``time.monotonic()`` of the last movement."""
        ...


Ready = Callable[[], Awaitable[str]]
"""Why the service cannot do its work, or an empty text."""


def stuck(watched: Mapping[str, Moving]) -> list[str]:
    """The names of what has not moved for a minute."""
    now = time.monotonic()
    return [name for name, moving in watched.items() if now - moving.moved_at > STUCK_AFTER]


class HealthServer:
    """Answers the probes of one process.

    Args:
        watched: what has to move, by name; looked at when a probe comes.
        ready: asked for readiness.
    """

    def __init__(self, watched: Mapping[str, Moving], ready: Ready) -> None:
        self._watched = watched
        self._ready = ready
        self._server: asyncio.Server | None = None

    async def start(self, port: int) -> int:
        """Listen; the port taken, which is ``port`` unless that is 0."""
        # In a pod the kubelet asks from outside; a port of nobody's choosing stays on this machine.
        host = "0.0.0.0" if port else "127.0.0.1"
        self._server = await asyncio.start_server(self._serve, host, port)
        taken: int = self._server.sockets[0].getsockname()[1]
        return taken

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def stuck(self) -> list[str]:
        """The names of what has not moved for a minute."""
        now = time.monotonic()
        for name, moving in self._watched.items():
            metrics.LOOP_AGE_SECONDS.labels(loop=name).set(now - moving.moved_at)
        return stuck(self._watched)

    async def answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, content type and body for a path."""
        plain = "text/plain; charset=utf-8"
        if path == "/livez":
            stuck = self.stuck()
            status = HTTPStatus.SERVICE_UNAVAILABLE if stuck else HTTPStatus.OK
            return status, plain, (f"stuck: {', '.join(stuck)}" if stuck else "alive").encode()
        if path == "/readyz":
            why_not = await self._ready()
            status = HTTPStatus.SERVICE_UNAVAILABLE if why_not else HTTPStatus.OK
            return status, plain, (why_not or "ready").encode()
        if path == "/metrics":
            self.stuck()
            return HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest()
        return HTTPStatus.NOT_FOUND, plain, b"/livez, /readyz or /metrics"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_LIMIT):
                request = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)[0].split()
                path = request[1].decode("ascii", "replace").split("?", 1)[0]
                status, kind, body = await self.answer(path)
                head = (
                    f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {kind}\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
                )
                writer.write(head.encode() + body)
                await writer.drain()
        except (OSError, TimeoutError, EOFError, ValueError, IndexError) as error:
            log.debug("health.request_failed", error=type(error).__name__)
        finally:
            writer.close()

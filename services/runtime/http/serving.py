"""Serves the edge or the desk: uvicorn on httptools, stopped by the service, not by signals."""

import asyncio
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

GRACE = 5
"""Seconds that open requests have to end in when the service drains."""

BACKLOG = 2048
"""Connections that may wait to be taken up: a marketplace's pushes come in bursts."""

REQUEST_SECONDS = 10.0
"""Machine time in which a request has to arrive whole, its body with it."""


class _Protocol(HttpToolsProtocol):
    """Cuts off a sender that takes too long over a request: uvicorn waits without end.

    One timer a connection, which runs only while a request is incomplete: nearly all arrive whole.
    """

    _hurry: asyncio.TimerHandle | None = None
    _whole: object = ()
    """The scope of the last request that is here; the parser makes a new one for each."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is awaited."""
        super().connection_made(transport)
        self._hurry = self.loop.call_later(REQUEST_SECONDS, self._cut)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        super().connection_lost(exc)
        self._stop_hurrying()

    def data_received(self, data: bytes) -> None:
        """A part of a request, or all of it."""
        super().data_received(data)
        if self._whole is self.scope:
            self._stop_hurrying()
        elif self._hurry is None and not self.transport.is_closing():
            self._hurry = self.loop.call_later(REQUEST_SECONDS, self._cut)

    def on_message_complete(self) -> None:
        """It is here."""
        self._whole = self.scope
        super().on_message_complete()

    def _stop_hurrying(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _cut(self) -> None:
        answered = self.cycle is not None and self.cycle.response_complete
        if not self.transport.is_closing() and not answered:
            self.send_400_response("the request did not arrive in time")
        self.transport.close()


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: the service decides when to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def prepared(status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> bytes:
    """An answer as it is written, for ``write_prepared``; ``headers`` tell the body's length."""
    lines = b"".join(b"%s: %s\r\n" % pair for pair in headers)
    return STATUS_LINE[status] + lines + b"\r\n" + body


def write_prepared(send: object, answer: bytes) -> bool:
    """Write a whole answer at once, where ``send`` is this server's and the connection stays open.

    The two messages of ASGI are checked and put together anew for each answer, which costs more
    than a signature. Of a request that may have a body, so not of HEAD.

    Returns:
        Whether it was written; if not, nothing was.
    """
    cycle = getattr(send, "__self__", None)
    if type(cycle) is not RequestResponseCycle or not cycle.keep_alive or cycle.disconnected:
        return False
    if cycle.response_started or cycle.flow.write_paused or cycle.default_headers:
        return False
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(answer)
    cycle.message_event.set()
    cycle.on_response()
    return True


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        OSError: the address is taken, or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


async def serve(app: Any, listening: socket.socket) -> None:
    """Serve an ASGI application until cancelled; then let open requests end.

    Args:
        app: the application.
        listening: from ``listen``; closed at the end.
    """
    config = uvicorn.Config(
        app,
        http=_Protocol,
        loop="none",
        lifespan="off",
        ws="none",
        access_log=False,
        proxy_headers=False,
        log_config=None,
        server_header=False,
        date_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise

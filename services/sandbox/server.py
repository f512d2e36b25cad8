"""uvicorn on loopback, inside the sandbox's own event loop, with a way to cut a connection."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

KEPT_OPEN = 60
"""Seconds that an idle connection is left open: longer than any client of ours uses it again."""

ABORT = "forestall.abort"
"""The ASGI extension under which a request finds the function that cuts its connection."""


class _Protocol(HttpToolsProtocol):
    """Hands each request the means to cut its connection."""

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self.scope["extensions"] = {ABORT: self.transport.abort}  # type: ignore[dict-item]


class _Server(uvicorn.Server):
    """Leaves the signals to the process it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Server:
    """An application served on loopback until stopped."""

    def __init__(self, app: ASGIApp) -> None:
        self._server = _Server(
            uvicorn.Config(
                app,
                http=_Protocol,
                interface="asgi3",
                lifespan="off",
                access_log=False,
                log_level="critical",
                timeout_keep_alive=KEPT_OPEN,
            )
        )
        self._task: asyncio.Task[None] | None = None

    async def start(self, port: int = 0) -> str:
        """Serve; returns the base address."""
        listening = socket.create_server(("127.0.0.1", port))
        bound = listening.getsockname()[1]
        serve = self._server.serve(sockets=[listening])
        self._task = asyncio.create_task(serve, name="sandbox http")
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0.001)
        return f"http://127.0.0.1:{bound}"

    async def stop(self) -> None:
        """Stop at once; open connections are dropped."""
        self._server.should_exit = self._server.force_exit = True
        if self._task is not None:
            await self._task
            self._task = None

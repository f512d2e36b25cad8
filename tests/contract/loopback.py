"""A scripted HTTP server on loopback: real sockets, real faults."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff


@dataclass(frozen=True)
class Received:
    """One request as it came; ``headers`` have lower-case names, ``query`` is decoded."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    query: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """The body's JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """One answer.

    Attributes:
        cut: the connection is cut in place of an answer, after the request was read.
        truncate: the connection is cut in the middle of the body.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    truncate: bool = False


Script = Callable[[Received], Reply | Awaitable[Reply]]


class Loopback:
    """Answers as ``script`` says and remembers what came.

    Attributes:
        aside: answers what is beside the script (a token's call); None leaves it to the script.
        inflight_most: the greatest number of requests that were ever answered at once.
    """

    def __init__(self) -> None:
        self.url = ""
        self.received: list[Received] = []
        self.script: Script = lambda _: Reply()
        self.aside: Callable[[Received], Reply | None] = lambda _: None
        self.inflight_most = 0
        self._inflight = 0

    def answers(self, *replies: Reply) -> None:
        """Give these in turn, and the last one for ever."""
        rest = list(replies)
        self.script = lambda _: rest.pop(0) if len(rest) > 1 else rest[0]

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Read the request whole, then do as the script says."""
        self._inflight += 1
        self.inflight_most = max(self.inflight_most, self._inflight)
        try:
            return await self._reply(request)
        finally:
            self._inflight -= 1

    async def _reply(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        received = Received(
            request.method, request.path, headers, await request.read(), dict(request.query)
        )
        self.received.append(received)
        reply = self.aside(received) or self.script(received)
        if not isinstance(reply, Reply):
            reply = await reply
        transport = request.transport
        if reply.cut and transport is not None:
            transport.abort()
        if reply.truncate:
            return await self._half(request, reply)
        return web.Response(status=reply.status, body=reply.body, headers=reply.headers)

    async def _half(self, request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-length": str(len(reply.body) + 100)})
        await response.prepare(request)
        await response.write(reply.body[: len(reply.body) // 2])
        if request.transport is not None:
            request.transport.close()
        return response


@asynccontextmanager
async def loopback() -> AsyncIterator[Loopback]:
    """A server on a free port of this machine."""
    server = Loopback()
    runner = web.ServerRunner(web.Server(server.handle), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}"
    try:
        yield server
    finally:
        await runner.cleanup()


@asynccontextmanager
async def patient_http() -> AsyncIterator[Http]:
    """A client that may call loopback and repeats within milliseconds."""
    backoff = Backoff(first=0.001, most=0.01, attempts=3, retry_after=0.05)
    http = Http(allow_private=True, backoff=backoff)
    try:
        yield http
    finally:
        await http.close()
        await asyncio.sleep(0)  # lets closed transports be collected within the loop


def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls have a fiftieth of a second, whatever their connector gives them."""
    call = Http.call

    async def soon(self: Http, *args: Any, **named: Any) -> Any:
        return await call(self, *args, **(named | {"timeout": 0.02}))

    monkeypatch.setattr(Http, "call", soon)

"""A marketplace's gateway on loopback: checks each call's signature, answers with raw JSON."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from services.connectors.marketplaces.iop.signing import sign_call
from tests.contract.vectors import raw

Call = Mapping[str, str]
Answer = bytes | int | None
"""A body; an HTTP status; None cuts the connection without an answer."""


@dataclass
class Gateway:
    """Answers by method name or path.

    Attributes:
        answers: what to say to a call, by its name; a callable is given the call's parameters.
        calls: what was asked, in order: name and all parameters.
    """

    secret: str
    answers: dict[str, Answer | Callable[[Call], Answer]] = field(default_factory=dict)
    calls: list[tuple[str, Call]] = field(default_factory=list)
    address: str = ""

    def asked(self, name: str) -> list[Call]:
        """The parameters of every call of that name."""
        return [params for called, params in self.calls if called == name]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        params = {**request.query, **form}
        sync = request.path == "/sync"
        name = params["method"] if sync else request.path
        self.calls.append((name, params))
        if params.get("sign") != sign_call(self.secret, params, "" if sync else request.path):
            return _json(b'{"code":"IncompleteSignature","type":"ISV","message":"sign"}')
        found = self.answers.get(name, b'{"code":"InvalidApiPath","message":"unexpected call"}')
        said = found(params) if callable(found) else found
        if isinstance(said, int):
            return web.Response(status=said)
        if said is None:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        return _json(said)


def _json(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="application/json")


@asynccontextmanager
async def serving(gateway: Gateway) -> AsyncIterator[Gateway]:
    """The gateway on a free port of loopback."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", gateway.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    gateway.address = f"http://{host}:{port}"
    try:
        yield gateway
    finally:
        await runner.cleanup()


def enveloped(method: str, name: str, form: str) -> bytes:
    """A fixture of an AliExpress answer in one of the three forms."""
    bare = json.loads(raw(name))
    wrapper = method.replace(".", "_") + "_response"
    forms = {
        "unwrapped": bare,
        "wrapped": {wrapper: {**bare, "request_id": "1"}, "code": "0"},
        "nested": {wrapper: {"resp_result": {"resp_code": 200, "resp_msg": "ok", **bare}}},
    }
    return json.dumps(forms[form]).encode()

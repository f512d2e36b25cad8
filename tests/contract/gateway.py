"""A marketplace's gateway on loopback: checks each call's signature, answers with raw JSON."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Protocol

from aiohttp import web

from services.connectors.marketplaces.iop.signing import sign_call
from tests.contract.vectors import raw

Call = Mapping[str, str]
Answer = bytes | int | tuple[int, bytes] | None
"""A body; an HTTP status; both; None cuts the connection without an answer."""


@dataclass(frozen=True)
class Asked:
    """One call as it came in; ``body`` is raw, ``params`` are query, form and JSON together."""

    method: str
    path: str
    query: Call
    headers: Mapping[str, str]
    body: bytes
    params: Call


class Admission(Protocol):
    """How a platform names its calls, and how it knows who asks."""

    def name(self, asked: Asked) -> str:
        """The name under which the call's answers stand."""
        ...

    def refusal(self, secret: str, asked: Asked) -> Answer | Callable[[], None]:
        """What it says to a call that is not signed; ``admitted`` where it is."""
        ...


def admitted() -> None:
    """The call is signed as it has to be."""


class IopAdmission:
    """AliExpress and Lazada: a signature over all parameters; ``/sync`` names its method."""

    def name(self, asked: Asked) -> str:
        """The method, or the path."""
        return asked.params["method"] if asked.path == "/sync" else asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | Callable[[], None]:
        """Incomplete signature."""
        path = "" if asked.path == "/sync" else asked.path
        if asked.params.get("sign") == sign_call(secret, asked.params, path):
            return admitted
        return b'{"code":"IncompleteSignature","type":"ISV","message":"sign"}'


@dataclass
class Gateway:
    """Answers by method name or path.

    Attributes:
        answers: what to say to a call, by its name; a callable is given the call's parameters.
        calls: what was asked, in order: name and all parameters.
        whole: the same, as it came in.
    """

    secret: str
    answers: dict[str, Answer | Callable[[Call], Answer]] = field(default_factory=dict)
    admission: Admission = field(default_factory=IopAdmission)
    calls: list[tuple[str, Call]] = field(default_factory=list)
    address: str = ""
    whole: list[Asked] = field(default_factory=list)

    def asked(self, name: str) -> list[Call]:
        """The parameters of every call of that name."""
        return [params for called, params in self.calls if called == name]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        asked = await _asked(request)
        name = self.admission.name(asked)
        self.calls.append((name, asked.params))
        self.whole.append(asked)
        refused = self.admission.refusal(self.secret, asked)
        if refused is not admitted:
            return self._said(request, refused)  # type: ignore[arg-type] # it is an answer
        found = self.answers.get(name, b'{"code":"InvalidApiPath","message":"unexpected call"}')
        return self._said(request, found(asked.params) if callable(found) else found)

    def _said(self, request: web.Request, said: Answer) -> web.StreamResponse:
        if isinstance(said, int):
            return web.Response(status=said)
        if said is None:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if isinstance(said, tuple):
            return _json(said[1], said[0])
        return _json(said)


async def _asked(request: web.Request) -> Asked:
    body = await request.read()
    if request.content_type.startswith("multipart/"):
        form = _parts(request.headers["content-type"], body)
    else:
        form = {name: str(value) for name, value in (await request.post()).items()}
    if request.content_type == "application/json" and body:
        told = json.loads(body)
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in told.items()}
    query = dict(request.query)
    params = {**query, **form}
    return Asked(request.method, request.path, query, request.headers, body, params)


def _parts(kind: str, body: bytes) -> dict[str, str]:
    """The parts of a form by their names."""
    whole = message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    return {
        str(part.get_param("name", header="content-disposition")): str(part.get_payload())
        for part in whole.walk()
        if not part.is_multipart()
    }


def _json(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, content_type="application/json")


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

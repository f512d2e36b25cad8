"""What tests of the sandbox stand on: a receiver of pushes, and a caller who signs."""

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx
from starlette.types import Receive, Scope, Send

from services.runtime.http.connections import trusted
from services.sandbox.accounts import DEFAULT
from services.sandbox.marketplace import sign
from services.sandbox.sandbox import Sandbox
from services.sandbox.server import Server


class Edge:
    """Keeps every push; answers 200, or what ``answers`` says next."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self._server = Server(self._take)

    async def start(self) -> str:
        """Serve; returns the base address."""
        return await self._server.start()

    async def stop(self) -> None:
        """Stop."""
        await self._server.stop()

    def bodies(self) -> list[dict[str, Any]]:
        """The JSON of every push, in order of arrival."""
        return [json.loads(body) for _, _, body in self.received]

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.received.append((scope["path"], headers, body))
        status = self.answers.pop(0) if self.answers else 200
        head = {"type": "http.response.start", "status": status}
        await send({**head, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


class Caller:
    """A seller's app that calls the sandbox's gateways."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.client = httpx.AsyncClient(
            verify=trusted(), base_url=sandbox.base, trust_env=False, timeout=60
        )

    async def lazada(
        self, verb: str, path: str, shop: str = "lazada/laz-1", **business: str
    ) -> httpx.Response:
        """A signed call of Lazada's gateway."""
        params = {**self.system(shop), **business}
        params["sign"] = sign(DEFAULT.app_of(shop).secret, params, path)
        return await self.client.request(verb, f"/lazada/rest{path}", params=params)

    async def aliexpress(self, method: str, **business: Any) -> httpx.Response:
        """A signed call of AliExpress's gateway; structures are sent as JSON."""
        shop = "aliexpress/ae-1"
        sent = {n: v if isinstance(v, str) else json.dumps(v) for n, v in business.items()}
        params = {**self.system(shop, "session"), "method": method}
        params["sign"] = sign(DEFAULT.app_of(shop).secret, {**params, **sent})
        return await self.client.post("/aliexpress/sync", params=params, data=sent)

    async def track(self, call: str, *numbers: str, key: str | None = None) -> httpx.Response:
        """A call of 17TRACK's."""
        token = {"17token": key or DEFAULT.tracking_key}
        asked = [{"number": number} for number in numbers]
        return await self.client.post(f"/track/v2.4/{call}", headers=token, json=asked)

    @staticmethod
    def system(shop: str, name: str = "access_token") -> dict[str, str]:
        """The gateway's own parameters, unsigned; ``name`` is what it calls the token."""
        return {
            "app_key": DEFAULT.app_of(shop).key,
            name: DEFAULT.shop(shop).token,
            "timestamp": str(int(time.time() * 1000)),
            "sign_method": "sha256",
        }


def inner(answer: Mapping[str, Any]) -> Any:
    """The content of an AliExpress answer, out of whichever envelope."""
    found: Any = answer
    for name in ("result", "result_object", "data"):
        response = next((v for k, v in found.items() if k.endswith("_response")), found)
        found = response.get("resp_result", response)
        found = found.get(name, found)
    return found

"""Signed calls of one shop, over either of the platform's two gateways.

``timestamp`` is machine time: it dates the request for the platform's replay check (7200 s) and is
no instant of the business.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from services.connectors.marketplaces.iop.envelope import content
from services.connectors.marketplaces.iop.signing import sign_call
from services.connectors.ports import Shop
from services.runtime.http.client import Http


class IopClient:
    """The gateway as one shop sees it.

    Args:
        http: the shared client.
        shop: whose app signs and whose token is sent.
        wall: the real time, seconds since the epoch.
    """

    def __init__(self, http: Http, shop: Shop, *, wall: Callable[[], float] = time.time) -> None:
        self._http = http
        self._shop = shop
        self._wall = wall

    async def sync(self, method: str, business: Mapping[str, str], *, repeat: bool) -> Any:
        """Call a named method of the ``/sync`` gateway (AliExpress).

        Business parameters travel in the form body; they are signed like the others.

        Args:
            method: ``aliexpress.issue.issuelist.get``.
            business: its parameters as text; structures as JSON text.
            repeat: whether the call may be made twice.

        Returns:
            The answer's content (see ``envelope.content``).

        Raises:
            OutsideError: see the tree.
        """
        business = _given(business)
        system = self._system("session") | {"method": method}
        system["sign"] = sign_call(self._secret, {**business, **system})
        return await self._call("POST", "/sync", method, system, business, repeat=repeat)

    async def rest(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        business: Mapping[str, str],
        *,
        repeat: bool,
    ) -> Any:
        """Call a path of the REST gateway (Lazada); business parameters of a POST are its form.

        Args:
            verb: GET or POST.
            path: ``/order/get``, signed before the parameters.
            business: its parameters as text.
            repeat: whether the call may be made twice.

        Returns:
            The answer's content (see ``envelope.content``).

        Raises:
            OutsideError: see the tree.
        """
        business = _given(business)
        system = self._system("access_token")
        system["sign"] = sign_call(self._secret, {**business, **system}, path)
        if verb == "GET":
            return await self._call(verb, path, path, {**business, **system}, None, repeat=repeat)
        return await self._call(verb, path, path, system, business, repeat=repeat)

    @property
    def _secret(self) -> str:
        return self._shop.app.secrets[0]

    def _system(self, token: Literal["session", "access_token"]) -> dict[str, str]:
        return {
            "app_key": self._shop.app.key,
            token: self._shop.valid_token,
            "timestamp": str(int(self._wall() * 1000)),
            "sign_method": "sha256",
        }

    async def _call(
        self,
        verb: str,
        path: str,
        name: str,
        params: Mapping[str, str],
        form: Mapping[str, str] | None,
        *,
        repeat: bool,
    ) -> Any:
        marketplace = self._shop.app.marketplace
        answer = await self._http.call(
            marketplace,
            verb,
            self._shop.app.api + path,
            params=params,
            data=form,
            repeat=repeat,
        )
        return content(marketplace, name, answer.body)


def _given(business: Mapping[str, str]) -> dict[str, str]:
    """Without empty values: they are not signed, so they are not sent either."""
    return {name: value for name, value in business.items() if value}

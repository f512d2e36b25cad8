"""Signed calls of one shop on Temu's gateway: one address, the call named in its JSON.

Errors are ``{success, errorCode, errorMsg}`` with a status of 200 (documented copy, 2026-11-27);
``success`` alone decides, for a good answer has a code too. ``timestamp`` is machine time: it dates
the request for the platform's replay check.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.temu.signing import sign_call
from services.connectors.marketplaces.values import identifier, mapping
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "temu"
_PATH = "/openapi/router"
_THROTTLED = "4000004"
_LATER = frozenset({"2000000", "4000000", _THROTTLED, "7000000"})
_NOT_AUTHORISED = frozenset(
    {
        *("3000001", "3000020", "3000021", "3000022", "3000026", "3000027", "3000028"),
        *("3000031", "3000032", "3000033", "3000034", "5000000", "5000003"),
    }
)
_UNKNOWN = frozenset({"140020002"})

Value = str | int | Sequence[str]
"""What a call may be asked with."""


class TemuClient:
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

    async def read(
        self, name: str, business: Mapping[str, Value], *, repeat: bool = True
    ) -> Mapping[str, Any]:
        """Make a call that changes nothing, or may not be repeated; returns its ``result``.

        Raises:
            InvalidInput: ``unknown_object``.
            OutsideError: see the tree.
        """
        app = self._shop.app
        asked: dict[str, Value] = {
            **business,
            "type": name,
            "app_key": app.key,
            "access_token": self._shop.valid_token,
            "timestamp": str(int(self._wall())),
            "data_type": "JSON",
        }
        signed = {one: _written(value) for one, value in asked.items()}
        answer = await self._http.call(
            NAME,
            "POST",
            app.api + _PATH,
            headers={"content-type": "application/json"},
            content=canonical_json(asked | {"sign": sign_call(app.secrets[0], signed)}),
            repeat=repeat,
        )
        try:
            return _result(answer.body)
        except TryLater as error:
            if repeat or error.code == _THROTTLED:
                raise
            # What the other codes leave undone is told nowhere.
            raise Unanswered(NAME, error.code, error.detail) from error


def _written(value: Value) -> str:
    """A value as it is signed."""
    return canonical_json(value).decode() if isinstance(value, list | tuple) else str(value)


def _result(body: bytes) -> Mapping[str, Any]:
    found = object_of(NAME, body)
    if found.get("success") is True:
        return mapping(found.get("result"))
    code, detail = identifier(found.get("errorCode")) or "none", str(found.get("errorMsg") or "")
    if code in _UNKNOWN:
        raise InvalidInput("unknown_object", "Temu knows no such order")
    if code in _NOT_AUTHORISED:
        raise NotAuthorised(NAME, code, detail)
    if code in _LATER:
        raise TryLater(NAME, code, detail)
    raise Refused(NAME, code, detail)

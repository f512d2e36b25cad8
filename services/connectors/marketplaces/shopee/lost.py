"""Shopee's lost pushes of the last three days, a hundred at a time, the earliest first.

Sources: push mechanism page (documented) and the shapes of ``v2.push.get_lost_push_message`` and
``v2.push.confirm_consumed_lost_push_message`` (from SDK code, 2026-11-27). The next hundred are
handed out once these are confirmed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from services.connectors.marketplaces.lost import Lost
from services.connectors.marketplaces.shopee.client import NAME, checked
from services.connectors.marketplaces.shopee.signing import sign_call
from services.connectors.marketplaces.values import identifier, items, mapping, parse, whole
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

_LOST = "/api/v2/push/get_lost_push_message"
_CONFIRM = "/api/v2/push/confirm_consumed_lost_push_message"


class ShopeeLost:
    """See ``lost.LostPushes``; signed for the app, without a token.

    Args:
        shops: those of one app.
        http: the shared client.
        wall: the real time, seconds since the epoch.
    """

    def __init__(
        self, shops: Sequence[Shop], http: Http, *, wall: Callable[[], float] = time.time
    ) -> None:
        self._app = shops[0].app
        self._http = http
        self._wall = wall

    async def lost(self, cursor: str | None) -> Lost:  # noqa: ARG002 - confirming moves it on
        """The earliest hundred."""
        found = mapping((await self._call("GET", _LOST, None, repeat=True)).get("response"))
        mark = identifier(found.get("last_message_id"))
        told = items(found.get("push_message_list"))
        if told and not mark:
            raise InvalidInput("unreadable", "last_message_id is missing")
        more = found.get("has_next_page") is True and bool(told)
        return Lost(tuple(_body(one) for one in told), mark, mark if more else None)

    async def confirm(self, lost: Lost) -> None:
        """Up to the last of them."""
        if lost.bodies:
            told = {"last_message_id": whole(lost.mark)}
            await self._call("POST", _CONFIRM, told, repeat=True)

    async def _call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        told: Mapping[str, Any] | None,
        *,
        repeat: bool,
    ) -> Mapping[str, Any]:
        stamp = str(int(self._wall()))
        sign = sign_call(self._app.secrets[0], self._app.key, path, stamp)
        answer = await self._http.call(
            NAME,
            verb,
            self._app.api + path,
            params={"partner_id": self._app.key, "timestamp": stamp, "sign": sign},
            headers={"content-type": "application/json"} if told is not None else None,
            content=canonical_json(told) if told is not None else None,
            repeat=repeat,
            accept=(400, 403, 404),
        )
        return checked(answer.body, answer.status)


def _body(one: Mapping[str, Any]) -> bytes:
    """A push again: what it said stands inside as JSON text."""
    data = one.get("data")
    if isinstance(data, str):
        try:
            data = parse(data.encode())
        except InvalidInput:  # one of them must not hold up all others: it ends as a dead letter
            data = None
    if isinstance(data, Mapping) and "code" in data and "data" in data:
        return canonical_json(data)
    return canonical_json({**one, "data": data})

"""Calls of AfterShip Tracking: what is known of a number, and having it followed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.aftership.codes import PROVIDER, meaning
from services.connectors.carriers.aftership.mapping import named, to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://api.aftership.com/tracking/2026-07"
BATCH = 1
"""One number is registered a call (facts, section 2 and 8.3)."""
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number (facts, section 2): chosen with care, to be set to the plan's own."""

_TIME_LIMIT = 20.0
_TOLD = (400, 402, 404)
"""Statuses whose body says by ``meta.code`` what is wrong."""
_GOOD = 300


class AfterShip:
    """AfterShip behind one key (facts, section 2).

    Args:
        http: the shared client.
        access: ``key`` is the API key (``as-api-key``); ``secret``, the webhooks', is not needed
            for calls.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._headers = {"as-api-key": access.key, "content-type": "application/json"}
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every courier that AfterShip has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        number = _only(asked)
        if number is None:
            return {}
        params = {"tracking_numbers": number.number}
        answer = await self._call("GET", repeat=True, params=params)
        return {number.number: _looked(number.number, *_read(answer), now)}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed; None means followed. The courier is left to be detected.

        Never repeated by itself: after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        number = _only(asked)
        if number is None:
            return {}
        content = json.dumps({"tracking_number": number.number}).encode()
        answer = await self._call("POST", repeat=False, content=content)
        failed, _ = _read(answer)
        return {number.number: _registered(number.number, failed)}

    async def _call(
        self,
        method: str,
        *,
        repeat: bool,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answer:
        return await self._http.call(
            PROVIDER,
            method,
            f"{self._base}/trackings",
            params=params,
            headers=self._headers,
            content=content,
            timeout=_TIME_LIMIT,
            repeat=repeat,
            accept=_TOLD,
        )


def _only(asked: Sequence[Asked]) -> Asked | None:
    if len(asked) > BATCH:
        raise ValueError(f"AfterShip takes {BATCH} number a call, not {len(asked)}")
    return asked[0] if asked else None


def _read(answer: Answer) -> tuple[Rejected | None, Mapping[str, Any]]:
    """The refusal of the number, or None; and the data. Other failures are raised."""
    try:
        body = answer.json()
    except InvalidInput as error:
        raise Unanswered(PROVIDER, "unreadable", error.detail) from error
    body = body if isinstance(body, dict) else {}
    meta = body.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    code = meta.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        raise Unanswered(PROVIDER, "unreadable", "no answer of AfterShip's")
    if answer.status < _GOOD and code // 100 == 2:  # noqa: PLR2004 - success, as HTTP counts it
        data = body.get("data")
        return None, data if isinstance(data, dict) else {}
    return _failed(code, text(meta.get("message"))[:200]), {}


def _failed(code: int, detail: str) -> Rejected:
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, str(code), detail)
    if kind == "later":
        raise TryLater(PROVIDER, str(code), detail)
    if kind is None:
        raise Refused(PROVIDER, str(code), detail)
    return Rejected("", str(code), "later" if kind == "registered" else kind, detail)


def _looked(
    number: str, failed: Rejected | None, data: Mapping[str, Any], now: datetime
) -> CarrierUpdate | Rejected:
    if failed is not None:
        return Rejected(number, failed.code, failed.meaning, failed.detail)
    if not isinstance(data.get("trackings"), list):
        return Rejected(number, "", "later", "the answer has no list")
    found = [one for one in items(data["trackings"]) if named(one, number)]
    if not found:
        return Rejected(number, "", "unregistered")
    try:
        updates = [to_update(one, now, number) for one in found]
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    # One number under two couriers is two trackings: the parcel that was scanned last is meant.
    newest = max(updates, key=lambda one: one.scans[-1].at.timestamp() if one.scans else 0.0)
    if newest.scans:
        return newest
    return Rejected(number, "", "stopped" if newest.stopped else "no_information")


def _registered(number: str, failed: Rejected | None) -> Rejected | None:
    if failed is None or meaning(int(failed.code)) == "registered":
        return None
    return Rejected(number, failed.code, failed.meaning, failed.detail)

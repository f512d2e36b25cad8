"""Calls of TrackingMore v4: what is known of a number, and having it followed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.trackingmore.codes import PROVIDER, meaning
from services.connectors.carriers.trackingmore.mapping import named, to_update
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://api.trackingmore.com/v4"
BATCH = 1
"""Creating takes a courier for each number, which is asked for one number at a time; no source
shows the answer to creating several."""
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number (facts, 8.3): chosen with care, to be set to the plan's own."""

_TIME_LIMIT = 20.0
_TOLD = (400, 404)
"""Statuses whose body says by ``meta.code`` what is wrong."""
_GOOD = 300


class TrackingMore:
    """TrackingMore behind one key (facts, section 5).

    Args:
        http: the shared client.
        access: ``key`` is the API key (``Tracking-Api-Key``).
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._headers = {"tracking-api-key": access.key, "content-type": "application/json"}
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every courier that TrackingMore has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        if not _checked(asked):
            return {}
        number = asked[0].number
        answer = await self._call("GET", "trackings/get", params={"tracking_numbers": number})
        failed, data = _read(number, answer)
        return {number: failed or _looked(number, data, now)}

    async def detect(self, asked: Sequence[Asked]) -> Mapping[str, str | Rejected]:
        """The first courier that TrackingMore detects for the number.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        if not _checked(asked):
            return {}
        number = asked[0].number
        answer = await self._call(
            "POST", "couriers/detect", content=_json({"tracking_number": number})
        )
        failed, data = _read(number, answer)
        codes = (text(one.get("courier_code")) for one in items(data) if isinstance(one, dict))
        courier = next(filter(None, codes), None)
        none = Rejected(number, "", "carrier", "no courier was detected")
        return {number: failed or courier or none}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed, by the courier that was detected; None means followed.

        Never repeated by itself: after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        if not _checked(asked):
            return {}
        number, courier = asked[0].number, asked[0].detected
        wanted = _json({"tracking_number": number, "courier_code": courier})
        created = await self._call("POST", "trackings/create", content=wanted, repeat=False)
        failed, _ = _read(number, created)
        done = failed is None or failed.code == "4101"
        return {number: None if done else failed}

    async def _call(
        self,
        method: str,
        path: str,
        *,
        repeat: bool = True,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answer:
        return await self._http.call(
            PROVIDER,
            method,
            f"{self._base}/{path}",
            params=params,
            headers=self._headers,
            content=content,
            timeout=_TIME_LIMIT,
            repeat=repeat,
            accept=_TOLD,
        )


def _checked(asked: Sequence[Asked]) -> bool:
    if len(asked) > BATCH:
        raise ValueError(f"TrackingMore takes {BATCH} number a call, not {len(asked)}")
    return bool(asked)


def _json(value: dict[str, str]) -> bytes:
    return json.dumps(value).encode()


def _read(number: str, answer: Answer) -> tuple[Rejected | None, Any]:
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
        raise Unanswered(PROVIDER, "unreadable", "no answer of TrackingMore's")
    if answer.status < _GOOD and code // 100 == 2:  # noqa: PLR2004 - success, as HTTP counts it
        return None, body.get("data")
    return _failed(number, code, text(meta.get("message"))[:200]), None


def _failed(number: str, code: int, detail: str) -> Rejected:
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, str(code), detail)
    if kind == "later":
        raise TryLater(PROVIDER, str(code), detail)
    if kind is None:
        raise Refused(PROVIDER, str(code), detail)
    return Rejected(number, str(code), "later" if kind == "registered" else kind, detail)


def _looked(number: str, data: Any, now: datetime) -> CarrierUpdate | Rejected:
    if not isinstance(data, list):
        return Rejected(number, "", "later", "the answer has no list")
    found = [one for one in data if named(one, number)]
    if not found:
        return Rejected(number, "", "unregistered")
    try:
        updates = [to_update(one, number, now) for one in found]
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    # One number under two couriers is two trackings: the parcel that was scanned last is meant.
    newest = max(updates, key=lambda one: one.scans[-1].at.timestamp() if one.scans else 0.0)
    if newest.scans:
        return newest
    return Rejected(number, "", "stopped" if newest.stopped else "no_information")

"""Calls of TrackingMore v4: what is known of a number, and having it followed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.aggregator import (
    BATCH,
    Caller,
    by_meta,
    named,
    only,
    told,
    unless_registered,
)
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.trackingmore.codes import ERRORS, PROVIDER
from services.connectors.carriers.trackingmore.mapping import NUMBER, to_update
from services.connectors.carriers.values import items, text
from services.runtime.http.client import Http

BASE = "https://api.trackingmore.com/v4"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number (facts, 8.3): chosen with care, to be set to the plan's own."""

_TOLD = (400, 404)
"""Statuses whose body says by ``meta.code`` what is wrong."""


class TrackingMore:
    """TrackingMore behind one key (facts, section 5).

    Creating takes a courier for each number, which is asked for one number at a time; no source
    shows the answer to creating several.

    Args:
        http: the shared client.
        access: ``key`` is the API key (``Tracking-Api-Key``).
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        headers = {"tracking-api-key": access.key}
        self._api = Caller(http, PROVIDER, access.base(BASE), headers, _TOLD)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every courier that TrackingMore has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        one = only(asked, "TrackingMore")
        if one is None:
            return {}
        answer = await self._api.ask("trackings/get", {"tracking_numbers": one.number})
        failed, data = by_meta(PROVIDER, one.number, answer, ERRORS)
        return {one.number: failed or _looked(one.number, data, now)}

    async def detect(self, asked: Sequence[Asked]) -> Mapping[str, str | Rejected]:
        """The first courier that TrackingMore detects for the number.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        one = only(asked, "TrackingMore")
        if one is None:
            return {}
        answer = await self._api.tell("couriers/detect", {NUMBER: one.number}, repeat=True)
        failed, data = by_meta(PROVIDER, one.number, answer, ERRORS)
        codes = (text(it.get("courier_code")) for it in items(data) if isinstance(it, dict))
        courier = next(filter(None, codes), None)
        none = Rejected(one.number, "", "carrier", "no courier was detected")
        return {one.number: failed or courier or none}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed, by the courier that was detected; None means followed.

        Never repeated by itself: after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        one = only(asked, "TrackingMore")
        if one is None:
            return {}
        wanted = {NUMBER: one.number, "courier_code": one.detected}
        answer = await self._api.tell("trackings/create", wanted)
        failed, _ = by_meta(PROVIDER, one.number, answer, ERRORS)
        return {one.number: unless_registered(failed, ERRORS)}


def _looked(number: str, data: Any, now: datetime) -> CarrierUpdate | Rejected:
    if not isinstance(data, list):
        return Rejected(number, "", "later", "the answer has no list")
    ours = [one for one in data if named(one, NUMBER, number)]
    return told(number, ours, lambda one: to_update(one, number, now))

"""Calls of AfterShip Tracking: what is known of a number, and having it followed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.aftership.codes import ERRORS, PROVIDER
from services.connectors.carriers.aftership.mapping import NUMBER, to_update
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
from services.runtime.http.client import Http

BASE = "https://api.aftership.com/tracking/2026-07"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number (facts, section 2): chosen with care, to be set to the plan's own."""

_TOLD = (400, 402, 404)
"""Statuses whose body says by ``meta.code`` what is wrong."""
_PATH = "trackings"


class AfterShip:
    """AfterShip behind one key (facts, section 2); one number is registered a call (8.3).

    Args:
        http: the shared client.
        access: ``key`` is the API key (``as-api-key``); ``secret``, the webhooks', is not needed
            for calls.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        headers = {"as-api-key": access.key}
        self._api = Caller(http, PROVIDER, access.base(BASE), headers, _TOLD)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every courier that AfterShip has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        one = only(asked, "AfterShip")
        if one is None:
            return {}
        answer = await self._api.ask(_PATH, {"tracking_numbers": one.number})
        failed, data = by_meta(PROVIDER, one.number, answer, ERRORS)
        return {one.number: failed or _looked(one.number, data, now)}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed; None means followed. The courier is left to be detected.

        Never repeated by itself: after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        one = only(asked, "AfterShip")
        if one is None:
            return {}
        answer = await self._api.tell(_PATH, {NUMBER: one.number})
        failed, _ = by_meta(PROVIDER, one.number, answer, ERRORS)
        return {one.number: unless_registered(failed, ERRORS)}


def _looked(number: str, data: Any, now: datetime) -> CarrierUpdate | Rejected:
    found = data.get("trackings") if isinstance(data, dict) else None
    if not isinstance(found, list):
        return Rejected(number, "", "later", "the answer has no list")
    ours = [one for one in found if named(one, NUMBER, number)]
    return told(number, ours, lambda one: to_update(one, now, number))

"""Calls of DHL's "Shipment Tracking - Unified": what is known of one number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.dhl.codes import PROVIDER, service
from services.connectors.carriers.dhl.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

BASE = "https://api-eu.dhl.com"
LIMIT = Limit(per_second=0.2, concurrency=1, per_day=250)
"""Published for a new key (facts, section 4.4): one call in five seconds, 250 a day."""

_TIME_LIMIT = 20.0
_NOT_FOUND = 404


class Dhl:
    """DHL Unified behind one key; one number a call.

    Args:
        http: the shared client.
        access: ``key`` is the consumer key (``DHL-API-Key``).
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._key = access.key
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of the number; costs one call of the day.

        A number of which nobody can tell the company is ``carrier``, and no call is made: without
        it another company's shipment might be answered.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"DHL takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one, now) for one in asked}

    async def _look(self, asked: Asked, now: datetime) -> CarrierUpdate | Rejected:
        company = service(asked.carrier, asked.number)
        if company is None:
            return Rejected(asked.number, "service", "carrier", "which company of DHL's?")
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/track/shipments",
            params={"trackingNumber": asked.number, "service": company, "language": "en"},
            headers={"DHL-API-Key": self._key, "accept": "application/json"},
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_NOT_FOUND,),
        )
        try:
            body = answer.json()
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        if answer.status == _NOT_FOUND:
            return _not_found(asked.number, body)
        return _looked(asked.number, company, body, now)


def _not_found(number: str, body: Any) -> Rejected:
    """DHL's own words that it knows no such shipment; another 404 is a wrong address."""
    said = text(body.get("detail")) or text(body.get("title")) if isinstance(body, dict) else ""
    if not said:
        raise Refused(PROVIDER, str(_NOT_FOUND), "no answer of DHL's")
    return Rejected(number, str(_NOT_FOUND), "no_information", said[:200])


def _looked(number: str, company: str, body: Any, now: datetime) -> CarrierUpdate | Rejected:
    """The shipment of the company that was asked; another company's is not ours."""
    if not isinstance(body, dict) or not isinstance(body.get("shipments"), list):
        raise Unanswered(PROVIDER, "unreadable", "no answer of DHL's")
    shipments = [one for one in items(body["shipments"]) if isinstance(one, dict)]
    ours = [one for one in shipments if text(one.get("service")) in {"", company}]
    if not shipments:
        return Rejected(number, "", "no_information")
    if not ours:
        return Rejected(number, "service", "carrier", f"it is not a number of {company}")
    try:
        update = to_update(ours[0], number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    return update

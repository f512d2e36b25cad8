"""Calls of USPS Tracking v3: what is known of one number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.usps.codes import PROVIDER, detail, names_number
from services.connectors.carriers.usps.mapping import to_update
from services.connectors.oauth import ClientCredentials
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://apis.usps.com"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, section 9): chosen with care, to be set to the account's own."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class Usps:
    """USPS behind an OAuth client; one number a call.

    Args:
        http: the shared client.
        access: ``key`` is the consumer key, ``secret`` its secret.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        self._token = ClientCredentials(http, PROVIDER, f"{self._base}/oauth2/v3/token", access)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of the number.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the client is refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"USPS takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one.number, now) for one in asked}

    async def _look(self, number: str, now: datetime) -> CarrierUpdate | Rejected:
        async def make(headers: dict[str, str]) -> Answer:
            return await self._http.call(
                PROVIDER,
                "GET",
                f"{self._base}/tracking/v3/tracking/{quote(number, safe='')}",
                params={"expand": "DETAIL"},
                headers=headers | {"accept": "application/json"},
                timeout=_TIME_LIMIT,
                repeat=True,
                accept=(_BAD, _NOT_FOUND),
            )

        answer = await self._token.call(now, make)
        try:
            body = answer.json()
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        if answer.status in {_BAD, _NOT_FOUND}:
            return _refused(number, answer.status, body)
        return _looked(number, body, now)


def _refused(number: str, status: int, body: Any) -> Rejected:
    """A number that is not known, or is none; any other refusal is of our call."""
    said = detail(body)
    if status == _NOT_FOUND and said:
        return Rejected(number, str(status), "no_information", said)
    if names_number(body):
        return Rejected(number, str(status), "invalid", said)
    raise Refused(PROVIDER, str(status), said or "no answer of USPS'")


def _looked(number: str, body: Any, now: datetime) -> CarrierUpdate | Rejected:
    if not isinstance(body, dict) or not body.get("trackingNumber"):
        raise Unanswered(PROVIDER, "unreadable", detail(body) or "no answer of USPS'")
    if not body.get("trackingEvents"):
        return Rejected(number, "", "no_information")
    try:
        return to_update(body, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)

"""Calls of the UPS Track API: what is known of one number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.ups.codes import PROVIDER, meaning
from services.connectors.carriers.ups.mapping import shipment_of, to_update
from services.connectors.carriers.values import items, text
from services.connectors.oauth import ClientCredentials
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://onlinetools.ups.com"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, 4.1 and 9): chosen with care, to be set to the account's own."""

_LENGTHS = range(7, 35)
_TIME_LIMIT = 20.0
_LOCALE = "en_US"
_BAD, _NOT_FOUND = 400, 404


class Ups:
    """UPS behind an OAuth client; one number a call (facts, section 4.1).

    Args:
        http: the shared client.
        access: ``key`` is the client's id, ``secret`` its secret.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        url = f"{self._base}/security/v1/oauth/token"
        self._token = ClientCredentials(http, PROVIDER, url, access, style="basic")
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every activity of the number.

        One that has not 7 to 34 characters is ``invalid`` without a call.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the client is refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"UPS takes {self.batch} number a call, not {len(asked)}")
        return {one.number: await self._look(one.number, now) for one in asked}

    async def _look(self, number: str, now: datetime) -> CarrierUpdate | Rejected:
        if len(number) not in _LENGTHS:
            return Rejected(number, "", "invalid", "UPS numbers have 7 to 34 characters")

        async def make(headers: dict[str, str]) -> Answer:
            return await self._http.call(
                PROVIDER,
                "GET",
                f"{self._base}/api/track/v1/details/{quote(number, safe='')}",
                params={"locale": _LOCALE, "returnSignature": "false"},
                headers=headers | {"transId": uuid4().hex, "transactionSrc": "forestall"},
                timeout=_TIME_LIMIT,
                repeat=True,
                accept=(_BAD, _NOT_FOUND),
            )

        answer = await self._token.call(now, make)
        try:
            body = answer.json()
            refusal = _refusal(body)
            if refusal is not None:
                return _refused(number, answer.status, *refusal)
            if answer.status in {_BAD, _NOT_FOUND}:
                raise Refused(PROVIDER, str(answer.status), "no answer of UPS's")
            return _looked(number, body, now)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error


def _refusal(body: Any) -> tuple[str, str] | None:
    """Code and message of ``response.errors``, which comes in place of an answer."""
    response = body.get("response") if isinstance(body, dict) else None
    errors = items(response.get("errors")) if isinstance(response, dict) else []
    return _first(errors)


def _first(errors: Sequence[Any]) -> tuple[str, str] | None:
    for error in errors:
        if isinstance(error, dict) and text(error.get("code")):
            return text(error["code"]), text(error.get("message"))[:200]
    return None


def _refused(number: str, status: int, code: str, detail: str) -> Rejected:
    kind = meaning(code, status)
    if kind == "account":
        raise NotAuthorised(PROVIDER, code, detail)
    return Rejected(number, code, kind, detail)


def _looked(number: str, body: Any, now: datetime) -> CarrierUpdate | Rejected:
    """The update; a shipment without scans says in a warning why it has none."""
    shipment = shipment_of(body)
    update = to_update(shipment, number, now)
    if update.scans:
        return update
    warning = _first(items(shipment.get("warnings")))
    if warning is not None:
        return _refused(number, _NOT_FOUND, *warning)
    if not items(shipment.get("package")):
        raise InvalidInput("unreadable", "UPS sent neither a package nor a reason")
    return Rejected(number, "", "no_information")

"""Calls of the FedEx Track API: what is known of up to thirty numbers."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.fedex.codes import PROVIDER, meaning
from services.connectors.carriers.fedex.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, same, text
from services.connectors.oauth import ClientCredentials
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://apis.fedex.com"
BATCH = 30
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, 8.3 and 9): chosen with care, to be set to the account's own."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class FedEx:
    """FedEx behind an OAuth client (facts, section 4.2).

    Args:
        http: the shared client.
        access: ``key`` is the client's id (API key), ``secret`` its secret.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        self._token = ClientCredentials(http, PROVIDER, f"{self._base}/oauth/token", access)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every scan of each number; one that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the client is refused.
        """
        if len(asked) > BATCH:
            raise ValueError(f"FedEx takes {BATCH} numbers a call, not {len(asked)}")
        if not asked:
            return {}
        numbers = [one.number for one in asked]
        content = json.dumps(_request(numbers)).encode()

        async def make(headers: dict[str, str]) -> Answer:
            return await self._http.call(
                PROVIDER,
                "POST",
                f"{self._base}/track/v1/trackingnumbers",
                headers=headers | {"content-type": "application/json", "x-locale": "en_US"},
                content=content,
                timeout=_TIME_LIMIT,
                repeat=True,
                accept=(_BAD, _NOT_FOUND),
            )

        answer = await self._token.call(now, make)
        try:
            return _read(numbers, answer.status, answer.json(), now)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error


def _request(numbers: Sequence[str]) -> dict[str, Any]:
    asked = [{"trackingNumberInfo": {"trackingNumber": number}} for number in numbers]
    return {"includeDetailedScans": True, "trackingInfo": asked}


def _read(
    numbers: Sequence[str], status: int, body: Any, now: datetime
) -> dict[str, CarrierUpdate | Rejected]:
    """Each number's part of an answer, which means nothing before its own error is read."""
    failed = _failed(numbers, body)
    if failed is not None:
        return failed
    output = body.get("output") if isinstance(body, dict) else None
    found = output.get("completeTrackResults") if isinstance(output, dict) else None
    if status in {_BAD, _NOT_FOUND} or not isinstance(found, list):
        raise Unanswered(PROVIDER, "unreadable", "no answer of FedEx's")
    parts = {
        same(text(part.get("trackingNumber"))): items(part.get("trackResults"))
        for part in found
        if isinstance(part, dict)
    }
    return {number: _looked(number, parts.get(same(number), []), now) for number in numbers}


def _failed(numbers: Sequence[str], body: Any) -> dict[str, CarrierUpdate | Rejected] | None:
    """A failure of the whole call: raised, unless it speaks of the only number that was asked."""
    errors = items(body.get("errors")) if isinstance(body, dict) else []
    if not errors:
        return None
    code, detail = _error(errors[0])
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, code, detail)
    if kind == "later":
        raise TryLater(PROVIDER, code, detail)
    if kind is None or len(numbers) > 1:
        raise Refused(PROVIDER, code, detail)
    return {numbers[0]: Rejected(numbers[0], code, kind, detail)}


def _error(error: Any) -> tuple[str, str]:
    error = error if isinstance(error, dict) else {}
    return text(error.get("code")), text(error.get("message"))[:200]


def _looked(number: str, results: Sequence[Any], now: datetime) -> CarrierUpdate | Rejected:
    """The update of those results that are no error; else the first error."""
    good = [one for one in results if isinstance(one, dict) and not one.get("error")]
    if good:
        return _updated(number, good, now)
    if not results:
        return Rejected(number, "", "later", "the answer does not mention it")
    code, detail = _error(results[0].get("error") if isinstance(results[0], dict) else None)
    kind = meaning(code) or "later"
    if kind == "account":
        raise NotAuthorised(PROVIDER, code, detail)
    return Rejected(number, code, kind, detail)


def _updated(number: str, results: Sequence[Any], now: datetime) -> CarrierUpdate | Rejected:
    try:
        update = to_update(results, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    return update if update.scans else Rejected(number, "", "no_information")

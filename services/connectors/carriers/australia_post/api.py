"""Calls of Australia Post's tracking: what is known of up to ten numbers."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.australia_post.codes import PROVIDER, meaning
from services.connectors.carriers.australia_post.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, same, text
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

BASE = "https://digitalapi.auspost.com.au"
BATCH = 10
"""Its own error says "10 or less" (``51101``, in a public client's example answers)."""

LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, section 4.10): chosen with care, to be set in the settings."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class AustraliaPost:
    """Australia Post behind an account for parcels (facts, section 4.10).

    Args:
        http: the shared client.
        access: ``key`` is ``KEY/ACCOUNT`` (the API key and the account's number), ``secret`` the
            key's password.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)
        key, _, account = access.key.partition("/")
        pair = base64.b64encode(f"{key}:{access.secret}".encode()).decode()
        self._headers = {
            "accept": "application/json",
            "authorization": f"Basic {pair}",
            "account-number": account,
        }

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of each number, in one call; one that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where key or account are refused.
        """
        if len(asked) > BATCH:
            raise ValueError(f"Australia Post takes {BATCH} numbers a call, not {len(asked)}")
        if not asked:
            return {}
        numbers = [one.number for one in asked]
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/shipping/v1/track",
            params={"tracking_ids": ",".join(same(number) for number in numbers)},
            headers=self._headers,
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_BAD, _NOT_FOUND),
        )
        try:
            return _read(numbers, answer.json(), now)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error


def _read(numbers: Sequence[str], body: Any, now: datetime) -> dict[str, CarrierUpdate | Rejected]:
    """Each number's part of an answer, which may be an error of its own."""
    failed = _error(body)
    if failed is not None:
        raise Refused(PROVIDER, *failed)
    results = body.get("tracking_results") if isinstance(body, dict) else None
    if not isinstance(results, list):
        raise Unanswered(PROVIDER, "unreadable", "no answer of Australia Post's")
    parts = {same(text(one.get("tracking_id"))): one for one in results if isinstance(one, dict)}
    return {number: _looked(number, parts.get(same(number)), now) for number in numbers}


def _error(part: Any) -> tuple[str, str] | None:
    """The first error that stands in place of what was asked: its code and words."""
    errors = items(part.get("errors")) if isinstance(part, dict) else []
    if not errors:
        return None
    first = errors[0] if isinstance(errors[0], dict) else {}
    said = text(first.get("message")) or text(first.get("name"))
    return text(first.get("code")), said[:200]


def _looked(number: str, part: Mapping[str, Any] | None, now: datetime) -> CarrierUpdate | Rejected:
    if part is None:
        return Rejected(number, "", "later", "the answer does not mention it")
    failed = _error(part)
    if failed is not None:
        code, detail = failed
        return Rejected(number, code, meaning(code), detail)
    try:
        update = to_update(part, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    return update if update.scans else Rejected(number, "", "no_information")

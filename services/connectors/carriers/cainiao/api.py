"""The one call of Cainiao's public page of details: what is known of numbers.

The page is nobody's API (facts, section 4.11): undocumented, without a key, and an address that
asks too often is banned softly. It is asked only where the settings name it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.cainiao.codes import ANOTHERS, PROVIDER
from services.connectors.carriers.cainiao.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, TryLater, Unanswered
from services.runtime.http.client import Http

BASE = "https://global.cainiao.com"
BATCH = 100
"""What the page's own form takes (facts, section 4.11)."""

APART = timedelta(hours=6)
"""Between two requests, as the only client that is known to be left alone does."""

LIMIT = Limit(per_second=1 / APART.total_seconds(), concurrency=1)

_TIME_LIMIT = 30.0


class Cainiao:
    """Cainiao's page of details; a request is never repeated at once.

    Args:
        http: the shared client.
        access: nothing of it is sent.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of each number, in one request.

        A number that the answer does not mention is ``later``; one that is no parcel of Cainiao's
        is ``carrier``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``TryLater`` where the page says that it failed, or says
                nothing of any number, which is how it answers those who ask too often.
        """
        if len(asked) > BATCH:
            raise ValueError(f"Cainiao takes {BATCH} numbers a request, not {len(asked)}")
        if not asked:
            return {}
        numbers = sorted({_same(one.number) for one in asked})
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/global/detail.json",
            params={"mailNos": ",".join(numbers), "lang": "en-US"},
            headers={"accept": "application/json"},
            timeout=_TIME_LIMIT,
            repeat=False,
        )
        try:
            found = _modules(answer.json())
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        return {one.number: _looked(one.number, found, now) for one in asked}


def _same(number: str) -> str:
    return number.strip().upper()


def _modules(body: Any) -> dict[str, Mapping[str, Any]]:
    """The parcels by number; a refusal in place of them is one for speed, whatever it says."""
    body = body if isinstance(body, dict) else {}
    if body.get("success") is False:
        code = text(body.get("errorCode"))[:100] or "refused"
        raise TryLater(PROVIDER, code, "the page refused", after=APART)
    if body.get("success") is not True or not isinstance(body.get("module"), list):
        raise InvalidInput("unreadable", "no answer of Cainiao's")
    if not body["module"]:
        raise TryLater(PROVIDER, "empty", "the page told of no number", after=APART)
    return {
        _same(text(one.get("mailNo"))): one
        for one in items(body["module"])
        if isinstance(one, dict)
    }


def _looked(
    number: str, found: Mapping[str, Mapping[str, Any]], now: datetime
) -> CarrierUpdate | Rejected:
    module = found.get(_same(number))
    if module is None:
        return Rejected(number, "", "later", "the answer does not mention it")
    if text(module.get("mailNoSource")).upper() == ANOTHERS:
        return Rejected(number, ANOTHERS, "carrier", "it is no parcel of Cainiao's")
    try:
        update = to_update(module, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    return update if update.scans else Rejected(number, "", "no_information")

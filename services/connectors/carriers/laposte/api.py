"""Calls of La Poste's Suivi v2: what is known of up to ten numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.laposte.codes import FOUND, PROVIDER, meaning
from services.connectors.carriers.laposte.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

BASE = "https://api.laposte.fr"
BATCH = 10
"""By La Poste's own description of the API; the facts have it from memory alone."""

LIMIT = Limit(per_second=100 / 60, concurrency=1)
"""The free plan's hundred calls a minute (facts, section 4.5); that calls go one by one is ours."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class LaPoste:
    """La Poste behind one key: letters, Colissimo and Chronopost.

    Args:
        http: the shared client.
        access: ``key`` is the application's key (``X-Okapi-Key``).
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._headers = {"X-Okapi-Key": access.key, "accept": "application/json"}
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of each number, in one call.

        A number with other signs than letters and digits is ``invalid`` and not sent: a comma in
        it would part it. One that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        if len(asked) > BATCH:
            raise ValueError(f"La Poste takes {BATCH} numbers a call, not {len(asked)}")
        sent = sorted({_same(one.number) for one in asked if _possible(one.number)})
        found = await self._found(sent) if sent else {}
        return {
            one.number: _looked(one.number, found, now)
            if _possible(one.number)
            else Rejected(one.number, "form", "invalid", "letters and digits only")
            for one in asked
        }

    async def _found(self, numbers: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/suivi/v2/idships/{','.join(quote(one, safe='') for one in numbers)}",
            params={"lang": "fr_FR"},
            headers=self._headers,
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_BAD, _NOT_FOUND),
        )
        try:
            found = _by_number(numbers, answer.json())
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        if not found and answer.status in {_BAD, _NOT_FOUND}:
            raise Refused(PROVIDER, str(answer.status), "it speaks of no number")
        return found


def _same(number: str) -> str:
    """La Poste answers in capitals, whatever it was asked in."""
    return number.strip().upper()


def _possible(number: str) -> bool:
    return number.strip().isascii() and number.strip().isalnum()


def _by_number(numbers: Sequence[str], body: Any) -> dict[str, Mapping[str, Any]]:
    """The answer's entries by number: a list for several, one object for one.

    Of a single number that was asked, an entry need not repeat it.

    Raises:
        InvalidInput: no entry carries a return code (``unreadable``).
    """
    entries = [
        one
        for one in (body if isinstance(body, list) else [body])
        if isinstance(one, dict) and text(one.get("returnCode"))
    ]
    if not entries:
        raise InvalidInput("unreadable", "no answer of La Poste's")
    only = numbers[0] if len(numbers) == 1 and len(entries) == 1 else ""
    return {named: one for one in entries for named in [_number(one) or only] if named}


def _number(entry: Mapping[str, Any]) -> str:
    shipment = entry.get("shipment")
    inner = shipment.get("idShip") if isinstance(shipment, dict) else None
    return _same(text(inner) or text(entry.get("idShip")))


def _looked(
    number: str, found: Mapping[str, Mapping[str, Any]], now: datetime
) -> CarrierUpdate | Rejected:
    entry = found.get(_same(number))
    if entry is None:
        return Rejected(number, "", "later", "the answer does not mention it")
    code = text(entry.get("returnCode"))
    if code != FOUND:
        return Rejected(number, code, meaning(code), text(entry.get("returnMessage"))[:200])
    shipment = entry.get("shipment")
    if not isinstance(shipment, dict):
        return Rejected(number, "unreadable", "later", "it holds no shipment")
    if not items(shipment.get("event")):
        return Rejected(number, "", "no_information")
    try:
        return to_update(shipment, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)

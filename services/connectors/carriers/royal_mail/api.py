"""Calls of Royal Mail's Tracking v2: what is known of one number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.royal_mail.codes import PROVIDER, meaning
from services.connectors.carriers.royal_mail.mapping import to_update
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http

BASE = "https://api.royalmail.net"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, section 4.9): chosen with care, to be raised in the settings."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class RoyalMail:
    """Royal Mail behind a client of its API (facts, section 4.9); one number a call.

    The summary takes several numbers but has no events, so it is not asked.

    Args:
        http: the shared client.
        access: ``key`` is the client's id, ``secret`` its secret.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._headers = {
            "accept": "application/json",
            "x-ibm-client-id": access.key,
            "x-ibm-client-secret": access.secret,
            "x-accept-rmg-terms": "yes",
        }
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of the number.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where id or secret are refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"Royal Mail takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one.number, now) for one in asked}

    async def _look(self, number: str, now: datetime) -> CarrierUpdate | Rejected:
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/mailpieces/v2/{quote(number, safe='')}/events",
            headers=self._headers,
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_BAD, _NOT_FOUND),
        )
        try:
            return _read(number, answer.status, answer.json(), now)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error


def _read(number: str, status: int, body: Any, now: datetime) -> CarrierUpdate | Rejected:
    """The number's events, or the error that stands in their place: of the call or of the piece."""
    whole = body if isinstance(body, dict) else {}
    errors = items(whole.get("errors"))
    piece = whole.get("mailPieces")
    if errors:
        return _failed(number, status, errors[0])
    if isinstance(piece, dict) and piece.get("error"):
        return _odd(number, piece["error"]) or _failed(number, status, piece["error"])
    if not isinstance(piece, dict):
        raise Unanswered(PROVIDER, "unreadable", "no answer of Royal Mail's")
    try:
        update = to_update(piece, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    return update if update.scans else Rejected(number, "", "no_information")


def _odd(number: str, error: Any) -> Rejected | None:
    """A refusal of this one piece for no reason that is listed: no matter of the others."""
    error = error if isinstance(error, dict) else {}
    code, detail = text(error.get("errorCode")), text(error.get("errorDescription"))[:200]
    return Rejected(number, code, "later", detail) if meaning(code) == "later" else None


def _failed(number: str, status: int, error: Any) -> Rejected:
    """A refusal of the number; what is no matter of it is raised."""
    error = error if isinstance(error, dict) else {}
    code, detail = text(error.get("errorCode")), text(error.get("errorDescription"))[:200]
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, code, detail)
    if kind == "later" and status == _BAD:
        raise Refused(PROVIDER, code, detail)
    if kind == "later":
        raise TryLater(PROVIDER, code, detail)
    return Rejected(number, code, kind, detail)

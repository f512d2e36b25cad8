"""Calls of Russian Post's tracking service: what is known of one number.

Of its two ways in (facts, section 4.6) this is single access. A batch's ticket is answered no
sooner than a quarter of an hour later, so it is no look; single access answers at once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.russian_post.codes import PROVIDER
from services.connectors.carriers.russian_post.mapping import to_update
from services.connectors.carriers.russian_post.soap import fault, history, question
from services.connectors.carriers.xml import Element, read_xml
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Http

BASE = "https://tracking.russianpost.ru"
LIMIT = Limit(per_second=1.0, concurrency=1, per_day=100)
"""No source gives a number (facts, 4.6 and 9): chosen with care, to be raised in the settings."""

_TIME_LIMIT = 20.0
_FAULT = 500
"""The status under which SOAP says what is wrong."""


class RussianPost:
    """Russian Post behind an account with access to its service; one number a call.

    Args:
        http: the shared client.
        access: ``key`` is the login, ``secret`` the password, both of the service.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._access = access
        self._url = f"{access.base(BASE)}/rtm34"
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every operation on the parcel.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where login or password are refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"Russian Post takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one.number, now) for one in asked}

    async def _look(self, number: str, now: datetime) -> CarrierUpdate | Rejected:
        answer = await self._http.call(
            PROVIDER,
            "POST",
            self._url,
            headers={"content-type": "application/soap+xml; charset=utf-8"},
            content=question(number, self._access.key, self._access.secret),
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_FAULT,),
        )
        try:
            root = read_xml(answer.body)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        return fault(root, number) or _looked(number, root, now)


def _looked(number: str, root: Element, now: datetime) -> CarrierUpdate | Rejected:
    records = [one for one in history(root).children if one.name == "historyRecord"]
    if not records:
        return Rejected(number, "", "no_information")
    try:
        return to_update(records, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)

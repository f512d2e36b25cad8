"""Calls of Canada Post's Tracking v2: what is known of one number."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.canada_post.codes import PROVIDER, meaning
from services.connectors.carriers.canada_post.mapping import to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.xml import Element, read_xml
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, Unanswered
from services.runtime.http.client import Http

BASE = "https://soa-gw.canadapost.ca"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives a number (facts, section 4.8): chosen with care, to be raised in the settings."""

_TIME_LIMIT = 20.0
_BAD, _NOT_FOUND = 400, 404


class CanadaPost:
    """Canada Post behind a developer's account; one number a call.

    Args:
        http: the shared client.
        access: ``key`` is the API key's user, ``secret`` its password.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        pair = base64.b64encode(f"{access.key}:{access.secret}".encode()).decode()
        self._headers = {
            "accept": "application/vnd.cpc.track-v2+xml",
            "accept-language": "en-CA",
            "authorization": f"Basic {pair}",
        }
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of the number.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where user or password are refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"Canada Post takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one.number, now) for one in asked}

    async def _look(self, number: str, now: datetime) -> CarrierUpdate | Rejected:
        answer = await self._http.call(
            PROVIDER,
            "GET",
            f"{self._base}/vis/track/pin/{quote(number, safe='')}/detail",
            headers=self._headers,
            timeout=_TIME_LIMIT,
            repeat=True,
            accept=(_BAD, _NOT_FOUND),
        )
        try:
            root = read_xml(answer.body)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        message = next(root.every("message"), None)
        if message is not None:
            return _refused(number, message)
        if answer.status in {_BAD, _NOT_FOUND}:
            raise Refused(PROVIDER, str(answer.status), "no answer of Canada Post's")
        return _looked(number, root, now)


def _refused(number: str, message: Element) -> Rejected:
    """A message in place of the details."""
    code, said = message.said("code"), message.said("description")[:200]
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, code, said)
    return Rejected(number, code, kind, said)


def _looked(number: str, root: Element, now: datetime) -> CarrierUpdate | Rejected:
    detail = next(root.every("tracking-detail"), None)
    if detail is None:
        raise Unanswered(PROVIDER, "unreadable", "no answer of Canada Post's")
    if next(detail.every("occurrence"), None) is None:
        return Rejected(number, "", "no_information")
    try:
        return to_update(detail, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)

"""Calls of EasyPost: what is known of a number, and having it followed."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.aggregator import BATCH, Caller, named, only, told
from services.connectors.carriers.easypost.codes import PROVIDER, REFUSALS
from services.connectors.carriers.easypost.mapping import NUMBER, to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import text
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://api.easypost.com/v2"
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number: chosen with care, to be set to the account's own."""

_PATH = "trackers"
_BACK = timedelta(days=180)


class EasyPost:
    """EasyPost behind one key; one number is asked for or registered a call (facts, section 5).

    Args:
        http: the shared client.
        access: ``key`` is the API key, the user of Basic; ``secret``, the webhooks', is not needed
            for calls.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        user = base64.b64encode(f"{access.key}:".encode()).decode()
        headers = {"authorization": f"Basic {user}"}
        self._api = Caller(http, PROVIDER, access.base(BASE), headers, tuple(REFUSALS))
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every carrier that EasyPost has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        one = only(asked, "EasyPost")
        if one is None:
            return {}
        failed, body = _read(one.number, await self._api.ask(_PATH, _listed(one.number, now)))
        return {one.number: failed or _looked(one.number, body, now)}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed; None means followed. The carrier is left to be detected.

        A number that is followed already is answered as one that was not. Never repeated by itself:
        after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        one = only(asked, "EasyPost")
        if one is None:
            return {}
        answer = await self._api.tell(_PATH, {"tracker": {NUMBER: one.number}})
        failed, body = _read(one.number, answer)
        if failed is None and not named(body, NUMBER, one.number):
            raise Unanswered(PROVIDER, "unreadable", "the answer is no tracker of the number")
        return {one.number: failed}


def _listed(number: str, now: datetime) -> dict[str, str]:
    """Trackers of a number; without a beginning only those of the last month are listed."""
    return {NUMBER: number, "start_datetime": (now - _BACK).isoformat()}


def _read(number: str, answer: Answer) -> tuple[Rejected | None, Mapping[str, Any]]:
    """The refusal of the number, or None; and the answer's object."""
    try:
        body = answer.json()
    except InvalidInput as error:
        raise Unanswered(PROVIDER, "unreadable", error.detail) from error
    if not isinstance(body, dict):
        raise Unanswered(PROVIDER, "unreadable", "no answer of EasyPost's")
    kind = REFUSALS.get(answer.status)
    if kind is None:
        return None, body
    failure = body.get("error")
    failure = failure if isinstance(failure, dict) else {}
    code = text(failure.get("code")) or str(answer.status)
    return Rejected(number, code, kind, text(failure.get("message"))[:200]), {}


def _looked(number: str, body: Mapping[str, Any], now: datetime) -> CarrierUpdate | Rejected:
    trackers = body.get("trackers")
    if not isinstance(trackers, list):
        raise Unanswered(PROVIDER, "unreadable", "the answer has no list")
    ours = [one for one in trackers if named(one, NUMBER, number)]
    return told(number, ours, lambda one: to_update(one, now, number))

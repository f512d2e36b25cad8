"""Calls of EasyPost: what is known of a number, and having it followed."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.easypost.codes import PROVIDER, REFUSALS
from services.connectors.carriers.easypost.mapping import named, to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import text
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://api.easypost.com/v2"
BATCH = 1
"""One number is asked for or registered a call (facts, section 5)."""
LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the number: chosen with care, to be set to the account's own."""

_BACK = timedelta(days=180)
_TIME_LIMIT = 20.0


class EasyPost:
    """EasyPost behind one key (facts, section 5).

    Args:
        http: the shared client.
        access: ``key`` is the API key, the user of Basic; ``secret``, the webhooks', is not needed
            for calls.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        user = base64.b64encode(f"{access.key}:".encode()).decode()
        self._headers = {"authorization": f"Basic {user}", "content-type": "application/json"}
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """What is known of the number, with every carrier that EasyPost has it from.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key is refused.
        """
        if not _checked(asked):
            return {}
        number = asked[0].number
        answer = await self._call("GET", repeat=True, params=_listed(number, now))
        failed, body = _read(number, answer)
        return {number: failed or _looked(number, body, now)}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have the number followed; None means followed. The carrier is left to be detected.

        A number that is followed already is answered as one that was not. Never repeated by itself:
        after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        if not _checked(asked):
            return {}
        number = asked[0].number
        content = json.dumps({"tracker": {"tracking_code": number}}).encode()
        failed, body = _read(number, await self._call("POST", repeat=False, content=content))
        if failed is None and not named(body, number):
            raise Unanswered(PROVIDER, "unreadable", "the answer is no tracker of the number")
        return {number: failed}

    async def _call(
        self,
        method: str,
        *,
        repeat: bool,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answer:
        return await self._http.call(
            PROVIDER,
            method,
            f"{self._base}/trackers",
            params=params,
            headers=self._headers,
            content=content,
            timeout=_TIME_LIMIT,
            repeat=repeat,
            accept=tuple(REFUSALS),
        )


def _listed(number: str, now: datetime) -> dict[str, str]:
    """Trackers of a number; without a beginning only those of the last month are listed."""
    return {"tracking_code": number, "start_datetime": (now - _BACK).isoformat()}


def _checked(asked: Sequence[Asked]) -> bool:
    if len(asked) > BATCH:
        raise ValueError(f"EasyPost takes {BATCH} number a call, not {len(asked)}")
    return bool(asked)


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
    told = body.get("error")
    told = told if isinstance(told, dict) else {}
    code = text(told.get("code")) or str(answer.status)
    return Rejected(number, code, kind, text(told.get("message"))[:200]), {}


def _looked(number: str, body: Mapping[str, Any], now: datetime) -> CarrierUpdate | Rejected:
    trackers = body.get("trackers")
    if not isinstance(trackers, list):
        raise Unanswered(PROVIDER, "unreadable", "the answer has no list")
    found = [one for one in trackers if named(one, number)]
    if not found:
        return Rejected(number, "", "unregistered")
    try:
        updates = [to_update(one, now, number) for one in found]
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    # Carriers use numbers again: the parcel that was scanned last is meant.
    newest = max(updates, key=lambda one: one.scans[-1].at.timestamp() if one.scans else 0.0)
    return newest if newest.scans else Rejected(number, "", "no_information")

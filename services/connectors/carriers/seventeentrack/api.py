"""Calls of 17TRACK v2.4: what is known of numbers, and having them followed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.numbers import carrier_of
from services.connectors.carriers.port import (
    Access,
    Asked,
    CarrierChange,
    Limit,
    Rejected,
    Unchanged,
)
from services.connectors.carriers.seventeentrack.codes import (
    PROVIDER,
    carrier_id,
    carrier_key,
    meaning,
)
from services.connectors.carriers.seventeentrack.glance import (
    Item,
    digest,
    in_full,
    named,
    opened,
)
from services.connectors.carriers.seventeentrack.mapping import to_update
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http

BASE = "https://api.17track.net/track/v2.4"
BATCH = 40
LIMIT = Limit(per_second=3.0, concurrency=1)
"""Published: 3 requests a second. Batches in parallel were seen to lose numbers: one at a time."""

_TIME_LIMIT = 20.0

_Item = dict[str, Any]
"""Of the list that a call carries."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was said of each number; a failure of the whole call says it of every number."""

    accepted: Mapping[str, Item]
    rejected: Mapping[str, Rejected]
    failure: Rejected | None = None


class SeventeenTrack:
    """17TRACK behind one key.

    Args:
        http: the shared client.
        access: ``key`` is the API key (``17token``).
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._key = access.key
        self._base = access.base(BASE)
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Unchanged | Rejected]:
        """What is known of each number, by ``gettrackinfo``; costs nothing.

        A number that the answer does not mention is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where the key or account is refused.
        """
        answer = await self._call("gettrackinfo", map(_named, asked), repeat=True)
        return {one.number: _looked(one, answer, now) for one in asked}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have numbers followed: one credit for each that is accepted; None means followed.

        Never repeated by itself: after ``Unanswered`` ask ``look`` first.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        answer = await self._call("register", map(_wanted, asked), repeat=False)
        return {one.number: _registered(one.number, answer) for one in asked}

    async def retrack(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have stopped numbers followed once more: each has that only once (facts, 1.4).

        Never repeated by itself: ``spent`` tells that it was carried out.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        answer = await self._call("retrack", map(_named, asked), repeat=False)
        return {one.number: _carried_out(one.number, answer) for one in asked}

    def carrier_id(self, name: str) -> str:
        """17TRACK's key of a carrier; empty where we know of none."""
        return carrier_id(name)

    async def change_carrier(
        self, changes: Sequence[CarrierChange]
    ) -> Mapping[str, Rejected | None]:
        """Have another carrier asked for numbers: five times at most for each, and free of charge.

        ``carrier_old`` is left out: by the error -18019801 it is wanted only where a number is
        registered with several carriers, and such a one is a person's to sort out.

        Never repeated by itself: that the carrier is the same already counts as done.

        Raises:
            ValueError: more than ``batch`` numbers, or no carrier that we have a key for.
            OutsideError: see the tree.
        """
        answer = await self._call("changecarrier", map(_changed, changes), repeat=False)
        return {one.number: _corrected(one.number, answer) for one in changes}

    async def _call(self, method: str, asked: Iterable[_Item], *, repeat: bool) -> _Answer:
        items = {_same(one["number"]): one for one in asked}
        if len(items) > BATCH:
            raise ValueError(f"17TRACK takes {BATCH} numbers a call, not {len(items)}")
        if not items:
            return _Answer({}, {})
        answer = await self._http.call(
            PROVIDER,
            "POST",
            f"{self._base}/{method}",
            headers={"17token": self._key, "content-type": "application/json"},
            content=json.dumps(list(items.values())).encode(),
            timeout=_TIME_LIMIT,
            repeat=repeat,
        )
        try:
            return _read(answer.body)
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error


def _named(asked: Asked) -> _Item:
    return {"number": asked.number}


def _wanted(asked: Asked) -> _Item:
    """A registration; a carrier whose word nobody has a key for is told by the number's form."""
    item = _named(asked)
    key = carrier_key(asked.carrier) or carrier_key(carrier_of(asked.number))
    if key is not None:
        item["carrier"] = key
    final = carrier_key(asked.final_carrier)
    if final is not None:
        item["final_carrier"] = final
    if asked.tag:
        item["tag"] = asked.tag
    if asked.destination:
        item["destination_country"] = asked.destination
    return item


def _changed(change: CarrierChange) -> _Item:
    told = {"carrier_new": change.carrier, "final_carrier_new": change.final_carrier}
    keys = {field: carrier_key(name) for field, name in told.items() if name}
    if not keys or None in keys.values():
        raise ValueError(f"17TRACK has no carrier of that name: {change}")
    return {"number": change.number, **keys}


def _same(number: str) -> str:
    """17TRACK answers in capitals, whatever it was asked in."""
    return number.strip().upper()


def _read(answer: bytes) -> _Answer:
    """The envelope: HTTP 200 means nothing until ``code`` is 0 and ``rejected`` has been walked."""
    body, found = opened(answer)
    if not isinstance(body, dict) or not isinstance(body.get("code"), int):
        raise InvalidInput("unreadable", "no answer of 17TRACK's")
    accepted = {_same(number): item for number, item in found}
    rejections = {
        _same(item["number"]): _rejection(item["number"], item.get("error"))
        for item in named(body, "rejected")
    }
    failure = None
    if body["code"] != 0:
        failure = _failure({"code": body["code"], "message": body.get("message")})
    elif not accepted and not rejections and (errors := _errors(body)):
        failure = _failure(errors[0] if isinstance(errors, list) else errors)
    return _Answer(accepted, rejections, failure)


def _errors(body: Mapping[str, Any]) -> Any:
    data = body.get("data")
    return data.get("errors") if isinstance(data, dict) else None


def _error(error: Any) -> tuple[int, str]:
    error = error if isinstance(error, dict) else {}
    code = error.get("code")
    return code if isinstance(code, int) else 0, str(error.get("message") or "")[:200]


def _failure(error: Any) -> Rejected | None:
    """A failure of the whole call: raised, or every number's where waiting is the answer."""
    code, detail = _error(error)
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, str(code), detail)
    if kind == "quota":
        return Rejected("", str(code), "quota", detail)
    if kind == "later":
        raise TryLater(PROVIDER, str(code), detail)
    raise Refused(PROVIDER, str(code), detail)


def _rejection(number: str, error: Any) -> Rejected:
    code, detail = _error(error)
    kind = meaning(code)
    if kind == "account":
        raise NotAuthorised(PROVIDER, str(code), detail)
    if kind == "registered" or kind == "same" or kind == "request":  # noqa: PLR1714 - for mypy
        return Rejected(number, str(code), "later", detail)
    return Rejected(number, str(code), kind, detail)


def _looked(asked: Asked, answer: _Answer, now: datetime) -> CarrierUpdate | Unchanged | Rejected:
    number = asked.number
    item = answer.accepted.get(_same(number))
    if item is None:
        return _missing(number, answer)
    if asked.seen and digest(item) == asked.seen:
        return Unchanged()
    try:
        told = in_full(item)
        if not told.get("track_info"):
            return Rejected(number, "", "no_information")
        return to_update({**told, "number": number}, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)


def _registered(number: str, answer: _Answer) -> Rejected | None:
    if _same(number) in answer.accepted:
        return None
    refused = _missing(number, answer)
    return None if _means(refused, "registered") else refused


def _carried_out(number: str, answer: _Answer) -> Rejected | None:
    return None if _same(number) in answer.accepted else _missing(number, answer)


def _corrected(number: str, answer: _Answer) -> Rejected | None:
    refused = _carried_out(number, answer)
    return None if refused is None or _means(refused, "same") else refused


def _means(refused: Rejected, word: str) -> bool:
    """Whether its code is one of those that are success, to which ``Rejected`` has no word."""
    return refused.code.lstrip("-").isdigit() and meaning(int(refused.code)) == word


def _missing(number: str, answer: _Answer) -> Rejected:
    """Why a number was not accepted; one that the answer does not mention is asked again."""
    found = answer.rejected.get(_same(number)) or answer.failure
    if found is None:
        return Rejected(number, "", "later", "the answer does not mention it")
    return Rejected(number, found.code, found.meaning, found.detail)

"""17TRACK's answers at a glance: what says whether a number has news, the rest unread.

Nineteen of twenty numbers have none, and reading an answer of forty in full costs more than all
else that is done with it. What is glanced at is compared and never kept: what is kept of an answer
is read with ``intake.read_json``.
"""

import hashlib
from decimal import Decimal
from typing import Any

import msgspec

from services.runtime.intake import read_json

READ_AS = 3
"""Raise it with every change to what is read of an answer (``mapping``, ``statuses``), or to what
is glanced at here: all is then read anew."""


class _Event(msgspec.Struct):
    """Stands for one event, which ``events_hash`` tells of."""


class _Provider(msgspec.Struct):
    events_hash: int
    events: list[_Event]
    provider: Any = None
    latest_sync_status: Any = None


class _Tracking(msgspec.Struct):
    providers: list[_Provider]


class _Misc(msgspec.Struct):
    local_number: Any = None
    local_provider: Any = None
    service_type: Any = None


class _Info(msgspec.Struct):
    tracking: _Tracking
    latest_event: Any = None
    shipping_info: Any = None
    misc_info: _Misc | None = None


class _Item(msgspec.Struct):
    track_info: _Info


class _Named(msgspec.Struct):
    number: str


class _Data(msgspec.Struct):
    accepted: list[msgspec.Raw]
    rejected: msgspec.Raw = msgspec.Raw(b"[]")
    errors: msgspec.Raw = msgspec.Raw(b"[]")


class _Body(msgspec.Struct):
    code: int
    data: _Data
    message: msgspec.Raw = msgspec.Raw(b"null")


# Decimals become what ``read_json`` makes of them, so that a push has the digest of a look.
_ITEM = msgspec.json.Decoder(_Item, float_hook=Decimal)
_NAMED = msgspec.json.Decoder(_Named)
_BODY = msgspec.json.Decoder(_Body)
_CANONICAL = msgspec.json.Encoder(order="sorted")

_ODD = (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError)
"""Another shape than the documented one, or no JSON."""

Item = msgspec.Raw | dict[str, Any]
"""What was said of an accepted number: its JSON as it came, or that in full."""


def opened(body: bytes) -> tuple[Any, list[tuple[str, Item]]]:
    """The envelope in full, and the accepted numbers beside it, as far as may be unread.

    Raises:
        InvalidInput: it is no JSON that can be read (``unreadable``).
    """
    try:
        found = _BODY.decode(body)
        accepted: list[tuple[str, Item]] = [
            (_NAMED.decode(one).number, one) for one in found.data.accepted
        ]
    except _ODD:
        whole = read_json(body)
        return whole, [(one["number"], one) for one in named(whole, "accepted")]
    data = {"rejected": _full(found.data.rejected), "errors": _full(found.data.errors)}
    return {"code": found.code, "message": _full(found.message), "data": data}, accepted


def named(body: Any, part: str) -> list[dict[str, Any]]:
    """The entries of one part of an answer that name a number."""
    data = body.get("data") if isinstance(body, dict) else None
    found = data.get(part) if isinstance(data, dict) else None
    return [
        one
        for one in (found if isinstance(found, list) else [])
        if isinstance(one, dict) and isinstance(one.get("number"), str)
    ]


def in_full(item: Item) -> dict[str, Any]:
    """Everything that was said.

    Raises:
        InvalidInput: it is no JSON that can be read (``unreadable``).
    """
    return _full(item) if isinstance(item, msgspec.Raw) else item


def digest(item: Item) -> str:
    """Of everything that ``mapping.to_update`` reads of an accepted number, but for times of syncs.

    ``events_hash`` stands for the events (tracking.md 1.2). Empty where there is none to stand for,
    and where anything has another shape than the documented one: such an answer is always read.
    """
    try:
        told = _ITEM.decode(item) if isinstance(item, msgspec.Raw) else msgspec.convert(item, _Item)
    except _ODD:
        return ""
    if not any(one.events for one in told.track_info.tracking.providers):
        return ""
    return hashlib.sha256(_CANONICAL.encode((READ_AS, told))).hexdigest()[:32]


def _full(text: msgspec.Raw) -> Any:
    return read_json(bytes(text))

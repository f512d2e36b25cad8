"""Which of two reads of an object is the newer, and whether it says anything new. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from schemas.base import Versioned
from schemas.dispute import DisputeState
from schemas.order import LIVE, OrderStatus
from services.runtime.ids import content_hash

DRIFT = timedelta(minutes=5)
"""A deadline made from a 'time left' moves by less than this between two reads of one state."""

_OPENED = "opened_at"
"""A dispute is opened once: where the platform does not say when, its first read does."""

_DEADLINES = (("protection_end",), ("ship_by",), ("dispute_from",), ("answer_due", "at"))


_TO_SEND = frozenset({OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.PART_SHIPPED})


@dataclass(frozen=True, slots=True)
class Stored:
    """One object as the store has it; ``body`` is ``Versioned.content()``.

    Attributes:
        known_since: of a new one, when a back-fill brought it; nothing changes it later.
    """

    version: int
    hash: str
    source_updated_at: datetime | None
    read_started_at: datetime
    body: Mapping[str, Any]
    known_since: datetime | None = None


def next_deadline(kind: str, body: Mapping[str, Any]) -> datetime | None:
    """What is due next of an order or a dispute that is not over; None where nothing is."""
    if kind == "dispute" and body["state"] != DisputeState.CLOSED:
        told = [(body.get("answer_due") or {}).get("at")]
    elif kind == "order" and body["status"] in LIVE:
        told = [body.get("protection_end")]
        if body["status"] in _TO_SEND:
            told.append(body.get("ship_by"))
    else:
        told = []
    return min((datetime.fromisoformat(at) for at in told if at), default=None)


def advance(stored: Stored | None, draft: Versioned, read_at: datetime) -> Stored | None:
    """The object after a read, or None where the draft is the older one.

    The version grows by one where the content differs, and stays where it does not. Deadlines
    keep their stored value unless they moved by more than ``DRIFT``, a dispute always the instant
    it was opened.

    Args:
        stored: what is known, None for a new object.
        draft: what was read.
        read_at: when the read began, for drafts that do not say.
    """
    began = draft.read_started_at or read_at
    body = draft.content()
    if stored is None:
        return Stored(1, content_hash(body), draft.source_updated_at, began, body)
    if not _newer(stored, draft.source_updated_at, began):
        return None
    body = _steady(stored.body, body)
    digest = content_hash(body)
    version = stored.version + (digest != stored.hash)
    return Stored(version, digest, draft.source_updated_at, began, body)


def _newer(stored: Stored, updated: datetime | None, began: datetime) -> bool:
    """Newer is the greater (source time, read start); without a source time the read decides."""
    known = stored.source_updated_at
    if updated is not None and known is not None and updated != known:
        return updated > known
    return began >= stored.read_started_at


def _steady(stored: Mapping[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    """``fresh`` as it was opened, every deadline that only drifted back at its stored value."""
    result = dict(fresh)
    if _OPENED in stored and _OPENED in fresh:
        result[_OPENED] = stored[_OPENED]
    for path in _DEADLINES:
        old, new = _at(stored, path), _at(fresh, path)
        if old is None or new is None or old == new:
            continue
        moved = datetime.fromisoformat(new) - datetime.fromisoformat(old)
        if abs(moved) <= DRIFT:
            result[path[0]] = old if len(path) == 1 else {**fresh[path[0]], path[1]: old}
    return result


def _at(body: Mapping[str, Any], path: tuple[str, ...]) -> str | None:
    value: Any = body
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else None

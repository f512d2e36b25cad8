"""What can be shown afterwards: entries chained by hashes, and the ledgers the ceilings rest on.

An entry's hash covers the one before it, so a timeline cannot be changed or shortened in the
middle unseen. Entries hold no personal words: erasing a buyer leaves every chain whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from services.runtime.ids import content_hash

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a case.

    Attributes:
        source_id: what it came from, once per case: ``<object>@<version>``, ``<action>@<version>``.
        kind: ``order``, ``parcel``, ``dispute``, ``message``, ``action``, ``person``, ``session``.
        body: plain JSON values; numbers are whole, times are ISO 8601 texts.
    """

    source_id: str
    kind: str
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chained:
    """An entry in its place in the chain."""

    seq: int
    entry: Entry
    prev: str
    hash: str


def seal(order_key: str, seq: int, entry: Entry, prev: str) -> Chained:
    """Put an entry after the one whose hash is ``prev`` (empty for the first)."""
    covered = {
        "order_key": order_key,
        "seq": seq,
        "source_id": entry.source_id,
        "kind": entry.kind,
        "at": entry.at.astimezone(UTC).isoformat(),
        "body": dict(entry.body),
        "prev": prev,
    }
    return Chained(seq, entry, prev, content_hash(covered))


def first_broken(order_key: str, chain: Sequence[Chained]) -> int | None:
    """The ``seq`` at which the chain does not hold, or None where all of it does."""
    prev = ""
    for expected, link in enumerate(chain, start=1):
        again = seal(order_key, expected, link.entry, prev)
        if link.seq != expected or link.prev != prev or link.hash != again.hash:
            return expected
        prev = link.hash
    return None


def hour_of(at: datetime) -> datetime:
    """The start of its hour (UTC)."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def minute_of(at: datetime) -> datetime:
    """The start of its minute (UTC)."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def windows(shop: str, rule: str, now: datetime) -> list[tuple[str, datetime]]:
    """Scope and start of the current hour and day (UTC), of the shop and of one of its rules."""
    hour = hour_of(now)
    starts = {"hour": hour, "day": hour.replace(hour=0)}
    return [
        (f"{whose}#{name}", start)
        for whose in (shop, f"{shop}|{rule}")
        for name, start in starts.items()
    ]

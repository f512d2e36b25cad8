"""What can be shown afterwards: entries chained by hashes, and the ledgers the ceilings rest on.

An entry's hash covers the one before it, so a timeline cannot be changed or shortened in the
middle unseen; the case's row knows the last. Entries hold no personal words but a keyed fingerprint
of them: erasing a buyer leaves every chain whole, and nothing from which they could be guessed.
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
        kind: ``order``, ``parcel``, ``message``, ``action``, ``complaint``, ``session`` and others.
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


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline as it is kept: its chain, and what the case's row says of it."""

    order_key: str
    entries: int
    head: str
    chain: Sequence[Chained]


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a timeline does not hold, and why."""

    order_key: str
    seq: int
    why: str


def verify(told: Told, prints: Mapping[str, str]) -> Broken | None:
    """The first place at which a timeline is not what was entered; None where it holds.

    Args:
        told: as it is kept.
        prints: the fingerprints of the words that are kept, by ``ref_of``; what was erased or
            never kept is not among them, and breaks nothing.
    """
    key, chain = told.order_key, told.chain
    broken = first_broken(key, chain)
    if broken is not None:
        return Broken(key, broken, "this entry is not the one that was entered, or one is missing")
    if len(chain) != told.entries or (chain[-1].hash if chain else "") != told.head:
        why = f"the case had {told.entries} entries, and here are {len(chain)}"
        return Broken(key, min(len(chain), told.entries) + 1, why)
    for link in chain:
        entered = link.entry.body.get("words", "")
        if entered and prints.get(ref_of(link.entry), entered) != entered:
            return Broken(key, link.seq, "the words that are kept are not those that were entered")
    return None


def ref_of(entry: Entry) -> str:
    """Under what the words are kept that an entry tells of; empty where it tells of no message."""
    return entry.source_id.removeprefix("message:") if entry.kind == "message" else ""


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

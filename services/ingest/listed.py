"""Entries of a platform's lists on their way into the inbox: which are news, and as what record."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from schemas.base import order_key
from schemas.envelope import Envelope
from schemas.topics import INBOX, INBOX_POLL
from services.connectors.ports import Listed
from services.ingest import store
from services.runtime.kafka.producer import OutRecord
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import Pool, one_statement

REMEMBERED = 10_000
"""Entries that could not be read."""

log = get_logger()

TICK = timedelta(seconds=2)
"""Sources date by the second, by clocks of their own: a read that begins this soon after a change
may have missed another of the same date."""


@dataclass(frozen=True, slots=True)
class Source:
    """The list that entries come from.

    Attributes:
        heals_from: a change since then that a push should have told was lost; None: none was.
        backfill: a person asked for the past.
    """

    shop: str
    listing: str
    heals_from: datetime | None = None
    backfill: bool = False


class Unreadable:
    """Entries that nobody can read, told of once by a process.

    A list that is paged in full holds them each time, and each time is a dead letter.
    """

    def __init__(self) -> None:
        self._told: OrderedDict[tuple[str, str, bytes], None] = OrderedDict()

    def untold(self, source: Source, entries: Sequence[Listed]) -> list[Listed]:
        """Without those that were told of before."""
        return [one for one in entries if _named(source, one) not in self._told]

    def tell(self, source: Source, entries: Sequence[Listed]) -> None:
        """They are in the inbox; the oldest of ``REMEMBERED`` are forgotten."""
        for one in entries:
            if one.hint.kind == "nothing":
                self._told[_named(source, one)] = None
        while len(self._told) > REMEMBERED:
            self._told.popitem(last=False)


def _named(source: Source, entry: Listed) -> tuple[str, str, bytes]:
    return source.shop, source.listing, sha256(entry.raw).digest()


async def news(pool: Pool, shop: str, entries: Sequence[Listed]) -> list[Listed]:
    """Entries that say something newer than what is stored, and those that nobody can read.

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    keys = {(entry.hint.kind, f"{shop}/{entry.hint.ref}"): entry for entry in entries}
    if not keys:
        return []
    async with one_statement(pool) as conn:
        known = await store.known(conn, list(keys))
    unreadable = [entry for entry in entries if entry.hint.kind == "nothing"]
    return unreadable + [
        entry
        for key, entry in keys.items()
        if entry.hint.kind != "nothing" and (key not in known or _newer(entry, known[key]))
    ]


def record(source: Source, entry: Listed, now: datetime) -> OutRecord:
    """The inbox record of an entry.

    One that no topic takes is told of without its bytes: it must not stop its list, and ends as a
    dead letter.
    """
    hint = entry.hint
    changed, begun = hint.changed_at, source.heals_from
    marketplace, name = source.shop.split("/", 1)
    key = order_key(marketplace, name, hint.order_id or hint.ref or "?")
    told = {
        "shop": source.shop,
        "listing": source.listing,
        "readat": now.isoformat(),
        # What changed before we were there was told to nobody: nothing was lost.
        "heals": "yes" if begun and changed and changed >= begun else "no",
    }
    if source.backfill:
        told["backfill"] = "yes"
    envelope = Envelope(
        id=f"{source.shop}/{source.listing}/{hint.ref}@{(changed or now).isoformat()}",
        type=INBOX_POLL,
        source="forestall/ingest",
        subject=hint.ref,
        time=now,
        attributes=told,
    )
    whole = OutRecord(INBOX.name, key.encode(), entry.raw, envelope)
    if whole.size <= MAX_RECORD_BYTES:
        return whole
    size = len(entry.raw)
    log.error("list.oversized_entry", shop=source.shop, listing=source.listing, size=size)
    stripped = envelope.model_copy(update={"attributes": {**told, "recordbytes": str(size)}})
    return replace(whole, value=b"", envelope=stripped)


def _newer(entry: Listed, known: store.Known) -> bool:
    """Whether the entry may tell of a later state than is stored."""
    changed = entry.hint.changed_at
    if changed is None:
        return True
    if known.source_updated_at is not None:
        same = changed == known.source_updated_at
        return changed > known.source_updated_at or (
            same and known.read_started_at < changed + TICK
        )
    return changed > known.read_started_at

"""What a batch of hints comes to: one read an object, unless an earlier one has seen it. Pure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from services.ingest import store
from services.ingest.calls import Errand, Rank
from services.ingest.work import Read, Work
from services.runtime.kafka.consumer import Item

SETTLED = timedelta(minutes=1)
"""A read that began this long after a change has seen it: the change needs no further read."""

PATIENCE = {Rank.PUSHED: 2.5, Rank.LISTED: 1.5, Rank.PAST: 1.0}
"""Machine time that a call of a read waits for its budget: the next batch stands behind it."""

Identity = tuple[str, str, str]
"""Shop, kind and reference of what is read."""


def heard(items: Iterable[Item[Work]]) -> set[str]:
    """The shops of which a push has just come; one that was set aside tells nothing of now."""
    return {
        item.value.shop
        for item in items
        if isinstance(item.value, Read) and not item.value.polled and not item.record.attempts
    } - {""}


def folded(works: Iterable[Work]) -> dict[Identity, Read]:
    """One read an object: the hint of the latest change, an undated one before all others."""
    newest: dict[Identity, Read] = {}
    for work in works:
        if not isinstance(work, Read) or work.hint.kind == "nothing":
            continue
        other = newest.get(identity(work))
        if other is None or _changed(work) >= _changed(other):
            newest[identity(work)] = work
    return newest


def _changed(read: Read) -> datetime:
    return read.hint.changed_at or datetime.max.replace(tzinfo=UTC)


def seen_before(reads: Iterable[Read], known: Mapping[store.Key, store.Known]) -> set[Identity]:
    """Hints of changes that an earlier read has seen already."""
    return {
        identity(read)
        for read in reads
        if read.hint.value is None
        and (found := known.get(key_of(read))) is not None
        and _has_seen(found, read.hint.changed_at)
    }


def _has_seen(known: store.Known, changed_at: datetime | None) -> bool:
    return changed_at is not None and known.read_started_at >= changed_at + SETTLED


def errand_of(read: Read, known: Mapping[store.Key, store.Known]) -> Errand:
    """Why it is read: pushed, found by a list, or of the past that a person asked for."""
    rank = Rank.PAST if read.backfill else Rank.LISTED if read.polled else Rank.PUSHED
    found = known.get(key_of(read))
    return Errand(rank, found.deadline_at if found else None, PATIENCE[rank])


def key_of(read: Read) -> store.Key:
    """The row of what is read."""
    return read.hint.kind, f"{read.shop}/{read.hint.ref}"


def identity(read: Read) -> Identity:
    """What is read, whoever tells of it."""
    return (read.shop, read.hint.kind, read.hint.ref)

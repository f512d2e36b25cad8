"""From raw pushes and list entries to canonical objects.

A push is only a hint: the object itself is read (``reads``). What does not answer within seconds is
parked and tried again; a slow platform delays itself alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schemas.base import Versioned
from schemas.conversation import Contact, Message
from schemas.envelope import Envelope
from schemas.topics import INBOX, Topic
from services.ingest import requests, store, store_lists, store_pushes
from services.ingest.hints import (
    SETTLED,
    Identity,
    folded,
    heard,
    identity,
    key_of,
    seen_before,
)
from services.ingest.reads import AGAIN, Answered, Found, Reads, Unread
from services.ingest.veil import Veil
from services.ingest.versions import Stored, advance
from services.ingest.work import Ask, Keep, PollNow, Read, Shops, Work, parse
from services.runtime import metrics
from services.runtime.clock import Clock
from services.runtime.kafka.consumer import Item, Record
from services.runtime.kafka.outcome import (
    Applied,
    Dead,
    Disposition,
    Ignored,
    Parked,
    Superseded,
)
from services.runtime.postgres import traces
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.vault import Vault
from services.runtime.privacy.words import Sealed

AGAIN_MOST = timedelta(hours=1)
"""Domain time beyond which a parked record does not wait."""

ASKED_PAUSE = timedelta(minutes=1)
"""Domain time between two readings that are asked for by pushes which could not be taken."""

STRANGER = timedelta(days=3)
"""A message this old whose buyer still has no order is a question before buying: nobody's case.

Provided that the shop's orders were read that far: while they cannot be, nobody is a stranger.
"""


@dataclass(frozen=True, slots=True)
class Nothing:
    """There was nothing to read, and why."""

    reason: str


Prepared = Answered | Nothing


class Normaliser:
    """The handler of ``inbox``.

    Args:
        shops: the shops of the settings and their calls.
        pool: for a look at what is known already, before any call is made.
        vault: seals what people wrote.
        clock: domain time.
    """

    group = "normaliser"
    topics: tuple[Topic, ...] = (INBOX,)

    def __init__(self, shops: Shops, pool: Pool, vault: Vault, clock: Clock) -> None:
        self._shops = shops
        self._pool = pool
        self._vault = vault
        self._clock = clock
        self._reads = Reads(shops, clock)

    def parse(self, record: Record, envelope: Envelope) -> Work:
        """What the record asks for."""
        work, trace = parse(envelope, record.value, self._shops), envelope.traceparent
        return replace(work, trace=trace) if trace and isinstance(work, Read) else work

    async def prepare(self, items: Sequence[Item[Work]]) -> Sequence[Prepared]:
        """Read what has to be read; equal hints of a batch are read once."""
        reads = folded(item.value for item in items)
        known = await self._known(reads.values())
        seen = seen_before(reads.values(), known)
        wanted = {key: read for key, read in reads.items() if key not in seen}
        again = all(item.record.attempts for item in items)
        found = await self._reads.all(wanted, known, again=again)
        return [_prepared(item.value, found, seen) for item in items]

    async def _known(self, reads: Iterable[Read]) -> dict[store.Key, store.Known]:
        """What is known of that which would have to be asked for."""
        # What came whole is not read again: nothing but itself brings it.
        keys = [key_of(read) for read in reads if read.hint.value is None]
        if not keys:
            return {}
        async with transaction(self._pool) as conn:
            return await store.known(conn, keys)

    async def apply(
        self,
        conn: Connection,
        items: Sequence[Item[Work]],
        prepared: Sequence[Prepared],
        now: datetime,
    ) -> Sequence[Disposition]:
        """Keep the newest of each object; everything in key order, in one transaction."""
        drafts = [d for p in prepared if isinstance(p, Found) for d in p.drafts]
        stored = await store.lock(conn, [store.key_of(draft) for draft in drafts])
        veil = await Veil.over(conn, self._vault, drafts, now)
        batch = _Batch(conn, stored, self._vault, veil, now)
        # Messages last: the orders they are about may come in the same batch.
        order = sorted(range(len(items)), key=lambda place: _is_message(prepared[place]))
        verdicts: dict[int, Disposition] = {}
        for place in order:
            if _is_message(prepared[place]):
                await batch.write()
            verdicts[place] = await batch.take(items[place], prepared[place])
        await batch.write()
        await traces.note(conn, "ingest", batch.traced, now)
        await store_pushes.note(conn, heard(items), batch.missed, now)
        return [verdicts[place] for place in range(len(items))]


class _Batch:
    """One batch's objects as they grow, record by record.

    Attributes:
        missed: by shop, changes of it that a push should have told.
        traced: by the name of an object that was changed, the trace of it.
    """

    def __init__(
        self,
        conn: Connection,
        stored: dict[store.Key, Stored],
        vault: Vault,
        veil: Veil,
        now: datetime,
    ) -> None:
        self._conn = conn
        self._stored = stored
        self._vault = vault
        self._veil = veil
        self._now = now
        self._changed: dict[store.Key, Stored] = {}
        self._words: dict[str, Sealed] = {}
        self.missed: Counter[str] = Counter()
        self.traced: dict[str, str] = {}
        self._trace: str | None = None

    async def write(self) -> None:
        """Write what has changed so far."""
        await store.put(self._conn, self._changed)
        if self._words:
            await words.put(self._conn, self._vault, self._words.values())
        self._changed, self._words = {}, {}

    async def take(self, item: Item[Work], prepared: Prepared) -> Disposition:
        """The effect of one record."""
        work, retry_at = item.value, self._now + _pause(item.record.attempts)
        self._trace = item.envelope.traceparent
        if isinstance(work, PollNow):
            await store_lists.poll_at_once(self._conn, work.shops, self._now, ASKED_PAUSE)
            return Applied()
        if isinstance(work, Ask):
            kept = await requests.keep(self._conn, work, self._now)
            return Applied() if kept else Ignored("nothing_kept_of_this_buyer")
        match prepared:
            case Dead():
                return prepared
            case Unread(reason, until):
                return Parked(reason, until or retry_at)
            case Nothing(reason):
                return Ignored(reason)
            case Found(drafts):
                return await self._keep_all(work, drafts, retry_at)

    async def _keep_all(
        self, work: Work, drafts: Sequence[Versioned], retry_at: datetime
    ) -> Disposition:
        moved = False
        for draft in drafts:
            addressed = await self._address(draft)
            if isinstance(addressed, (Message, Contact)) and not addressed.order_keys:
                if await self._stranger(addressed):
                    return Ignored("no_order_of_this_buyer")
                return Parked("no_order_of_this_buyer", retry_at)
            moved |= await self._keep(work, addressed)
        if not moved:
            await self._note_late(work)
        return Applied() if moved else Superseded()

    async def _stranger(self, message: words.Personal) -> bool:
        known_by = words.at_of(message) + STRANGER
        return known_by <= self._now and await store_lists.read_beyond(
            self._conn, message.shop, "orders", known_by
        )

    async def _address(self, draft: Versioned) -> Versioned:
        """A chat message with the orders it may be about, as they were when it first came.

        A seller's own system may name them itself. A contact is of all orders, each time it comes.
        """
        if not isinstance(draft, (Message, Contact)) or draft.order_keys:
            return draft
        stored = self._stored.get(store.key_of(draft))
        if stored is not None and isinstance(draft, Message):
            return draft.model_copy(update={"order_keys": tuple(stored.body["order_keys"])})
        orders = await store.live_orders(self._conn, draft.shop, draft.buyer)
        return draft.model_copy(update={"order_keys": orders})

    async def _keep(self, work: Work, draft: Versioned) -> bool:
        key = store.key_of(draft)
        before, sealed = self._stored.get(key), None
        if isinstance(draft, (Message, Contact)):
            if before is not None and self._veil.erased(draft):
                return False
            draft, sealed = self._veil.part(draft)
        after = advance(before, draft, self._now)
        if after is None:
            return False
        if before is None and isinstance(work, Read) and work.backfill:
            after = replace(after, known_since=self._now)
        self._stored[key] = self._changed[key] = after
        moved = before is None or after.version > before.version
        if moved and self._trace:
            self.traced["/".join(key)] = self._trace
        if isinstance(draft, Contact) and not draft.email:
            await words.drop(self._conn, self._vault, [draft.id])
        if moved and sealed is not None:
            self._words[sealed.ref] = sealed
        if moved and isinstance(work, Read) and work.heals and not isinstance(draft, Contact):
            changed_at = draft.source_updated_at
            await store.record_healed(self._conn, key, after.version, changed_at, self._now)
            metrics.HEALED.labels(work.shop, "lost_push").inc()
            if changed_at is not None:
                after_seconds = (self._now - changed_at).total_seconds()
                metrics.HEALED_SECONDS.labels(work.shop).observe(max(after_seconds, 0))
            self.missed[work.shop] += 1
        return moved

    async def _note_late(self, work: Work) -> None:
        """A push that says nothing new may be one that a poll was ahead of."""
        if not isinstance(work, Read) or work.polled or work.hint.changed_at is None:
            return
        changed_at = work.hint.changed_at + SETTLED
        late = await store.record_late(self._conn, key_of(work), changed_at, self._now)
        if late:
            metrics.HEALED.labels(work.shop, "late").inc(late)


def _pause(attempts: int) -> timedelta:
    """How long a record waits that was parked so often before."""
    return min(AGAIN * (1 << min(attempts, 8)), AGAIN_MOST)


def _is_message(prepared: Prepared) -> bool:
    return isinstance(prepared, Found) and any(
        isinstance(d, (Message, Contact)) for d in prepared.drafts
    )


def _prepared(
    work: Work,
    found: Mapping[Identity, Prepared],
    seen: set[Identity],
) -> Prepared:
    match work:
        case Keep(update):
            return Found((update,))
        case PollNow():
            return Nothing("poll_at_once")
        case Ask():
            return Nothing("privacy_request")
        case Read(hint=hint) if hint.kind == "nothing":
            return Nothing("nothing_to_read")
        case Read() if identity(work) in seen:
            return Found(())
        case Read():
            return found[identity(work)]

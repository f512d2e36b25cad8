"""Parcels in PostgreSQL. Rows are locked in key order, always: orders first, then parcels."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import datetime

import asyncpg

from schemas.order import Order
from schemas.parcel import Parcel
from services.runtime.ids import text_hash
from services.runtime.postgres.pool import Connection
from services.tracker import store_corrections, store_retracks
from services.tracker.change import Change, Row
from services.tracker.identity import Claim
from services.tracker.second import Second

SCHEMA = "tracker"

LOOKS = "tracker_looks"
"""Channel that says: a second look may be due, planned for now or no longer behind its poll."""

# A version is taken once: no row comes back where an equal or greater one has been here.
_TAKE_ORDER = """
    INSERT INTO tracker.orders AS held (order_key, version) VALUES ($1, $2)
    ON CONFLICT (order_key) DO UPDATE SET version = excluded.version
    WHERE held.version < excluded.version
    RETURNING order_key
"""

# Inserted in key order; a row another transaction inserts meanwhile is waited for, then locked.
_ENSURE = """
    INSERT INTO tracker.parcels (id, provider, number, state, changed_at, kept_until)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
"""

BESIDES = """id, hash, lost, update_version, turn_at,
    second_provider, second_number, second_at, second_why, second_heard_at, second_lease,
    poll_at, poll_why, lease, deadline, seen"""
COLUMNS = f"state, {BESIDES}"

ROWS = "tracker.parcels JOIN tracker.polls ON parcel_id = id"

_EITHER = "(lease IS NULL OR lease IS NOT NULL)"
"""Names both indexes on polls.parcel_id: that of free rows and that of leased ones."""

# A statement of its own: its snapshot shows the rows of whoever inserted a parcel meanwhile. Not of
# the new parcels alone: without a row here, whoever made it, one is never locked nor asked for.
# In two, each along one of the indexes: joined, both together would be read through.
ENSURE_POLLS = """
    INSERT INTO tracker.polls (parcel_id, provider) SELECT id, provider FROM tracker.parcels
    WHERE id = ANY($1)
        AND NOT EXISTS (SELECT FROM tracker.polls WHERE parcel_id = id AND lease IS NULL)
        AND NOT EXISTS (SELECT FROM tracker.polls WHERE parcel_id = id AND lease IS NOT NULL)
    ON CONFLICT DO NOTHING
"""

THESE = f"id = ANY($1) AND parcel_id = ANY($1) AND {_EITHER}"
"""Of ``ROWS``; the key stands twice because each table is read along an index of its own."""

LOCK = f"SELECT {COLUMNS} FROM {ROWS} WHERE {THESE} ORDER BY id FOR UPDATE"  # noqa: S608 - constants

# A row that another transaction holds is being changed, and planned again, by it.
TURNING = """
    SELECT id FROM tracker.parcels WHERE turn_at <= $1
    ORDER BY turn_at LIMIT $2 FOR UPDATE SKIP LOCKED
"""

_CLAIMS = "SELECT * FROM tracker.parcel_orders WHERE parcel_id = ANY($1)"

# An order that named the number before has done so since then.
_CLAIM = """
    INSERT INTO tracker.parcel_orders
        (parcel_id, order_key, buyer, country, service, carrier, shipped_at, protection_end,
         postcode_prefix, promise, since)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (parcel_id, order_key) DO UPDATE SET buyer = excluded.buyer,
        country = excluded.country, service = excluded.service, carrier = excluded.carrier,
        shipped_at = excluded.shipped_at, protection_end = excluded.protection_end,
        postcode_prefix = excluded.postcode_prefix, promise = excluded.promise
"""

_WRITE = """
    UPDATE tracker.parcels SET state = $2, hash = $3, version = $4, lost = $5, update_version = $6,
        changed_at = CASE WHEN version = $4 THEN changed_at ELSE $7 END,
        kept_until = CASE WHEN $8 THEN NULL ELSE kept_until END, turn_at = $9,
        second_provider = $10, second_number = $11, second_at = $12, second_why = $13,
        second_heard_at = $14, second_lease = $15
    WHERE id = $1
"""

# Of a parcel whose state stays as it is.
_TURN = """
    UPDATE tracker.parcels SET turn_at = $2, second_provider = $3, second_number = $4,
        second_at = $5, second_why = $6, second_heard_at = $7, second_lease = $8
    WHERE id = $1
"""

_PLAN = f"""
    UPDATE tracker.polls SET poll_at = $2, poll_why = $3, lease = $4, deadline = $5, seen = $6,
        carrier = $7, destination = $8, service = $9, order_key = $10
    WHERE parcel_id = $1 AND {_EITHER}
"""  # noqa: S608 - constants

_SCAN = """
    INSERT INTO tracker.scans (parcel_id, scan_id, at, seen_at, body) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (parcel_id, scan_id) DO NOTHING
"""

# The answer that showed it first is the evidence; what showed it again adds nothing.
_EVIDENCE = """
    INSERT INTO tracker.evidence (parcel_id, what, at, hash, body) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (parcel_id, what) DO NOTHING
"""

# One that an update locks just now is dropped by the next pass, if it is still unclaimed.
_DROP = """
    DELETE FROM tracker.parcels WHERE id IN (
        SELECT id FROM tracker.parcels WHERE kept_until <= $1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""

_DROP_POLLS = f"DELETE FROM tracker.polls WHERE parcel_id = ANY($1) AND {_EITHER}"  # noqa: S608 - constants


async def take_orders(conn: Connection, orders: Iterable[Order]) -> set[str]:
    """Keys of the orders that are newer than any seen; those rows are locked from here on."""
    taken = set()
    for order in sorted(orders, key=lambda one: one.key):
        if await conn.fetchval(_TAKE_ORDER, order.key, order.version):
            taken.add(order.key)
    return taken


async def ensure(
    conn: Connection, parcels: Iterable[Parcel], now: datetime, kept_until: datetime | None
) -> None:
    """Have a row for each of these new parcels; a row that is there already stays as it is."""
    ordered = sorted(parcels, key=lambda parcel: parcel.id)
    await conn.executemany(
        _ENSURE,
        [
            (one.id, one.provider, one.number, one.model_dump_json(), now, kept_until)
            for one in ordered
        ],
    )
    await conn.execute(ENSURE_POLLS, [one.id for one in ordered])


async def lock(conn: Connection, ids: Collection[str]) -> dict[str, Row]:
    """The rows, locked until the transaction ends."""
    return {row["id"]: row_of(row) for row in await conn.fetch(LOCK, sorted(ids))}


async def turning(conn: Connection, now: datetime, limit: int) -> dict[str, Row]:
    """Rows that time alone has changed, locked."""
    return await lock(conn, [row["id"] for row in await conn.fetch(TURNING, now, limit)])


async def claims(conn: Connection, ids: Collection[str]) -> Mapping[str, list[Claim]]:
    """The orders that name each parcel."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in await conn.fetch(_CLAIMS, sorted(ids)):
        found[row["parcel_id"]].append(
            Claim(
                order_key=row["order_key"],
                buyer=row["buyer"],
                country=row["country"],
                service=row["service"],
                carrier=row["carrier"],
                shipped_at=row["shipped_at"],
                protection_end=row["protection_end"],
                postcode_prefix=row["postcode_prefix"],
                promise=row["promise"],
            )
        )
    return found


async def named_by(conn: Connection, order_keys: Collection[str]) -> Mapping[str, set[str]]:
    """The parcels that each order has named until now."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in await conn.fetch(
        "SELECT order_key, parcel_id FROM tracker.parcel_orders WHERE order_key = ANY($1)",
        sorted(order_keys),
    ):
        found[row["order_key"]].add(row["parcel_id"])
    return found


async def claim(
    conn: Connection, parcel_claims: Iterable[tuple[str, Claim]], now: datetime
) -> None:
    """Enter which orders name which parcels, as the orders now say; new ones since ``now``."""
    pairs = sorted(parcel_claims, key=lambda pair: (pair[0], pair[1].order_key))
    await conn.executemany(_CLAIM, [(one, *astuple(claim), now) for one, claim in pairs])


async def unclaim(conn: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Strike out (parcel, order) pairs that no longer hold."""
    await conn.executemany(
        "DELETE FROM tracker.parcel_orders WHERE parcel_id = $1 AND order_key = $2", sorted(pairs)
    )


async def write(conn: Connection, changes: Sequence[Change], now: datetime) -> None:
    """Write locked rows back with new scans and evidence; wake the relay and second looks."""
    if any(_due(change.after.second, now) for change in changes):
        await tell_looks(conn)
    await _write(conn, _PLAN, changes, _planned)
    await _write(conn, _TURN, [change for change in changes if not change.folded], _turned)
    changes = [change for change in changes if change.folded]
    if not changes:
        return
    await conn.executemany(_WRITE, [_written(change, now) for change in changes])
    await conn.executemany(
        _SCAN,
        [
            (change.after.parcel.id, scan.id, scan.at, now, scan.model_dump_json())
            for change in changes
            for scan in change.scans
        ],
    )
    shown = []
    for change in changes:
        body = change.answer.model_dump_json() if change.answer and change.shown else ""
        if body:
            digest = text_hash(body)
            shown += [(change.after.parcel.id, what, now, digest, body) for what in change.shown]
    if shown:
        await conn.executemany(_EVIDENCE, shown)
    ended = [one.after.parcel for one in changes if one.stopped]
    if ended:
        await store_retracks.stopped(conn, [(one.provider, one.number) for one in ended], now)
    misled = [one.after.parcel for one in changes if one.misled]
    if misled:
        await store_corrections.doubt(conn, [(one.provider, one.number) for one in misled], now)
    if any(change.published for change in changes):
        await conn.execute("SELECT pg_notify($1, '')", SCHEMA)


async def _write(
    conn: Connection,
    statement: str,
    changes: Sequence[Change],
    values: Callable[[Row], tuple[object, ...]],
) -> None:
    """Write these values of the rows, where they are others than before."""
    pairs = [(values(change.before), values(change.after)) for change in changes]
    news = [after for before, after in pairs if after != before]
    if news:
        await conn.executemany(statement, news)


async def tell_looks(conn: Connection) -> None:
    """At the commit, wake whoever takes second looks, in every process."""
    await conn.execute("SELECT pg_notify($1, '')", LOOKS)


async def drop_unclaimed(conn: Connection, now: datetime) -> None:
    """Drop numbers that no order has named within their time."""
    dropped = [row["id"] for row in await conn.fetch(_DROP, now)]
    if dropped:
        await conn.execute(_DROP_POLLS, sorted(dropped))


async def next_turn(conn: Connection) -> datetime | None:
    """When a row next changes by time alone, or is dropped."""
    found: datetime | None = await conn.fetchval(
        """SELECT least((SELECT min(turn_at) FROM tracker.parcels WHERE turn_at IS NOT NULL),
                        (SELECT min(kept_until) FROM tracker.parcels
                         WHERE kept_until IS NOT NULL))"""
    )
    return found


def row_of(record: asyncpg.Record, *, brief: bool = False) -> Row:
    """A record of ``COLUMNS`` as a value."""
    return Row(
        parcel=Parcel.model_validate_json(record["state"]),
        digest=record["hash"],
        lost=json.loads(record["lost"]),
        update_version=record["update_version"],
        poll_at=record["poll_at"],
        poll_why=record["poll_why"],
        lease=record["lease"],
        deadline=record["deadline"],
        turn_at=record["turn_at"],
        second=second_of(record),
        second_lease=record["second_lease"],
        seen=record["seen"],
        brief=brief,
    )


def second_of(record: asyncpg.Record) -> Second | None:
    """The second look that a record of ``tracker.parcels`` plans."""
    if record["second_provider"] is None:
        return None
    return Second(
        provider=record["second_provider"],
        number=record["second_number"],
        at=record["second_at"],
        why=record["second_why"],
        heard_at=record["second_heard_at"],
    )


def _due(second: Second | None, now: datetime) -> bool:
    return second is not None and second.at is not None and second.at <= now


def _planned(row: Row) -> tuple[object, ...]:
    """The row of ``tracker.polls``. A provider that has fallen silent is heard out in full."""
    parcel = row.parcel
    return (
        parcel.id,
        row.poll_at,
        row.poll_why,
        row.lease,
        row.deadline,
        row.seen if parcel.feed_silent_since is None else "",
        parcel.carrier,
        parcel.destination or "",
        parcel.service or "",
        parcel.order_keys[0] if parcel.order_keys else "",
    )


def _turned(row: Row) -> tuple[object, ...]:
    return (row.parcel.id, row.turn_at, *_second(row.second), row.second_lease)


def _second(second: Second | None) -> tuple[object, ...]:
    if second is None:
        return (None, None, None, "", None)
    return (second.provider, second.number, second.at, second.why, second.heard_at)


def _written(change: Change, now: datetime) -> tuple[object, ...]:
    row, parcel = change.after, change.after.parcel
    return (
        parcel.id,
        parcel.model_dump_json(),
        row.digest,
        parcel.version,
        json.dumps(dict(row.lost)),
        row.update_version,
        now,
        bool(parcel.order_keys),
        row.turn_at,
        *_second(row.second),
        row.second_lease,
    )

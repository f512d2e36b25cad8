"""Lanes in PostgreSQL: the parcels' ways that teach what is usual, and the slowdowns that stand."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import asyncpg

from schemas.parcel import Doubt, Stage
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.zones import end_of_day
from services.tracker.durations import Leg, Observation
from services.tracker.lane import LaneKey, service_of
from services.tracker.slowdown import Slowdown

MOST = 20_000
"""Parcels that are read: of millions a sample tells the same, and costs no scan of the table."""

BACK = timedelta(days=336)
"""Parcels that were sent before teach nothing any more (``durations``: eight half-lives)."""

# A sample of blocks, the same for every replica on one day; all of a small table. Numbers that are
# doubtful or were corrected tell of somebody else's parcel; one that is merely fast may teach.
_WAYS = """
    SELECT state ->> 'origin' AS origin, state ->> 'destination' AS destination,
        state ->> 'service' AS service, state ->> 'carrier' AS carrier,
        (state ->> 'shipped_at')::timestamptz AS shipped_at, state ->> 'stage' AS stage,
        (state ->> 'stage_since')::timestamptz AS stage_since,
        (state ->> 'feed_silent_since')::timestamptz AS feed_silent_since,
        state -> 'holds' AS holds, (
            SELECT min(promise) FROM tracker.parcel_orders WHERE parcel_id = parcels.id
        ) AS promise
    FROM tracker.parcels TABLESAMPLE SYSTEM ($1) REPEATABLE ($2)
    WHERE kept_until IS NULL AND state ->> 'role' = 'original'
        AND state ->> 'tracked' = 'tracked'
        AND (state ->> 'identity' = 'plausible' OR state -> 'doubts' = $4::jsonb)
        AND (state ->> 'shipped_at')::timestamptz > $3
"""

_ROWS = "SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'tracker.parcels'::regclass"

_STANDING = "SELECT origin, destination, service, since, by_days, told FROM tracker.slowdowns"

_OVER = """
    DELETE FROM tracker.slowdowns WHERE (origin, destination, service)
        NOT IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))
"""

# Replicas learn the same at nearly the same instant: the earliest one counts.
_STANDS = """
    INSERT INTO tracker.slowdowns AS held (origin, destination, service, since, by_days)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (origin, destination, service) DO UPDATE
    SET since = least(held.since, excluded.since), by_days = excluded.by_days
"""

_TOLD = """
    UPDATE tracker.slowdowns SET told = true
    WHERE origin = $1 AND destination = $2 AND service = $3
"""

_THERE = frozenset({Stage.DELIVERED, Stage.PICKUP})
_GONE = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})


async def observations(pool: Pool, now: datetime) -> list[Observation]:
    """What the parcels of the last months teach."""
    async with one_statement(pool) as conn:
        rows = await conn.fetchval(_ROWS)
    share = min(100.0, 100.0 * MOST / max(rows, 1.0))
    async with one_statement(pool) as conn:
        found = await conn.fetch(
            _WAYS, share, float(now.toordinal()), now - BACK, json.dumps([Doubt.FASTER])
        )
    return [one for row in found for one in _observed(row)]


async def standing(pool: Pool) -> list[Slowdown]:
    """The slowdowns that were found before and are not over."""
    async with one_statement(pool) as conn:
        return [_slowdown(row) for row in await conn.fetch(_STANDING)]


async def keep(pool: Pool, slow: Sequence[Slowdown]) -> list[Slowdown]:
    """Have these stand, and no other; returns them as they stand, by lane."""
    async with transaction(pool) as conn:
        keys = [one.key for one in slow]
        await conn.execute(_OVER, *([key[place] for key in keys] for place in range(3)))
        await conn.executemany(_STANDS, [(*one.key, one.since, one.by_days) for one in slow])
        kept = [_slowdown(row) for row in await conn.fetch(_STANDING)]
    return sorted(kept, key=lambda one: one.key)


async def told(pool: Pool, key: LaneKey) -> None:
    """Enter that the notice of a slowdown was accepted."""
    async with one_statement(pool) as conn:
        await conn.execute(_TOLD, *key)


def _slowdown(row: asyncpg.Record) -> Slowdown:
    key = LaneKey(row["origin"], row["destination"], row["service"])
    return Slowdown(key, row["since"], row["by_days"], row["told"])


def _observed(row: asyncpg.Record) -> Iterator[Observation]:
    """Its way door to door, and its stays at import customs."""
    stage = Stage(row["stage"])
    key = LaneKey(
        row["origin"] or "",
        row["destination"] or "",
        service_of(row["service"], row["carrier"] or ""),
    )
    silent = row["feed_silent_since"]
    yield Observation(
        key=key,
        start=row["shipped_at"],
        end=row["stage_since"] if stage in _THERE else None,
        watched=row["stage_since"] if stage in _GONE else silent,
        promise=end_of_day(row["promise"], key.destination) if row["promise"] else None,
    )
    for hold in json.loads(row["holds"]):
        until = hold["until"]
        yield Observation(
            key=key,
            start=datetime.fromisoformat(hold["since"]),
            end=datetime.fromisoformat(until) if until and hold["released"] else None,
            watched=datetime.fromisoformat(until) if until else silent,
            leg=Leg.CUSTOMS,
        )

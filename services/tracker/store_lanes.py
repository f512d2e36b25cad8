"""Parcels' ways in PostgreSQL, as far as they teach what is usual on a lane."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import asyncpg

from schemas.parcel import Doubt, Stage
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.zones import end_of_day
from services.tracker.durations import Leg, Observation
from services.tracker.lane import LaneKey, service_of

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

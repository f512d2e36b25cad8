"""What the month is judged by: the sandbox's ledger and truth, and what the services hold."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.topics import BY_NAME
from services.cli.demo.outside import Outside
from services.cli.newlog import SCHEMAS
from services.notifier.case import Case
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Connection, Pool
from services.sandbox.facts import Facts

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How one topic's records ended in one service, all partitions together."""

    schema: str
    topic: str
    read: int = 0
    applied: int = 0
    superseded: int = 0
    parked: int = 0
    dead: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything at one instant, after the last step.

    Attributes:
        facts: what was true long enough before the end for a lost push to be healed.
        later: order to the states it has had since.
        log: the sandbox's ledger.
        ends: topic to the number of its records.
        told_beside: carrier to the scans it told beside a parcel's first provider, and alone.
        shown: (parcel, hold ordinal) to the step at which the tracker's topic first showed it.
    """

    now: datetime
    facts: Facts
    later: Mapping[str, set[str]]
    log: Sequence[Row]
    stats: Row
    ends: Mapping[str, int]
    progress: Sequence[Progress]
    cases: Mapping[str, Case]
    actions: Sequence[Row]
    tasks: Sequence[Row]
    dead: Sequence[Row]
    healed: Sequence[Row]
    alerts: Sequence[Row]
    told_beside: Sequence[Row]
    shown: Mapping[tuple[str, int], datetime]

    def effects(self, what: str) -> list[Row]:
        """The ledger's effects of one kind."""
        return [e for e in self.log if e["kind"] == "effect" and e["what"] == what]


# Alone: the first provider had not told of that instant when the other one did.
_TOLD_BESIDE = """
SELECT told.body ->> 'provider' AS provider, count(*) AS scans, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM tracker.scans AS first
     WHERE first.parcel_id = told.parcel_id AND first.at = told.at
       AND first.body ->> 'provider' = parcel.provider AND first.seen_at <= told.seen_at
  )) AS alone
  FROM tracker.scans AS told JOIN tracker.parcels AS parcel ON parcel.id = told.parcel_id
 WHERE told.body ->> 'provider' <> parcel.provider
 GROUP BY 1
"""


async def gather(
    *,
    pool: Pool,
    kafka: KafkaProfile,
    outside: Outside,
    facts: Facts,
    later: Mapping[str, set[str]],
    now: datetime,
    shown: Mapping[tuple[str, int], datetime],
) -> Evidence:
    """Read it all."""
    async with pool.acquire() as conn:
        return Evidence(
            now=now,
            facts=facts,
            later=later,
            log=await outside.log(),
            stats=await outside.stats(),
            ends=await _ends(kafka),
            progress=[p for schema in SCHEMAS for p in await _progress(conn, schema)],
            cases={
                row["order_key"]: Case.model_validate_json(row["state"])
                for row in await conn.fetch("SELECT order_key, state FROM notifier.cases")
            },
            actions=await _rows(conn, "SELECT * FROM notifier.actions ORDER BY key"),
            tasks=await _rows(conn, "SELECT * FROM notifier.tasks ORDER BY id"),
            dead=[
                row
                for schema in SCHEMAS
                for row in await _rows(conn, f"SELECT topic, reason FROM {schema}.dead_letters")  # noqa: S608 - our own names
            ],
            healed=await _rows(conn, "SELECT * FROM ingest.healed"),
            alerts=await _rows(conn, "SELECT * FROM notifier.alerts"),
            told_beside=await _rows(conn, _TOLD_BESIDE),
            shown=dict(shown),
        )


async def _rows(conn: Connection, query: str) -> list[Row]:
    return [dict(record) for record in await conn.fetch(query)]


async def _ends(kafka: KafkaProfile) -> dict[str, int]:
    reader = Ends(kafka)
    await reader.start()
    try:
        places = [(name, n) for name in BY_NAME for n in range(kafka.partitions)]
        found = await reader.read(places)
    finally:
        await reader.stop()
    ends: Counter[str] = Counter()
    for (topic, _), end in found.items():
        ends[topic] += end
    return dict(ends)


async def _progress(conn: Connection, schema: str) -> list[Progress]:
    query = f"SELECT * FROM {schema}.progress WHERE partition >= 0"  # noqa: S608 - our own names
    rows = await _rows(conn, query)
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_topic[row["topic"]].append(row)
    return [_summed(schema, topic, found) for topic, found in sorted(by_topic.items())]


def _summed(schema: str, topic: str, rows: Sequence[Row]) -> Progress:
    ignored: Counter[str] = Counter()
    for row in rows:
        ignored.update(json.loads(row["ignored"]))
    return Progress(
        schema=schema,
        topic=topic,
        read=sum(row["next_offset"] for row in rows),
        applied=sum(row["applied"] for row in rows),
        superseded=sum(row["superseded"] for row in rows),
        parked=sum(row["parked"] for row in rows),
        dead=sum(row["dead"] for row in rows),
        ignored=dict(ignored),
    )

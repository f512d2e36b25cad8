"""What each receiver of alerts has accepted, and what it is still owed."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import asyncpg

from services.connectors.oncall.audience import Audience
from services.connectors.ports import Alert
from services.runtime.postgres.leases import Due
from services.runtime.postgres.pool import Connection, identifier

DELIVERIES = Due("notifier.deliveries", ("dedup_key", "receiver"), "retry_at")
"""What is still owed to receivers."""


def deliveries_to(receiver: str) -> Due:
    """What is still owed to one receiver.

    Raises:
        ValueError: its name is not a plain word.
    """
    only = f"receiver = '{identifier(receiver)}'"
    return replace(DELIVERIES, only=only)


def _alert(record: asyncpg.Record) -> Alert:
    return Alert(
        dedup_key=record["dedup_key"],
        level=record["level"],
        labels=json.loads(record["labels"]),
        summary=record["summary"],
        why_now=record["why_now"],
        what_to_do=record["what_to_do"],
        link=record["link"],
        starts_at=record["starts_at"],
        ends_at=record["ends_at"],
    )


async def wanted(conn: Connection, keys: Collection[str]) -> dict[str, Alert]:
    """The wanted states of the keys."""
    records = await conn.fetch(
        "SELECT * FROM notifier.alerts WHERE dedup_key = ANY($1::text[])", list(keys)
    )
    return {record["dedup_key"]: _alert(record) for record in records}


async def standing_for(conn: Connection, receiver: str) -> list[Alert]:
    """The alerts that stand and that a receiver is to know of, by key."""
    records = await conn.fetch(
        """SELECT alerts.* FROM notifier.alerts JOIN notifier.deliveries USING (dedup_key)
           WHERE receiver = $1 AND ends_at IS NULL ORDER BY dedup_key""",
        receiver,
    )
    return [_alert(record) for record in records]


async def enrol(conn: Connection, receivers: Audience, now: datetime) -> None:
    """Owe every standing alert to receivers that have joined since it was raised."""
    records = await conn.fetch("SELECT * FROM notifier.alerts WHERE ends_at IS NULL")
    owed = sorted(
        (alert.dedup_key, name) for alert in map(_alert, records) for name in receivers.of(alert)
    )
    await conn.execute(
        """INSERT INTO notifier.deliveries (dedup_key, receiver, wanted, retry_at)
           SELECT dedup_key, receiver, 1, $3
           FROM unnest($1::text[], $2::text[]) AS owed (dedup_key, receiver)
           ORDER BY dedup_key, receiver ON CONFLICT DO NOTHING""",
        [key for key, _ in owed],
        [name for _, name in owed],
        now,
    )


async def owe_ended(conn: Connection, receiver: str, keys: Collection[str], now: datetime) -> bool:
    """Owe those of the alerts that have ended to a receiver once more; whether there are any."""
    done = await conn.execute(
        """UPDATE notifier.deliveries
           SET wanted = wanted + 1, retry_at = coalesce(retry_at, $3)
           WHERE receiver = $1 AND dedup_key IN (
             SELECT dedup_key FROM notifier.alerts
             WHERE dedup_key = ANY($2::text[]) AND ends_at IS NOT NULL)""",
        receiver,
        list(keys),
        now,
    )
    return bool(done != "UPDATE 0")


async def accepted(
    conn: Connection, dedup_key: str, receiver: str, version: int, now: datetime
) -> None:
    """The receiver has accepted a state; due again at once where another is wanted by now."""
    await conn.execute(
        """UPDATE notifier.deliveries
           SET sent = $3, retry_at = CASE WHEN wanted > $3 THEN $4::timestamptz END
           WHERE dedup_key = $1 AND receiver = $2""",
        dedup_key,
        receiver,
        version,
        now,
    )

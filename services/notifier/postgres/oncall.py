"""What stands for people on call: alerts, and what somebody has stopped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notifier.stores.shops import Done
from services.runtime.postgres.pool import Connection
from services.runtime.receivers import Level


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that stands.

    Attributes:
        labels: ``shop``, ``rule``, ``order`` and others.
        starts_at: since when.
    """

    dedup_key: str
    level: Level
    labels: Mapping[str, str]
    summary: str
    why_now: str
    what_to_do: str
    link: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause that holds.

    Attributes:
        scope: a shop's key, ``all``, or a name of ``stores.shops``.
    """

    scope: str
    reason: str
    by: str
    at: datetime


async def raised(conn: Connection) -> list[Raised]:
    """The pages that stand, then the notices; of each the oldest first."""
    rows = await conn.fetch(
        """SELECT dedup_key, level, labels, summary, why_now, what_to_do, link, starts_at
           FROM notifier.alerts WHERE ends_at IS NULL ORDER BY level DESC, starts_at, dedup_key"""
    )
    return [Raised(**(dict(row) | {"labels": json.loads(row["labels"])})) for row in rows]


async def done(conn: Connection, limit: int) -> list[Done]:
    """What people did that is about no order, the last first."""
    rows = await conn.fetch(
        "SELECT at, by, did, about, reason, before FROM notifier.acts ORDER BY id DESC LIMIT $1",
        limit,
    )
    return [Done(**dict(row)) for row in rows]


async def paused(conn: Connection) -> list[Paused]:
    """What is stopped now, by scope."""
    rows = await conn.fetch("SELECT scope, reason, by, at FROM notifier.pauses ORDER BY scope")
    return [Paused(**dict(row)) for row in rows]

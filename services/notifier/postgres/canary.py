"""The row of the canary order."""

from datetime import datetime, timedelta

from services.notifier.canary import Flight
from services.runtime.postgres.pool import Connection

_NAME = "canary"


async def begin(conn: Connection, now: datetime) -> None:
    """It is sent from now on, where it was not before."""
    await conn.execute(
        "INSERT INTO notifier.canary (name, since) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        _NAME,
        now,
    )


async def stop(conn: Connection) -> None:
    """It is no longer sent."""
    await conn.execute("DELETE FROM notifier.canary WHERE name = $1", _NAME)


async def turn(conn: Connection, now: datetime, every: timedelta) -> bool:
    """Whether it is due and for this process to send: True for one of all replicas."""
    done = await conn.execute(
        """UPDATE notifier.canary SET sent_at = $2
           WHERE name = $1 AND (sent_at IS NULL OR sent_at <= $3)""",
        _NAME,
        now,
        now - every,
    )
    return bool(done == "UPDATE 1")


async def arrived(conn: Connection, stamp: datetime) -> None:
    """One has arrived that was sent at ``stamp``; an older one than known says nothing."""
    await conn.execute(
        "UPDATE notifier.canary SET stamp = greatest(stamp, $2) WHERE name = $1", _NAME, stamp
    )


async def flight(conn: Connection) -> Flight | None:
    """What is known of it; None while none is sent."""
    row = await conn.fetchrow(
        "SELECT since, sent_at, stamp FROM notifier.canary WHERE name = $1", _NAME
    )
    return Flight(row["since"], row["sent_at"], row["stamp"]) if row else None

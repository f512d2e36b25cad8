"""Rows of how shops stand with their marketplaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schemas.shop import ShopState, ShopStatus
from services.notifier.postgres.cases import notify
from services.runtime.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A state that no pause says yet."""

    shop: str
    version: int
    status: ShopStatus
    why: str
    until: datetime | None


async def keep(conn: Connection, states: Iterable[ShopState]) -> set[str]:
    """Keep the newest of each shop; the shops that moved on. The commit wakes who applies it."""
    moved = set()
    for state in sorted(states, key=lambda one: (one.shop, one.version)):
        done = await conn.execute(
            """INSERT INTO notifier.shop_states AS held (shop, version, status, why, until)
               VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (shop) DO UPDATE SET version = $2, status = $3, why = $4, until = $5
               WHERE held.version < $2""",
            state.shop,
            state.version,
            state.status,
            state.why,
            state.until,
        )
        if done != "INSERT 0 0":
            moved.add(state.shop)
    if moved:
        await notify(conn)
    return moved


async def unapplied(conn: Connection) -> list[Unapplied]:
    """The states that no pause says yet, by shop."""
    rows = await conn.fetch(
        """SELECT shop, version, status, why, until FROM notifier.shop_states
           WHERE applied < version ORDER BY shop"""
    )
    return [Unapplied(**row) for row in rows]


async def applied(conn: Connection, state: Unapplied) -> None:
    """Note that the shop's pause and notice say a state."""
    await conn.execute(
        "UPDATE notifier.shop_states SET applied = greatest(applied, $2) WHERE shop = $1",
        state.shop,
        state.version,
    )

"""Privacy requests: what a marketplace asks for in a buyer's name, until it is carried out.

The normaliser only keeps them: erasing cannot be undone, so a person has it done
(``forestall privacy requests --carry-out``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from services.ingest import privacy
from services.ingest.work import Ask
from services.runtime.postgres.pool import Connection

DUE = timedelta(days=30)
"""From the request to the day on which it has to be done: Shopify's own span (documented,
2026-11-27), and the month of most laws."""

LATE = timedelta(days=20)
"""How old a request is when people are told that it still stands."""

Age = Literal["new", "late", "overdue"]
AGES: tuple[Age, ...] = ("new", "late", "overdue")


@dataclass(frozen=True, slots=True)
class Request:
    """A request, as it is kept.

    Attributes:
        buyer: the platform's reference; ``""`` is everybody of the shop.
        app: whose push asked.
        ref: the platform's own id of it.
        done_at: None while it stands.
    """

    shop: str
    buyer: str
    wants: Literal["erasure", "export"]
    ref: str
    app: str
    asked_at: datetime
    due_at: datetime
    done_at: datetime | None
    done_by: str | None

    @property
    def subject(self) -> str:
        """MARKETPLACE/SHOP/BUYER, or the shop alone."""
        return f"{self.shop}/{self.buyer}" if self.buyer else self.shop

    def age(self, now: datetime) -> Age:
        """How long it has stood."""
        if now >= self.due_at:
            return "overdue"
        return "late" if now >= self.asked_at + LATE else "new"


async def keep(conn: Connection, ask: Ask, now: datetime) -> int:
    """Keep a request; for how many shops it is one.

    A platform that tells of every account that is closed there means few buyers of ours: of the
    others nothing is noted, not even that they asked.
    """
    shops = [
        shop
        for shop in ask.shops
        if ask.named or await privacy.is_known(conn, shop, ask.hint.buyer)
    ]
    asked_at = min(ask.hint.changed_at or ask.at, now)
    await conn.executemany(
        """
        INSERT INTO ingest.privacy_requests (shop, buyer, wants, ref, app, asked_at, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
        """,
        [
            (shop, ask.hint.buyer, ask.hint.kind, ask.hint.ref, ask.app, asked_at, asked_at + DUE)
            for shop in sorted(shops)
        ],
    )
    return len(shops)


async def kept(conn: Connection, name: str | None = None) -> Sequence[Request]:
    """Requests by the day on which they are due; of one shop or buyer, where that is named."""
    rows = await conn.fetch(
        """
        SELECT shop, buyer, wants, ref, app, asked_at, due_at, done_at, done_by
          FROM ingest.privacy_requests
         WHERE $1::text IS NULL OR shop = $1 OR shop || '/' || buyer = $1
         ORDER BY due_at, shop, buyer, wants, ref
        """,
        name,
    )
    return [Request(**row) for row in rows]


async def done(conn: Connection, request: Request, by: str, now: datetime) -> None:
    """Note that a request was carried out, and by whom; the first to do it counts."""
    await conn.execute(
        """
        UPDATE ingest.privacy_requests SET done_at = $5, done_by = $6
         WHERE shop = $1 AND buyer = $2 AND wants = $3 AND ref = $4 AND done_at IS NULL
        """,
        request.shop,
        request.buyer,
        request.wants,
        request.ref,
        now,
        by,
    )


async def ages(conn: Connection, now: datetime) -> dict[Age, int]:
    """How many stand, by how long they have."""
    rows = await conn.fetch(
        """
        SELECT CASE WHEN due_at <= $1 THEN 'overdue' WHEN asked_at <= $2 THEN 'late' ELSE 'new' END
               AS age, count(*) AS n
          FROM ingest.privacy_requests WHERE done_at IS NULL GROUP BY age
        """,
        now,
        now - LATE,
    )
    found = {row["age"]: row["n"] for row in rows}
    return {age: found.get(age, 0) for age in AGES}

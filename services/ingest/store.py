"""The SQL of ingest: canonical objects, and what polling healed. See also ``store_lists``.

A message's words are no part of its object here: their fingerprint stands in their place, and they
themselves lie sealed in ``ingest.personal`` (``veil``).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.base import Versioned, shop_of
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.order import LIVE, Order
from schemas.parcel import CarrierUpdate
from schemas.shop import ShopState
from services.ingest.versions import Stored, next_deadline
from services.runtime.postgres.pool import Connection

Key = tuple[str, str]
"""(kind, id) of an object."""


@dataclass(frozen=True, slots=True)
class Known:
    """When an object was last changed at its source and last read, and what of it is due next."""

    source_updated_at: datetime | None
    read_started_at: datetime
    deadline_at: datetime | None


def key_of(draft: Versioned) -> Key:
    """The row that an object lives in.

    Raises:
        TypeError: ingest does not publish this kind of object.
    """
    if type(draft) not in _ROWS:
        raise TypeError(f"ingest keeps no {type(draft).__name__}")
    kind, name = _ROWS[type(draft)]
    return kind, str(getattr(draft, name))


_ROWS: Mapping[type[Versioned], tuple[str, str]] = {
    Order: ("order", "key"),
    Dispute: ("dispute", "id"),
    Message: ("message", "id"),
    Contact: ("contact", "id"),
    Feedback: ("feedback", "id"),
    CarrierUpdate: ("carrier-update", "id"),
    ShopState: ("shop", "shop"),
}
"""What is kept, under which kind, and the field that names it."""


async def known(conn: Connection, keys: Sequence[Key]) -> dict[Key, Known]:
    """What is known of each object, without locking."""
    rows = await conn.fetch(
        """
        SELECT kind, id, source_updated_at, read_started_at, deadline_at
          FROM ingest.objects JOIN unnest($1::text[], $2::text[]) AS wanted(kind, id)
         USING (kind, id)
        """,
        [kind for kind, _ in keys],
        [object_id for _, object_id in keys],
    )
    return {
        (row["kind"], row["id"]): Known(
            row["source_updated_at"], row["read_started_at"], row["deadline_at"]
        )
        for row in rows
    }


async def lock(conn: Connection, keys: Iterable[Key]) -> dict[Key, Stored]:
    """The stored objects; every key, stored or not yet, is this transaction's until it ends.

    Advisory locks, because a row that does not exist cannot be locked: two first reads of one
    object would both become its version 1.
    """
    ordered = sorted(set(keys))
    await conn.execute(
        """
        SELECT pg_advisory_xact_lock(number)
          FROM (SELECT DISTINCT hashtextextended(kind || '/' || id, 0) AS number
                  FROM unnest($1::text[], $2::text[]) AS wanted(kind, id)
                 ORDER BY number) AS ordered
        """,
        [kind for kind, _ in ordered],
        [object_id for _, object_id in ordered],
    )
    rows = await conn.fetch(
        """
        SELECT o.kind, o.id, o.version, o.hash, o.source_updated_at, o.read_started_at, o.body
          FROM ingest.objects o JOIN unnest($1::text[], $2::text[]) AS wanted(kind, id)
         USING (kind, id)
         ORDER BY o.kind, o.id
           FOR UPDATE OF o
        """,
        [kind for kind, _ in ordered],
        [object_id for _, object_id in ordered],
    )
    return {
        (row["kind"], row["id"]): Stored(
            row["version"],
            row["hash"],
            row["source_updated_at"],
            row["read_started_at"],
            json.loads(row["body"]),
        )
        for row in rows
    }


async def put(conn: Connection, objects: Mapping[Key, Stored]) -> None:
    """Write objects whose keys are locked, in key order; the commit wakes the relays."""
    if not objects:
        return
    await conn.executemany(
        """
        INSERT INTO ingest.objects
               (kind, id, order_key, shop, buyer, live, version, hash,
                source_updated_at, read_started_at, body, known_since, deadline_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (kind, id) DO UPDATE
           SET order_key = excluded.order_key, shop = excluded.shop, buyer = excluded.buyer,
               live = excluded.live, version = excluded.version, hash = excluded.hash,
               source_updated_at = excluded.source_updated_at,
               read_started_at = excluded.read_started_at, body = excluded.body,
               deadline_at = excluded.deadline_at
        """,
        [_row(key, objects[key]) for key in sorted(objects)],
    )
    await conn.execute("SELECT pg_notify('ingest', '')")


def _row(key: Key, stored: Stored) -> tuple[Any, ...]:
    kind, object_id = key
    body = stored.body
    order_key = object_id if kind == "order" else body.get("order_key")
    shop = shop_of(order_key) if order_key else body.get("shop")
    buyer = _buyer(kind, body)
    live = kind == "order" and body["status"] in LIVE
    return (
        kind,
        object_id,
        order_key,
        shop,
        buyer,
        live,
        stored.version,
        stored.hash,
        stored.source_updated_at,
        stored.read_started_at,
        json.dumps(body, ensure_ascii=False),
        stored.known_since,
        next_deadline(kind, body),
    )


def _buyer(kind: str, body: Mapping[str, Any]) -> str | None:
    """Whose object it is, by the platform's reference."""
    if kind == "order":
        return str(body["buyer"]["reference"])
    return str(body["buyer"]) if kind in {"message", "contact"} else None


async def live_orders(conn: Connection, shop: str, buyer: str) -> tuple[str, ...]:
    """Keys of the buyer's live orders in the shop; without one, of the order placed last."""
    rows = await conn.fetch(
        """
        SELECT id, live FROM ingest.objects
         WHERE kind = 'order' AND shop = $1 AND buyer = $2
         ORDER BY (body->>'placed_at')::timestamptz DESC, id
        """,
        shop,
        buyer,
    )
    live = sorted(row["id"] for row in rows if row["live"])
    return tuple(live) or tuple(row["id"] for row in rows[:1])


async def record_healed(
    conn: Connection, key: Key, version: int, changed_at: datetime | None, now: datetime
) -> None:
    """Note that polling brought a change which a push should have."""
    await conn.execute(
        """
        INSERT INTO ingest.healed (kind, id, version, changed_at, healed_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """,
        *key,
        version,
        changed_at,
        now,
    )


async def record_late(conn: Connection, key: Key, changed_at: datetime, now: datetime) -> int:
    """Note that the push of a healed change has come after all; how many changes it tells of."""
    done = await conn.execute(
        """
        UPDATE ingest.healed SET pushed_at = $4
         WHERE kind = $1 AND id = $2 AND changed_at <= $3 AND pushed_at IS NULL
        """,
        *key,
        changed_at,
        now,
    )
    return int(done.rsplit(" ", 1)[1])

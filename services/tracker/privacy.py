"""A buyer in the tracker: their parcels, by the orders. No word of theirs is kept here."""

import json
from collections.abc import Collection
from typing import Any

from services.runtime.postgres.pool import Connection

_OF_ORDERS = {
    "orders": "SELECT to_jsonb(own) AS row FROM tracker.parcel_orders AS own "
    "WHERE order_key = ANY($1::text[])",
    "parcels": "SELECT state AS row FROM tracker.parcels WHERE id IN (SELECT parcel_id "
    "FROM tracker.parcel_orders WHERE order_key = ANY($1::text[]))",
    "evidence": "SELECT to_jsonb(own) AS row FROM tracker.evidence AS own WHERE parcel_id IN "
    "(SELECT parcel_id FROM tracker.parcel_orders WHERE order_key = ANY($1::text[]))",
}
"""What is exported, by its name."""


async def export(conn: Connection, order_keys: Collection[str]) -> dict[str, Any]:
    """Everything that the tracker keeps of a buyer's orders."""
    return {
        name: [json.loads(row["row"]) for row in await conn.fetch(query, list(order_keys))]
        for name, query in _OF_ORDERS.items()
    }

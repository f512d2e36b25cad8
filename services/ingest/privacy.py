"""A buyer in ingest: who they are, what is kept of them, and how it is erased."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Connection
from services.runtime.privacy import words
from services.runtime.privacy.erasing import Erased, destroy
from services.runtime.privacy.traces import Traces
from services.runtime.privacy.vault import Vault

_PARTS = 3
"""MARKETPLACE, NAME of the shop, and the buyer or the order."""

_ORDERS = (
    "SELECT id, live, body FROM ingest.objects WHERE kind = 'order' AND shop = $1 AND buyer = $2"
)
_DISPUTES = """
    SELECT order_key, body FROM ingest.objects
     WHERE kind = 'dispute' AND order_key = ANY($1::text[])
"""
_MESSAGES = """
    SELECT id, version, read_started_at, body FROM ingest.objects
     WHERE kind = 'message' AND shop = $1 AND buyer = $2
     ORDER BY body->>'sent_at', id
"""
_CONTACT = "SELECT id, body FROM ingest.objects WHERE kind = 'contact' AND id = $1"
_KNOWN = """
    SELECT EXISTS (SELECT FROM ingest.objects WHERE kind = 'order' AND shop = $1 AND buyer = $2)
        OR EXISTS (SELECT FROM ingest.objects WHERE kind = 'message' AND shop = $1 AND buyer = $2)
        OR EXISTS (SELECT FROM ingest.personal_keys WHERE subject = $1 || '/' || $2)
"""
_REQUESTS = """
    SELECT to_jsonb(r) AS row FROM ingest.privacy_requests r
     WHERE shop = $1 AND buyer = $2 ORDER BY asked_at, wants, ref
"""
_EVERYBODY = """
    SELECT buyer FROM ingest.objects
     WHERE shop = $1 AND buyer IS NOT NULL AND kind IN ('order', 'message')
     UNION
    SELECT substr(subject, length($1) + 2) FROM ingest.personal_keys
     WHERE starts_with(subject, $1 || '/') AND wrapped IS NOT NULL
     ORDER BY buyer
"""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer of a shop.

    Attributes:
        reference: the platform's own name or number for them.
        known: something of theirs is kept as an object.
    """

    shop: str
    reference: str
    known: bool

    @property
    def subject(self) -> str:
        """MARKETPLACE/SHOP/BUYER: what their key is kept under."""
        return f"{self.shop}/{self.reference}"


@dataclass(frozen=True, slots=True)
class Matters:
    """What is not over between a buyer and the shop."""

    orders: Sequence[str]
    disputes: Sequence[str]


async def find(conn: Connection, name: str) -> Buyer:
    """The buyer that MARKETPLACE/SHOP/BUYER names, or whose order MARKETPLACE/SHOP/ORDER is.

    Raises:
        InvalidInput: it is of neither form, or names a buyer and another buyer's order.
    """
    parts = name.split("/", _PARTS - 1)
    if len(parts) < _PARTS or not all(parts):
        raise InvalidInput("unknown_buyer", f"{name}: write MARKETPLACE/SHOP/BUYER, or an order")
    shop, reference = "/".join(parts[:2]), parts[2]
    by_order = await conn.fetchval(
        "SELECT buyer FROM ingest.objects WHERE kind = 'order' AND id = $1", name
    )
    known = await is_known(conn, shop, reference)
    if by_order is not None and known and by_order != reference:
        raise InvalidInput(
            "ambiguous", f"{name} is a buyer, and the order of another: name an order of theirs"
        )
    return Buyer(shop, by_order or reference, known or by_order is not None)


async def is_known(conn: Connection, shop: str, reference: str) -> bool:
    """Whether something of a buyer is kept as an object, or was until it was erased."""
    return bool(await conn.fetchval(_KNOWN, shop, reference))


async def everybody(conn: Connection, shop: str) -> list[Buyer]:
    """The buyers of a shop of whom something is kept."""
    rows = await conn.fetch(_EVERYBODY, shop)
    return [Buyer(shop, row["buyer"], known=True) for row in rows]


async def traces(conn: Connection, vault: Vault, buyer: Buyer) -> Traces:
    """By what raw records about the buyer are known; their e-mail address too, until it is erased.

    A shop of one's own counts its orders and customers from 1: such numbers are anybody's.

    Raises:
        Unavailable: a key was wrapped by a master key that is not in the settings.
    """
    orders = await conn.fetch(_ORDERS, buyer.shop, buyer.reference)
    keys = [row["id"] for row in orders]
    names = {buyer.reference}
    for row in orders:
        body = json.loads(row["body"])
        names.add(row["id"].rsplit("/", 1)[1])
        names |= {parcel["number"] for parcel in body["parcels"]}
        names |= {line["id"] for line in body["lines"]}
    for row in await conn.fetch(_DISPUTES, keys):
        names.add(json.loads(row["body"])["source_ref"])
    for row in await conn.fetch(_MESSAGES, buyer.shop, buyer.reference):
        names.add(json.loads(row["body"])["conversation"])
    with suppress(InvalidInput):  # what was tampered with stops no erasure
        kept = await words.read(conn, vault, [buyer.subject])
        names |= {one.text for one in kept.values()}
    return Traces(frozenset(keys), frozenset(names))


async def open_matters(conn: Connection, buyer: Buyer) -> Matters:
    """Live orders, and disputes that are not closed."""
    orders = await conn.fetch(_ORDERS, buyer.shop, buyer.reference)
    disputes = await conn.fetch(_DISPUTES, [row["id"] for row in orders])
    found = [json.loads(row["body"]) for row in disputes]
    return Matters(
        sorted(row["id"] for row in orders if row["live"]),
        sorted(one["id"] for one in found if one["state"] != "closed"),
    )


async def export(conn: Connection, vault: Vault, buyer: Buyer) -> dict[str, Any]:
    """Everything that ingest keeps of a buyer; ``text`` is null where it was erased."""
    orders = await conn.fetch(_ORDERS, buyer.shop, buyer.reference)
    disputes = await conn.fetch(_DISPUTES, [row["id"] for row in orders])
    messages = await conn.fetch(_MESSAGES, buyer.shop, buyer.reference)
    contacts = await conn.fetch(_CONTACT, buyer.subject)
    asked = await conn.fetch(_REQUESTS, buyer.shop, buyer.reference)
    opened = await words.read(conn, vault, [row["id"] for row in (*messages, *contacts)])
    told = {ref: one.text for ref, one in opened.items()}
    return {
        "orders": [json.loads(row["body"]) for row in orders],
        "disputes": [json.loads(row["body"]) for row in disputes],
        "contacts": [{**json.loads(row["body"]), "email": told.get(row["id"])} for row in contacts],
        "messages": [{**json.loads(row["body"]), "text": told.get(row["id"])} for row in messages],
        "privacy_requests": [json.loads(row["row"]) for row in asked],
    }


async def erase(conn: Connection, vault: Vault, buyer: Buyer, now: datetime) -> Erased:
    """Destroy the key: every message stays as a fact without words; see ``erasing.destroy``."""
    return await destroy(conn, vault, buyer.subject, now)

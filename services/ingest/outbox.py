"""The outbox of ingest: every object is published from its own row, a message with its words."""

import json
from collections.abc import Mapping, Sequence
from functools import partial

import asyncpg

from schemas.base import Versioned
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.envelope import Envelope
from schemas.order import Order
from schemas.parcel import CarrierUpdate
from schemas.shop import ShopState
from schemas.topics import (
    CARRIER_UPDATE_CHANGED,
    CARRIER_UPDATES,
    CONTACT_CHANGED,
    CONVERSATIONS,
    DISPUTE_CHANGED,
    DISPUTES,
    FEEDBACK_CHANGED,
    MESSAGE_CHANGED,
    ORDER_CHANGED,
    ORDERS,
    SHOP_CHANGED,
    SHOPS,
    Topic,
)
from services.ingest.store import key_of
from services.runtime.errors import InvalidInput
from services.runtime.kafka.producer import OutRecord
from services.runtime.postgres.pool import Connection
from services.runtime.postgres.publish import Outbox, Row
from services.runtime.postgres.raised import Shown
from services.runtime.privacy import words
from services.runtime.privacy.sealing import PREFIX
from services.runtime.privacy.vault import Vault

_STAMPS = ("source_updated_at", "read_started_at", "known_since")
"""What stands beside an object's body, and is no part of its content."""


def outbox(vault: Vault) -> Outbox:
    """The rows of ``ingest.objects``, their words opened."""
    return Outbox(
        table="ingest.objects",
        key=("kind", "id"),
        columns=("body", *_STAMPS),
        records=records,
        opened=partial(_opened, vault),
        raised="ingest",
    )


async def _opened(vault: Vault, conn: Connection, rows: Sequence[asyncpg.Record]) -> Sequence[Row]:
    """The rows; those of messages with their words, or why these cannot be opened."""
    ids = [row["id"] for row in rows if row["kind"] in {"message", "contact"}]
    if not ids:
        return rows
    found: Mapping[str, str | InvalidInput]
    try:
        found = await _words(vault, conn, ids)
    except InvalidInput:  # one of them: it alone is not sent
        found = {one: await _alone(vault, conn, one) for one in ids}
    return [{**row, "words": found.get(row["id"], "")} for row in rows]


async def _words(vault: Vault, conn: Connection, ids: Sequence[str]) -> dict[str, str]:
    return {ref: one.text for ref, one in (await words.read(conn, vault, ids)).items()}


async def _alone(vault: Vault, conn: Connection, message_id: str) -> str | InvalidInput:
    try:
        return (await _words(vault, conn, [message_id])).get(message_id, "")
    except InvalidInput as error:
        return error


def records(row: Row) -> Sequence[OutRecord]:
    """The records that publish a row: a message once for each order that it may be about.

    Raises:
        InvalidInput: its words cannot be opened.
    """
    stamps = {name: row[name] for name in ("version", *_STAMPS)}
    body = {**json.loads(row["body"]), **stamps}
    kind = row["kind"]
    if kind in _ONCE:
        topic, event_type, model, key = _ONCE[kind]
        value = model.model_validate(body)
        return [_record(topic.name, event_type, value, str(getattr(value, key)))]
    told: Message | Contact
    if kind == "message":
        event_type = MESSAGE_CHANGED
        told = Message.model_validate({**body, "text": _said(body["text"], row["words"])})
    else:
        event_type = CONTACT_CHANGED
        told = Contact.model_validate({**body, "email": _said(body["email"], row["words"])})
    return [
        _record(CONVERSATIONS.name, event_type, told, order, f"#{order}")
        for order in told.order_keys
    ]


_ONCE: Mapping[str, tuple[Topic, str, type[Versioned], str]] = {
    "order": (ORDERS, ORDER_CHANGED, Order, "key"),
    "dispute": (DISPUTES, DISPUTE_CHANGED, Dispute, "order_key"),
    "feedback": (CONVERSATIONS, FEEDBACK_CHANGED, Feedback, "order_key"),
    "carrier-update": (CARRIER_UPDATES, CARRIER_UPDATE_CHANGED, CarrierUpdate, "id"),
    "shop": (SHOPS, SHOP_CHANGED, ShopState, "shop"),
}
"""What is published once: its topic, event and model, and the field that is the record's key."""

SHOWN = Shown(
    schema="ingest",
    objects="ingest.objects",
    key=("kind", "id"),
    events={
        **{topic.name: {event: (kind,)} for kind, (topic, event, *_) in _ONCE.items()},
        CONVERSATIONS.name: {
            MESSAGE_CHANGED: ("message",),
            CONTACT_CHANGED: ("contact",),
            FEEDBACK_CHANGED: ("feedback",),
        },
    },
)
"""Where ingest's objects stand."""


def _record(topic: str, event_type: str, value: Versioned, key: str, suffix: str = "") -> OutRecord:
    object_id = key_of(value)[1]
    envelope = Envelope(
        id=f"{object_id}@{value.version}{suffix}",
        type=event_type,
        source="forestall/ingest",
        subject=object_id,
        time=value.source_updated_at or value.read_started_at,
    )
    return OutRecord(topic, key.encode(), value.model_dump_json().encode(), envelope)


def _said(text: str, opened: str | InvalidInput) -> str:
    """The words that a text stands for: as they were opened; none once they were erased."""
    if isinstance(opened, InvalidInput):
        raise opened
    # An older version kept them as they were, until the service's next start seals them.
    return opened if text.startswith(PREFIX) else text

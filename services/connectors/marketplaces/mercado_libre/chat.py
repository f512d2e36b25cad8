"""Mercado Libre's messages after a sale. Pure.

A conversation is a pack (an order without one is its own pack) with one buyer. Source:
``/messages/{id}`` and ``/messages/packs/{pack}/sellers/{seller}`` (from code, noted 2026-11-26).
"""

from datetime import datetime

from schemas.conversation import Message
from services.connectors.marketplaces.values import Json, identifier, iso, items, mapping, required
from services.connectors.ports import OwnMessage, Shop
from services.runtime.errors import InvalidInput

_HIDDEN = frozenset({"rejected", "non_moderated_rejected"})


def conversation_of(pack: str, buyer: str) -> str:
    """A pack with its buyer: both are needed to write into it."""
    return f"{pack}:{buyer}"


def read_message(source: Json, shop: Shop, now: datetime) -> Message:
    """The message behind a pointer.

    Raises:
        InvalidInput: ``unreadable``.
    """
    ref, sent_at = required(source, "id"), _sent_at(source)
    sender = identifier(mapping(source.get("from")).get("user_id"))
    receiver = identifier(mapping(source.get("to")).get("user_id"))
    if sent_at is None or not sender:
        raise InvalidInput("unreadable", "from or message_date is missing")
    ours = sender == shop.seller_id
    buyer = receiver if ours else sender
    conversation = conversation_of(_pack(source), buyer)
    return Message(
        id=f"{shop.key}/{conversation}/{ref}",
        shop=shop.key,
        conversation=conversation,
        source_ref=ref,
        buyer=buyer,
        sender="seller" if ours else "buyer",
        sent_at=sent_at,
        text=str(source.get("text") or ""),
        blocked=_hidden(source),
        read_started_at=now,
    )


def own_message(entry: Json, shop: Shop) -> OwnMessage | None:
    """An entry of the message list, where the seller's side wrote it; None where it did not."""
    sent_at, ref = _sent_at(entry), identifier(entry.get("id"))
    sender = identifier(mapping(entry.get("from")).get("user_id"))
    if sent_at is None or not ref or sender != shop.seller_id:
        return None
    text = str(entry.get("text") or "")
    return OwnMessage(external_ref=ref, sent_at=sent_at, text=text, blocked=_hidden(entry))


def _sent_at(entry: Json) -> datetime | None:
    told = mapping(entry.get("message_date"))
    return iso(told.get("created")) or iso(told.get("received")) or iso(entry.get("date"))


def _pack(source: Json) -> str:
    for resource in items(source.get("message_resources")):
        if resource.get("name") == "packs":
            return required(resource, "id")
    raise InvalidInput("unreadable", "the message names no pack")


def _hidden(source: Json) -> bool:
    status = str(mapping(source.get("message_moderation")).get("status") or "").lower()
    return status in _HIDDEN

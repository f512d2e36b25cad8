"""What is said within an inquiry: the only place where eBay's calls carry words. Pure.

A conversation is an order with its inquiry. Of the inquiry's history (documented) the description
of what the buyer did is taken for the buyer's words (inferred, 2026-11-27). The seller's entries
are left out: an entry names no message, so ours could not be told from a person's.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.conversation import Message
from services.connectors.marketplaces.ebay.instants import told
from services.connectors.marketplaces.values import Json, items, mapping
from services.connectors.ports import Shop
from services.runtime.ids import text_hash

_DIGITS = 24
"""Hex digits of what stands for a message's id."""


def conversation_of(order_id: str, inquiry: str) -> str:
    """An order with its inquiry: words go into the inquiry, and are about the order."""
    return f"{order_id}:{inquiry}"


def inquiry_of(conversation: str, order_id: str) -> str:
    """The inquiry of an order's conversation; empty where it is about another order."""
    about, _, inquiry = conversation.rpartition(":")
    return inquiry if about == order_id else ""


def reference(*parts: str) -> str:
    """What stands for the id of a message, as eBay gives none."""
    return text_hash("\n".join(parts))[:_DIGITS]


def buyers_words(
    source: Json, conversation: str, buyer: str, shop: Shop, now: datetime
) -> Sequence[Message]:
    """What the buyer wrote in an inquiry, oldest first."""
    found = {}
    for entry in items(mapping(source.get("inquiryHistoryDetails")).get("history")):
        text, sent_at = str(entry.get("description") or "").strip(), told(entry, "date")
        if entry.get("actor") != "BUYER" or not text or sent_at is None:
            continue
        ref = reference(sent_at.isoformat(), text)
        found[ref] = Message(
            id=f"{shop.key}/{conversation}/{ref}",
            shop=shop.key,
            conversation=conversation,
            source_ref=ref,
            buyer=buyer,
            sender="buyer",
            sent_at=sent_at,
            text=text,
            read_started_at=now,
        )
    return sorted(found.values(), key=lambda one: (one.sent_at, one.id))

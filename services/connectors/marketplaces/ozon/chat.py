"""Ozon's chats with buyers, as they are read.

Source: ``/v3/chat/history`` (the documented fields as public clients type them, noted 2026-11-27).
A text is a list of pieces in Markdown, whose backslashes are taken off (inferred): what is read
need not be the very signs that were sent.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Literal

from schemas.conversation import Message
from services.connectors.marketplaces.ozon.client import NAME
from services.connectors.marketplaces.ozon.mapping import buyer_of
from services.connectors.marketplaces.values import Json, identifier, iso, items, mapping
from services.connectors.ports import OwnMessage, Shop
from services.runtime.errors import InvalidInput, Unanswered

Asks = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]
_HISTORY = "/v3/chat/history"
_PAGE = 50
_MOST_PAGES = 20
_BUYER = frozenset({"customer", "\u0441ustomer"})
"""The documented example begins with a Cyrillic letter."""

_ESCAPED = re.compile(r"\\(?=[^\w\s])")


async def pages(asks: Asks, chat: str) -> AsyncIterator[Sequence[Json]]:
    """A chat's messages, the newest first, page by page, none twice.

    Raises:
        Unanswered: it does not end: an unread rest may hide the message looked for.
        OutsideError: see the tree.
    """
    seen: set[str] = set()
    body = {"chat_id": chat, "direction": "Backward", "limit": _PAGE}
    for _ in range(_MOST_PAGES):
        found = await asks(_HISTORY, body)
        told = {
            identifier(entry.get("message_id")): entry for entry in items(found.get("messages"))
        }
        fresh = [ref for ref in told if ref and ref not in seen]
        yield [told[ref] for ref in fresh]
        if found.get("has_next") is not True:
            return
        if not fresh:
            break
        seen.update(fresh)
        body["from_message_id"] = fresh[-1]
    raise Unanswered(NAME, "endless_list", "the message list does not end")


async def find_message(asks: Asks, chat: str, ref: str, shop: Shop, now: datetime) -> Message:
    """A message with the order that it is about: its own word, else the nearest in the chat.

    Raises:
        InvalidInput: the chat has no such message, or it cannot be read.
        OutsideError: see the tree.
    """
    found: Json | None = None
    order_number = ""
    async for page in pages(asks, chat):
        for entry in page:
            if identifier(entry.get("message_id")) == ref:
                found, order_number = entry, _order_number(entry) or order_number
            order_number = order_number or _order_number(entry)
        if found is not None:
            return _message(found, chat, order_number, shop, now)
    raise InvalidInput("unknown_object", "the chat has no such message")


def own_message(entry: Json) -> OwnMessage | None:
    """A message of the seller's side; None where it is none."""
    sent_at, ref = iso(entry.get("created_at")), identifier(entry.get("message_id"))
    if sent_at is None or not ref or _sender(entry) != "seller":
        return None
    return OwnMessage(external_ref=ref, sent_at=sent_at, text=text_of(entry), blocked=False)


def sent_at(entry: Json) -> datetime | None:
    """When it was said."""
    return iso(entry.get("created_at"))


def text_of(entry: Json) -> str:
    """The words."""
    data = entry.get("data")
    said = "\n".join(str(piece) for piece in data) if isinstance(data, list) else ""
    return _ESCAPED.sub("", said)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in no more than white space and Markdown's backslashes."""
    return _ESCAPED.sub("", one).split() == _ESCAPED.sub("", other).split()


def _message(entry: Json, chat: str, order_number: str, shop: Shop, now: datetime) -> Message:
    at, ref = sent_at(entry), identifier(entry.get("message_id"))
    if at is None:
        raise InvalidInput("unreadable", "created_at is missing")
    return Message(
        id=f"{shop.key}/{chat}/{ref}",
        shop=shop.key,
        conversation=chat,
        source_ref=ref,
        # Without an order number the chat stands for its buyer.
        buyer=buyer_of(order_number) if order_number else chat,
        sender=_sender(entry),
        sent_at=at,
        text=text_of(entry),
        read_started_at=now,
    )


def _sender(entry: Json) -> Literal["buyer", "seller", "platform"]:
    told = str(mapping(entry.get("user")).get("type") or "").strip().lower()
    if told in _BUYER:
        return "buyer"
    return "seller" if told == "seller" else "platform"


def _order_number(entry: Json) -> str:
    return identifier(mapping(entry.get("context")).get("order_number"))

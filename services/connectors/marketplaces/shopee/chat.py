"""Shopee's chat: messages pushed (code 10) and messages read back. Pure.

The payload of code 10 is not public (facts: not found); fields as ``v2.sellerchat`` and
public clients have them, noted 2026-11-26. A conversation is one buyer with one shop.
"""

from datetime import UTC, datetime
from typing import Any, Literal

from schemas.conversation import Message
from services.connectors.marketplaces.values import Json, epoch, identifier, mapping, required
from services.connectors.ports import OwnMessage
from services.runtime.errors import InvalidInput

_NANOSECONDS_FROM = 10**17
_BLOCKED = frozenset({"blocked", "censored", "recalled"})


def pushed_message(data: Json, seller_id: str, received_at: datetime) -> Message | None:
    """A pushed message; None for what is no message (a conversation that was read or pinned).

    Raises:
        InvalidInput: ``unreadable``.
    """
    if identifier(data.get("type")) not in {"", "message"}:
        return None
    content = mapping(data.get("content")) or data
    sent_at = instant(content.get("created_timestamp") or content.get("created_time"))
    if sent_at is None:
        raise InvalidInput("unreadable", "created_timestamp is missing")
    ref, sender = required(content, "message_id"), _sender(content, seller_id)
    buyer = required(content, "from_id" if sender == "buyer" else "to_id")
    shop = f"shopee/{seller_id or 'unknown'}"
    return Message(
        id=f"{shop}/{buyer}/{ref}",
        shop=shop,
        conversation=buyer,
        source_ref=ref,
        buyer=buyer,
        sender=sender,
        sent_at=sent_at,
        text=text_of(content),
        read_started_at=received_at,
    )


def own_message(entry: Json, seller_id: str) -> OwnMessage | None:
    """An entry of the message list, where the seller's side wrote it; None where it did not."""
    sent_at = instant(entry.get("created_timestamp"))
    ref = identifier(entry.get("message_id"))
    if sent_at is None or not ref or _sender(entry, seller_id) != "seller":
        return None
    blocked = str(entry.get("status") or "").lower() in _BLOCKED
    return OwnMessage(external_ref=ref, sent_at=sent_at, text=text_of(entry), blocked=blocked)


def instant(value: Any) -> datetime | None:
    """Seconds, milliseconds, or nanoseconds as the chat writes them."""
    digits = identifier(value)
    if digits.isascii() and digits.isdigit() and int(digits) >= _NANOSECONDS_FROM:
        return datetime.fromtimestamp(int(digits) // 10**9, UTC) if len(digits) < 20 else None  # noqa: PLR2004 - beyond the years that a date has
    return epoch(value)


def text_of(entry: Json) -> str:
    """The words; empty for a sticker, a picture or a card."""
    text = mapping(entry.get("content")).get("text", "")
    return text if isinstance(text, str) else str(text)


def _sender(entry: Json, seller_id: str) -> Literal["buyer", "seller", "platform"]:
    sent_by = identifier(entry.get("from_shop_id"))
    if identifier(entry.get("message_type")).lower() in {"system", "notification"}:
        return "platform"
    return "seller" if sent_by and sent_by == seller_id else "buyer"

"""Lazada chat: messages pushed (type 2) and messages read back have the same fields. Pure."""

from datetime import datetime
from typing import Any, Literal

from schemas.conversation import Message
from services.connectors.marketplaces.values import Json, epoch, identifier, mapping, required
from services.connectors.ports import OwnMessage
from services.runtime.errors import InvalidInput
from services.runtime.intake import read_json

_BUYER, _SELLER = "1", "2"
_SYSTEM = "2"
_RECALLED = "1"


def pushed_message(data: Json, seller_id: str, received_at: datetime) -> Message:
    """A pushed message, under the seller's id until ``Hint.bound`` puts it under the shop.

    A push names the seller, not our shop: which shop that is, settings tell.

    Args:
        data: the push's ``data``.
        seller_id: the seller, as the push names them.
        received_at: when it arrived.

    Raises:
        InvalidInput: ``unreadable``.
    """
    sent_at = epoch(data.get("send_time"))
    if sent_at is None:
        raise InvalidInput("unreadable", "send_time is missing")
    conversation, ref = required(data, "session_id"), required(data, "message_id")
    from_buyer = identifier(data.get("from_account_type")) == _BUYER
    buyer = required(data, "from_account_id" if from_buyer else "to_account_id")
    shop = f"lazada/{seller_id or 'unknown'}"
    return Message(
        id=f"{shop}/{conversation}/{ref}",
        shop=shop,
        conversation=conversation,
        source_ref=ref,
        buyer=buyer,
        sender=_sender(data),
        sent_at=sent_at,
        text=text_of(data),
        recalled=identifier(data.get("status")) == _RECALLED,
        blocked=bool(data.get("process_msg")),
        read_started_at=received_at,
    )


def own_message(entry: Json) -> OwnMessage | None:
    """An entry of the message list, where the seller's side wrote it; None where it did not."""
    sent_at = epoch(entry.get("send_time"))
    ref = identifier(entry.get("message_id"))
    if sent_at is None or not ref or _sender(entry) != "seller":
        return None
    blocked = bool(entry.get("process_msg"))
    return OwnMessage(external_ref=ref, sent_at=sent_at, text=text_of(entry), blocked=blocked)


def text_of(entry: Json) -> str:
    """The words; empty for a card or a picture. ``content`` is JSON inside a JSON text."""
    content: Any = entry.get("content")
    if isinstance(content, str):
        try:
            content = read_json(content)
        except InvalidInput:
            return str(content)
    text = mapping(content).get("txt", "")
    return text if isinstance(text, str) else str(text)


def _sender(entry: Json) -> Literal["buyer", "seller", "platform"]:
    if identifier(entry.get("type")) == _SYSTEM:
        return "platform"
    return "seller" if identifier(entry.get("from_account_type")) == _SELLER else "buyer"

"""TikTok Shop's chat: messages pushed (type 14) and messages read back. Pure.

A text's ``content`` is JSON inside a JSON text. The buyer is told by an id of the chat, not by the
order's: the conversation is looked up for an order by creating it, which finds it open.
"""

from datetime import datetime
from typing import Any, Literal

from schemas.conversation import Message
from services.connectors.marketplaces.values import Json, epoch, identifier, mapping, required
from services.connectors.ports import OwnMessage
from services.runtime.errors import InvalidInput
from services.runtime.intake import read_json

_BUYER = frozenset({"BUYER"})
_SELLER = frozenset({"SELLER", "CUSTOMER_SERVICE", "SHOP"})


def pushed_message(data: Json, seller_id: str, received_at: datetime) -> Message:
    """A pushed message, under the seller's id until ``Hint.bound`` puts it under the shop.

    Raises:
        InvalidInput: ``unreadable``.
    """
    sent_at = epoch(data.get("create_time"))
    if sent_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    conversation, ref = required(data, "conversation_id"), required(data, "message_id")
    sender = mapping(data.get("sender"))
    shop = f"tiktok_shop/{seller_id or 'unknown'}"
    return Message(
        id=f"{shop}/{conversation}/{ref}",
        shop=shop,
        conversation=conversation,
        source_ref=ref,
        # Of a message of our side the push tells no buyer: the conversation stands for them.
        buyer=identifier(sender.get("im_user_id")) if _role(sender) == "buyer" else conversation,
        sender=_role(sender),
        sent_at=sent_at,
        text=text_of(data),
        read_started_at=received_at,
    )


def own_message(entry: Json) -> OwnMessage | None:
    """An entry of the message list, where the seller's side wrote it; None where it did not."""
    sent_at, ref = epoch(entry.get("create_time")), identifier(entry.get("id"))
    if sent_at is None or not ref or _role(mapping(entry.get("sender"))) != "seller":
        return None
    hidden = entry.get("is_visible") is False
    return OwnMessage(external_ref=ref, sent_at=sent_at, text=text_of(entry), blocked=hidden)


def text_of(entry: Json) -> str:
    """The words; empty for a card or a picture."""
    content: Any = entry.get("content")
    if isinstance(content, str):
        try:
            content = read_json(content)
        except InvalidInput:
            return str(content)
    text = mapping(content).get("content", "")
    return text if isinstance(text, str) else str(text)


def _role(sender: Json) -> Literal["buyer", "seller", "platform"]:
    role = identifier(sender.get("role")).upper()
    if role in _BUYER:
        return "buyer"
    return "seller" if role in _SELLER else "platform"

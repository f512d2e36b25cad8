"""The bazaar's messages: pushed and read back in one shape. Pure.

One of the bazaar's own texts is told by its name and blanks: it is read as the string that was sent
for it (``forms.written``), whatever words the buyer saw.
"""

from datetime import datetime
from typing import Literal

from schemas.conversation import Message
from services.connectors.forms import Filled, written
from services.connectors.marketplaces.values import Json, identifier, iso, mapping, required
from services.connectors.ports import OwnMessage
from services.runtime.errors import InvalidInput


def read_message(source: Json, seller_id: str, received_at: datetime) -> Message:
    """A pushed message, under the seller's id until ``Hint.message`` puts it under the shop.

    Raises:
        InvalidInput: ``unreadable``.
    """
    sent_at = iso(source.get("sent_at"))
    if sent_at is None:
        raise InvalidInput("unreadable", "sent_at is missing")
    conversation, ref = required(source, "thread"), required(source, "id")
    shop = f"bazaar/{seller_id or 'unknown'}"
    return Message(
        id=f"{shop}/{conversation}/{ref}",
        shop=shop,
        conversation=conversation,
        source_ref=ref,
        buyer=required(source, "buyer"),
        sender=_sender(source),
        sent_at=sent_at,
        text=text_of(source),
        blocked=source.get("withheld") is True,
        read_started_at=received_at,
    )


def own_message(source: Json) -> OwnMessage | None:
    """A message of a thread, where the seller's side wrote it; None where it did not."""
    sent_at, ref = iso(source.get("sent_at")), identifier(source.get("id"))
    if sent_at is None or not ref or _sender(source) != "seller":
        return None
    return OwnMessage(ref, sent_at, text_of(source), blocked=source.get("withheld") is True)


def text_of(source: Json) -> str:
    """The words, or what stands for one of the bazaar's own texts."""
    name = identifier(source.get("template"))
    if not name:
        return str(source.get("text") or "")
    blanks = {blank: str(value) for blank, value in mapping(source.get("blanks")).items()}
    return written(Filled(name, identifier(source.get("language")), blanks))


def _sender(source: Json) -> Literal["buyer", "seller"]:
    return "buyer" if source.get("from") == "buyer" else "seller"

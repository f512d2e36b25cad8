"""What buyers write, chat messages and feedback, and where they can be written to."""

from typing import Literal

from schemas.base import Identifier, Instant, OrderKey, Versioned


class Message(Versioned):
    """One chat message.

    A conversation is one buyer with one shop, not an order: the message is published once for
    each live order of that buyer there.

    Attributes:
        id: ``marketplace/shop/conversation/source_ref``.
        sender: ``machine`` is never sent by a connector: the notifier knows its own words.
        text: the words; personal, never logged.
        blocked: the platform's safety check kept it from the other side.
    """

    id: Identifier
    shop: Identifier
    conversation: Identifier
    source_ref: Identifier
    buyer: Identifier
    order_keys: tuple[OrderKey, ...] = ()
    sender: Literal["buyer", "seller", "platform"]
    sent_at: Instant
    text: str
    language: str | None = None
    recalled: bool = False
    blocked: bool = False


class Feedback(Versioned):
    """A buyer's rating of an order.

    Attributes:
        score: 1 to 5 stars; a connector of a platform with another scale brings it to this one
            (negative 1, neutral 3, positive 5).
        text: the words; personal, never logged, kept by nobody but the platform.
    """

    id: Identifier
    order_key: OrderKey
    score: int
    text: str = ""
    given_at: Instant


class Contact(Versioned):
    """Where a buyer can be written to whom the shop itself knows: no marketplace stands between.

    Attributes:
        id: ``marketplace/shop/buyer``.
        told_at: when the seller's system said so.
        email: the address; personal, never logged, empty where there is none any more.
    """

    id: Identifier
    shop: Identifier
    buyer: Identifier
    order_keys: tuple[OrderKey, ...] = ()
    told_at: Instant
    email: str

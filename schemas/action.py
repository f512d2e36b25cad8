"""What Forestall did or decided not to do: the object on the ``outcomes`` topic."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from schemas.base import Instant, Model, Money, OrderKey, Versioned

ActionKey = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
"""``order_key|rule|occasion``: longer than any identifier of which it is made."""


class ActionKind(StrEnum):
    """What an action is.

    ``conversation`` opens the chat about an order without a word, where the marketplace lets it be
    opened only early; the later message then has somewhere to go.
    """

    MESSAGE = "message"
    OFFER = "offer"
    EXTEND = "extend"
    ANSWER = "answer"
    CARRIER_SEARCH = "carrier_search"
    TASK = "task"
    NOTICE = "notice"
    PAGE = "page"
    CONVERSATION = "conversation"
    REMEDY = "remedy"
    """Carries out what the buyer chose of an offer: it moves money."""


class RemedyKind(StrEnum):
    """One way to put something right; an offer is a choice between several."""

    PART_BACK = "part_back"
    """The buyer keeps the goods and gets a part of the price back."""
    FREE_SHIPPING = "free_shipping"
    """Of the buyer's next order."""
    RESHIP = "reship"
    PAPERS = "papers"
    """Help with what customs asks for."""
    CLEARANCE = "clearance"
    """The shop bears the clearance fee that missing papers caused."""
    REFUND_RETURN = "refund_return"
    """All of the price, against the goods."""
    REFUND = "refund"
    """All of the price."""


class Option(Model):
    """One choice of an offer; ``amount`` is what the buyer gets back, as the order was paid."""

    kind: RemedyKind
    amount: Money | None = None

    def named(self) -> dict[str, str]:
        """As the arguments of an action; see ``of``."""
        told = {"remedy": str(self.kind)}
        if self.amount is not None:
            told |= {"amount": str(self.amount.amount), "currency": self.amount.currency}
        return told

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Option":
        """The option that arguments name.

        Raises:
            ValueError: they name none.
        """
        amount = args.get("amount")
        money = Money(amount=Decimal(amount), currency=args["currency"]) if amount else None
        return cls(kind=RemedyKind(args["remedy"]), amount=money)


class Offer(Model):
    """What a buyer may choose from, the cheapest first; an answer counts before ``expires_at``."""

    options: tuple[Option, ...]
    expires_at: Instant


class ActionStatus(StrEnum):
    """How far it has come.

    ``ready`` waits for the dispatcher; ``claimed`` may be on the wire; ``uncertain`` had no answer.
    ``missed`` was due before the shop or the rule was in force; ``skipped`` was decided against;
    ``blocked`` was refused by the platform; ``failed`` cannot be done.
    """

    AWAITING_APPROVAL = "awaiting_approval"
    READY = "ready"
    CLAIMED = "claimed"
    DONE = "done"
    UNCERTAIN = "uncertain"
    MISSED = "missed"
    SKIPPED = "skipped"
    BLOCKED = "blocked"
    FAILED = "failed"


class Action(Versioned):
    """One effect on the outside world or on people, once per (order, rule, occasion).

    Attributes:
        key: ``order_key|rule|occasion``.
        channel: ``chat``, ``platform``, ``task``, ``alert``; empty while undecided.
        text_hash: SHA-256 of the exact text claimed, hex.
        language: BCP 47, of the text, where it speaks to a buyer.
        conversation: the chat it went into, or is to go into.
        external_ref: the platform's id of what was done.
        reason: why it is in this status, in a sentence.
        until: nothing of it is done at or after it.
        offer: of an ``offer``, once its words are fixed: what they say.
    """

    key: ActionKey
    order_key: OrderKey
    rule: str
    occasion: str
    kind: ActionKind
    channel: str = ""
    status: ActionStatus
    text_hash: str = ""
    language: str = ""
    conversation: str | None = None
    external_ref: str = ""
    reason: str = ""
    due_at: Instant | None = None
    until: Instant | None = None
    claimed_at: Instant | None = None
    done_at: Instant | None = None
    offer: Offer | None = None

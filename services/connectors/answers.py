"""What a seller answers to a claim, and marketplaces on which no call carries that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from schemas.base import Money, shop_of
from schemas.dispute import Dispute
from schemas.order import Order
from services.runtime.errors import Refused


class Decision(StrEnum):
    """How a claim is answered."""

    ACCEPT = "accept"
    """The buyer's own proposal, as it stands."""
    REFUSE = "refuse"
    PROPOSE = "propose"
    """Another amount than the buyer asks for."""
    SAY = "say"
    """Nothing is decided: words within the claim."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the seller's, decided by a person.

    Attributes:
        amount: what the buyer gets: of ``accept`` the proposal that the person has seen, None where
            the platform tells no sum and pays back all that the buyer paid; of ``propose`` the one
            made; None of ``refuse`` and ``say``.
        words: to the buyer and the platform; empty of ``accept``.
        reason: of ``refuse``, which of the platform's own reasons (``Acts.refusals``); empty where
            it has none.
    """

    decision: Decision
    amount: Money | None = None
    words: str = ""
    reason: str = ""


class Answers(Protocol):
    """The part of ``ports.Acts`` about disputes."""

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Give a person's answer to a claim; returns the platform's id of it, where it has one.

        Never retried by itself. ``Refused`` also where the claim is no longer what the person saw.
        """
        ...

    async def refusals(self, dispute: Dispute) -> Mapping[str, str]:
        """The platform's own reasons for refusing this claim, one of which an answer has to name.

        By what ``Answer.reason`` calls them, with their words for staff. Empty where it wants none.
        """
        ...

    async def offers(self, dispute: Dispute) -> Sequence[Money]:
        """The sums of which a proposal to this claim has to be one; empty where any below will do.

        ``Refused`` where nothing may be proposed now.
        """
        ...


def must_still_be_asked(system: str, asked: Money | None, answer: Answer) -> None:
    """What is accepted is what the claim asks for now.

    Args:
        system: the platform, for the error.
        asked: what it asks for, read just before; None where that cannot be read.
        answer: what a person decided, having seen an amount.

    Raises:
        Refused: it is another.
    """
    if asked is None or answer.amount != asked:
        raise Refused(system, "changed", "the buyer asks for another amount now")


def part_of(system: str, asked: Money | None, answer: Answer) -> Money:
    """What is proposed, less than the claim asks for now.

    Raises:
        Refused: it is not, or it is in another currency.
    """
    given = answer.amount
    if given is None or asked is None or given.currency != asked.currency:
        raise Refused(system, "currency", "the claim is in another currency, or tells none")
    if not 0 < given.amount < asked.amount:
        raise Refused(system, "changed", "the buyer asks for another amount now")
    return given


class NoDisputeCalls:
    """The part of ``ports.Acts`` about disputes where they are answered in the seller centre."""

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Always refused."""
        del dispute, answer
        raise Refused(shop_of(order.key), "no_call", "disputes are answered in the seller centre")

    async def refusals(self, dispute: Dispute) -> Mapping[str, str]:
        """None: no call that refuses takes a reason of the platform's."""
        del dispute
        return {}

    async def offers(self, dispute: Dispute) -> Sequence[Money]:
        """None: no call that proposes takes only sums of the platform's."""
        del dispute
        return ()

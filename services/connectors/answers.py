"""What a seller answers to a claim, and marketplaces on which no call carries that."""

from dataclasses import dataclass
from enum import StrEnum

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
        amount: what the buyer gets: of ``accept`` the proposal that the person has seen, of
            ``propose`` the one made; None of ``refuse`` and ``say``.
        words: to the buyer and the platform; empty of ``accept``.
    """

    decision: Decision
    amount: Money | None = None
    words: str = ""


class NoDisputeCalls:
    """The part of ``ports.Acts`` about disputes where they are answered in the seller centre."""

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Always refused."""
        del dispute, answer
        raise Refused(shop_of(order.key), "no_call", "disputes are answered in the seller centre")

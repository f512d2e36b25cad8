"""What a marketplace's own refund flow lets a seller do for a buyer: what an offer may promise."""

from dataclasses import dataclass
from datetime import datetime

from schemas.action import Option, RemedyKind
from schemas.base import shop_of
from schemas.order import Order
from services.connectors.answers import NoDisputeCalls
from services.runtime.errors import Refused


@dataclass(frozen=True, slots=True)
class Remedies:
    """What can be carried out about an order, now, by calls alone.

    Attributes:
        kinds: each of them; empty where there is no such flow.
        reason: why no more than these, in a sentence for staff.
    """

    kinds: frozenset[RemedyKind] = frozenset()
    reason: str = ""


class NoRefundFlow(NoDisputeCalls):
    """The part of ``ports.Acts`` about money, on a marketplace that carries out nothing by itself.

    Claims are answered in the seller centre there, unless its connector says otherwise.

    Attributes:
        no_flow: why, in a sentence for staff.
    """

    no_flow = "the marketplace has no call by which a seller pays back unasked"

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """Nothing."""
        del order, now
        return Remedies(reason=self.no_flow)

    async def remedy(self, order: Order, option: Option) -> str:
        """Always refused."""
        raise Refused(shop_of(order.key), "no_flow", f"{self.no_flow}: {option.kind}")

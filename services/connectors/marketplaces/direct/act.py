"""What can be done for a shop of the seller's own: nothing by calls; words become tasks.

Where the shop has a mailbox in the settings, e-mail is its chat (``connectors/email``).
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import Manners
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import Refused

_SILENT = "this shop has no mailbox in the settings: somebody has to write"
MANNERS = Manners(
    longest=10_000,
    links=True,
    contacts=True,
    source="the shop's own customers, before whom no platform's rules stand: ours, 2026-11-27",
)


class Acts(NoRefundFlow):
    """See ``ports.Acts``."""

    reads_back = False
    manners = MANNERS
    no_flow = "money goes back in the shop's own system"

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,
        now: datetime,
    ) -> Capability:
        """What people do."""
        del order, conversation, now
        if kind in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}:
            return Capability(allowed=False, reason=_SILENT)
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="no platform's protection runs here")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """Always refused."""
        del order
        raise Refused(self._shop.key, "no_mailbox", _SILENT)

    async def send(self, conversation: str, text: str) -> Sent:
        """Always refused."""
        del conversation, text
        raise Refused(self._shop.key, "no_mailbox", _SILENT)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Always refused."""
        del conversation, since
        raise Refused(self._shop.key, "no_mailbox", _SILENT)

    async def extend(self, order: Order, days: int) -> None:
        """Always refused."""
        del order, days
        raise Refused(self._shop.key, "no_extension", "no platform's protection runs here")

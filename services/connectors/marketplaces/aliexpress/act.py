"""What can be done on AliExpress: protection extended, issues answered; nobody is written to.

The message API is closed (official FAQ of 2022-04-25: messages moved to IM in March 2019, the old
interfaces are all disabled), so words for a buyer become a task with the text ready.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.dispute import Dispute
from schemas.order import Order, OrderStatus
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.marketplaces.aliexpress.answers import call_of
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.values import identifier, mapping
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import Refused
from services.runtime.http.client import Http

_ISSUE = "aliexpress.issue.detail.get"
_EXTEND = "aliexpress.trade.redefining.extendsbuyeracceptgoodstime"
MANNERS = Manners(
    longest=1000,
    source="no rule is published: of what staff paste into the seller centre's chat, 2026-11-26",
)
_CLOSED = "AliExpress has no message API (closed since March 2019)"
_EXTENDABLE = frozenset({OrderStatus.SHIPPED, OrderStatus.PART_SHIPPED})


class Acts(NoRefundFlow):
    """See ``ports.Acts``."""

    reads_back = False
    manners = MANNERS
    no_flow = "on AliExpress money goes back only within a dispute that the buyer has opened"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = IopClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,  # noqa: ARG002 - the port's; there is no chat here
        now: datetime,
    ) -> Capability:
        """Extend while the order is on its way and the protection runs; no word to the buyer."""
        if kind in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}:
            return Capability(allowed=False, reason=_CLOSED)
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        if kind is not ActionKind.EXTEND:
            return Capability(allowed=True)
        if order.status not in _EXTENDABLE:
            return Capability(allowed=False, reason="only a shipped order can be extended")
        end = order.protection_end
        if end is not None and end <= now:
            return Capability(allowed=False, reason="the protection is over", closes_at=end)
        return Capability(allowed=True, closes_at=end)

    async def open_conversation(self, order: Order) -> str:  # noqa: ARG002 - the port's
        """Always refused: there is no chat."""
        raise Refused("aliexpress", "no_message_api", _CLOSED)

    async def send(self, conversation: str, text: str) -> Sent:  # noqa: ARG002 - the port's
        """Always refused: there is no chat."""
        raise Refused("aliexpress", "no_message_api", _CLOSED)

    async def own_messages(
        self,
        conversation: str,  # noqa: ARG002 - the port's
        since: datetime,  # noqa: ARG002 - the port's
    ) -> Sequence[OwnMessage]:
        """Always refused: there is no chat."""
        raise Refused("aliexpress", "no_message_api", _CLOSED)

    async def extend(self, order: Order, days: int) -> None:
        """Extend by whole days; how many the platform allows is not documented.

        Raises:
            Refused: more than the shop's setting allows, or the platform says no.
            Unanswered: it may have been done; the order's protection end tells.
        """
        if not 1 <= days <= self._shop.extension_days:
            raise Refused("aliexpress", "extension_days", f"{days} days are not in the setting")
        order_id = order.key.rsplit("/", 1)[1]
        await self._client.sync(_EXTEND, {"param0": order_id, "param1": str(days)}, repeat=False)

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Read the issue as it stands, and agree to its proposal or put another beside it.

        Raises:
            Refused: the platform says no, or the issue is no longer what the person saw.
            Unanswered: it may have been given; the issue tells.
        """
        buyer = order.buyer.reference
        asked = {"buyer_login_id": buyer, "issue_id": dispute.source_ref}
        detail = mapping(await self._client.sync(_ISSUE, asked, repeat=True))
        method, business = call_of(detail, dispute.source_ref, buyer, answer)
        found = mapping(await self._client.sync(method, business, repeat=False))
        return identifier(mapping(found.get("result_object")).get("id"))

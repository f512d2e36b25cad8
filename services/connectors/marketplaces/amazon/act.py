"""What can be done on Amazon: tell a buyer of an unexpected problem, where Amazon lets us.

Source: ``messaging.json`` (documented, 2026-11-27): messages go out as one of Amazon's own types,
of which ``unexpectedProblem`` takes words of ours, of at most 2,000 characters and in the buyer's
language, which the order brings. Which types an order may have Amazon says when the conversation is
opened. What was sent cannot be read back, and is named by the request's id.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import Manners
from services.connectors.marketplaces.amazon.client import NAME, AmazonClient
from services.connectors.marketplaces.values import identifier, items, mapping
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from services.runtime.ids import text_hash

_PROBLEM = "unexpectedProblem"
_REQUEST_ID = "x-amzn-requestid"
MANNERS = Manners(
    longest=2000,
    kinds=frozenset({"attempt_failed", "hold_needs_buyer", "hold_reminder", "pickup_waiting"}),
    source="2,000 characters, no addresses of e-mail: documented. What a buyer must do to receive "
    "the order, and no notice of a delay: secondary, Amazon's communication guidelines as sellers "
    "quote them; 2026-11-27",
)
_SPEAKS = frozenset({ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION})


class Acts(NoRefundFlow):
    """See ``ports.Acts``. A conversation is an order."""

    reads_back = False
    manners = MANNERS
    no_flow = "on Amazon a person pays back, in Seller Central"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._site = {"marketplaceIds": shop.site}
        self._client = AmazonClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,  # noqa: ARG002 - the port's; Amazon says when it is opened
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak about an order that the seller sends; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="Amazon lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="Amazon has no call that answers a claim")
        if kind in _SPEAKS and order.fulfilment == "marketplace_warehouse":
            return Capability(allowed=False, reason="Amazon sends this order and answers for it")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """The order itself, where Amazon lets us write about it now.

        Raises:
            Refused: it does not.
            OutsideError: see the tree.
        """
        order_id = order.key.rsplit("/", 1)[1]
        found = await self._client.ask(f"/messaging/v1/orders/{order_id}", self._site)
        actions = items(mapping(found.get("_links")).get("actions"))
        if _PROBLEM not in {identifier(action.get("name")) for action in actions}:
            raise Refused(NAME, "no_action", "Amazon lets nobody write about this order now")
        return order_id

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        path = f"/messaging/v1/orders/{conversation}/messages/{_PROBLEM}"
        answer = await self._client.post(path, self._site, {"text": text})
        return Sent(answer.headers.get(_REQUEST_ID) or text_hash(f"{conversation}\n{text}"))

    async def own_messages(
        self,
        conversation: str,  # noqa: ARG002 - the port's
        since: datetime,  # noqa: ARG002 - the port's
    ) -> Sequence[OwnMessage]:
        """Always refused: they cannot be read back."""
        raise Refused(NAME, "not_readable", "what was sent through Amazon cannot be read back")

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "Amazon lets no seller extend protection")

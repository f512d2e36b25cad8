"""What can be done on Shopee: the chat, where the app has its scope.

Source: ``v2.sellerchat.send_message`` (from SDK code; the scope needs approval). A conversation
is told by its buyer. Disputes are answered by a person, whose consent or offer a call carries;
protection is not the seller's to extend.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer, Decision
from services.connectors.manners import Manners
from services.connectors.marketplaces.shopee.answers import DETAIL, SOLUTIONS, call_of
from services.connectors.marketplaces.shopee.chat import own_message
from services.connectors.marketplaces.shopee.client import NAME, ShopeeClient
from services.connectors.marketplaces.values import Json, identifier, items, mapping, whole
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

_OPEN = "/api/v2/sellerchat/get_one_conversation"
_SEND = "/api/v2/sellerchat/send_message"
_LIST = "/api/v2/sellerchat/get_message"
_PAGE = "25"
_MOST_PAGES = 50
MANNERS = Manners(
    longest=500,
    source="nothing is documented, so what every chat takes and no platform punishes; 2026-11-26",
)


class Acts(NoRefundFlow):
    """See ``ports.Acts``. The conversation is the buyer: a text is sent to a user."""

    reads_back = True
    manners = MANNERS
    no_flow = "on Shopee money goes back only within a return that the buyer has opened"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = ShopeeClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,  # noqa: ARG002 - the port's; a buyer can be written to at any time
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak to a buyer whom the order tells; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="Shopee lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        speaks = kind in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}
        if speaks and order.buyer.reference.startswith("order:"):
            return Capability(allowed=False, reason="the order does not tell who its buyer is")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """The buyer's conversation; it needs no opening: the first message makes it."""
        return order.buyer.reference

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        body = {
            "to_id": whole(conversation) or conversation,
            "message_type": "text",
            "content": {"text": text},
        }
        found = await self._client.call("POST", _SEND, {}, body, repeat=False)
        ref = identifier(mapping(found).get("message_id"))
        if not ref:
            raise Unanswered(NAME, "no_message_id", "the answer names no message")
        return Sent(ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first, from the newest page backwards.

        Raises:
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        opened = await self._client.call("GET", _OPEN, {"user_id": conversation}, repeat=True)
        within = identifier(mapping(opened).get("conversation_id"))
        found: dict[str, OwnMessage] = {}
        offset = ""
        for _ in range(_MOST_PAGES if within else 0):
            query = {"conversation_id": within, "page_size": _PAGE, "offset": offset}
            page = mapping(await self._client.call("GET", _LIST, query, repeat=True))
            told = (own_message(one, self._shop.seller_id) for one in items(page.get("messages")))
            ours = [one for one in told if one]
            found |= {one.external_ref: one for one in ours if one.sent_at >= since}
            offset = identifier(mapping(page.get("page_result")).get("next_offset"))
            if not offset or any(one.sent_at < since for one in ours):
                return sorted(found.values(), key=lambda message: message.sent_at)
        if within:
            raise Unanswered(NAME, "endless_list", "the message list does not end")
        return ()

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:  # noqa: ARG002 - the port's
        """Read the return as it stands, and confirm its refund or offer a part; it names no id.

        Raises:
            Refused: another answer, Shopee says no, or the return is no longer what the person saw.
            Unanswered: it may have been given; the return tells.
        """
        ref = {"return_sn": dispute.source_ref}
        try:
            source = mapping(await self._client.call("GET", DETAIL, ref, repeat=True))
            may: Json = {}
            if answer.decision is Decision.PROPOSE:
                may = mapping(await self._client.call("GET", SOLUTIONS, ref, repeat=True))
            path, body = call_of(source, may, answer)
            await self._client.call("POST", path, {}, body, repeat=False)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error
        return ""

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "Shopee lets no seller extend protection")

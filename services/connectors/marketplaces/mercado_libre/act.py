"""What can be done on Mercado Libre: messages after the sale, of 350 characters without links.

Source: ``POST /messages/packs/{pack}/sellers/{seller}`` (from code, noted 2026-11-26).
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import SHORTEST_LIMIT, Manners
from services.connectors.marketplaces.mercado_libre.chat import conversation_of, own_message
from services.connectors.marketplaces.mercado_libre.client import NAME, MeliClient
from services.connectors.marketplaces.values import identifier, items, mapping, whole
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import Refused, Unanswered
from services.runtime.http.client import Http

_PAGE = 50
_MOST_PAGES = 20
MANNERS = Manners(
    longest=SHORTEST_LIMIT,
    source="secondary: 350 characters, no links, no contact data; 2026-11-26",
)


class Acts(NoRefundFlow):
    """See ``ports.Acts``. A conversation is ``PACK:BUYER``."""

    reads_back = True
    manners = MANNERS
    no_flow = "on Mercado Libre money goes back only within a claim that the buyer has opened"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = MeliClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak to a buyer whom the order tells; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(
                allowed=False, reason="Mercado Libre lets no seller extend protection"
            )
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="claims are answered by a person")
        speaks = kind in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}
        if speaks and not conversation and order.buyer.reference.startswith("order:"):
            return Capability(allowed=False, reason="the order does not tell who its buyer is")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """The conversation about the order's pack; it needs no opening, the first message makes it.

        Raises:
            OutsideError: see the tree.
        """
        order_id = order.key.rsplit("/", 1)[1]
        found = await self._client.call("GET", f"/orders/{order_id}", {}, repeat=True)
        return conversation_of(identifier(found.get("pack_id")) or order_id, order.buyer.reference)

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        pack, _, buyer = conversation.partition(":")
        seller = self._shop.seller_id
        body = {
            "from": {"user_id": whole(seller) or seller},
            "to": {"user_id": whole(buyer) or buyer},
            "text": text,
        }
        path = f"/messages/packs/{pack}/sellers/{seller}"
        found = await self._client.call("POST", path, {"tag": "post_sale"}, body, repeat=False)
        ref = identifier(found.get("id"))
        if not ref:
            raise Unanswered(NAME, "no_message_id", "the answer names no message")
        return Sent(ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first, from the newest page backwards.

        Raises:
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        pack, seller = conversation.partition(":")[0], self._shop.seller_id
        path, offset = f"/messages/packs/{pack}/sellers/{seller}", 0
        found: dict[str, OwnMessage] = {}
        for _ in range(_MOST_PAGES):
            query = {"tag": "post_sale", "mark_as_read": "false", "limit": str(_PAGE)}
            page = await self._client.call(
                "GET", path, {**query, "offset": str(offset)}, repeat=True
            )
            entries = items(page.get("messages"))
            ours = [one for entry in entries if (one := own_message(entry, self._shop))]
            found |= {one.external_ref: one for one in ours if one.sent_at >= since}
            offset += len(entries)
            total = whole(mapping(page.get("paging")).get("total")) or 0
            if not entries or offset >= total or any(one.sent_at < since for one in ours):
                return sorted(found.values(), key=lambda message: message.sent_at)
        raise Unanswered(NAME, "endless_list", "the message list does not end")

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "Mercado Libre lets no seller extend protection")

"""What can be done on Mercado Libre: messages after the sale, of 350 characters without links.

Source: ``POST /messages/packs/{pack}/sellers/{seller}`` (from code, noted 2026-11-26). Claims are
answered by a person, whose answer a call carries (see ``answers.py``).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.action import ActionKind
from schemas.base import Money
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer, Decision
from services.connectors.manners import SHORTEST_LIMIT, Manners
from services.connectors.marketplaces.mercado_libre.answers import PART, call_of, shares, words_of
from services.connectors.marketplaces.mercado_libre.chat import conversation_of, own_message
from services.connectors.marketplaces.mercado_libre.client import NAME, MeliClient
from services.connectors.marketplaces.mercado_libre.disputes import may_do
from services.connectors.marketplaces.values import Json, identifier, items, mapping, whole
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import InvalidInput, OutsideError, Refused, Unanswered
from services.runtime.http.client import Http

_CLAIMS = "/post-purchase/v1/claims"
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

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Read the claim as it stands, and give what the seller may give; it names no id.

        Raises:
            Refused: no call says it now, or the platform says no.
            Unanswered: it may have been given, or evidence was and the words were not; the claim
                tells.
        """
        may = await self._may(dispute)
        offers: Json = {}
        if answer.decision is Decision.PROPOSE and PART in may:
            offers = await self._offers(dispute)
        await self._tell(dispute, *call_of(may, order, offers, answer))
        if answer.decision is Decision.REFUSE:
            try:
                await self._tell(dispute, *words_of(may, answer))
            except OutsideError as error:
                raise Unanswered(NAME, "no_words", "the evidence was given without them") from error
        return ""

    async def offers(self, dispute: Dispute) -> Sequence[Money]:
        """The parts that may be offered in this claim.

        Raises:
            Refused: none may be.
            OutsideError: see the tree.
        """
        if PART not in await self._may(dispute):
            raise Refused(NAME, "not_now", "the claim takes no offer of a part now: see its page")
        return [sum_ for _share, sum_ in shares(await self._offers(dispute))]

    async def _may(self, dispute: Dispute) -> Sequence[str]:
        return may_do(await self._claim(dispute, ""), self._shop)

    async def _offers(self, dispute: Dispute) -> Json:
        return await self._claim(dispute, "/partial-refund/available-offers")

    async def _claim(self, dispute: Dispute, part: str) -> Json:
        path = f"{_CLAIMS}/{dispute.source_ref}{part}"
        try:
            return await self._client.call("GET", path, {}, repeat=True)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error

    async def _tell(self, dispute: Dispute, part: str, body: Mapping[str, Any] | None) -> None:
        try:
            await self._client.tell(f"{_CLAIMS}/{dispute.source_ref}/{part}", body)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error

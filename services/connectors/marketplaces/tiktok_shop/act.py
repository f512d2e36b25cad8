"""What can be done on TikTok Shop: the chat, where the app has its scope.

Sources: ``POST /customer_service/202309/conversations`` and ``.../{id}/messages`` (from SDK code).
Disputes are answered by a person, whose answer to a refund a call carries (see ``answers.py``); the
buyer's protection is not the seller's to extend.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.marketplaces.tiktok_shop.answers import REASONS, call_of, reasons_of
from services.connectors.marketplaces.tiktok_shop.chat import own_message
from services.connectors.marketplaces.tiktok_shop.client import NAME, TikTokClient
from services.connectors.marketplaces.tiktok_shop.lookup import return_of
from services.connectors.marketplaces.values import identifier, items, mapping
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

_RETURN = "/return_refund/202309/returns"
_CONVERSATIONS = "/customer_service/202309/conversations"
_PAGE = "10"
_MOST_PAGES = 50
MANNERS = Manners(
    longest=500,
    source="nothing is documented, so what every chat takes and no platform punishes; 2026-11-26",
)


class Acts(NoRefundFlow):
    """See ``ports.Acts``."""

    reads_back = True
    manners = MANNERS
    no_flow = "on TikTok Shop money goes back only within a return that the buyer has opened"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._client = TikTokClient(http, shop)

    def can(
        self,
        order: Order,  # noqa: ARG002 - the port's
        kind: ActionKind,
        conversation: str | None,  # noqa: ARG002 - the port's; a chat can be opened at any time
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="TikTok Shop lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """Open the chat with the order's buyer, or find it open.

        Raises:
            Refused: the order does not tell its buyer, or the scope is missing.
            Unanswered: no conversation came back.
        """
        if order.buyer.reference.startswith("order:"):
            raise Refused(NAME, "no_buyer", "the order does not tell its buyer")
        body = {"buyer_user_id": order.buyer.reference}
        found = await self._client.call("POST", _CONVERSATIONS, {}, body, repeat=True)
        conversation = identifier(mapping(found).get("conversation_id"))
        if not conversation:
            raise Unanswered(NAME, "no_conversation", "the answer names no conversation")
        return conversation

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        body = {"type": "TEXT", "content": json.dumps({"content": text}, ensure_ascii=False)}
        path = f"{_CONVERSATIONS}/{conversation}/messages"
        found = await self._client.call("POST", path, {}, body, repeat=False)
        ref = identifier(mapping(found).get("message_id"))
        if not ref:
            raise Unanswered(NAME, "no_message_id", "the answer names no message")
        return Sent(ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first, from the newest page backwards.

        Raises:
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        found: dict[str, OwnMessage] = {}
        token = ""
        path = f"{_CONVERSATIONS}/{conversation}/messages"
        for _ in range(_MOST_PAGES):
            query = {"page_size": _PAGE, "sort_order": "DESC", "sort_field": "create_time"}
            page = mapping(
                await self._client.call("GET", path, query | {"page_token": token}, repeat=True)
            )
            entries = [(entry, own_message(entry)) for entry in items(page.get("messages"))]
            for _entry, message in entries:
                if message and message.sent_at >= since:
                    found[message.external_ref] = message
            token = identifier(page.get("next_page_token"))
            past = any(message and message.sent_at < since for _entry, message in entries)
            if not token or past:
                return sorted(found.values(), key=lambda message: message.sent_at)
        raise Unanswered(NAME, "endless_list", "the message list does not end")

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "TikTok Shop lets no seller extend protection")

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:  # noqa: ARG002 - the port's
        """Read the request as it stands, and approve or reject it; TikTok Shop names no id.

        Raises:
            Refused: no call says it, the platform says no, or it is no longer what the person saw.
            Unanswered: it may have been given; the request tells.
        """
        try:
            source = await return_of(self._client, dispute.source_ref)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error
        act, body = call_of(source, answer)
        path = f"{_RETURN}/{dispute.source_ref}/{act}"
        await self._client.call("POST", path, {}, body, repeat=False)
        return ""

    async def refusals(self, dispute: Dispute) -> Mapping[str, str]:
        """What TikTok Shop takes as a reason for refusing this request.

        Raises:
            OutsideError: see the tree.
        """
        asked = {"return_or_cancel_id": dispute.source_ref}
        return reasons_of(await self._client.call("GET", REASONS, asked, repeat=True))

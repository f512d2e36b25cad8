"""What can be done on Lazada: the chat, agreeing to a refund, and refusing a return.

Protection is not the seller's to extend.

Documented: a session is opened only for an order of at most 7 days; at most 5 messages a day
without an answer; a text with ``process_msg`` reached nobody, and only reading back shows it;
the list of messages may not be polled: one reading after a send, two looks after an unanswered one.
Dated settings of the shop: a session that was opened in time takes messages later (inferred), and
may be read back at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from schemas.action import ActionKind
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.lazada.answers import (
    DETAIL,
    REASONS,
    call_of,
    reasons_of,
    refusable,
)
from services.connectors.marketplaces.lazada.chat import own_message
from services.connectors.marketplaces.values import Json, epoch, identifier, items, mapping
from services.connectors.ports import SKEW, Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.clock import Clock
from services.runtime.errors import Refused, Unanswered
from services.runtime.http.client import Http

OPENS_FOR = timedelta(days=7)
MANNERS = Manners(
    longest=500,
    window=OPENS_FOR,
    unanswered=5,
    source="Window and unanswered: documented (5 a day, taken as any 24 hours). "
    "Length, links and contacts: "
    "nothing is documented, so what every chat takes and no platform punishes; 2026-11-26",
)
_TEXT = "1"
_PAGE = 20
_MOST_PAGES = 50


class Acts(NoRefundFlow):
    """See ``ports.Acts``.

    Args:
        shop: whose chats.
        http: the shared client.
        clock: domain time: the message list is read backwards from a little after its present,
            for a platform whose clock is ahead of ours (documented is the present itself).
    """

    no_flow = "on Lazada money goes back only through a return or refund that the buyer has opened"

    def __init__(self, shop: Shop, http: Http, clock: Clock) -> None:
        self.reads_back = shop.reads_back
        self.manners = replace(MANNERS, kept=shop.kept_session)
        self._shop = shop
        self._clock = clock
        self._client = IopClient(http, shop)

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Speak in the order's first 7 days, or in a kept session; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="Lazada lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        if kind not in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}:
            return Capability(allowed=True)
        closes_at = order.placed_at + OPENS_FOR
        if conversation and self._shop.kept_session:
            return Capability(allowed=True)
        if now <= closes_at:
            return Capability(allowed=True, closes_at=closes_at)
        why = "a chat opens only in an order's first 7 days, and none was opened then"
        if conversation:
            why = "the shop's setting says that a kept session takes no messages after day 7"
        return Capability(allowed=False, reason=why, closes_at=closes_at)

    async def open_conversation(self, order: Order) -> str:
        """Open the chat about the order, or find it open.

        Raises:
            Refused: the order is too old.
            Unanswered: no session came back.
        """
        order_id = order.key.rsplit("/", 1)[1]
        found = await self._client.rest(
            "POST", "/im/session/open", {"order_id": order_id}, repeat=True
        )
        session = identifier(mapping(found).get("session_id"))
        if not session:
            raise Unanswered("lazada", "no_session", "the answer names no session")
        return session

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text. That it is accepted does not say that it was shown: read back.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        found = await self._client.rest(
            "POST",
            "/im/message/send",
            {"session_id": conversation, "template_id": _TEXT, "txt": text},
            repeat=False,
        )
        ref = identifier(mapping(found).get("message_id"))
        if not ref:
            raise Unanswered("lazada", "no_message_id", "the answer names no message")
        return Sent(ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first, from the newest page backwards.

        Raises:
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        found: dict[str, OwnMessage] = {}
        newest = self._clock.now() + SKEW
        place = {"start_time": str(int(newest.timestamp() * 1000))}
        for _ in range(_MOST_PAGES):
            page = mapping(
                await self._client.rest(
                    "GET",
                    "/im/message/list",
                    {"session_id": conversation, "page_size": str(_PAGE), **place},
                    repeat=True,
                )
            )
            entries = items(page.get("message_list"))
            for entry in entries:
                message = own_message(entry)
                if message and message.sent_at >= since:
                    found[message.external_ref] = message
            oldest = min((at for e in entries if (at := epoch(e.get("send_time")))), default=None)
            more = str(page.get("has_more")).lower() in {"true", "1"}
            if not more or oldest is None or oldest < since:
                return sorted(found.values(), key=lambda message: message.sent_at)
            place = {
                "start_time": identifier(page.get("next_start_time")),
                "last_message_id": identifier(page.get("last_message_id")),
            }
        raise Unanswered("lazada", "endless_list", "the message list does not end")

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:  # noqa: ARG002 - the port's
        """Read the request as it stands, and agree to its refund or refuse its return.

        Raises:
            Refused: another answer, Lazada says no, or it is no longer what the person saw.
            Unanswered: it may have been given; the request tells.
        """
        path, asked = call_of(await self._request(dispute), answer)
        await self._client.rest("GET", path, asked, repeat=False)
        return ""

    async def refusals(self, dispute: Dispute) -> Mapping[str, str]:
        """Lazada's reasons for refusing this return, by number; none of a refund alone.

        Raises:
            OutsideError: see the tree.
        """
        line = refusable(await self._request(dispute))
        if not line:
            return {}
        asked = {"reverse_order_line_id": line}
        return reasons_of(await self._client.rest("GET", REASONS, asked, repeat=True))

    async def _request(self, dispute: Dispute) -> Json:
        ref = {"reverse_order_id": dispute.source_ref}
        return mapping(await self._client.rest("GET", DETAIL, ref, repeat=True))

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: Lazada lets no seller extend protection."""
        raise Refused("lazada", "no_extension", "Lazada lets no seller extend protection")

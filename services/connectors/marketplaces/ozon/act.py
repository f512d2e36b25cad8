"""What can be done on Ozon: the chat about a posting, in its first 72 hours.

Sources: ``/v1/chat/start``, ``/v1/chat/send/message``, ``/v3/chat/history`` (documented copy); that
a seller may open a chat for 72 hours after payment or delivery and then only answer a buyer's
message, and that sending needs a Premium subscription: secondary, 2026-11-27. When a posting was
delivered it does not say, so only the first of the two spans is used.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import Manners
from services.connectors.marketplaces.ozon.chat import own_message, pages, same_words, sent_at
from services.connectors.marketplaces.ozon.client import NAME, OzonClient
from services.connectors.marketplaces.values import identifier, mapping
from services.connectors.ports import SKEW, Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError, Refused, Unanswered
from services.runtime.http.client import Http

OPENS_FOR = timedelta(hours=72)
_SPEAKS = frozenset({ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION})
MANNERS = Manners(
    longest=1000,
    window=OPENS_FOR,
    source="72 hours: secondary. 1000 characters: from code. Links and contacts: nothing is "
    "documented, so what no platform punishes; 2026-11-27",
)


class Acts(NoRefundFlow):
    """See ``ports.Acts``.

    Args:
        shop: whose chats.
        http: the shared client.
        clock: domain time: from when a message just sent is looked for.
    """

    reads_back = True
    manners = MANNERS
    no_flow = "on Ozon money goes back only through a cancellation or return"

    def __init__(self, shop: Shop, http: Http, clock: Clock) -> None:
        self._client = OzonClient(http, shop)
        self._clock = clock

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,  # noqa: ARG002 - the port's; an open chat closes with the span too
        now: datetime,
    ) -> Capability:
        """Speak in the posting's first 72 hours; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="Ozon lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="Ozon itself decides an arbitration")
        if kind not in _SPEAKS:
            return Capability(allowed=True)
        closes_at = order.placed_at + OPENS_FOR
        if now <= closes_at:
            return Capability(allowed=True, closes_at=closes_at)
        why = "a seller may write first only in a posting's first 72 hours"
        return Capability(allowed=False, reason=why, closes_at=closes_at)

    async def open_conversation(self, order: Order) -> str:
        """Open the chat about the posting, or find it open (inferred, 2026-11-27).

        Raises:
            Refused: the platform opens none.
            Unanswered: no chat came back.
        """
        body = {"posting_number": order.key.rsplit("/", 1)[1]}
        found = await self._client.chat("/v1/chat/start", body, repeat=True)
        chat = identifier(mapping(found.get("result")).get("chat_id"))
        if not chat:
            raise Unanswered(NAME, "no_chat", "the answer names no chat")
        return chat

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text; its id is looked up in the chat, for the answer names none.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent, or was and cannot be found.
        """
        body = {"chat_id": conversation, "text": text}
        found = await self._client.chat("/v1/chat/send/message", body, repeat=False)
        if identifier(found.get("result")).lower() != "success":
            raise Unanswered(NAME, "no_result", "the answer does not say that it was sent")
        try:
            said = await self.own_messages(conversation, self._clock.now() - SKEW)
        except OutsideError as error:
            raise Unanswered(NAME, "no_message_id", "the chat could not be read") from error
        ours = [own for own in said if same_words(own.text, text)]
        if not ours:
            raise Unanswered(NAME, "no_message_id", "the chat does not show it yet")
        return Sent(ours[-1].external_ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first, from the newest page backwards.

        Raises:
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        found: list[OwnMessage] = []
        async for page in pages(partial(self._client.chat, repeat=True), conversation):
            ours = [own for entry in page if (own := own_message(entry))]
            found += [own for own in ours if own.sent_at >= since]
            if any(at < since for entry in page if (at := sent_at(entry))):
                break
        return sorted(found, key=lambda own: own.sent_at)

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "Ozon lets no seller extend protection")

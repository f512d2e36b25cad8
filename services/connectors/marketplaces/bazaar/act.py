"""What can be done on the bazaar: three ways to speak, one a site; nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.forms import Form, read
from services.connectors.manners import SHORTEST_LIMIT, Manners
from services.connectors.marketplaces.bazaar import FORMS, LETTERBOX, NAME, NOTES
from services.connectors.marketplaces.bazaar.chat import own_message
from services.connectors.marketplaces.bazaar.client import BazaarClient
from services.connectors.marketplaces.values import identifier, items
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import ConfigurationError, Refused, Unanswered
from services.runtime.http.client import Http

_NUMBER = ("number", "parcel.number")
_MOST_PAGES = 50
_SPEAKING = frozenset({ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION})

TEMPLATES = (
    Form(
        "hold_needs_buyer",
        "customs_asks_you",
        (_NUMBER, ("for", "hold.kind"), ("since", "hold.since")),
    ),
    Form(
        "hold_reminder",
        "customs_still_waits",
        (_NUMBER, ("for", "hold.kind"), ("since", "hold.since")),
    ),
    Form("hold_released", "customs_released", (_NUMBER, ("on", "hold.until"))),
    Form("pickup_waiting", "ready_to_collect", (_NUMBER, ("since", "parcel.stage_since"))),
    Form("running_late", "on_its_way", (_NUMBER, ("seen", "parcel.last_movement"))),
)
"""The bazaar's own texts, of ours in whose place they stand. It has none for an apology, an offer
or an answer."""

MANNERS: Mapping[str, Manners] = {
    FORMS: Manners(
        longest=1000, templates=TEMPLATES, source="the sandbox: only its own texts; 2026-11-27"
    ),
    NOTES: Manners(
        longest=SHORTEST_LIMIT, source="the sandbox: 350 characters, no links; 2026-11-27"
    ),
    LETTERBOX: Manners(longest=1000, source="the sandbox: never read back; 2026-11-27"),
}
"""By site."""


class Acts(NoRefundFlow):
    """See ``ports.Acts``.

    Raises:
        ConfigurationError: the bazaar has no such site as the shop's.
    """

    no_flow = "on the bazaar money goes back only within a claim"

    def __init__(self, shop: Shop, http: Http) -> None:
        if shop.site not in MANNERS:
            known = ", ".join(MANNERS)
            raise ConfigurationError([f"shops {shop.key}: site is one of {known}"])
        self.reads_back = shop.site != LETTERBOX
        self.manners = MANNERS[shop.site]
        self._client = BazaarClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak to a buyer whom the order tells; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="the bazaar lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="claims are answered by a person")
        unknown = order.buyer.reference.startswith("order:")
        if kind in _SPEAKING and not conversation and unknown:
            return Capability(allowed=False, reason="the order does not tell who its buyer is")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """The thread with the order's buyer.

        Raises:
            Unanswered: none came back.
        """
        order_id = order.key.rsplit("/", 1)[1]
        found = await self._client.do(f"/orders/{order_id}/thread", {}, repeat=True)
        thread = identifier(found.get("thread"))
        if not thread:
            raise Unanswered(NAME, "no_thread", "the answer names no thread")
        return thread

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text, or one of the bazaar's own with its blanks filled.

        Raises:
            Refused: the platform says no, or takes only its own texts and this is none.
            Unanswered: it may have been sent.
        """
        path = f"/threads/{conversation}/messages"
        found = await self._client.do(path, self._told(text), repeat=False)
        ref = identifier(found.get("message"))
        if not ref:
            raise Unanswered(NAME, "no_message", "the answer names no message")
        return Sent(ref)

    def _told(self, text: str) -> Mapping[str, Any]:
        if self.manners.templates is None:
            return {"text": text}
        filled = read(text)
        if filled is None:
            raise Refused(NAME, "no_template", "only the bazaar's own texts are taken here")
        return {
            "template": filled.name,
            "language": filled.language,
            "blanks": dict(filled.blanks),
        }

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side since an instant, oldest first.

        Raises:
            Refused: nothing can be read there.
            Unanswered: the list does not end: an unread rest may hide the message looked for.
        """
        if not self.reads_back:
            raise Refused(NAME, "not_readable", "nobody can read what was put into a letterbox")
        path, after = f"/threads/{conversation}/messages", ""
        found: list[OwnMessage] = []
        for _ in range(_MOST_PAGES):
            page = await self._client.read(path, {"since": since.isoformat(), "after": after})
            told = (own_message(entry) for entry in items(page.get("messages")))
            found += [one for one in told if one and one.sent_at >= since]
            after = identifier(page.get("next"))
            if not after:
                return found
        raise Unanswered(NAME, "endless_list", "the thread does not end")

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "the bazaar lets no seller extend protection")

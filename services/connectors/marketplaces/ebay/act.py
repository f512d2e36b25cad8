"""What can be done on eBay: words, evidence and a refund within a not-received inquiry.

Source: ``inquiry/{id}/send_message``, ``.../provide_shipment_info`` and ``.../issue_refund``
(documented, 2026-11-27; none names what it made). The last pays the line back in full; of sellers
in the EU and the UK it wants a digital signature (documented), which is not made here: eBay refuses
it then. Before an inquiry there is no call whose parameters are known, so words are a task then.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.action import ActionKind
from schemas.dispute import Dispute, DisputeState
from schemas.order import Order
from services.connectors.answers import Answer, Decision, must_still_be_asked
from services.connectors.manners import Manners
from services.connectors.marketplaces.ebay.chat import conversation_of, inquiry_of, reference
from services.connectors.marketplaces.ebay.client import (
    NAME,
    PAYMENTS,
    POST_ORDER,
    EbayClient,
)
from services.connectors.marketplaces.ebay.disputes import CASE, inquiry_status
from services.connectors.marketplaces.ebay.evidence import shipment_info
from services.connectors.marketplaces.ebay.mapping import amount_of
from services.connectors.marketplaces.ebay.payments import PAYMENT, call_of
from services.connectors.marketplaces.ebay.statuses import inquiry_state
from services.connectors.marketplaces.values import Json, identifier, items, mapping
from services.connectors.ports import Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http

MANNERS = Manners(
    longest=500,
    window=timedelta(days=90),
    source="secondary: an order of at most 90 days. Length, links and contacts: nothing is "
    "documented, so what every chat takes and no platform punishes; 2026-11-27",
)
_NO_TALK = "on eBay words can be sent only within an inquiry that the buyer has opened"
_ANSWERABLE = frozenset({DisputeState.OPEN, DisputeState.ANSWERED})


class Acts(NoRefundFlow):
    """See ``ports.Acts``. A conversation is ``ORDER:INQUIRY``.

    What was said cannot be read back: no entry of an inquiry's history names a message, and that it
    holds the seller's words at all is not documented.
    """

    reads_back = False
    manners = MANNERS
    no_flow = "on eBay a person pays back, in Seller Hub"

    def __init__(self, shop: Shop, http: Http) -> None:
        self._client = EbayClient(http, shop)

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Capability:
        """Speak within the order's own inquiry, in which its buyer wrote; nothing else."""
        if kind is ActionKind.EXTEND:
            return Capability(allowed=False, reason="eBay lets no seller extend protection")
        if kind is ActionKind.ANSWER:
            return Capability(allowed=False, reason="disputes are answered by a person")
        if kind not in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}:
            return Capability(allowed=True)
        if not conversation:
            return Capability(allowed=False, reason=_NO_TALK)
        if not inquiry_of(conversation, _id(order)):
            return Capability(allowed=False, reason="the buyer's inquiry is about another order")
        return Capability(allowed=True)

    async def open_conversation(self, order: Order) -> str:
        """The conversation of the order's open inquiry: only its buyer opens one.

        Raises:
            Refused: there is no open inquiry.
            OutsideError: see the tree.
        """
        found = await self._client.get(f"{POST_ORDER}/inquiry/search", {"order_id": _id(order)})
        standing = [
            ref
            for one in items(found.get("members"))
            if inquiry_state(inquiry_status(one)) in _ANSWERABLE
            and (ref := identifier(one.get("inquiryId")))
        ]
        if not standing:
            raise Refused(NAME, "no_inquiry", _NO_TALK)
        return conversation_of(_id(order), max(standing, key=lambda ref: (len(ref), ref)))

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one text into the inquiry; its id is ours, for eBay gives none.

        Raises:
            Refused: the platform says no.
            Unanswered: it may have been sent.
        """
        await self._say(conversation.rpartition(":")[2], text)
        return Sent(reference(conversation, text))

    async def own_messages(
        self,
        conversation: str,  # noqa: ARG002 - the port's
        since: datetime,  # noqa: ARG002 - the port's
    ) -> Sequence[OwnMessage]:
        """Always refused: they cannot be read back."""
        raise Refused(NAME, "not_readable", "what was said in an inquiry cannot be read back")

    async def extend(self, order: Order, days: int) -> None:  # noqa: ARG002 - the port's
        """Always refused: no seller extends protection there."""
        raise Refused(NAME, "no_extension", "eBay lets no seller extend protection")

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Pay an inquiry back, refuse it by its shipment's tracking number, or say words in it.

        A payment dispute is accepted, or contested with words.

        Raises:
            Refused: another answer, or to a case; which parcel it is about cannot be told; the
                inquiry is not open, or no longer what the person saw; or the platform says no.
            Unanswered: it may have been given; the inquiry tells.
        """
        if answer.decision is Decision.PROPOSE:
            raise Refused(NAME, "no_call", "no call offers a part: see the inquiry's page")
        if dispute.source_ref.startswith(CASE):
            raise Refused(NAME, "no_call", "a case is answered in the Resolution Center")
        try:
            if dispute.source_ref.startswith(PAYMENT):
                await self._to_bank(dispute.source_ref.removeprefix(PAYMENT), answer)
            else:
                await self._within(order, dispute, answer)
        except InvalidInput as error:  # it was asked for before anything was given
            raise Refused(NAME, error.reason, error.detail) from error
        return ""

    async def _within(self, order: Order, dispute: Dispute, answer: Answer) -> None:
        path = f"{POST_ORDER}/inquiry/{dispute.source_ref}"
        source = await self._client.get(path)
        if inquiry_state(inquiry_status(source)) not in _ANSWERABLE:
            raise Refused(NAME, "closed", "the inquiry is closed")
        match answer.decision:
            case Decision.SAY:
                await self._say(dispute.source_ref, answer.words)
            case Decision.ACCEPT:
                must_still_be_asked(NAME, amount_of(source.get("claimAmount")), answer)
                paid = await self._client.call("POST", f"{path}/issue_refund", {}, {}, repeat=False)
                _must_be_paid(paid)
            case Decision.REFUSE:
                told = shipment_info(order, identifier(source.get("transactionId")), answer.words)
                shown = f"{path}/provide_shipment_info"
                await self._client.call("POST", shown, {}, told, repeat=False)

    async def _to_bank(self, ref: str, answer: Answer) -> None:
        path = f"{PAYMENTS}/{ref}"
        act, body = call_of(await self._client.get(path), answer)
        await self._client.call("POST", f"{path}/{act}", {}, body, repeat=False)

    async def _say(self, inquiry: str, text: str) -> None:
        path = f"{POST_ORDER}/inquiry/{inquiry}/send_message"
        await self._client.call("POST", path, {}, {"message": {"content": text}}, repeat=False)


def _must_be_paid(answer: Json) -> None:
    """That a refund was given, as its own status says it.

    Raises:
        Refused: it was not.
        Unanswered: it does not say.
    """
    status = identifier(mapping(answer.get("refundResult")).get("refundStatus"))
    if status == "FAILED":
        raise Refused(NAME, "not_paid", "eBay could not pay the refund")
    if status not in {"SUCCESS", "PENDING"}:
        raise Unanswered(NAME, "no_status", "eBay does not say whether the refund was paid")


def _id(order: Order) -> str:
    return order.key.rsplit("/", 1)[1]

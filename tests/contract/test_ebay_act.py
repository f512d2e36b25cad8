"""What can be done within an eBay inquiry: words into the right one, evidence that is right."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from schemas.action import ActionKind
from schemas.base import Money
from schemas.dispute import Dispute
from schemas.order import Order, OrderParcel
from services.connectors.answers import Answer as Told
from services.connectors.answers import Decision
from services.connectors.marketplaces.ebay.act import Acts
from services.connectors.marketplaces.ebay.chat import conversation_of
from services.runtime.errors import NotAuthorised, Refused, Unanswered
from tests.contract import test_ebay
from tests.contract.conformance_marketplace import NOW
from tests.contract.gateway import Gateway
from tests.contract.test_ebay import INQUIRIES, INQUIRY, ORDER, SEND, SHIPMENT, changed

SUITE = test_ebay.TestEbay()
REFUSE = Told(Decision.REFUSE, words="It was sent on 3 March; the number shows it.")


@asynccontextmanager
async def at_ebay() -> AsyncIterator[tuple[Gateway, Acts, Order, Dispute]]:
    """The prepared platform, and what stands there."""
    async with SUITE.outside() as (gateway, shop, http):
        api = SUITE.api(shop, http)
        (order,) = await api.read(SUITE.bench.order_hint, NOW)
        dispute = (await api.read(SUITE.bench.dispute_hint, NOW))[0]
        assert isinstance(order, Order)
        assert isinstance(dispute, Dispute)
        yield gateway, Acts(shop, http), order, dispute


async def test_words_go_only_into_the_orders_own_inquiry() -> None:
    """Without one, or with that of another of the buyer's orders, staff have them."""
    async with at_ebay() as (gateway, acts, order, _):
        own = conversation_of(ORDER, INQUIRY)
        for kind in (ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION):
            assert acts.can(order, kind, own, NOW).allowed
            assert not acts.can(order, kind, None, NOW).allowed
            assert not acts.can(order, kind, conversation_of("12-0", INQUIRY), NOW).allowed
        assert await acts.open_conversation(order) == own
        gateway.answers[f"{INQUIRIES}/search"] = b'{"members":[]}'
        with pytest.raises(Refused):
            await acts.open_conversation(order)


async def test_the_same_words_are_one_and_others_another() -> None:
    """The id is ours: of the conversation and the words, so that a second look gives the same."""
    async with at_ebay() as (gateway, acts, _, _dispute):
        own = conversation_of(ORDER, INQUIRY)
        refs = [(await acts.send(own, text)).external_ref for text in ("one", "one", "two")]
        assert refs[0] == refs[1] != refs[2]
        gateway.answers[SEND] = b""
        assert (await acts.send(own, "one")).external_ref == refs[0]


async def test_a_refusal_shows_the_parcel_that_holds_the_line() -> None:
    """Number, carrier, day and words, once."""
    async with at_ebay() as (gateway, acts, order, dispute):
        assert await acts.answer(order, dispute, REFUSE) == ""
        (call,) = gateway.asked(SHIPMENT)
    assert (call["trackingNumber"], call["shippingCarrierName"]) == ("RR123456789CN", "ChinaPost")
    assert json.loads(call["shippingDate"]) == {"value": "2026-03-03T10:00:00.000Z"}
    assert json.loads(call["sellerComments"]) == {"content": REFUSE.words}


async def test_words_alone_go_into_the_inquiry() -> None:
    """Nothing is shown and nothing decided; not into one that is over."""
    async with at_ebay() as (gateway, acts, order, dispute):
        told = Told(Decision.SAY, words="We are looking into it.")
        assert await acts.answer(order, dispute, told) == ""
        (call,) = gateway.asked(SEND)
        assert json.loads(call["message"]) == {"content": told.words}
        gateway.answers[f"{INQUIRIES}/{INQUIRY}"] = changed("inquiry", status="CS_CLOSED")
        with pytest.raises(Refused):
            await acts.answer(order, dispute, told)
        assert (len(gateway.asked(SEND)), gateway.asked(SHIPMENT)) == (1, [])


async def test_what_cannot_be_said_by_a_call_is_refused_before_any() -> None:
    """A case, an inquiry that is over, a parcel that may be another's or has no carrier."""
    async with at_ebay() as (gateway, acts, order, dispute):
        asked = dispute.amount
        assert isinstance(asked, Money)
        case = dispute.model_copy(update={"source_ref": "case-1"})
        for told in (Told(Decision.ACCEPT, asked), REFUSE):
            with pytest.raises(Refused):
                await acts.answer(order, case, told)
        for parcels in ((), two_parcels(), (OrderParcel(number="RR1"),)):
            with pytest.raises(Refused):
                await acts.answer(order.model_copy(update={"parcels": parcels}), dispute, REFUSE)
        gateway.answers[f"{INQUIRIES}/{INQUIRY}"] = changed("inquiry", status="CLOSED")
        with pytest.raises(Refused):
            await acts.answer(order, dispute, REFUSE)
        assert not gateway.asked(SHIPMENT)


def two_parcels() -> tuple[OrderParcel, ...]:
    """Two of which neither says what it holds."""
    sent = datetime(2026, 3, 3, tzinfo=UTC)
    return tuple(OrderParcel(number=f"RR{one}", carrier="Post", shipped_at=sent) for one in "12")


async def test_an_answer_that_is_lost_is_not_given_again() -> None:
    """It may have been given: one call, and what became of it is not known."""
    async with at_ebay() as (gateway, acts, order, dispute):
        for lost in (None, 500, b"<html>"):
            gateway.answers[SHIPMENT] = lost
            with pytest.raises(Unanswered):
                await acts.answer(order, dispute, REFUSE)
        assert len(gateway.asked(SHIPMENT)) == 3


async def test_a_token_under_the_wrong_scheme_opens_nothing() -> None:
    """The older API wants another word before the same token, and the site's name."""
    async with at_ebay() as (gateway, acts, order, _):
        gateway.secret = "another"
        with pytest.raises(NotAuthorised):
            await acts.open_conversation(order)

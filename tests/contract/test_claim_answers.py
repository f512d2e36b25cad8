"""A person's answers to claims, on the marketplaces whose calls carry them."""

import json
from typing import Any

import pytest

from schemas.order import OrderParcel
from services.connectors.answers import Answer, Decision
from services.runtime.errors import Refused, Unanswered
from tests.contract import (
    test_lazada,
    test_mercado_libre,
    test_shopee,
    test_temu,
    test_tiktok_shop,
)
from tests.contract.conformance_answers import (
    REFUSE,
    SAY,
    WORDS,
    AnswerConformance,
    Deed,
    fixture,
    offers,
    pays,
)

RETURNS = "/return_refund/202309/returns"
REASON = "seller_reject_apply_package_has_not_exceeded_estimated_delivery_time"
REJECTS = Answer(Decision.REFUSE, words=WORDS, reason=REASON)


def returns(**values: Any) -> dict[str, bytes]:
    """TikTok Shop's return, changed."""
    path = ("data", "return_orders", 0)
    return {f"{RETURNS}/search": fixture("tiktok_shop/returns.json", *path, **values)}


class TestTikTokShopAnswers(AnswerConformance):
    """See the suite."""

    suite = test_tiktok_shop.TestTikTokShop()
    lost = (None, 500, b"<html>", b'{"code":36009003,"message":"internal error"}')
    approve, reject = (f"{RETURNS}/4035318504086604100/{one}" for one in ("approve", "reject"))
    moved = (
        returns(return_status="REFUND_OR_RETURN_REQUEST_REJECT"),
        returns(return_type="RETURN_AND_REFUND"),
        returns(seller_next_action_response=[{"action": "SELLER_RESPOND_RECEIVE_PACKAGE"}]),
        {f"{RETURNS}/search": b'{"code":0,"data":{"return_orders":[]}}'},
    )
    dearer = returns(refund_amount={"currency": "GBP", "refund_total": "5.00"})
    deeds = (
        Deed(
            "accept",
            pays("21.5", "GBP"),
            approve,
            {"decision": "APPROVE_REFUND"},
            b'{"code":0,"data":{}}',
            otherwise=(*moved, dearer, returns(refund_amount=None)),
        ),
        Deed(
            "propose",
            offers("10", "GBP"),
            approve,
            {
                "decision": "OFFER_PARTIAL_REFUND",
                "partial_refund": {"currency": "GBP", "amount": "10"},
            },
            b'{"code":0,"data":{}}',
            otherwise=(*moved, dearer, returns(refund_amount=None)),
        ),
        Deed(
            "refuse",
            REJECTS,
            reject,
            {"decision": "REJECT_REFUND", "reject_reason": REASON, "comment": WORDS},
            b'{"code":0,"data":{}}',
            otherwise=moved,
        ),
    )
    forbidden = ((SAY, {}), (REFUSE, {}))

    async def test_the_reasons_are_the_platforms_own(self) -> None:
        """By the names that the call takes, with what they say."""
        told = {"reasons": [{"name": REASON, "text": "It is not late"}, {"text": "no name"}]}
        path = "/return_refund/202309/reject_reasons"
        found = {path: json.dumps({"code": 0, "data": told}).encode()}
        async with self.at(found) as (gateway, acts, _, dispute):
            assert await acts.refusals(dispute) == {REASON: "It is not late"}
            (call,) = gateway.asked(path)
        assert call["return_or_cancel_id"] == dispute.source_ref


CLAIM = "/post-purchase/v1/claims/5255473642"
PARTS = b"""{"currency_id":"BRL","available_offers":[{"amount":150.50,"percentage":100.0},
    {"amount":75.25,"percentage":50.0},{"amount":15.05,"percentage":10.0}]}"""


def may(*actions: str) -> dict[str, bytes]:
    """Mercado Libre's claim, of which the seller may do this."""
    listed = [{"action": one, "mandatory": False, "due_date": None} for one in actions]
    path = ("players", 1)
    return {CLAIM: fixture("mercado_libre/claim.json", *path, available_actions=listed)}


class TestMercadoLibreAnswers(AnswerConformance):
    """See the suite; what the status of a call says is all that it says."""

    suite = test_mercado_libre.TestMercadoLibre()
    lost = (None, 500)
    told = f"POST {CLAIM}/actions/send-message"
    shown = f"POST {CLAIM}/actions/evidences"
    part = f"POST {CLAIM}/expected-resolutions/partial-refund"
    available = f"{CLAIM}/partial-refund/available-offers"
    sends, nothing = may("add_shipping_evidence", "send_message_to_complainant"), may()
    deeds = (
        Deed(
            "accept",
            Answer(Decision.ACCEPT),
            f"POST {CLAIM}/expected-resolutions/refund",
            {},
            b"[]",
            otherwise=(nothing, {CLAIM: 404}),
        ),
        Deed(
            "propose",
            offers("75.25", "BRL"),
            part,
            {"percentage": 50},
            b"[]",
            {**may("allow_partial_refund"), available: PARTS},
            (nothing, {available: PARTS.replace(b"75.25", b"75.20")}),
        ),
        Deed(
            "refuse",
            REFUSE,
            shown,
            {
                "type": "shipping_evidence",
                "shipping_method": "mail",
                "shipping_company_name": "Cross Border",
                "date_shipped": "2026-02-27T16:00:00.000+00:00",
                "tracking_number": "ML123456789CN",
            },
            b"[]",
            {**sends, told: b'"status 201 created"'},
            (nothing, may("add_shipping_evidence"), may("send_message_to_complainant")),
        ),
        Deed(
            "say",
            SAY,
            told,
            {"receiver_role": "mediator", "message": WORDS},
            b'"status 201 created"',
            may("send_message_to_mediator"),
            (nothing,),
        ),
    )
    forbidden = ((offers("150.5", "BRL"), {**may("allow_partial_refund"), available: PARTS}),)

    async def test_the_parts_that_may_be_offered_are_told(self) -> None:
        """Never the whole; and that none may be is no empty list."""
        async with self.at({**may("allow_partial_refund"), self.available: PARTS}) as at:
            _, acts, _, dispute = at
            assert [f"{one.amount:f}" for one in await acts.offers(dispute)] == ["15.05", "75.25"]
        async with self.at({}) as (_, acts, _, dispute):
            with pytest.raises(Refused):
                await acts.offers(dispute)

    async def test_words_follow_the_evidence_and_what_is_lost_of_them_is_said(self) -> None:
        """Evidence that stands there without its words is for a person to look at."""
        async with self.at({**self.sends, self.shown: b"[]"}) as (gateway, acts, order, dispute):
            for said in (None, 400):
                gateway.answers[self.told] = said
                with pytest.raises(Unanswered):
                    await acts.answer(order, dispute, REFUSE)
            gateway.answers[self.told] = b"{}"
            await acts.answer(order, dispute, REFUSE)
            names = [name for name, _ in gateway.calls if name.startswith("POST")]
        assert names == [self.shown, self.told] * 3

    async def test_a_parcel_that_may_be_anothers_is_no_evidence(self) -> None:
        """None, two, one without a carrier, one of which no day is known."""
        two = tuple(OrderParcel(number=f"RR{one}", carrier="Post") for one in "12")
        undated = (OrderParcel(number="RR1", carrier="Post"),)
        async with self.at(self.sends) as (gateway, acts, order, dispute):
            for parcels in ((), two, (OrderParcel(number="RR1"),), undated):
                about = order.model_copy(update={"parcels": parcels, "shipped_at": None})
                with pytest.raises(Refused):
                    await acts.answer(about, dispute, REFUSE)
            assert not gateway.asked(self.shown)


REQUESTS = "bg.aftersales.parentaftersales.list.get"
FULL = Answer(Decision.ACCEPT)


def requests(**values: Any) -> dict[str, bytes]:
    """Temu's request, changed."""
    return {REQUESTS: fixture("temu/requests.json", "result", "data", 0, **values)}


class TestTemuAnswers(AnswerConformance):
    """See the suite."""

    suite = test_temu.TestTemu()
    lost = (None, 500, b"<html>", test_temu.failure(4000000))
    deeds = (
        Deed(
            "accept",
            FULL,
            "temu.aftersales.refund.issue",
            {
                "parentAfterSalesSn": "PO-211-02066072965752676-D01",
                "parentOrderSn": "PO-211-02066072965752676",
                "openApiRefundType": 1,
            },
            b'{"success":true,"errorCode":1000000,"result":{}}',
            otherwise=(
                requests(availableOperateList=[2, 10]),
                requests(availableOperateList=None),
                requests(afterSalesStatusGroup=5),
                requests(afterSalesType=2),
                {REQUESTS: b'{"success":true,"result":{"data":[]}}'},
            ),
        ),
    )
    forbidden = ((REFUSE, {}), (SAY, {}), (offers("5", "USD"), {}))


DETAIL, SOLUTIONS = "/api/v2/returns/get_return_detail", "/api/v2/returns/get_available_solutions"
ADJUSTABLE = {
    "eligibility": True,
    "refund_amount_adjustable": True,
    "min_refund_amount": 50000.0,
    "max_refund_amount": 200000.0,
}


def solutions(**values: Any) -> dict[str, bytes]:
    """What Shopee lets a seller offer."""
    told = {"offer_refund": ADJUSTABLE | values}
    return {SOLUTIONS: json.dumps({"error": "", "response": told}).encode()}


class TestShopeeOffers(AnswerConformance):
    """See the suite; what it pays is told beside its other tests."""

    suite = test_shopee.TestShopee()
    deeds = (
        Deed(
            "propose",
            offers("100000", "IDR"),
            "/api/v2/returns/offer",
            {
                "return_sn": "2512150F7K",
                "proposed_solution": "REFUND",
                "proposed_adjusted_refund_amount": 100000.0,
            },
            b'{"error":"","response":{"return_sn":"2512150F7K"}}',
            solutions(),
            (
                solutions(eligibility=False),
                solutions(refund_amount_adjustable=False),
                solutions(min_refund_amount=150000.0),
                solutions(max_refund_amount=90000.0),
                {DETAIL: fixture("shopee/return.json", "response", status="ACCEPTED")},
                {DETAIL: fixture("shopee/return.json", "response", refund_amount=90000)},
                {DETAIL: fixture("shopee/return.json", "response", currency="MYR")},
            ),
        ),
    )
    forbidden = ((REFUSE, solutions()), (SAY, solutions()))


REVERSE, LINE = "/order/reverse/return/detail/list", ("data", "lines", 0)
NUMBERED = Answer(Decision.REFUSE, words=WORDS, reason="1000017")


ALONE = {REVERSE: fixture("lazada/reverse.json", "data", request_type="ONLY_REFUND")}


class TestLazadaRefusals(AnswerConformance):
    """See the suite; what it pays is told beside its other tests."""

    suite = test_lazada.TestLazada()
    update = "/order/reverse/return/update"
    deeds = (
        Deed(
            "refuse",
            NUMBERED,
            update,
            {
                "action": "refuseReturn",
                "reverse_order_id": 658960600102006,
                "reverse_order_item_ids": [663790000102006],
                "reason_id": 1000017,
                "comment": WORDS,
            },
            b'{"code":"0","data":{}}',
            otherwise=(
                ALONE,
                {REVERSE: fixture("lazada/reverse.json", *LINE, reverse_status="RTM_CANCELED")},
                {REVERSE: fixture("lazada/reverse.json", *LINE, reverse_order_line_id=None)},
                {REVERSE: fixture("lazada/reverse.json", "data", lines=[])},
            ),
        ),
    )
    forbidden = ((REFUSE, {}), (SAY, {}), (NUMBERED, ALONE), (offers("5", "SGD"), {}))

    async def test_the_reasons_are_lazadas_own_of_a_return(self) -> None:
        """By their numbers; a refund alone has none, for no call refuses one."""
        path = "/order/reverse/reason/list"
        told = b'{"code":"0","data":[{"reason_id":1000017,"text":"out of stock"}]}'
        async with self.at({path: told}) as (gateway, acts, _, dispute):
            assert await acts.refusals(dispute) == {"1000017": "out of stock"}
            gateway.answers.update(ALONE)
            assert await acts.refusals(dispute) == {}
            (call,) = gateway.asked(path)
        assert call["reverse_order_line_id"] == "663790000102006"

"""AliExpress JSON to orders and disputes: statuses, promises, answer periods."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from schemas.base import Money
from schemas.dispute import Dispute, DisputePhase, DisputeState
from schemas.order import Duties, Order, OrderStatus
from services.connectors.marketplaces.aliexpress.disputes import read_dispute
from services.connectors.marketplaces.aliexpress.mapping import read_order
from services.connectors.ports import App, Shop
from services.runtime.errors import InvalidInput
from tests.contract.vectors import raw

NOW = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
APP = App("ae", "aliexpress", "k", ("s",), "https://x")
SHOP = Shop("aliexpress/one", APP, "7", "t", answer_hours=120, link="https://seller/{order_id}")


def source(**changes: Any) -> dict[str, Any]:
    """The fixture's order with some fields changed; None takes one away."""
    data = json.loads(raw("aliexpress/order.json"))["result"]["data"] | changes
    return {name: value for name, value in data.items() if value is not None}


def order(**changes: Any) -> Order:
    """That order, mapped."""
    return read_order(source(**changes), SHOP, NOW)


def issue(**changes: Any) -> dict[str, Any]:
    """The fixture's issue with some fields changed."""
    found: dict[str, Any] = json.loads(raw("aliexpress/issue.json"))["result_object"]
    return found | changes


def dispute(**changes: Any) -> Dispute:
    """That issue, mapped."""
    return read_dispute(issue(**changes), SHOP, NOW, None)


def test_every_field_of_an_order() -> None:
    """The whole mapping at a glance; Pacific times in UTC, ids as text, each number once."""
    found = order()
    assert found.key == "aliexpress/one/1105933950463697"
    assert found.status is OrderStatus.SHIPPED
    assert found.placed_at == datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
    assert found.promise
    assert found.promise.at == datetime(2026, 3, 29, 2, 20, tzinfo=UTC)
    assert found.promise.source == "marketplace"
    assert found.protection_end == NOW + timedelta(days=50)
    assert (found.destination.country, found.destination.postcode_prefix) == ("ES", "280")
    assert found.buyer.reference == "es1861703697"
    assert found.total == Money(amount=Decimal("23.9"), currency="USD")
    assert [(p.number, p.carrier) for p in found.parcels] == [
        ("RR123456789CN", "AliExpress Standard Shipping")
    ]
    assert [(line.id, line.quantity) for line in found.lines] == [("1105933950473697", 2)]
    assert found.fulfilment == "seller"
    assert found.link == "https://seller/1105933950463697"
    assert found.source_updated_at == datetime(2026, 3, 3, 10, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"order_status": "PLACE_ORDER_SUCCESS"}, OrderStatus.PLACED),
        ({"order_status": "WAIT_SELLER_SEND_GOODS"}, OrderStatus.PAID),
        ({"order_status": "SELLER_PART_SEND_GOODS"}, OrderStatus.PART_SHIPPED),
        ({"order_status": "IN_CANCEL"}, OrderStatus.CANCEL_REQUESTED),
        ({"order_status": "FUND_PROCESSING"}, OrderStatus.COMPLETED),
        ({"order_status": "IN_ISSUE"}, OrderStatus.SHIPPED),
        ({"order_status": "IN_ISSUE", "logistics_status": "NO_LOGISTICS"}, OrderStatus.PAID),
        ({"frozen_status": "IN_FROZEN"}, OrderStatus.FROZEN),
        ({"order_status": "IN_CANCEL", "frozen_status": "IN_FROZEN"}, OrderStatus.CANCEL_REQUESTED),
        ({"order_status": "FINISH", "end_reason": "buyer_confirm_goods"}, OrderStatus.COMPLETED),
        ({"order_status": "FINISH"}, OrderStatus.COMPLETED),
        ({"order_status": "FINISH", "gmt_send_goods_time": None}, OrderStatus.CANCELLED),
        (
            {"order_status": "FINISH", "end_reason": "cancel_order_close_trade"},
            OrderStatus.CANCELLED,
        ),
        (
            {"order_status": "FINISH", "refund_info": {"refund_status": "refund_success"}},
            OrderStatus.REFUNDED,
        ),
    ],
)
def test_statuses(changes: dict[str, Any], status: OrderStatus) -> None:
    """FINISH covers three ends; a frozen order is frozen only while it lives."""
    assert order(product_list=None, **changes).status is status


def test_a_partial_refund_does_not_end_an_order_as_refunded() -> None:
    """Money given back in part leaves a completed order."""
    part = {"refund_status": "success", "refund_cash_amt": {"amount": "3", "currency_code": "USD"}}
    found = order(order_status="FINISH", refund_info=part)
    assert found.status is OrderStatus.COMPLETED
    assert found.refunded == Money(amount=Decimal(3), currency="USD")
    asked = {**part, "refund_status": "wait_seller_confirm"}
    assert order(order_status="FINISH", refund_info=asked).refunded is None


def test_an_unknown_status_is_not_guessed() -> None:
    """A guess may speak to a buyer: it is a dead letter with a reason of its own."""
    with pytest.raises(InvalidInput) as caught:
        order(order_status="SOMETHING_NEW")
    assert caught.value.reason == "unknown_status"


def test_the_doubled_hour_leaves_an_order_undated() -> None:
    """In that hour the read's own start decides what is newer."""
    assert order(gmt_update="2026-11-01 01:30:00").source_updated_at is None


def test_what_the_order_does_not_say_the_shop_does() -> None:
    """Promise, duties and protection come from settings, and say so."""
    values = {name: getattr(SHOP, name) for name in Shop.__dataclass_fields__}
    told = {"duties": "prepaid", "promise_days": 30, "protection": {"": 60, "ES": 75}}
    shop = Shop(**{**values, **told})
    bare = source(timeout_left_time=None, freight_commit_day=None)
    del bare["product_list"]["order_product_dto"][0]["freight_commit_day"]
    found = read_order(bare, shop, NOW)
    sent = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert found.duties == Duties(payer="prepaid", source="shop")
    assert found.promise
    assert (found.promise.at, found.promise.source) == (sent + timedelta(days=30), "shop")
    assert found.protection_end == sent + timedelta(days=75)
    assert order().duties == Duties()


def test_time_left_means_another_deadline_before_shipment() -> None:
    """The stage that runs out is the seller's to ship in, not the buyer's protection."""
    found = order(order_status="WAIT_SELLER_SEND_GOODS", gmt_send_goods_time=None)
    assert found.ship_by == NOW + timedelta(days=50)
    assert found.protection_end is None


def test_a_protection_that_is_over_stays_where_it_ended() -> None:
    """Nothing left is not "not stated": the end lies in the past and no setting takes its place."""
    values = {name: getattr(SHOP, name) for name in Shop.__dataclass_fields__}
    shop = Shop(**{**values, "protection": {"": 60}})
    over = source(timeout_left_time=0, over_time_left="2026-03-31 17:00:00")
    assert read_order(over, shop, NOW).protection_end == datetime(2026, 4, 1, tzinfo=UTC)


def test_a_resubmitted_issue_opens_the_next_answer_period() -> None:
    """Two submissions by the buyer are round 2; five days run from the second, and are assumed."""
    found = dispute()
    assert (found.round, found.state, found.phase) == (2, DisputeState.OPEN, DisputePhase.CLAIM)
    assert found.answer_due
    assert found.answer_due.at == datetime(2026, 4, 6, 16, 0, tzinfo=UTC)
    assert found.answer_due.source == "assumed"
    assert found.amount == Money(amount=Decimal(20), currency="USD")
    assert found.order_key == "aliexpress/one/1105933950463697"


def test_an_answered_issue_waits_for_the_buyer() -> None:
    """After the seller's own step nothing is due from the seller."""
    steps = issue()["process_dto_list"]
    steps = [*steps, {"id": 13, "action_type": "refuse", "submit_member_type": "seller"}]
    found = dispute(process_dto_list=steps)
    assert (found.state, found.answer_due, found.round) == (DisputeState.ANSWERED, None, 2)


def test_the_platforms_officer_makes_it_arbitration() -> None:
    """Once a waiter has stepped in, the seller's period is over."""
    steps = [
        *issue()["process_dto_list"],
        {"id": 13, "action_type": "x", "submit_member_type": "waiter"},
    ]
    found = dispute(process_dto_list=steps)
    assert (found.state, found.phase) == (DisputeState.ESCALATED, DisputePhase.ARBITRATION)


@pytest.mark.parametrize(
    ("status", "outcome"), [("finish", "finished"), ("canceled_issue", "cancelled")]
)
def test_closed_issues_say_how_they_ended(status: str, outcome: str) -> None:
    """Both closed lists close it; the platform's own word for the end goes before ours."""
    found = dispute(issue_status=status)
    assert (found.state, found.outcome, found.answer_due) == (DisputeState.CLOSED, outcome, None)
    reached = {"solution_api_dto": [{"reached_type": "platform_arbitrate"}]}
    assert (
        dispute(issue_status=status, seller_solution_list=reached).outcome == "platform_arbitrate"
    )

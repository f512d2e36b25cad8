"""Lazada JSON to orders and disputes: the set of item statuses, parcels by line, reverse orders."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from schemas.base import Money
from schemas.dispute import Dispute, DisputeKind, DisputeState
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.lazada.disputes import is_cancellation, read_dispute
from services.connectors.marketplaces.lazada.mapping import read_order
from services.connectors.ports import App, Shop
from services.runtime.errors import InvalidInput
from tests.contract.vectors import raw

NOW = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
APP = App("laz", "lazada", "k", ("s",), "https://x")
SHOP = Shop("lazada/two", APP, "7", "t", site="lazada_sg")


def order(*statuses: str, cancelling: tuple[str, ...] = (), **changes: Any) -> Order:
    """The fixture's order with lines of these statuses; without any, the fixture's own."""
    data = json.loads(raw("lazada/order.json"))["data"] | changes
    lines = json.loads(raw("lazada/items.json"))["data"]
    if statuses:
        lines = [lines[0] | {"order_item_id": n, "status": it} for n, it in enumerate(statuses, 1)]
    return read_order(data, lines, cancelling, SHOP, NOW)


def dispute(**changes: Any) -> Dispute:
    """The fixture's return with some fields changed."""
    return read_dispute(json.loads(raw("lazada/reverse.json"))["data"] | changes, SHOP, NOW)


def test_every_field_of_an_order() -> None:
    """The whole mapping at a glance; the promise is the last line's, the parcel holds both."""
    found = order()
    assert found.key == "lazada/two/416557324702006"
    assert found.placed_at == datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
    assert found.source_updated_at == datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    assert found.promise
    assert found.promise.at == datetime(2026, 3, 22, 15, 59, 59, tzinfo=UTC)
    assert found.ship_by == datetime(2026, 3, 5, 15, 59, 59, tzinfo=UTC)
    assert (found.destination.country, found.destination.postcode_prefix) == ("SG", "238")
    assert (found.buyer.reference, found.buyer.language) == ("100112802006", "en")
    assert found.total == Money(amount=Decimal("1048.5"), currency="SGD")
    assert found.fulfilment == "marketplace_label"
    (parcel,) = found.parcels
    assert (parcel.number, parcel.carrier) == ("LP00612345678SG", "LEX SG")
    assert [line.line_id for line in parcel.lines] == ["416557324802006", "416557324902006"]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("unpaid",), OrderStatus.PLACED),
        (("pending", "ready_to_ship"), OrderStatus.PAID),
        (("pending", "shipped"), OrderStatus.PART_SHIPPED),
        (("packed", "delivered"), OrderStatus.PART_SHIPPED),
        (("shipped", "delivered"), OrderStatus.SHIPPED),
        (("delivered", "delivered"), OrderStatus.DELIVERED),
        (("delivered", "confirmed"), OrderStatus.DELIVERED),
        (("canceled", "shipped"), OrderStatus.SHIPPED),
        (("canceled", "canceled"), OrderStatus.CANCELLED),
        (("returned", "canceled"), OrderStatus.REFUNDED),
        (("returned", "delivered"), OrderStatus.DELIVERED),
        (("shipped_back", "delivered"), OrderStatus.RETURNING),
        (("lost_by_3pl",), OrderStatus.CLOSED),
    ],
)
def test_a_set_of_statuses_is_one(statuses: tuple[str, ...], status: OrderStatus) -> None:
    """An order has no status of its own: whichever order its items come in."""
    assert order(*statuses).status is status
    assert order(*reversed(statuses)).status is status


def test_an_unknown_item_status_is_not_guessed() -> None:
    """A guess may speak to a buyer."""
    with pytest.raises(InvalidInput) as caught:
        order("teleported")
    assert caught.value.reason == "unknown_status"


def test_a_cancellation_asked_for_stops_the_whole_order() -> None:
    """One line is enough, until the platform has decided."""
    assert order("pending", "pending", cancelling=("2",)).status is OrderStatus.CANCEL_REQUESTED
    assert order("pending", "canceled", cancelling=("2",)).status is OrderStatus.PAID


@pytest.mark.parametrize(
    ("told", "payer"),
    [
        ((True, True), "prepaid"),
        ((True, False), "buyer_pays"),
        ((True, None), "prepaid"),
        ((None, None), "unknown"),
    ],
)
def test_duty_is_prepaid_only_where_no_line_says_otherwise(
    told: tuple[bool | None, ...], payer: str
) -> None:
    """A buyer must never be told to pay, nor not to, on half an answer."""
    lines = json.loads(raw("lazada/items.json"))["data"]
    lines = [line | {"duties_prepaid": it} for line, it in zip(lines, told, strict=True)]
    data = json.loads(raw("lazada/order.json"))["data"]
    assert read_order(data, lines, (), SHOP, NOW).duties.payer == payer


def test_the_sites_language_is_the_buyers_only_at_home() -> None:
    """A parcel that leaves the site's country goes to a buyer whose language is not told."""
    found = order(address_shipping={"country": "Brazil", "address5": "01310-100"})
    assert (found.destination.country, found.buyer.language) == ("BR", None)


def test_a_buyer_without_id_is_not_mixed_up_with_another() -> None:
    """``buyer_id`` is inferred; without it an order's buyer is the order's own."""
    assert order(buyer_id=None).buyer.reference == "order:416557324702006"


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (("RTM_INIT",), DisputeState.OPEN),
        (("RTM_SHIPPING_BACK", "RTM_INIT"), DisputeState.OPEN),
        (("RTM_SHIPPING_BACK", "RTM_CANCELED"), DisputeState.ANSWERED),
        (("REFUND_INIT",), DisputeState.OPEN),
        (("REFUND_PENDING",), DisputeState.ANSWERED),
        (("REFUND_SUCCESS", "REFUND_REJECTED"), DisputeState.CLOSED),
    ],
)
def test_the_line_that_waits_for_the_seller_decides(
    statuses: tuple[str, ...], state: DisputeState
) -> None:
    """Lines of one return may stand in different places."""
    lines = [{"reverse_status": status} for status in statuses]
    found = dispute(lines=lines)
    assert found.state is state
    assert (found.outcome is not None) == (state is DisputeState.CLOSED)
    assert (found.answer_due is not None) == (state is DisputeState.OPEN)


def test_an_answer_is_due_when_a_line_says_so_or_else_is_assumed() -> None:
    """Lazada's days are not public: a dated setting, marked assumed."""
    found = dispute()
    assert found.kind is DisputeKind.NOT_RECEIVED
    assert found.opened_at == datetime(2026, 3, 7, 16, 13, 20, tzinfo=UTC)
    assert found.source_updated_at == datetime(2026, 3, 7, 16, 15, tzinfo=UTC)
    assert found.answer_due
    assert found.answer_due.at == found.opened_at + timedelta(hours=48)
    assert found.answer_due.source == "assumed"
    stated = dispute(lines=[{"reverse_status": "RTM_INIT", "sla": 1773000000000}]).answer_due
    assert stated
    assert (stated.at, stated.source) == (datetime(2026, 3, 8, 20, tzinfo=UTC), "stated")


def test_a_cancellation_is_no_dispute() -> None:
    """By its type or by any line's status."""
    assert is_cancellation(json.loads(raw("lazada/reverse_cancel.json"))["data"])
    assert is_cancellation({"lines": [{"reverse_status": "CANCEL_SUCCESS"}]})
    assert not is_cancellation(json.loads(raw("lazada/reverse.json"))["data"])

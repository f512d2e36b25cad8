"""An order's line: when it had come, whether it was sent in time, on which side it was."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from schemas.order import OrderParcel, OrderStatus
from schemas.parcel import Parcel, Stage
from services.desk.insight.arrival import arrived_at
from services.desk.insight.dispatch import dispatch_of, sent_at
from services.desk.insight.line import Around, line_of
from services.notifier.case import Case, Event, Said
from services.notifier.holdout import sided
from services.notifier.policy import Surroundings
from services.notifier.share import Draw
from tests.support.notifier import (
    AROUND,
    NOW,
    D,
    around,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
)


def sent(number: str, came: datetime | None = None, **changes: Any) -> Parcel:
    """A parcel of that number; delivered where it is told when."""
    stage = {"stage": Stage.DELIVERED, "stage_since": came} if came else {}
    return parcel(**({"id": f"17track/{number}", "number": number} | stage | changes))


def test_an_order_has_come_with_the_last_of_its_parcels() -> None:
    """Not with the first; nor while a part is unsent, or in a parcel nobody has told of."""
    both = order(parcels=(OrderParcel(number="A1"), OrderParcel(number="B2")))
    first, second = sent("A1", NOW - 2 * D), sent("B2", NOW - D)
    assert arrived_at(both, [first, second]) == NOW - D
    assert arrived_at(both, [first, sent("B2")]) is None
    assert arrived_at(both, [first]) is None
    assert arrived_at(order(status=OrderStatus.PART_SHIPPED), [first]) is None
    assert arrived_at(None, [first]) == NOW - 2 * D
    assert arrived_at(both, []) is None


def test_one_number_that_two_tell_of_is_one_parcel() -> None:
    """It has come when either says so."""
    other = sent("A1", id="dhl/A1", provider="dhl")
    assert arrived_at(order(), [sent("A1", NOW - D), other]) == NOW - D


def test_what_may_be_anothers_parcel_tells_nothing() -> None:
    """Neither that it came nor that it was held."""
    doubtful = sent("A1", NOW - D, holds=(hold(),), identity="doubtful")
    assert arrived_at(order(), [doubtful]) is None
    found = line_of(case_of(order(), doubtful), "m/a", 1, Around(moved={doubtful.id: NOW - D}))
    assert (found.arrived_at, found.hold_at, found.moved_at) == (None, None, None)


def test_a_replacement_stands_for_what_did_not_come() -> None:
    """It does not undo what came before it, and nothing has come while it is on its way."""
    lost = sent("A1", stage=Stage.LOST)
    again: dict[str, Any] = {"role": "replacement"}
    assert arrived_at(order(), [lost, sent("B2", NOW - D, **again)]) == NOW - D
    assert arrived_at(order(), [lost, sent("B2", **again)]) is None
    came = sent("A1", NOW - D)
    assert arrived_at(order(), [came, sent("B2", NOW - 2 * D, **again)]) == NOW - D


def test_the_buyers_word_counts_where_no_parcel_tells() -> None:
    """Only of an order that has ended so."""
    done = order(status=OrderStatus.COMPLETED, completed_at=NOW)
    assert arrived_at(done, [sent("A1")]) == NOW
    assert arrived_at(done, [sent("A1", NOW - D)]) == NOW - D
    assert arrived_at(order(status=OrderStatus.DELIVERED), [sent("A1")]) is None


@pytest.mark.parametrize(
    ("status", "shipped", "moved", "found"),
    [
        (OrderStatus.SHIPPED, NOW - D, None, "on_time"),
        (OrderStatus.SHIPPED, NOW + D, None, "late"),
        (OrderStatus.SHIPPED, None, NOW - D, "on_time"),
        (OrderStatus.SHIPPED, None, NOW + D, "unknown"),
        (OrderStatus.COMPLETED, None, None, "unknown"),
        (OrderStatus.REFUNDED, None, None, "unknown"),
        (OrderStatus.PAID, None, None, "unsent"),
        (OrderStatus.CANCELLED, None, None, ""),
    ],
)
def test_nobody_is_late_by_a_time_that_is_supposed(
    status: OrderStatus, shipped: datetime | None, moved: datetime | None, found: str
) -> None:
    """A time that is told decides; a first scan in time too; else nobody knows."""
    one = order(status=status, shipped_at=shipped, ship_by=NOW, paid_at=NOW - 5 * D)
    by, dispatch = dispatch_of(one, sent_at(one, []), moved)
    assert dispatch == found
    assert by == (NOW if found else None)


def test_what_has_no_last_time_is_not_late() -> None:
    """Whenever it was sent."""
    assert dispatch_of(order(), NOW, None) == (None, "")


def test_a_week_counts_what_was_sent_though_nobody_says_when() -> None:
    """By the day of payment; no rate of lateness rests on it."""
    line = line_of(
        case_of(order(shipped_at=None, paid_at=NOW - 5 * D, ship_by=NOW - 6 * D)),
        "m/a",
        1,
        Around(),
    )
    assert (line.shipped_at, line.sent_at, line.dispatch) == (NOW - 5 * D, None, "unknown")


def held_out(percent: float, **shop: Any) -> Surroundings:
    """Of a shop that holds so many out."""
    return replace(around(holdout=percent, **shop), draw=Draw("s"))


def arm(case: Case, percent: float = 5) -> str:
    """As the desk counts it, whatever the settings say by then."""
    return line_of(case, "m/a", 1, Around(holdout=percent)).arm


def test_a_side_is_what_held_when_the_order_was_decided() -> None:
    """No later share moves it, and what no comparison was about stays out of every one."""
    case = case_of(order())
    assert arm(sided(case, held_out(100)), percent=0) == "held_out"
    told = sided(case, held_out(0.000001))
    assert arm(told) == "told"
    assert sided(told, held_out(100)) == told
    assert sided(told, held_out(0)).side == "none", "no holdout any more: all hear from now on"
    without = sided(case, held_out(0))
    assert arm(sided(without, held_out(100))) == ""
    assert sided(case, held_out(100, mode="observe")) == case
    ended = order(status=OrderStatus.COMPLETED)
    befores: list[list[Event]] = [[ended], [order(), dispute()], [order(), Said(message())]]
    for before in befores:
        assert arm(sided(case_of(*before), held_out(100))) == ""


def test_an_order_older_than_the_keeping_of_sides_is_on_neither() -> None:
    """It is counted apart where its shop compares now."""
    old = case_of(order()).model_copy(update={"side": None})
    assert sided(old, replace(AROUND, draw=Draw("s"))) == old
    assert arm(old) == "unknown"
    assert arm(old, percent=0) == ""

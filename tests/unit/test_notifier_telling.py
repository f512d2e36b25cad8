"""How long it took to tell somebody of a hold: counted once it is done, for holds alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier.case import Case, new_case
from services.notifier.telling import told_of_hold
from services.runtime.metrics import HOLD_TOLD_SECONDS
from tests.support.notifier import KEY, NOW, hold, parcel

NUMBER = parcel().number


def _sums() -> dict[str, tuple[float, float]]:
    """By whom was told: how often, and how long it took together."""
    found: dict[str, dict[str, float]] = {}
    for metric in HOLD_TOLD_SECONDS.collect():
        for sample in metric.samples:
            if sample.name.endswith(("_count", "_sum")):
                found.setdefault(sample.labels["to"], {})[sample.name[-4:]] = sample.value
    return {to: (of["ount"], of["_sum"]) for to, of in found.items()}


def _case() -> Case:
    return new_case(KEY, NOW).model_copy(update={"parcels": {"p": parcel(hold())}})


def _told(due: datetime | None = NOW, **changes: Any) -> Action:
    values: dict[str, Any] = {
        "key": f"{KEY}|hold-buyer-must-act|{NUMBER}#1",
        "version": 2,
        "order_key": KEY,
        "rule": "hold-buyer-must-act",
        "occasion": f"{NUMBER}#1",
        "kind": ActionKind.MESSAGE,
        "channel": "chat",
        "status": ActionStatus.DONE,
        "due_at": due,
        "done_at": NOW + timedelta(minutes=5),
    }
    return Action(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "to", "took"),
    [
        ({}, "buyer", 300),
        ({"occasion": f"{NUMBER}#1~2"}, "buyer", 300),
        ({"channel": "task", "done_at": NOW}, "staff", 0),
        ({"channel": "alert", "kind": ActionKind.PAGE}, "staff", 300),
        ({"done_at": NOW - timedelta(hours=1)}, "buyer", 0),
    ],
)
def test_a_hold_that_was_told_is_counted(changes: dict[str, Any], to: str, took: float) -> None:
    """From when it was due, whoever was told; never less than nothing."""
    before = _sums()
    told_of_hold(_case(), _told(**changes))
    count, seconds = (now - was for now, was in zip(_sums()[to], before[to], strict=True))
    assert (count, seconds) == (1, took)
    other = {"buyer": "staff", "staff": "buyer"}[to]
    assert _sums()[other] == before[other]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": ActionStatus.READY},
        {"status": ActionStatus.MISSED},
        {"kind": ActionKind.CONVERSATION},
        {"occasion": "order"},
        {"occasion": NUMBER},
        {"occasion": "dispute-1#2"},
        {"due_at": None},
        {"done_at": None},
    ],
)
def test_whatever_else_is_left_alone(changes: dict[str, Any]) -> None:
    """What is not done, speaks to nobody, or is about a dispute's round."""
    before = _sums()
    told_of_hold(_case(), _told(**changes))
    assert _sums() == before


def test_both_series_stand_from_the_start() -> None:
    """Of one that begins with its first observation no increase would be seen."""
    assert set(_sums()) == {"buyer", "staff"}

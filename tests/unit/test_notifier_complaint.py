"""The complaint of a case: its type, who is responsible, what says so, and nothing else does."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.conversation import Feedback
from schemas.dispute import DisputeKind
from schemas.order import Duties, OrderStatus, Promise
from schemas.parcel import Actor, CustomsState, DecidedBy, HoldKind, Parcel, Stage
from services.notifier.case import Event, Said, new_case
from services.notifier.complaint import complaint_of
from services.notifier.hearing.hear import hear
from services.notifier.plan import plan
from services.notifier.playbook import load
from services.notifier.settle import take
from services.notifier.speech import render
from services.notifier.stores.cases import CaseRow
from tests.support.notifier import (
    AROUND,
    KEY,
    NOW,
    D,
    H,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
)

PAST = Promise(at=NOW - D, source="marketplace")
MOVED = NOW - 2 * H
DISPUTE = "dispute lazada/shop-1/d-1"
MESSAGE = "message lazada/shop-1/c-1/m-1"
PARCEL = "17track/RR123456789CN"


def said(text: str, ref: str = "m-1", **changes: Any) -> Said:
    """A buyer's words, heard as the service hears them."""
    return Said(message(ref, text=text, **changes), understood=hear(text))


def rated(score: int) -> Feedback:
    """A rating of the order."""
    return Feedback(id=f"{KEY}/r", order_key=KEY, version=1, score=score, given_at=NOW)


def at_hold(**changes: Any) -> Parcel:
    """A parcel that is held at customs."""
    return parcel(hold(scan_id="s-9", **changes), last_movement=MOVED)


def missing(reason: str = "") -> Any:
    """A dispute of what was not received."""
    return dispute(reason=reason)


def wrong(reason: str) -> Any:
    """A dispute of what was received."""
    return dispute(kind=DisputeKind.NOT_AS_DESCRIBED, reason=reason)


def other(reason: str) -> Any:
    """A dispute whose kind tells nothing."""
    return dispute(kind=DisputeKind.OTHER, reason=reason)


MOVING = parcel(last_movement=MOVED)
LATE = order(promise=PAST)
OWN = order(promise=PAST, fulfilment="marketplace_label")

TABLE: dict[str, tuple[tuple[Event, ...], str, str, tuple[str, ...]]] = {
    "lost": (
        (order(), parcel(stage=Stage.LOST), missing()),
        "lost",
        "carrier",
        (DISPUTE, f"{PARCEL}: lost"),
    ),
    "lost by the marketplace's own logistics": (
        (OWN, parcel(stage=Stage.LOST), missing()),
        "lost",
        "marketplace",
        (DISPUTE, f"{PARCEL}: lost"),
    ),
    "held, and a code says that the buyer must act": (
        (order(), at_hold(), missing()),
        "customs",
        "buyer",
        (DISPUTE, f"{PARCEL}: hold 1, scan s-9"),
    ),
    "held, and only words say that the buyer must act": (
        (order(), at_hold(decided_by=DecidedBy.TEXT), missing()),
        "customs",
        "unknown",
        (DISPUTE, f"{PARCEL}: hold 1, scan s-9"),
    ),
    "held for duty that was prepaid": (
        (order(duties=Duties(payer="prepaid", source="shop")), at_hold(), missing()),
        "customs",
        "seller",
        (DISPUTE, f"{PARCEL}: hold 1, scan s-9"),
    ),
    "held for the seller's papers": (
        (order(), at_hold(who_must_act=Actor.SELLER), missing()),
        "customs",
        "seller",
        (DISPUTE, f"{PARCEL}: hold 1, scan s-9"),
    ),
    "held for an inspection": (
        (order(), at_hold(who_must_act=Actor.AUTHORITY, kind=HoldKind.INSPECTION), missing()),
        "customs",
        "customs",
        (DISPUTE, f"{PARCEL}: hold 1, scan s-9"),
    ),
    "was held when the buyer complained, and was released since": (
        (order(), parcel(hold(since=NOW - D, until=NOW + D, released=True)), missing()),
        "customs",
        "buyer",
        (DISPUTE, f"{PARCEL}: hold 1"),
    ),
    "seized as prohibited": (
        (
            order(),
            parcel(
                hold(kind=HoldKind.PROHIBITED, who_must_act=Actor.UNKNOWN, until=NOW),
                stage=Stage.SEIZED,
            ),
            missing(),
        ),
        "customs",
        "seller",
        (DISPUTE, f"{PARCEL}: refused or seized by customs"),
    ),
    "refused by customs, nobody knows why": (
        (order(), parcel(customs=CustomsState.REFUSED), missing()),
        "customs",
        "customs",
        (DISPUTE, f"{PARCEL}: refused or seized by customs"),
    ),
    "returned since the buyer did not answer customs": (
        (order(), parcel(hold(until=NOW - H), stage=Stage.RETURNED), missing()),
        "customs",
        "buyer",
        (DISPUTE, f"{PARCEL}: returned after hold 1"),
    ),
    "returned, nobody knows why": (
        (order(), parcel(stage=Stage.RETURNED), missing()),
        "returned",
        "unknown",
        (DISPUTE, f"{PARCEL}: returned"),
    ),
    "shown as delivered before the buyer complained": (
        (order(), parcel(stage=Stage.DELIVERED, stage_since=NOW - D), missing()),
        "not_received",
        "unknown",
        (DISPUTE, f"{PARCEL}: delivered"),
    ),
    "delivered after the buyer complained, late": (
        (LATE, parcel(stage=Stage.DELIVERED, stage_since=NOW + D), missing()),
        "slow",
        "carrier",
        (DISPUTE, f"{PARCEL}: the promise had passed"),
    ),
    "late, and sent after its last time": (
        (order(promise=PAST, ship_by=NOW - 12 * D), MOVING, missing()),
        "slow",
        "seller",
        (DISPUTE, "the order was sent after its last time"),
    ),
    "silent": (
        (LATE, parcel(silent_after=NOW - D, last_movement=NOW - 20 * D), missing()),
        "no_update",
        "carrier",
        (DISPUTE, f"{PARCEL}: silent"),
    ),
    "waits to be picked up": (
        (LATE, parcel(stage=Stage.PICKUP), missing()),
        "slow",
        "buyer",
        (DISPUTE, f"{PARCEL}: waits to be picked up"),
    ),
    "on its way, in time": (
        (order(), MOVING, missing()),
        "misunderstanding",
        "seller",
        (DISPUTE, f"{PARCEL}: on its way, in time"),
    ),
    "a number that may be another's shows nothing": (
        (order(), parcel(identity="doubtful", stage=Stage.LOST), missing()),
        "not_received",
        "unknown",
        (DISPUTE, f"{PARCEL}: doubtful"),
    ),
    "never sent, after its last time": (
        (order(shipped_at=None, ship_by=NOW - D, status=OrderStatus.PAID), missing()),
        "slow",
        "seller",
        (DISPUTE, "the order had not been sent"),
    ),
    "customs by the platform's reason alone": (
        (order(promise=None), MOVING, missing("Parcel is stuck at customs")),
        "customs",
        "unknown",
        (DISPUTE,),
    ),
    "counterfeit": ((order(), wrong("ITEM_FAKE")), "counterfeit", "seller", (DISPUTE,)),
    "short": ((order(), wrong("Quantity shortage")), "short", "seller", (DISPUTE,)),
    "damaged": ((order(), wrong("Product_damaged@2")), "damaged", "unknown", (DISPUTE,)),
    "damaged, and the carrier tells of a trouble": (
        (order(), parcel(stage=Stage.EXCEPTION), wrong("Damaged")),
        "damaged",
        "carrier",
        (DISPUTE, f"{PARCEL}: a trouble of the carrier's"),
    ),
    "does not work": ((order(), wrong("Does not work")), "quality", "seller", (DISPUTE,)),
    "described otherwise": (
        (order(), wrong("Color_not_as_described@3rdIssueReason")),
        "description",
        "seller",
        (DISPUTE,),
    ),
    "the buyer wants it no more": (
        (order(), other("CHANGE_MIND")),
        "changed_mind",
        "buyer",
        (DISPUTE,),
    ),
    "a dispute that tells nothing, and words that do": (
        (order(), other("Other"), said("The cup arrived broken")),
        "damaged",
        "unknown",
        (DISPUTE, MESSAGE),
    ),
    "a dispute that tells nothing": ((order(), other("")), "other", "unknown", (DISPUTE,)),
    "what a dispute says wins over words": (
        (order(), parcel(stage=Stage.LOST), missing(), said("The cup arrived broken")),
        "lost",
        "carrier",
        (DISPUTE, f"{PARCEL}: lost"),
    ),
    "words alone": (
        (order(), said("The cup arrived broken")),
        "damaged",
        "unknown",
        (MESSAGE,),
    ),
    "asked for after its promise": (
        (LATE, MOVING, said("Hello, where is my parcel?")),
        "slow",
        "carrier",
        (MESSAGE, f"{PARCEL}: the promise had passed"),
    ),
    "a part is missing, which is on its way by itself": (
        (
            order(),
            parcel(last_movement=MOVED),
            parcel(id="17track/B", number="B", stage=Stage.DELIVERED, stage_since=NOW - D),
            said("One item is missing"),
        ),
        "misunderstanding",
        "seller",
        (MESSAGE, f"{PARCEL}: on its way, in time"),
    ),
    "a bad rating": (
        (order(), rated(1)),
        "other",
        "unknown",
        (f"feedback {KEY}/r",),
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_case_is_judged_by_its_evidence(name: str) -> None:
    """Type, responsible, and what decided: the dispute first, then words, then the parcel."""
    events, kind, party, decided_by = TABLE[name]
    found = complaint_of(case_of(*events))
    assert found is not None
    assert (found.type, found.responsible, found.decided_by) == (kind, party, decided_by)


@pytest.mark.parametrize(
    "events",
    [
        (order(), MOVING),
        (LATE, parcel(stage=Stage.LOST)),
        (order(), MOVING, said("Hello, where is my parcel?")),  # before the promise: a question
        (order(), MOVING, said("Thank you, it arrived")),
        (order(), MOVING, said("The cup arrived broken", recalled=True)),
        (order(), said("The cup arrived broken", sender="seller")),
        (order(), rated(3)),
        (order(), said("The cup arrived broken", order_keys=("lazada/shop-1/1000", KEY))),
    ],
)
def test_nobody_complained(events: tuple[Event, ...]) -> None:
    """What is merely late or lost, a question, praise and what was taken back are no complaint."""
    assert complaint_of(case_of(*events)) is None


POOL: tuple[Event, ...] = (
    LATE,
    order(version=2, status=OrderStatus.DELIVERED),
    MOVING,
    parcel(version=2, stage=Stage.DELIVERED, stage_since=NOW),
    missing(),
    dispute(
        id="lazada/shop-1/d-2",
        kind=DisputeKind.NOT_AS_DESCRIBED,
        opened_at=NOW + H,
        reason="Damaged",
    ),
    said("Hello, where is my parcel?"),
    said("The cup arrived broken", ref="m-2"),
    rated(1),
)


@given(st.permutations(POOL), st.integers(0, 1000))
def test_the_order_of_events_and_the_time_change_nothing(events: list[Event], hours: int) -> None:
    """However events come, however often, whenever: the same evidence is the same complaint."""
    first = case_of(*POOL)
    later = NOW + timedelta(hours=hours)
    again = case_of(*events, *events[:3], now=later)
    assert complaint_of(again) == complaint_of(first)


@given(st.lists(st.sampled_from(POOL), max_size=12))
def test_it_changes_only_by_new_evidence_and_each_change_is_entered(events: list[Event]) -> None:
    """The last such entry says how it stands; an event that changes nothing enters none."""
    row = CaseRow(KEY, "lazada/shop-1", new_case(KEY, NOW), 0, "", None, 0, "")
    for event in events:
        before, entered = complaint_of(row.case), len(row.unwritten)
        take(row, event, NOW)
        fresh = [one.entry for one in row.unwritten[entered:]]
        told = [one for one in fresh if one.kind == "complaint"]
        assert bool(told) == (complaint_of(row.case) != before)
    names = [one.entry.source_id for one in row.unwritten]
    assert len(names) == len(set(names))
    last = [one.entry.body for one in row.unwritten if one.entry.kind == "complaint"][-1:]
    found = complaint_of(row.case)
    assert last == ([] if found is None and not last else [_body(found)])


def _body(found: Any) -> dict[str, Any]:
    if found is None:
        return {"type": "none", "responsible": "", "decided_by": []}
    body: dict[str, Any] = found.model_dump(mode="json")
    return body


def test_photographs_are_asked_for_once() -> None:
    """The draft beside the first complaint asks for them; beside the next it says what we do."""
    told = [said("The cup arrived broken"), said("The cup is broken, answer me", "m-2")]
    case = case_of(order(), parcel(), *told)
    drafts = {
        one.occasion.rsplit("/", 1)[1]: one.args["draft"]
        for one in plan(case, load(), AROUND, NOW).actions
        if "draft" in one.args
    }
    assert drafts == {"m-1": "damaged_on_the_way", "m-2": "we_look_into_it"}


def test_whoever_answers_of_what_broke_on_the_way_is_told_how() -> None:
    """That it left intact, with the photograph of its packing, and that it is settled."""
    case = case_of(order(), parcel(), said("The cup arrived broken"))
    (asked,) = [one for one in plan(case, load(), AROUND, NOW).actions if one.args.get("draft")]
    assert asked.args["draft"] == "damaged_on_the_way"
    assert "shows that it left intact, attach it" in render(asked, case, AROUND).body

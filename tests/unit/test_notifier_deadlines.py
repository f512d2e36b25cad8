"""Deadlines: whose word each is, what it costs, and whether it was met or raised in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.dispute import AnswerDue, DisputeState
from schemas.order import Destination, OrderStatus, Promise
from schemas.parcel import Stage
from services.notifier.case import Case, apply, new_case
from services.notifier.deadlines import KINDS, Deadline, deadlines
from services.notifier.judging import Watch, aims_of, follow, judge
from services.notifier.policy import Surroundings
from services.runtime.staffed import last_leaving, next_staffed
from services.runtime.terms import Term, names, span_of, terms_of
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    NOW,
    D,
    Desk,
    H,
    case_of,
    dispute,
    message,
    order,
    parcel,
    planned,
)


def at_shop(key: str, **own: Term) -> Surroundings:
    """A shop of another marketplace, with terms of its own."""
    return replace(AROUND, shop=replace(AROUND.shop, key=key, own_terms=own))


ALIEXPRESS = at_shop("aliexpress/shop-1")


def the(name: str, case: Case, around: Surroundings = AROUND, now: datetime = NOW) -> Deadline:
    """The one deadline of that name."""
    (found,) = [one for one in deadlines(case, around, now) if one.name == name]
    return found


def test_every_term_is_dated_and_says_whence() -> None:
    """No figure without a source; one that binds says what silence costs, at every marketplace."""
    for marketplace in ("aliexpress", "lazada", "ebay", "paypal", "another"):
        terms = terms_of(marketplace)
        assert all(term.source for term in terms.terms.values())
        bound = {kind.term for kind in KINDS.values() if kind.binds}
        assert {name for name in bound if not terms.terms[name].silence} == set()


def test_the_marketplaces_own_figure_wins() -> None:
    """What is stated stands as stated; without it our dated data, with its source, take over."""
    stated = the("dispute.answer_due", case_of(order(), dispute()))
    assert (stated.at, stated.source, stated.basis) == (NOW + 48 * H, "stated", "")
    bare = dispute(answer_due=None)
    found = the("dispute.answer_due", case_of(order(), bare), ALIEXPRESS)
    assert (found.at, found.source) == (NOW + 5 * D, "dated")
    assert "5 days" in found.basis
    assert "refund that the buyer proposes" in found.silence
    unstated = order(protection_end=None, destination=Destination(country="BR"))
    ends = the("protection_end", case_of(unstated, parcel()), ALIEXPRESS)
    assert (ends.at, ends.source) == (NOW + 111 * D, "dated")


def test_a_shop_may_set_a_term_otherwise_and_keeps_what_silence_costs() -> None:
    """Its own span and source; the rest is the marketplace's."""
    own = Term(after="24h", since=NOW.date(), source="our account manager")
    around = at_shop("aliexpress/shop-1", answer_due=own)
    found = the("dispute.answer_due", case_of(order(), dispute(answer_due=None)), around)
    assert found.at == NOW + D
    assert found.basis.startswith("our account manager")
    assert "refund that the buyer proposes" in found.silence


def test_working_days_are_the_marketplaces_own() -> None:
    """EBay's three business days: no weekend, no American holiday, whoever works in the shop."""
    # Wednesday before Thanksgiving 2026 (26 November): Friday, Monday and Tuesday count.
    opened = datetime(2026, 11, 25, 18, tzinfo=UTC)
    case = case_of(order(), dispute(opened_at=opened, answer_due=None))
    found = the("dispute.answer_due", case, at_shop("ebay/shop-1"))
    assert found.at == datetime(2026, 12, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("promised", "stage", "expected"),
    [
        (NOW + 10 * D, Stage.IN_TRANSIT, NOW + 10 * D),  # under way: once the promise is over
        (NOW + 10 * D, Stage.UNKNOWN, NOW + D),  # not tracked: day 11 after shipment
        (NOW - 5 * D, Stage.IN_TRANSIT, NOW - 9 * D),  # a promise under five days: at once
        (None, Stage.IN_TRANSIT, NOW + D),
    ],
)
def test_the_earliest_dispute_on_aliexpress(
    promised: datetime | None, stage: Stage, expected: datetime
) -> None:
    """As sellers' guides tell it."""
    promise = Promise(at=promised, source="marketplace") if promised else None
    case = case_of(order(promise=promise), parcel(stage=stage))
    assert the("dispute_from", case, ALIEXPRESS).at == expected


def test_all_that_is_known_of_a_case_is_given_by_its_instant() -> None:
    """Sorted, each with an occasion; the window of the carrier's claims and of the feed too."""
    case = case_of(order(), parcel(last_movement=NOW - 2 * D), message(), dispute())
    found = deadlines(case, ALIEXPRESS, NOW)
    assert [one.at for one in found] == sorted(one.at for one in found)
    told = {one.name: one.at - NOW for one in found}
    assert told["parcel.claim_opens"] == 19 * D
    assert told["parcel.claim_closes"] == told["parcel.feed_stops"] == 28 * D
    assert told["message.first_answer_due"] == D
    assert told["dispute.escalates"] == 7 * D
    assert told["dispute_until"] == 45 * D


def test_every_deadline_that_binds_has_a_rule_that_aims_at_it() -> None:
    """Else nothing in the default playbook could ever raise it."""
    aims = aims_of(DEFAULT)
    assert {name for name, kind in KINDS.items() if kind.binds and not aims[name]} == set()


def _lived(desk: Desk, watch: Watch, until: datetime) -> Watch:
    """Live on to an instant, looking at each wake-up and an hour apart."""
    now = NOW
    while now < until:
        now = min(until, now + H)
        desk.run(now, now)
        watch = follow(watch, deadlines(desk.case, desk.surroundings, now), now)
    return watch


def test_what_nobody_does_is_raised_before_it_passes() -> None:
    """An unsent order, an unanswered dispute and message, a lost parcel, an ending protection."""
    paid = order(
        status=OrderStatus.PAID,
        ship_by=NOW + 30 * H,
        shipped_at=None,
        promise=None,
        protection_end=None,
    )
    for case, expected in (
        (case_of(paid), {"ship_by"}),
        (case_of(order(), parcel(), dispute()), {"dispute.answer_due"}),
        (case_of(order(), parcel(), message()), {"message.first_answer_due", "protection_end"}),
        (
            case_of(order(promise=None), parcel(last_movement=NOW)),
            {"parcel.claim_closes", "protection_end"},
        ),
    ):
        desk = Desk(case)
        watch = follow(Watch(), deadlines(case, AROUND, NOW), NOW)
        watch = _lived(desk, watch, NOW + 31 * D)
        judged = judge(watch, desk.case, DEFAULT)
        assert {one.deadline.name for one in judged if one.verdict == "raised"} == expected
        assert {one.verdict for one in judged} <= {"raised", "met"}


def test_without_a_rule_it_is_missed_and_what_was_done_in_time_is_met() -> None:
    """The judge is not easily pleased, and not unjust."""
    case = case_of(order(), dispute())
    watch = follow(Watch(), deadlines(case, AROUND, NOW), NOW)
    after = NOW + 49 * H
    silent = follow(watch, deadlines(case, AROUND, after), after)
    assert [one.verdict for one in judge(silent, case, DEFAULT)] == ["missed"]
    answered = case_of(order(), dispute(), dispute(version=2, state=DisputeState.ANSWERED))
    met = follow(watch, deadlines(answered, AROUND, NOW + H), NOW + H)
    met = follow(met, deadlines(answered, AROUND, after), after)
    assert [one.verdict for one in judge(met, answered, DEFAULT)] == ["met"]
    late = follow(Watch(), deadlines(case, AROUND, after), after)
    assert [one.verdict for one in judge(late, case, DEFAULT)] == ["unknowable"]


def test_a_deadline_that_is_moved_is_judged_where_it_ends() -> None:
    """Protection that was extended is not missed at its former end."""
    first, second = order(), order(version=2, protection_end=NOW + 37 * D)
    watch = follow(Watch(), deadlines(case_of(first, parcel()), AROUND, NOW), NOW)
    moved = case_of(first, second, parcel())
    for now in (NOW + 29 * D, NOW + 31 * D):
        watch = follow(watch, deadlines(moved, AROUND, now), now)
    assert "protection_end" not in {one.deadline.name for one in watch.passed}


@given(hours=st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_each_answer_period_passes_once(hours: list[int]) -> None:
    """However often it is looked at, and however often the buyer submits again."""
    watch, now, case = Watch(), NOW, new_case("lazada/shop-1/1001", NOW)
    for number, step in enumerate(hours, start=1):
        due = AnswerDue(at=now + 24 * H, source="stated")
        case = case_of(order(), dispute(round=number, version=number, answer_due=due))
        watch = follow(watch, deadlines(case, AROUND, now), now)
        now += step * H + timedelta(minutes=1)
        watch = follow(watch, deadlines(case, AROUND, now), now)
    occasions = [one.deadline.occasion for one in watch.passed if one.deadline.binds]
    assert len(occasions) == len(set(occasions))


@given(hours=st.integers(13, 24 * 14), first=st.integers(0, 23))
def test_a_page_about_a_dispute_wakes_nobody_for_what_can_wait(hours: int, first: int) -> None:
    """In staffed hours where those leave time to answer; at night only what they do not reach."""
    opened = NOW + first * H
    due = AnswerDue(at=opened + hours * H, source="stated")
    case = case_of(order(), dispute(opened_at=opened, answer_due=due))
    page = planned(case, "dispute-answer-page", now=opened)
    assert page is not None
    staffed = AROUND.shop.staffed
    at = max(page.due_at, opened)
    assert due.at - 24 * H <= at < due.at
    comes = next_staffed(staffed, at)
    assert comes == at or comes + 2 * H > due.at
    if comes != at:
        # Nobody was there in the day before, or the dispute came after they had left.
        left = last_leaving(staffed, due.at - 12 * H)
        assert left is None or left - 2 * H < max(opened, due.at - 24 * H)


@given(hours=st.integers(0, 24 * 14))
def test_an_unanswered_buyer_is_noticed_before_it_is_late(hours: int) -> None:
    """Whenever they write: at an hour at which somebody can still answer, if there is one."""
    sent = NOW + hours * H
    desk = Desk(case_of(order(promise=None), parcel(), message(sent_at=sent)))
    notice = planned(desk.case, "first-answer-notice", now=sent)
    assert notice is not None
    at, staffed = max(notice.due_at, sent), AROUND.shop.staffed
    assert sent <= at < sent + D
    comes = next_staffed(staffed, at)
    if comes != at and comes + 2 * H <= sent + D:
        left = last_leaving(staffed, sent + 12 * H)
        assert left is None or left - 2 * H < sent


def test_a_first_answer_is_met_by_a_persons_word_and_raised_without() -> None:
    """A person's answer within 24 hours meets it, one after that does not."""
    for after, verdict in ((5 * H, "met"), (30 * H, "raised")):
        case = case_of(order(), parcel(), message())
        desk = Desk(case)
        watch = follow(Watch(), deadlines(case, AROUND, NOW), NOW)
        watch = _lived(desk, watch, NOW + min(after, 26 * H))
        word = message("m-2", sender="seller", sent_at=NOW + after)
        desk.case, _ = apply(desk.case, word, NOW + after)
        for now in (NOW + after, NOW + 40 * H):
            watch = follow(watch, deadlines(desk.case, desk.surroundings, now), now)
        (judged,) = judge(watch, desk.case, DEFAULT)
        assert (judged.deadline.name, judged.verdict) == ("message.first_answer_due", verdict)


def test_a_span_is_read_or_refused() -> None:
    """Hours, days and working days."""
    assert span_of("24h").plain == D
    assert span_of("3wd").working_days == 3
    assert "answer_due" in names()
    with pytest.raises(ValueError, match="no span"):
        span_of("3 days")

"""Holds: when they open and close, who must act, and that an ordinal is for ever."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Actor, CustomsState, DecidedBy, Direction, Hold, HoldKind, Scan
from services.tracker.lane import PRIORS, Lane
from services.tracker.ordinal import NEAR
from services.tracker.parcel import advance, fold
from tests.support.tracks import (
    DELIVERED,
    NEEDS_PAPERS,
    OUT,
    PRESENTED,
    RELEASED,
    RETURNING,
    TRAVELS,
    at,
    parcel,
    scan,
)

LANE = PRIORS.lane("standard")
EXPRESS = PRIORS.lane("premium")


def test_requiring_information_is_one_import_hold_of_the_buyer() -> None:
    """17TRACK's sub-status opens it, however often it is repeated; a release closes it."""
    asked = [scan(10, PRESENTED), scan(11, NEEDS_PAPERS), scan(12, NEEDS_PAPERS)]
    held, _ = advance(parcel(), asked, LANE, at(13))
    [hold] = held.holds
    assert held.customs is CustomsState.ACTION_REQUIRED
    assert (hold.ordinal, hold.since, hold.until) == (1, at(11), None)
    assert (hold.direction, hold.kind) == (Direction.IMPORT, HoldKind.DOCUMENTS)
    assert (hold.who_must_act, hold.decided_by) == (Actor.BUYER, DecidedBy.SUB_CODE)
    free, _ = advance(held, [scan(14, RELEASED)], LANE, at(14))
    [hold] = free.holds
    assert (hold.ordinal, hold.until, hold.released) == (1, at(14), True)
    assert free.customs is CustomsState.RELEASED


@pytest.mark.parametrize(
    ("ending", "released"),
    [
        (scan(14, RELEASED), True),
        (scan(14, TRAVELS, "Left the sorting centre", "BR"), True),
        (scan(14, OUT), True),
        (scan(14, DELIVERED), True),
        (scan(14, RETURNING), False),
    ],
)
def test_whatever_comes_after_customs_ends_the_hold(ending: Scan, released: bool) -> None:
    """A movement or delivery is a release that nobody scanned; a return is none."""
    folded, _ = advance(parcel(), [scan(11, NEEDS_PAPERS), ending], LANE, at(15))
    assert [(one.until, one.released) for one in folded.holds] == [(at(14), released)]


def test_more_paperwork_does_not_end_a_hold() -> None:
    """Presented again, or a scan of the sending country by a wrong clock: customs still has it."""
    scans = [scan(11, NEEDS_PAPERS), scan(12, PRESENTED), scan(12.5, TRAVELS, "", "CN")]
    [hold] = advance(parcel(), scans, LANE, at(13))[0].holds
    assert hold.until is None


@pytest.mark.parametrize(("lane", "aged"), [(LANE, at(24)), (EXPRESS, at(17))])
def test_a_presentation_grows_into_a_hold(lane: Lane, aged: datetime) -> None:
    """After ten working days, five for express, by time alone."""
    young = fold(parcel(), [scan(10, PRESENTED)], lane, at(16))
    assert (young.parcel.holds, young.turns_at) == ((), aged)
    grown, _ = advance(young.parcel, [], lane, at(24))
    [hold] = grown.holds
    assert (hold.since, hold.usual_until) == (aged, aged)
    assert (hold.decided_by, hold.who_must_act) == (DecidedBy.TIME, Actor.UNKNOWN)


def test_a_poll_comes_before_a_presentation_is_judged_by_age() -> None:
    """The last poll before the instant is not after it."""
    _, due = advance(parcel(), [scan(10, PRESENTED)], LANE, at(23.9))
    assert due is not None
    assert due <= at(24)


def test_a_hold_by_age_that_never_was_is_taken_back_and_not_renumbered() -> None:
    """A late release before the age ends it where it began; its ordinal is spent."""
    old, _ = advance(parcel(), [scan(10, PRESENTED)], LANE, at(25))
    late, _ = advance(old, [scan(12, RELEASED)], LANE, at(26))
    [gone] = late.holds
    assert (gone.ordinal, gone.since, gone.until, gone.released) == (1, at(24), at(24), True)
    held, _ = advance(late, [scan(40, NEEDS_PAPERS)], LANE, at(40))
    assert [hold.ordinal for hold in held.holds] == [1, 2]


def test_a_hold_by_age_keeps_its_beginning_when_the_table_changes() -> None:
    """What was published as begun has begun."""
    old, _ = advance(parcel(), [scan(10, PRESENTED)], EXPRESS, at(18))
    slower, _ = advance(old, [], LANE, at(19))
    assert [hold.since for hold in slower.holds] == [at(17)]


def test_words_alone_make_the_buyer_act_only_when_they_stand() -> None:
    """On the destination carrier's text: after twelve hours, or when a second scan repeats it."""
    words = "Held by customs: import duties must be paid by the recipient"
    first = scan(11, "", words)
    early = fold(parcel(), [first], LANE, at(11.1))
    [hold] = early.parcel.holds
    assert (hold.kind, hold.who_must_act) == (HoldKind.DUTIES, Actor.UNKNOWN)
    assert early.turns_at == at(11.5)
    stood, _ = advance(early.parcel, [], LANE, at(11.5))
    assert stood.holds[0].who_must_act is Actor.BUYER
    second, _ = advance(early.parcel, [scan(11.2, "", words)], LANE, at(11.2))
    assert second.holds[0].who_must_act is Actor.BUYER


ASKS_DUTIES = "Import duties and taxes: awaiting payment by recipient"
INSPECTED = "Held by customs for inspection"


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (ASKS_DUTIES, HoldKind.DUTIES),
        (INSPECTED, HoldKind.DOCUMENTS),
        ("Import customs: documents are needed from the sender", HoldKind.DOCUMENTS),
    ],
)
def test_words_do_not_take_a_sub_status_back(words: str, kind: HoldKind, together: bool) -> None:
    """In one poll or one after the other: the buyer still must act, and surely.

    Words of the same demand say what it is for, words about another change nothing.
    """
    scans = [scan(11, NEEDS_PAPERS), scan(11.2, TRAVELS, words, "BR")]
    held = parcel()
    for poll in [scans] if together else [[one] for one in scans]:
        held, _ = advance(held, poll, LANE, at(11.3))
    [hold] = held.holds
    assert (hold.who_must_act, hold.decided_by) == (Actor.BUYER, DecidedBy.SUB_CODE)
    assert (hold.kind, hold.scan_id) == (kind, scans[0].id)


def test_a_later_sub_status_names_another() -> None:
    """What customs itself says last stands, also over what words alone had said before."""
    scans = [
        scan(11, TRAVELS, ASKS_DUTIES, "BR"),
        scan(12, NEEDS_PAPERS),
        scan(13, NEEDS_PAPERS, "Customs: the sender must provide the commercial invoice"),
    ]
    held = parcel()
    seen = []
    for one in scans:
        held, _ = advance(held, [one], LANE, one.at)
        [hold] = held.holds
        seen.append((hold.who_must_act, hold.decided_by))
    assert seen == [
        (Actor.UNKNOWN, DecidedBy.TEXT),
        (Actor.BUYER, DecidedBy.SUB_CODE),
        (Actor.SELLER, DecidedBy.SUB_CODE),
    ]


def test_words_from_elsewhere_never_make_the_buyer_act() -> None:
    """Only the destination's carrier knows what its customs wants of the buyer."""
    words = "Import customs: held, duties must be paid by the recipient"
    scans = [scan(11, "", words, None), scan(12, "", words, None)]
    folded, _ = advance(parcel(), scans, LANE, at(15))
    assert Actor.BUYER not in {hold.who_must_act for hold in folded.holds}


NO_IMPORT = st.lists(
    st.builds(
        scan,
        st.integers(0, 120).map(lambda quarter: quarter / 4),
        st.just(PRESENTED) | st.just(RELEASED) | st.just(TRAVELS),
        st.sampled_from(["", "送交出口海关", "Export customs clearance", "Customs clearance"]),
        st.sampled_from(["CN", "SG", None]),
    ),
    max_size=10,
)


@given(NO_IMPORT, st.integers(0, 90))
def test_export_transit_and_unknown_clearance_is_never_a_hold(scans: list[Scan], day: int) -> None:
    """Of whatever age: only import clearance is the buyer's."""
    assert advance(parcel(), scans, LANE, at(day))[0].holds == ()


CUSTOMS = st.lists(
    st.builds(
        scan,
        st.integers(0, 120).map(lambda quarter: quarter / 4),
        st.sampled_from([PRESENTED, NEEDS_PAPERS, NEEDS_PAPERS, RELEASED, OUT]),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda one: one.at,
)


@given(CUSTOMS, st.data())
def test_late_scans_never_renumber_a_hold(scans: list[Scan], data: st.DataObject) -> None:
    """Moved, split or merged: a hold that meets a known one has a known ordinal, and none is lost.

    So what a buyer was told of an ordinal is never told again under another.
    """
    known = parcel()
    for step, one in enumerate(data.draw(st.permutations(scans))):
        newest = max((scan.at for scan in known.scans), default=at(0))
        before = known
        known, _ = advance(before, [one], LANE, at(40) + timedelta(hours=step))
        ordinals = {hold.ordinal for hold in before.holds}
        assert ordinals <= {hold.ordinal for hold in known.holds}
        for hold in known.holds:
            near = {old.ordinal for old in before.holds if _near(hold, old, newest)}
            assert (hold.ordinal in near) if near else (hold.ordinal not in ordinals)
        assert sum(hold.until is None for hold in known.holds) <= 1
        assert list(known.holds) == sorted(known.holds, key=lambda h: (h.since, h.ordinal))


def _near(hold: Hold, old: Hold, newest: datetime) -> bool:
    """The rule in its own words: the two overlap, or lie within 72 hours."""
    end = old.until or max(old.since, newest)
    until = hold.until or at(10_000)
    return hold.since - NEAR <= end and old.since - NEAR <= until


def test_both_halves_of_a_split_hold_keep_its_ordinal() -> None:
    """A late release splits what was one hold: the buyer was told of both halves already."""
    one, _ = advance(parcel(), [scan(2, NEEDS_PAPERS), scan(12, NEEDS_PAPERS)], LANE, at(13))
    assert [hold.ordinal for hold in one.holds] == [1]
    split, _ = advance(one, [scan(5, RELEASED)], LANE, at(13))
    assert [(hold.ordinal, hold.since, hold.until) for hold in split.holds] == [
        (1, at(2), at(5)),
        (1, at(12), None),
    ]
    third, _ = advance(split, [scan(14, OUT), scan(30, NEEDS_PAPERS)], LANE, at(31))
    assert [hold.ordinal for hold in third.holds] == [1, 1, 2]


def test_a_merged_hold_keeps_the_lowest_ordinal() -> None:
    """Two that turn out to be one are the first; the second's ordinal is never given again."""
    first = [scan(2, NEEDS_PAPERS), scan(3, RELEASED)]
    two, _ = advance(parcel(), first, LANE, at(4))
    two, _ = advance(two, [scan(9, NEEDS_PAPERS)], LANE, at(10))
    assert [hold.ordinal for hold in two.holds] == [1, 2]
    # The release turns out to have been another parcel's: the same id comes with other words.
    without = two.model_copy(update={"scans": (first[0], scan(9, NEEDS_PAPERS))})
    merged, _ = advance(without, [], LANE, at(11))
    lasting = [hold for hold in merged.holds if hold.until is None]
    assert [hold.ordinal for hold in lasting] == [1]
    later, _ = advance(merged, [scan(12, OUT), scan(30, NEEDS_PAPERS)], LANE, at(31))
    assert max(hold.ordinal for hold in later.holds) == 3

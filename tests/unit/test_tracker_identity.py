"""Whether a number is surely the order's: told nothing of it, elsewhere, sooner than it can be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Doubt, Parcel, Scan
from services.tracker.cadence import LABEL_LOOK, next_poll
from services.tracker.change import Row, learn
from services.tracker.identity import Claim, claimed
from services.tracker.lane import PRIORS
from services.tracker.numbers import new_parcel
from services.tracker.pace import soonest
from services.tracker.parcel import advance
from services.tracker.silence import heard
from services.tracker.surroundings import Surroundings
from services.tracker.unfound import FOUND_WITHIN, judged_at
from tests.support.tracks import DELIVERED, OUT, PICKED_UP, SHOP, TRAVELS, at, parcel, scan, update

H = timedelta(hours=1)
LANE = PRIORS.lane("standard")
MINE = Claim(f"{SHOP}/1", "b1", "BR", shipped_at=at(0))


def _asked(known: Parcel, *days: float) -> Parcel:
    """The parcel after answers without a scan, so many days after it was sent."""
    for day in days:
        told = claimed(heard(known, update(), at(day)), [MINE])
        known, _ = advance(told, [], LANE, at(day))
    return known


@pytest.mark.parametrize(
    ("days", "doubtful"),
    [
        ((), False),
        ((1, 2, 3), False),  # the first answer was two days before the last
        ((1, 4), True),
        ((0.1, 3.1), True),
        ((9,), False),  # registered late: the provider has to ask the carrier first
        ((9, 11), False),
        ((9, 12), True),
        ((-2, 1.5), False),  # asked for before it was sent
    ],
)
def test_a_number_is_not_found_after_three_days_of_answers(
    days: tuple[float, ...], doubtful: bool
) -> None:
    """Three days after the shipment and after the first answer, and only by an answer then."""
    folded = _asked(parcel(), *days)
    assert (folded.doubts == (Doubt.NOT_FOUND,)) == doubtful
    assert (folded.identity == "doubtful") == doubtful


@given(st.lists(st.floats(min_value=-1, max_value=20), min_size=1, max_size=8))
def test_not_found_needs_two_answers_three_days_apart(days: list[float]) -> None:
    """However often the provider is asked; time alone, without an answer, doubts nothing."""
    ordered = sorted(days)
    folded = _asked(parcel(), *ordered)
    apart = at(ordered[-1]) - max(at(ordered[0]), at(0))
    assert (Doubt.NOT_FOUND in folded.doubts) == (apart >= FOUND_WITHIN)
    later, _ = advance(claimed(folded, [MINE]), [], LANE, at(60))
    assert later.doubts == folded.doubts


def test_the_first_scan_ends_the_doubt() -> None:
    """A notice of the label is enough: the carrier knows the number."""
    lost = _asked(parcel(), 1, 4)
    found, _ = advance(claimed(lost, [MINE]), [scan(5, "InfoReceived")], LANE, at(5))
    assert (found.identity, found.doubts, found.nothing_since) == ("plausible", (), None)


def test_an_answer_that_failed_does_not_count_as_nothing() -> None:
    """The provider that stopped, or did not reach the carrier, has not looked."""
    for failing in (update(stopped=True), update(sync_failed=True)):
        assert heard(parcel(), failing, at(4)).nothing_since is None


def test_a_number_named_again_is_looked_for_anew() -> None:
    """What was not found for an order that has lost the number is no doubt for the next."""
    void = claimed(_asked(parcel(), 1, 4), [])
    assert void.doubts == ()
    again = claimed(void, [replace(MINE, shipped_at=at(30))])
    assert (again.role, again.doubts, again.nothing_since) == ("original", (), None)


def test_it_is_asked_for_when_it_would_be_doubted() -> None:
    """The poll does not come a day later than the three are over."""
    waits = _asked(parcel(), 0.2, 3)
    assert judged_at(waits) == at(3.2)
    assert next_poll(waits, at(3)).at == at(3.2)
    assert judged_at(_asked(waits, 3.2)) is None


@pytest.mark.parametrize(
    ("scans", "fast"),
    [
        ([scan(0.2, PICKED_UP), scan(1.5, OUT)], True),
        ([scan(0.2, PICKED_UP), scan(2.3, OUT)], False),
        ([scan(-1.5, PICKED_UP), scan(0.6, OUT)], False),  # declared late: it had moved before
        ([scan(-0.5, OUT)], True),  # delivered to somebody before it was sent
        ([scan(0.5, DELIVERED)], False),  # no first mile: it may have been declared late
        ([scan(0.2, PICKED_UP), scan(1, TRAVELS)], False),
    ],
)
def test_sooner_than_the_lane_can_be(scans: list[Scan], fast: bool) -> None:
    """From China to a door in Brazil in a day and a half by standard post: another's parcel."""
    folded, _ = advance(parcel(), scans, LANE, at(9))
    assert (Doubt.FASTER in folded.doubts) == fast


@given(
    service=st.sampled_from(["premium", "standard", "economy"]),
    days=st.floats(min_value=0.01, max_value=60),
    start=st.floats(min_value=0, max_value=2),
)
def test_fast_is_a_matter_of_the_lane_alone(service: str, days: float, start: float) -> None:
    """From the earlier of shipment and first movement; at home a day is enough."""
    lane = PRIORS.lane(service)
    there = start + days
    scans = [scan(start, PICKED_UP), scan(there, DELIVERED)]
    fast = at(there) - at(0) < soonest(lane)
    abroad, _ = advance(parcel(), scans, lane, at(99))
    assert (Doubt.FASTER in abroad.doubts) == fast
    for changes in ({"origin": "BR"}, {"origin": None}, {"shipped_at": None}):
        assert Doubt.FASTER not in advance(parcel(**changes), scans, lane, at(99))[0].doubts


@pytest.mark.parametrize(
    ("told", "wanted", "other"),
    [
        ("531", ("531",), False),
        ("104", ("531",), True),
        ("", ("531",), False),
        ("104", ("",), False),
        ("SW1", ("SW",), False),  # as much of it as both have
        ("d-5", ("D5",), False),
        ("104", ("531", "104"), False),  # a combined shipment goes to one of its orders' places
        ("104", ("531", ""), False),
    ],
)
def test_another_postcode_is_doubtful(told: str, wanted: tuple[str, ...], other: bool) -> None:
    """Where the carrier and every order tell one; in the very answer that tells it."""
    claims = [
        replace(MINE, order_key=f"{SHOP}/{at}", postcode_prefix=one)
        for at, one in enumerate(wanted)
    ]
    change = learn(_row(), claims, Surroundings(), at(4), update=update(postcode_prefix=told))
    assert (Doubt.POSTCODE in change.after.parcel.doubts) == other
    kept = learn(change.after, claims, Surroundings(), at(5))
    assert kept.after.parcel.doubts == change.after.parcel.doubts


def test_a_doubt_makes_one_version_and_its_end_another() -> None:
    """What was found wanting is published once, however often it is found so."""
    row, versions = learn(_row(), [MINE], Surroundings(), at(0)).after, []
    for day, scans in ((1, ()), (2, ()), (4, ()), (5, ()), (6, (scan(6, PICKED_UP),))):
        row = learn(row, [MINE], Surroundings(), at(day), update=update(*scans), polled=True).after
        versions.append((row.parcel.version, row.parcel.identity))
    assert [version for version, _ in versions] == [2, 2, 3, 3, 4]
    assert [identity for _, identity in versions[1:4]] == ["plausible", "doubtful", "doubtful"]


def _row() -> Row:
    fresh = new_parcel("17track/RR123456789CN").model_copy(update={"tracked": "tracked"})
    return Row(fresh, "", {}, 0, None, None)


def test_a_label_is_looked_at_before_anybody_is_asked_about_it() -> None:
    """An hour before two days are over; what has moved is not asked for sooner than usual."""
    assert next_poll(parcel(), at(0) + LABEL_LOOK - H).at == at(0) + LABEL_LOOK
    moved = parcel(last_movement=at(1))
    assert next_poll(moved, at(0) + LABEL_LOOK - H).at != at(0) + LABEL_LOOK

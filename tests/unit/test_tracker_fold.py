"""The fold: a parcel's stage, movement, silence and identity, from scans alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import CustomsState, Doubt, Scan, Stage
from services.tracker.identity import Claim, claimed
from services.tracker.lane import PRIORS, after_working_days, service_of
from services.tracker.parcel import advance
from services.tracker.reading import settled
from services.tracker.silence import heard
from tests.support.tracks import (
    ARRIVED,
    DELIVERED,
    DEPARTED,
    EXPIRED,
    NEEDS_PAPERS,
    OUT,
    PICKED_UP,
    PRESENTED,
    RELEASED,
    RETURNED,
    RETURNING,
    TRAVELS,
    at,
    parcel,
    scan,
    update,
)

LANE = PRIORS.lane("standard")
JOURNEY = (
    scan(1, PICKED_UP),
    scan(3, DEPARTED),
    scan(9, ARRIVED),
    scan(10, PRESENTED),
    scan(11, RELEASED),
    scan(12, OUT),
    scan(12.2, DELIVERED),
)


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        (0, Stage.UNKNOWN),
        (1, Stage.ACCEPTED),
        (2, Stage.IN_TRANSIT),
        (3, Stage.ARRIVED),
        (4, Stage.CUSTOMS),
        (5, Stage.IN_TRANSIT),
        (6, Stage.OUT_FOR_DELIVERY),
        (7, Stage.DELIVERED),
    ],
)
def test_a_journey_goes_through_its_stages(known: int, stage: Stage) -> None:
    """Each scan of a plain journey leads to the stage it names."""
    folded, _ = advance(parcel(), JOURNEY[:known], LANE, at(12.3))
    assert folded.stage is stage
    assert folded.stage_since == (JOURNEY[known - 1].at if known else None)


@given(st.data())
def test_any_order_and_repetition_gives_one_parcel(data: st.DataObject) -> None:
    """What arrives, arrives in any order and more than once; the parcel is the same."""
    held = (*JOURNEY[:4], scan(10.5, NEEDS_PAPERS), scan(20, TRAVELS, "late", "BR"))
    repeated = data.draw(st.lists(st.sampled_from(held)))
    shuffled = data.draw(st.permutations([*held, *repeated]))
    assert advance(parcel(), shuffled, LANE, at(30)) == advance(parcel(), held, LANE, at(30))


STEPS = st.lists(
    st.builds(
        scan,
        st.integers(0, 160).map(lambda quarter: quarter / 4),
        st.sampled_from(
            [PICKED_UP, TRAVELS, ARRIVED, PRESENTED, NEEDS_PAPERS, RELEASED, OUT, DELIVERED,
             RETURNING, RETURNED, EXPIRED, "NotFound_Other", "Nonsense"]
        ),
        st.just(""),
        st.sampled_from(["CN", "BR", "NL", None]),
    ),
    max_size=12,
)  # fmt: skip


@given(STEPS, st.data())
def test_arriving_one_by_one_or_together_is_the_same(
    scans: list[Scan], data: st.DataObject
) -> None:
    """Stage, movement, customs and doubts do not depend on how the scans came to be known."""
    together, _ = advance(parcel(), scans, LANE, at(50))
    stepwise = parcel()
    for one in data.draw(st.permutations(scans)):
        stepwise, _ = advance(stepwise, [one], LANE, at(50))
    remembered = {"holds", "silent_after", "expected_by", "feed_silent_since"}
    assert stepwise.model_dump(exclude=remembered) == together.model_dump(exclude=remembered)


CONTENTS = st.builds(
    scan,
    st.integers(0, 8).map(lambda quarter: quarter / 4),
    st.sampled_from([TRAVELS, PRESENTED]),
    st.sampled_from(["", "seen", "seen again"]),
).flatmap(
    lambda one: st.builds(
        lambda name, seq: one.model_copy(update={"id": name, "seq": seq}),
        st.sampled_from("abcdef"),
        st.integers(0, 2),
    )
)


@given(st.lists(st.lists(CONTENTS, max_size=6), max_size=5))
def test_scans_put_in_place_as_they_come_lie_as_if_all_had_come_at_once(
    answers: list[list[Scan]],
) -> None:
    """Each id once, of whatever contents it came with the same one, in the order of happening."""
    known: tuple[Scan, ...] = ()
    for answer in answers:
        known = settled(known, answer)
    told = [one for answer in answers for one in answer]
    assert known == settled((), reversed(told))
    assert {one.id for one in known} == {one.id for one in told}
    assert all(one in told for one in known)
    places = [(one.at, one.seq, one.id) for one in known]
    assert places == sorted(places)
    assert len({one.id for one in known}) == len(known)


@given(STEPS, st.integers(0, 300))
def test_the_next_poll_is_in_the_future(scans: list[Scan], day: int) -> None:
    """A parcel that will be asked for again is due after now, and before its silence begins."""
    folded, due = advance(parcel(), scans, LANE, at(day))
    assert due is None or due > at(day)
    if due is not None and folded.silent_after is not None and folded.silent_after > at(day):
        assert due <= folded.silent_after


@given(STEPS)
def test_folding_again_changes_nothing(scans: list[Scan]) -> None:
    """A re-fold with nothing new is no new version."""
    once, _ = advance(parcel(), scans, LANE, at(50))
    again, _ = advance(once, scans, LANE, at(50))
    assert again == once


def test_a_final_stage_ends_only_by_a_delivery_to_the_recipient() -> None:
    """After a return or a loss nothing counts but the delivery; and nothing follows that."""
    lost = [scan(1, PICKED_UP), scan(5, "Exception_Lost"), scan(6, TRAVELS, "seen", "BR")]
    assert advance(parcel(), lost, LANE, at(7))[0].stage is Stage.LOST
    found = [*lost, scan(8, DELIVERED)]
    assert advance(parcel(), found, LANE, at(9))[0].stage is Stage.DELIVERED
    assert advance(parcel(), [*found, scan(9, TRAVELS)], LANE, at(9))[0].stage is Stage.DELIVERED


def test_a_delivery_in_the_sending_country_on_the_way_back_is_a_return() -> None:
    """The sender, not the buyer, has it."""
    back = [scan(9, ARRIVED), scan(12, RETURNING), scan(30, DELIVERED, country="CN")]
    assert advance(parcel(), back, LANE, at(31))[0].stage is Stage.RETURNED


def test_expired_is_the_aggregator_giving_up() -> None:
    """No loss and no new stage: the feed is silent from then on, until the parcel is seen again."""
    folded, _ = advance(parcel(), [scan(3, DEPARTED), scan(33, EXPIRED)], LANE, at(34))
    assert folded.stage is Stage.IN_TRANSIT
    assert folded.feed_silent_since == at(33)
    news = update(scan(40, ARRIVED))
    seen, _ = advance(heard(folded, news, at(41)), news.scans, LANE, at(41))
    assert (seen.stage, seen.feed_silent_since) == (Stage.ARRIVED, None)


def test_a_provider_that_stops_is_no_stall() -> None:
    """Feed silence begins when the provider last reached the carrier; the parcel's own stays."""
    moved, _ = advance(parcel(), [scan(3, DEPARTED)], LANE, at(4))
    told = heard(moved, update(stopped=True, synced_at=at(10)), at(12))
    silent, _ = advance(told, [], LANE, at(12))
    assert silent.feed_silent_since == at(10)
    assert silent.silent_after == moved.silent_after == at(13)


def test_silence_keeps_its_instant_when_the_lane_table_changes() -> None:
    """A plan may stand on it: only a new movement or stage sets another."""
    moved, _ = advance(parcel(), [scan(3, DEPARTED)], LANE, at(4))
    slower, _ = advance(moved, [], PRIORS.lane("economy"), at(5))
    assert (slower.silent_after, slower.expected_by) == (at(13), at(18))
    later, _ = advance(slower, [scan(6, TRAVELS)], PRIORS.lane("economy"), at(6))
    assert (later.silent_after, later.expected_by) == (at(21), at(18))


def test_the_same_words_again_are_no_movement() -> None:
    """An aggregator that repeats the last event every day does not make the parcel move."""
    first = scan(3, DEPARTED)
    again = first.model_copy(update={"id": "again", "at": at(5)})
    assert advance(parcel(), [first, again], LANE, at(6))[0].last_movement == at(3)


def test_the_same_words_from_another_place_are_a_movement() -> None:
    """Arrived here and arrived there is a way; two providers' copies of one event are not."""
    first = scan(3, TRAVELS, "Arrived at facility", "CN")
    there = first.model_copy(update={"id": "there", "at": at(5), "place": "there"})
    copied = there.model_copy(update={"id": "copied", "at": at(6), "provider": "correios"})
    assert advance(parcel(), [first, there, copied], LANE, at(6))[0].last_movement == at(5)


def test_a_late_notice_does_not_take_a_parcel_back() -> None:
    """The local carrier's electronic notice comes after the first scans."""
    folded, _ = advance(parcel(), [scan(3, DEPARTED), scan(4, "InfoReceived")], LANE, at(5))
    assert folded.stage is Stage.IN_TRANSIT


def test_customs_in_a_third_country_is_transit() -> None:
    """It is neither a stay at customs nor the customs stage."""
    folded, _ = advance(parcel(), [scan(5, PRESENTED, country="SG")], LANE, at(40))
    assert (folded.stage, folded.customs, folded.holds) == (Stage.IN_TRANSIT, CustomsState.NONE, ())


@pytest.mark.parametrize(
    ("scans", "doubts"),
    [
        ([scan(-1, PICKED_UP)], ()),
        ([scan(-9, PICKED_UP)], (Doubt.EARLIER,)),
        ([scan(1, PICKED_UP), scan(4, TRAVELS, country="NL")], ()),
        ([scan(1, PICKED_UP), scan(4, TRAVELS, country="CL")], (Doubt.ELSEWHERE,)),
        ([scan(1, PICKED_UP), scan(4, OUT, country="NL")], (Doubt.ELSEWHERE,)),
        ([scan(1, PICKED_UP), scan(4, DELIVERED, country="US")], (Doubt.DELIVERED_ELSEWHERE,)),
        ([scan(1, ARRIVED), scan(4, RETURNING), scan(9, DELIVERED, country="CN")], ()),
    ],
)
def test_a_number_that_is_not_this_orders_is_doubtful(
    scans: list[Scan], doubts: tuple[str, ...]
) -> None:
    """Moved before it was sent, seen off the route, or delivered in another country."""
    folded, _ = advance(parcel(), scans, LANE, at(10))
    assert folded.doubts == doubts
    assert folded.identity == ("doubtful" if doubts else "plausible")


def test_a_number_on_two_buyers_orders_is_doubtful() -> None:
    """The same buyer's two orders are a combined shipment; other buyers' or countries' are not."""
    mine = Claim("lazada/shop-1/1", "b1", "BR")
    also = Claim("lazada/shop-1/2", "b1", "BR")
    others = Claim("lazada/shop-1/3", "b2", "BR")
    combined, _ = advance(claimed(parcel(), [mine, also]), [], LANE, at(1))
    assert (combined.identity, len(combined.order_keys)) == ("plausible", 2)
    shared, _ = advance(claimed(parcel(), [mine, others]), [], LANE, at(1))
    assert shared.doubts == (Doubt.SHARED,)
    alone, _ = advance(claimed(shared, [mine]), [], LANE, at(1))
    assert alone.identity == "plausible"


def test_a_number_that_no_order_names_is_void() -> None:
    """A corrected number is void, asked for no more, and an original again if named again."""
    void, due = advance(claimed(parcel(), []), [], LANE, at(1))
    assert (void.role, void.order_keys, due) == ("void", (), None)
    again = claimed(void, [Claim("lazada/shop-1/1", "b1", "BR")])
    assert again.role == "original"


@pytest.mark.parametrize(
    ("name", "carrier", "service"),
    [
        ("AliExpress Standard Shipping", "", "standard"),
        ("CAINIAO_PREMIUM", "", "premium"),
        ("Cainiao Super Economy", "", "economy"),
        (None, "DHL", "premium"),
        (None, "DHL eCommerce", "standard"),
        ("AliExpress", "China Post", "standard"),
    ],
)
def test_services_are_known_by_their_names(name: str | None, carrier: str, service: str) -> None:
    """The word AliExpress names no express service."""
    assert service_of(name, carrier) == service


def test_working_days_leave_weekends_out() -> None:
    """Five working days from a Monday end on the next Monday."""
    assert after_working_days(at(0), 5) == at(7)
    assert after_working_days(at(5), 1) - at(5) == timedelta(days=2)

"""The second look: when the destination's own carrier is asked, and for which number."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import CustomsState, Handoff, Parcel, Stage
from services.connectors.carriers.whose import HOME, named
from services.tracker.circuit import FIRST, LONGEST, OPENS_AFTER, Circuit
from services.tracker.lane import PRIORS, Service
from services.tracker.parcel import advance
from services.tracker.second import STALE, Second, asked, heard_lately, refused, second_look
from tests.support.tracks import (
    ARRIVED,
    DELIVERED,
    DEPARTED,
    NEEDS_PAPERS,
    PRESENTED,
    RELEASED,
    at,
    parcel,
    scan,
)

KNOWN = frozenset({"correios", "ups", "dhl"})
HOLD = [scan(1, DEPARTED), scan(5, ARRIVED), scan(6, NEEDS_PAPERS)]


def folded(*scans: object, now: float, **changes: object) -> Parcel:
    """The parcel after those scans."""
    return advance(parcel(**changes), scans, PRIORS.lane("standard"), at(now))[0]  # type: ignore[arg-type]


def test_a_parcel_on_its_way_is_looked_at_when_its_silence_begins() -> None:
    """Not before: the aggregator tells of everything else."""
    one = folded(scan(1, DEPARTED), now=2)
    planned = second_look(one, None, KNOWN, at(2))
    assert planned is not None
    assert (planned.provider, planned.number) == ("correios", one.number)
    assert planned.at == one.silent_after


@pytest.mark.parametrize(
    "scans", [HOLD, [*HOLD[:2], scan(6, PRESENTED)]], ids=["held", "presented"]
)
def test_what_customs_has_is_looked_at_now(scans: list[object]) -> None:
    """The carrier at the other end knows why."""
    planned = second_look(folded(*scans, now=6.1), None, KNOWN, at(6.1))
    assert planned is not None
    assert planned.at == at(6.1)


def test_a_plan_made_for_later_comes_sooner_when_customs_holds_the_parcel() -> None:
    """And news that changes nothing leave it where it is."""
    before = second_look(folded(scan(1, DEPARTED), now=2), None, KNOWN, at(2))
    held = folded(*HOLD, now=6.1)
    sooner = second_look(held, before, KNOWN, at(6.1))
    assert sooner is not None
    assert sooner.at == at(6.1)
    assert second_look(held, sooner, KNOWN, at(6.5)) == sooner


def test_a_look_that_was_taken_is_followed_by_another_half_a_day_later() -> None:
    """Sooner where a buyer's protection ends within three days."""
    held = folded(*HOLD, now=6.1)
    before = second_look(held, None, KNOWN, at(6.1))
    later = second_look(held, before, KNOWN, at(6.1), taken=True)
    soon = second_look(held, before, KNOWN, at(6.1), at(8), taken=True)
    assert later is not None
    assert soon is not None
    assert later.at is not None
    assert soon.at is not None
    assert timedelta(hours=9) < later.at - at(6.1) < timedelta(hours=15)
    assert timedelta(hours=4) < soon.at - at(6.1) < timedelta(hours=8)


@pytest.mark.parametrize(
    "done",
    [
        folded(*HOLD, scan(9, DELIVERED), now=9.1),
        parcel(role="void", customs=CustomsState.HELD),
        parcel(tracked="pending", customs=CustomsState.HELD),
    ],
    ids=["delivered", "void", "pending"],
)
def test_nobody_is_asked_where_there_is_nothing_to_learn(done: Parcel) -> None:
    """Every call is somebody else's."""
    assert second_look(done, None, KNOWN, at(9.1)) is None


def test_a_release_ends_the_looks_until_the_next_silence() -> None:
    """The plan goes on to the new silence, far ahead."""
    held = second_look(folded(*HOLD, now=6.1), None, KNOWN, at(6.1))
    freed = folded(*HOLD, scan(7, RELEASED), now=7.1)
    planned = second_look(freed, held, KNOWN, at(7.1))
    assert planned is not None
    assert planned.at == freed.silent_after


def test_a_silent_feed_is_looked_at_now_and_so_is_a_number_nobody_follows() -> None:
    """The second provider is the answer to the first one's silence."""
    stopped = parcel(stage=Stage.IN_TRANSIT, feed_silent_since=at(3), silent_after=at(12))
    unpaid = parcel(tracked="untracked", untracked_reason="quota")
    for one in (stopped, unpaid):
        planned = second_look(one, None, KNOWN, at(4))
        assert planned is not None
        assert planned.at == at(4)


@given(service=st.sampled_from(["premium", "standard", "economy"]), last=st.floats(0, 60))
def test_a_silence_is_answered_before_the_aggregator_stops(service: Service, last: float) -> None:
    """On every lane, whatever comes last before customs: before day 28 without an event."""
    for sub_status in (DEPARTED, ARRIVED, PRESENTED):
        one, _ = advance(parcel(), [scan(last, sub_status)], PRIORS.lane(service), at(last))
        planned = second_look(one, None, KNOWN, at(last))
        assert planned is not None
        assert planned.at is not None
        assert planned.at <= at(last + 28)


@pytest.mark.parametrize(
    ("one", "whom"),
    [
        (parcel(), ("correios", "RR123456789CN")),
        (parcel(handoff=Handoff(number="1Z999", carrier="UPS")), ("ups", "1Z999")),
        (parcel(handoff=Handoff(number="NM1BR", carrier="Jadlog")), ("correios", "RR123456789CN")),
        (parcel(number="4PX300", carrier="4PX"), None),
        (parcel(number="JD014600", carrier="DHL Paket"), ("dhl", "JD014600")),
        (parcel(destination="US"), None),
        (parcel(provider="correios"), None),
    ],
    ids=["post", "hand-off", "unknown hand-off", "nobody", "carrier", "not set up", "the first"],
)
def test_whom_to_ask(one: Parcel, whom: tuple[str, str] | None) -> None:
    """The hand-off's carrier with its number, else the destination's post, else the carrier."""
    assert asked(one, KNOWN) == whom


def test_the_marketplace_answers_for_its_own_order_where_nobody_else_does() -> None:
    """AliExpress' own view, for AliExpress' orders alone."""
    known = frozenset({"aliexpress", "correios"})
    strange = parcel(number="4PX300", carrier="4PX", order_keys=("aliexpress/s/1",))
    assert asked(strange, known) == ("aliexpress", "4PX300")
    assert asked(strange.model_copy(update={"order_keys": ("lazada/s/1",)}), known) is None
    postal = parcel(order_keys=("aliexpress/s/1",))
    assert asked(postal, known) == ("correios", postal.number)


def test_a_carrier_that_refuses_the_number_is_asked_no_more() -> None:
    """Until another number is known."""
    held = folded(*HOLD, now=6.1)
    before = second_look(held, None, KNOWN, at(6.1))
    assert before is not None
    no = second_look(held, refused(before, "404"), KNOWN, at(6.1), taken=True)
    assert no is not None
    assert no.at is None
    assert second_look(held, no, KNOWN, at(20)) == no
    handed = held.model_copy(update={"handoff": Handoff(number="1Z999", carrier="UPS")})
    other = second_look(handed, no, KNOWN, at(20))
    assert other is not None
    assert other.at == at(20)


def test_a_carrier_not_heard_for_days_answers_for_no_silent_provider() -> None:
    """An old word is no fresh feed."""
    second = Second("correios", "RR", at(9), "", heard_at=at(8))
    assert heard_lately(second, at(8) + STALE) == "correios"
    assert heard_lately(second, at(8.1) + STALE) == ""
    assert heard_lately(None, at(8)) == ""


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("La Poste", "laposte"),
        ("UPS", "ups"),
        ("DHL eCommerce Asia", "dhl"),
        ("USPS", "usps"),
        ("CAINIAO_STANDARD", "cainiao"),
        ("Upstream Logistics", None),
        ("CTT Correios de Portugal", None),
        ("La Poste Tunisienne", None),
        ("Royal Mail", "royal_mail"),
    ],
)
def test_a_carrier_is_known_by_whole_words(name: str, provider: str | None) -> None:
    """``UPS`` is no part of another name."""
    assert named(name) == provider


def test_posts_that_scan_at_home_are_the_national_ones() -> None:
    """A courier is at home nowhere."""
    assert not {"dhl", "ups", "fedex"} & HOME.keys()


@given(failures=st.integers(1, 30))
def test_a_circuit_opens_after_a_few_failures_and_never_for_long(failures: int) -> None:
    """One failed call is no outage; an answer closes it."""
    circuit = Circuit()
    pauses = [circuit.unanswered(at(0)) for _ in range(failures)]
    assert pauses[: OPENS_AFTER - 1] == [None] * min(failures, OPENS_AFTER - 1)
    told = [pause for pause in pauses if pause is not None]
    assert told == sorted(told)
    assert all(FIRST <= pause <= LONGEST for pause in told)
    circuit.answered()
    assert circuit.until < at(0)
    assert circuit.unanswered(at(0)) is None
    long = timedelta(hours=30)
    assert circuit.unanswered(at(0), long) == long
    assert circuit.until == at(0) + long


def test_second_looks_never_move_because_time_passes() -> None:
    """What is due stays due until it is taken."""
    held = folded(*HOLD, now=6.1)
    before = second_look(held, None, KNOWN, at(6.1))

    def later(now: datetime) -> Second | None:
        return second_look(held, before, KNOWN, now)

    assert {later(at(day)) for day in (6.2, 7.0, 9.0)} == {before}

"""What holds of every case, whatever happens in whatever order."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeState
from schemas.order import Duties, Order, OrderStatus, Promise
from schemas.parcel import Actor, DecidedBy, Direction, Hold, HoldKind, Parcel, Stage
from services.connectors.ports import Capability
from services.notifier.admit import AsTask, Drop, Go, Ledgers, admit
from services.notifier.case import Case, Event
from services.notifier.plan import NEVER, Plan, plan
from services.notifier.policy import Surroundings
from services.notifier.quiet import Waking, closes
from services.notifier.rule import REACHING, SPEAKING
from services.tracker.ordinal import numbered
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    NOW,
    D,
    Desk,
    H,
    around,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
)

HOURS = st.integers(-20 * 24, 40 * 24).map(lambda hours: NOW + hours * H)
MAYBE = st.one_of(st.none(), HOURS)


@st.composite
def orders(draw: Any, version: int) -> Order:
    """An order in any state."""
    promise = draw(MAYBE)
    return order(
        version=version,
        status=draw(st.sampled_from([OrderStatus.SHIPPED] * 3 + list(OrderStatus))),
        promise=Promise(at=promise, source="shop") if promise else None,
        protection_end=draw(MAYBE),
        duties=Duties(payer=draw(st.sampled_from(["prepaid", "buyer_pays", "unknown"]))),
    )


@st.composite
def holds(draw: Any, ordinal: int) -> Hold:
    """A hold of any kind, open or ended."""
    since = draw(HOURS)
    return hold(
        ordinal=ordinal,
        since=since,
        until=draw(st.one_of(st.none(), st.integers(0, 200).map(lambda h: since + h * H))),
        usual_until=since + 5 * D,
        kind=draw(st.sampled_from(HoldKind)),
        direction=draw(st.sampled_from([Direction.IMPORT] * 3 + list(Direction))),
        who_must_act=draw(st.sampled_from([Actor.BUYER] * 3 + list(Actor))),
        decided_by=draw(st.sampled_from([DecidedBy.CODE] * 3 + list(DecidedBy))),
        released=draw(st.booleans()),
    )


@st.composite
def parcels(draw: Any, version: int) -> Parcel:
    """A parcel in any state, with up to two holds."""
    return parcel(
        *[draw(holds(ordinal)) for ordinal in range(1, draw(st.integers(0, 2)) + 1)],
        version=version,
        id=f"17track/N{draw(st.integers(1, 2))}",
        number="N1",
        stage=draw(st.sampled_from(Stage)),
        stage_since=draw(MAYBE),
        identity=draw(st.sampled_from(["plausible", "plausible", "doubtful"])),
        feed_silent_since=draw(st.one_of(st.none(), st.none(), HOURS)),
    )


@st.composite
def disputes(draw: Any, version: int) -> Dispute:
    """A dispute in any state and round."""
    return dispute(
        version=version,
        round=draw(st.integers(1, 3)),
        state=draw(st.sampled_from(DisputeState)),
        answer_due=draw(
            st.one_of(st.none(), HOURS.map(lambda at: {"at": at, "source": "assumed"}))
        ),
    )


@st.composite
def messages(draw: Any, version: int) -> Message:
    """A message of anybody's."""
    return message(
        f"m-{draw(st.integers(1, 3))}",
        version=version,
        sender=draw(st.sampled_from(["buyer", "seller", "platform"])),
        sent_at=draw(HOURS),
        recalled=draw(st.booleans()),
    )


@st.composite
def histories(draw: Any) -> list[Event]:
    """Events with rising versions, so that each object's last one wins."""
    kinds = draw(st.lists(st.sampled_from([orders, parcels, disputes, messages]), max_size=10))
    return [draw(kind(version)) for version, kind in enumerate(kinds, start=1)]


def same_words(case: Case) -> dict[str, Any]:
    """A case without the order in which its shelves were filled."""
    return case.model_dump()


@settings(max_examples=60)
@given(events=histories(), data=st.data())
def test_any_order_and_repetition_of_versions_gives_one_case(
    events: list[Event], data: st.DataObject
) -> None:
    """Shuffled, with some of them twice and thrice."""
    more = data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else []
    shuffled = data.draw(st.permutations(events + more))
    assert same_words(case_of(*shuffled)) == same_words(case_of(*events))
    assert plan(case_of(*shuffled), DEFAULT, AROUND, NOW) == plan(
        case_of(*events), DEFAULT, AROUND, NOW
    )


@st.composite
def surroundings(draw: Any) -> Surroundings:
    """A shop of any mode, paused or not, on a marketplace that closes and opens."""
    opens, shuts = draw(MAYBE), draw(MAYBE)

    def can(_: Order, __: Any, ___: str | None, at: datetime) -> Capability:
        if opens and at < opens:
            return Capability(allowed=False, reason="not yet", opens_at=opens)
        if shuts and at >= shuts:
            return Capability(allowed=False, reason="no more")
        return Capability(allowed=True, closes_at=shuts)

    shop = around(
        mode=draw(st.sampled_from(["observe", "approve", "automatic", "automatic"])),
        live_since=NOW - draw(st.integers(0, 30)) * D,
    )
    return replace(shop, can=can, paused=draw(st.sampled_from([None, None, "by ann"])))


@settings(max_examples=150)
@given(events=histories(), world=surroundings(), now=HOURS)
def test_every_plan_is_sound(events: list[Event], world: Surroundings, now: datetime) -> None:
    """Not after ``until``, awake only in the future, each key once, buyers only when they wake."""
    case = case_of(*events, now=now - 30 * D)
    found = plan(case, DEFAULT, world, now)
    assert found.errors == ()
    assert found.wake_at is None or now < found.wake_at < NEVER
    keys = [action.key for action in found.actions]
    assert len(keys) == len(set(keys))
    for action in found.actions:
        assert action.due_at == NEVER or action.until is None or action.due_at < action.until
        assert action.until is None or now < action.until
        assert action.due_at <= now or action.due_at == NEVER or found.wake_at is not None
        if action.due_at > now and action.due_at != NEVER:
            assert found.wake_at is not None
            assert found.wake_at <= action.due_at
        if action.kind in SPEAKING and not action.as_task and action.due_at != NEVER:
            assert closes(Waking("ES"), max(action.due_at, now)) is not None
        if world.shop.mode == "observe" and action.kind in REACHING:
            assert action.mode == "observe"
            assert isinstance(admit(action, case, Ledgers(), world, now), Drop)


def essence(found: Plan, now: datetime) -> set[tuple[str, bool, bool]]:
    """What a plan would have done now."""
    return {(one.key, one.due_at <= now, bool(one.as_task)) for one in found.actions}


@settings(max_examples=150)
@given(events=histories(), world=surroundings(), now=HOURS, part=st.floats(0, 1, exclude_max=True))
def test_nothing_changes_before_wake_at(
    events: list[Event], world: Surroundings, now: datetime, part: float
) -> None:
    """Looking again earlier finds the same to do: no wake-up is missing."""
    desk = Desk(case_of(*events, now=now - 30 * D), world)
    found = desk.settle(now)
    end = found.wake_at or now + 60 * D
    between = now + timedelta(seconds=int((end - now).total_seconds() * part))
    again = plan(desk.case, DEFAULT, world, between)
    assert essence(again, between) == essence(found, now)


@settings(max_examples=80)
@given(events=histories(), world=surroundings(), steps=st.lists(st.integers(0, 200), max_size=10))
def test_nothing_fires_twice_nor_after_its_time(
    events: list[Event], world: Surroundings, steps: list[int]
) -> None:
    """However events and wake-ups interleave, a key leaves once, before its ``until``."""
    desk, now = Desk(case_of(now=NOW - 20 * D), world), NOW - 20 * D
    for event, step in zip(events, steps, strict=False):
        now = desk.run(now, now + step * H)
        desk.take(event, now)
    desk.run(now, NOW + 60 * D)
    done = [action.key for _, action, verdict in desk.left if isinstance(verdict, Go | AsTask)]
    assert len(done) == len(set(done))
    for at, action, _ in desk.left:
        assert action.until is None or at < action.until
        assert action.due_at <= at


@st.composite
def refolds(draw: Any) -> list[Parcel]:
    """Readings of one stay at customs, numbered by the tracker itself.

    Late scans move its beginning, split it by a gap or two, join it again, or take it back.
    """
    versions: list[Parcel] = []
    known: tuple[Hold, ...] = ()
    for version in range(1, draw(st.integers(2, 6)) + 1):
        cuts = sorted(draw(st.sets(st.integers(-48, 20), min_size=1, max_size=5)))
        spans = list(zip(cuts[::2], [*cuts[1::2], None], strict=False))
        found = [
            hold(ordinal=0, since=NOW + a * H, until=None if b is None else NOW + b * H)
            for a, b in draw(st.sampled_from([spans, spans, []]))
        ]
        known = numbered(found, known, NOW + 20 * H, moved_on=draw(st.booleans()))
        versions.append(parcel(*known, version=version, stage=Stage.CUSTOMS))
    return versions


@settings(max_examples=150)
@given(versions=refolds(), steps=st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_a_hold_that_late_scans_move_split_and_merge_is_told_once(
    versions: list[Parcel], steps: list[int]
) -> None:
    """One stay, one message and at most one release, whatever its ordinals were meanwhile."""
    desk, now = Desk(case_of(order(promise=None))), NOW + 20 * H
    for version, step in zip(versions, steps, strict=False):
        desk.take(version, now)
        now = max(desk.run(now, now + step * H), now + step * H)
        desk.settle(now)
    desk.run(now, NOW + 7 * D)
    assert len(desk.spoken("hold-buyer-must-act")) <= 1
    assert len(desk.spoken("hold-released")) <= 1


@settings(max_examples=100)
@given(
    ordinals=st.lists(
        st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True), min_size=2, max_size=5
    ),
    steps=st.lists(st.integers(0, 30), min_size=5, max_size=5),
)
def test_a_stay_is_told_once_under_whatever_ordinals(
    ordinals: list[list[int]], steps: list[int]
) -> None:
    """Even if the tracker numbered the same days differently at every reading."""
    desk, now = Desk(case_of(order(promise=None))), NOW
    for version, (names, step) in enumerate(zip(ordinals, steps, strict=False), start=1):
        stays = [
            hold(ordinal=name, since=NOW + (place - 9) * H, until=NOW + (place - 8.5) * H)
            for place, name in enumerate(names)
        ]
        stays[-1] = stays[-1].model_copy(update={"until": None})
        desk.take(parcel(*stays, version=version), now)
        now = max(desk.run(now, now + step * H), now + step * H)
        desk.settle(now)
    assert len(desk.spoken("hold-buyer-must-act")) <= 1


def test_two_stays_far_apart_are_told_each() -> None:
    """A hold that overlaps none is another one."""
    first = hold(until=NOW + H, released=True)
    desk = Desk(case_of(order(promise=None), parcel(hold())))
    desk.settle(NOW)
    second = hold(ordinal=2, since=NOW + 20 * D)
    desk.take(parcel(first, second, version=2), NOW + 20 * D)
    desk.run(NOW + 20 * D, NOW + 22 * D)
    assert [one.occasion[-2:] for one in desk.spoken("hold-buyer-must-act")] == ["#1", "#2"]

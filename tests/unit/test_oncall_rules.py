"""Who hears what, when a notice is told, and what a receiver without a memory is still to hear."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.oncall.audience import Audience, route_of
from services.connectors.oncall.told import FOLD, tell_at, to_say
from services.connectors.ports import Hears
from services.runtime.receivers import Level, Route
from services.runtime.staffed import Staffed, is_staffed
from tests.support.notifier_shell import Receiver

H = timedelta(hours=1)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
LEVELS: tuple[Level, ...] = ("page", "notice")
RULES = ("dispute-answer-page", "brake", "slowdown", "parked", "loop", "bug", "canary", "recover")


def _receiver(name: str, **hears: frozenset[str]) -> Receiver:
    receiver = Receiver(name)
    receiver.hears = Hears(**hears)  # type: ignore[arg-type] # levels and routes are texts
    return receiver


def test_the_machine_is_the_platforms_and_all_else_care() -> None:
    """What the machine says of itself is for who operates it; orders and shops are for care."""
    of: dict[Route, set[str]] = {"care": set(), "platform": set()}
    for rule in RULES:
        of[route_of({"rule": rule, "shop": "lazada/a"})].add(rule)
    assert of["care"] == {"dispute-answer-page", "brake", "slowdown"}
    assert route_of({}) == "care"


def test_receivers_choose_level_route_and_shop() -> None:
    """Each hears what fits all three; what is of no shop is heard by every shop's."""
    audience = Audience(
        [
            _receiver("care_a", routes=frozenset({"care"}), shops=frozenset({"lazada/a"})),
            _receiver("pages", levels=frozenset({"page"})),
            _receiver("machine", routes=frozenset({"platform"}), shops=frozenset({"lazada/a"})),
        ]
    )
    care_a, care_b = {"rule": "x", "shop": "lazada/a"}, {"rule": "x", "shop": "lazada/b"}
    assert audience.names("page", care_a) == ("care_a", "pages")
    assert audience.names("page", care_b) == ("pages",)
    assert audience.names("notice", {"rule": "parked"}) == ("machine",)
    assert audience.names("notice", {"rule": "slowdown"}) == ("care_a",)


@given(
    st.lists(
        st.builds(
            Hears,
            levels=st.frozensets(st.sampled_from(LEVELS), min_size=1),
            routes=st.frozensets(st.sampled_from(("care", "platform")), min_size=1),
            shops=st.frozensets(st.sampled_from(("lazada/a", "lazada/b"))),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_alert_is_nobodys(hears: list[Hears]) -> None:
    """Whatever the settings leave out, each alert has somebody who hears it."""
    receivers = [Receiver(f"r{place}") for place in range(len(hears))]
    for receiver, one in zip(receivers, hears, strict=True):
        receiver.hears = one
    audience = Audience(receivers)
    for level, rule, shop in product(LEVELS, RULES, ("", "lazada/a", "lazada/c")):
        names = audience.names(level, {"rule": rule, "shop": shop})
        assert names
        assert set(names) <= audience.everybody


@given(st.integers(0, 24 * 14 * 60))
def test_a_notice_is_told_when_somebody_is_there(minutes: int) -> None:
    """In the hours of one of its readers, the first that come, after a while for others to join."""
    now = MONDAY + timedelta(minutes=minutes)
    hours = [Staffed("Asia/Shanghai"), Staffed("Europe/Berlin", frozenset(range(5)), 8, 16)]
    told = tell_at(hours, now)
    assert told >= now + FOLD
    assert any(is_staffed(each, told) for each in hours)
    later = now + FOLD
    while later < told:
        assert not any(is_staffed(each, later) for each in hours)
        later += H
    assert tell_at((), now) == now + FOLD


@pytest.mark.parametrize(
    ("said", "leased", "stands", "does"),
    [
        ("", False, True, "say"),
        ("", True, True, "wait"),
        ("page", False, True, "nothing"),
        ("page", False, False, "say"),
        ("page", True, False, "wait"),
        ("", False, False, "forget"),
        ("", True, False, "wait"),
        ("perhaps", False, True, "say"),
        ("perhaps", True, True, "wait"),
        ("perhaps", False, False, "say"),
        (None, False, False, "nothing"),
    ],
)
def test_a_page_and_its_end_are_said_once(
    said: str | None, *, leased: bool, stands: bool, does: str
) -> None:
    """Said again where it may not have been; the end of what was never said is not said."""
    assert to_say(said, leased=leased, stands=stands) == does

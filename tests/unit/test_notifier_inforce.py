"""Since when a rule is in force, as playbooks come and go, and by country."""

from collections.abc import Mapping

import pytest

from services.notifier.inforce import InForce, Named, since, taken
from tests.support.notifier import NOW, D, H

BRAZIL = frozenset({"BR"})
OFF = Named("a", on=False)
ON = Named("a")
OFF_BUT_BRAZIL = Named("a", on=False, otherwise=BRAZIL)
ON_BUT_BRAZIL = Named("a", otherwise=BRAZIL)


def known(*steps: tuple[int, Named | None]) -> Mapping[str, InForce]:
    """What is known after playbooks with one rule, or none, were taken at these hours."""
    found: dict[str, InForce] = {}
    for hours, named in steps:
        found = taken(found, [named] if named else [], NOW + hours * H)
    return found


def dates(found: Mapping[str, InForce], *countries: str) -> list[int | None]:
    """Since which hour the rule is in force in each country; None where it is not."""
    told = []
    for country in countries:
        own = found.get(f"a@{country}") or found.get("a")
        whole = {name: one.since for name, one in found.items()}
        at = since(whole, "a", country)
        told.append(None if own is None or own.out_since or at is None else (at - NOW) // H)
    return told


@pytest.mark.parametrize(
    ("steps", "brazil", "spain"),
    [
        ([(0, OFF), (40, OFF_BUT_BRAZIL)], 40, None),
        ([(0, OFF_BUT_BRAZIL), (40, ON)], 0, 40),
        ([(0, ON), (40, ON_BUT_BRAZIL)], None, 0),
        ([(0, ON), (40, ON_BUT_BRAZIL), (50, ON)], 0, 0),
        ([(0, ON), (40, ON_BUT_BRAZIL), (64, ON)], 64, 0),
        ([(0, ON_BUT_BRAZIL), (2, ON)], 2, 0),
        ([(0, ON_BUT_BRAZIL), (40, ON)], 40, 0),
        ([(0, OFF_BUT_BRAZIL), (40, OFF), (50, OFF_BUT_BRAZIL)], 0, None),
        ([(0, OFF_BUT_BRAZIL), (40, None), (70, OFF_BUT_BRAZIL)], 70, None),
        ([(0, ON), (40, None), (70, ON_BUT_BRAZIL)], None, 70),
        ([(0, ON), (1, OFF_BUT_BRAZIL), (40, ON)], 0, 40),
    ],
)
def test_a_country_that_is_switched_on_later_is_in_force_since_then(
    steps: list[tuple[int, Named | None]], brazil: int | None, spain: int | None
) -> None:
    """Whatever its rule was elsewhere meanwhile; out for less than a day, it keeps its date."""
    assert dates(known(*steps), "BR", "ES") == [brazil, spain]


def test_a_country_whose_rule_is_the_same_as_elsewhere_has_no_date_of_its_own() -> None:
    """Until the two first differ, and from then on it has one."""
    assert known((0, ON)) == {"a": InForce(NOW)}
    there = known((0, ON), (5, ON_BUT_BRAZIL), (6, ON))
    assert there == {"a": InForce(NOW), "a@BR": InForce(NOW)}


def test_a_rule_that_only_changed_its_id_keeps_its_dates() -> None:
    """By country too, there and back, however long between; what was out stays out."""
    new = Named("b", was=("a",), on=False, otherwise=BRAZIL)
    there = known((0, OFF_BUT_BRAZIL), (100, new))
    assert there["b@BR"] == InForce(NOW)
    assert "b" not in there
    back = taken(there, [OFF_BUT_BRAZIL], NOW + 200 * H)
    assert back["a@BR"] == InForce(NOW)
    again = taken(back, [new], NOW + 300 * H)
    assert again["b@BR"] == InForce(NOW)
    gone = taken(again, [], NOW + 400 * H)
    assert all(one.out_since for one in gone.values())
    late = NOW + 20 * D
    assert taken(gone, [new], late)["b@BR"] == InForce(late)


def test_a_rule_that_is_renamed_while_it_is_out_comes_back_as_new() -> None:
    """A new name brings no date back that the old one has lost."""
    gone = known((0, ON), (10, None))
    for hours, expected in ((20, NOW), (100, NOW + 100 * H)):
        there = taken(gone, [Named("b", was=("a",))], NOW + hours * H)
        assert there["b"] == InForce(expected, was=("a",))


def test_a_renamed_rule_that_is_switched_off_is_out_under_both_names() -> None:
    """So that it is new when it comes back much later."""
    off = known((0, ON), (10, Named("b", was=("a",))), (20, Named("b", was=("a",), on=False)))
    assert all(one.out_since == NOW + 20 * H for one in off.values())
    on = taken(off, [Named("b", was=("a",))], NOW + 100 * H)
    assert on["b"] == InForce(NOW + 100 * H, was=("a",))


def test_what_a_rule_once_was_is_never_forgotten() -> None:
    """Whatever its later playbooks say of it, and while it is out."""
    found: dict[str, InForce] = {}
    steps = (Named("b", was=("a",)), Named("b", was=("x",)), Named("b", on=False), None, Named("b"))
    for hours, one in enumerate(steps):
        found = taken(found, [one] if one else [], NOW + hours * H)
        assert found["b"].was == (("a",) if hours == 0 else ("a", "x"))

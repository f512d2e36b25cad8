"""Rules that are otherwise in a country: one id, and the plan as if the rule itself said so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.order import Destination
from services.notifier.difference import difference
from services.notifier.holding import holding
from services.notifier.plan import plan
from services.notifier.playbook import load
from services.runtime.errors import ConfigurationError
from tests.support.notifier import AROUND, NOW, case_of, hold, message, order, parcel

OWN = '{ at: promise - 5d, mode: approve, when: "order.parcels > 0" }'
RULE = "silent-before-promise"
OVERLAY = f"extends: default\nchange:\n  {RULE}: "
VARIED = load(f"{OVERLAY}{{ countries: {{ BR: {OWN}, 'NO': {{ mode: off }} }} }}")
AS_IF = {"BR": load(OVERLAY + OWN), "NO": load(OVERLAY + "{ mode: off }"), "ES": load()}


@pytest.mark.parametrize("country", ["BR", "NO", "ES"])
def test_a_plan_is_that_of_a_playbook_whose_rule_says_so_itself(country: str) -> None:
    """And where the rule has no variant, that of the playbook without any."""
    to = order(destination=Destination(country=country))
    for story in ([to], [to, parcel()], [to, parcel(hold())], [to, parcel(), message()]):
        case = case_of(*story)
        for days in range(0, 20, 4):
            now = NOW + timedelta(days=days)
            assert plan(case, VARIED, AROUND, now) == plan(case, AS_IF[country], AROUND, now)


def test_a_country_that_was_switched_on_speaks_of_nothing_that_began_before() -> None:
    """What already stood is entered as missed there; elsewhere the rule goes by its own date."""
    varied = load(f"{OVERLAY}{{ mode: off, countries: {{ BR: {{ mode: automatic }} }} }}")
    noon = NOW + timedelta(days=8, hours=12)  # half a day after the promise is two days off
    here = replace(AROUND, rules_in_force={f"{RULE}@BR": noon, RULE: NOW})
    for country, playbook, missed in (("BR", varied, True), ("ES", load(), False)):
        case = case_of(order(destination=Destination(country=country)), parcel())
        found = plan(case, playbook, here, noon)
        assert (RULE in [one.rule for one in found.missed]) is missed
        assert (RULE in [one.rule for one in found.actions]) is not missed


def test_which_variant_holds_is_said() -> None:
    """In the words in which it is written; elsewhere nothing is."""
    for country, told in (
        ("BR", "as for BR: when: order.parcels > 0; at: promise - 5d"),
        ("ES", ""),
    ):
        case = case_of(order(destination=Destination(country=country)), parcel())
        found = [one for one in holding(case, VARIED) if one.rule == "silent-before-promise"]
        assert found
        assert all(
            one.variant.startswith(told) and bool(one.variant) == bool(told) for one in found
        )


def test_a_difference_is_told_by_country_and_both_ways() -> None:
    """What comes, what goes, and nothing where nothing is otherwise."""
    assert difference(VARIED, VARIED) == []
    ((rule, coming),) = difference(load(), VARIED)
    assert rule == "silent-before-promise"
    assert "in NO: nothing -> mode: off" in coming
    ((_, going),) = difference(VARIED, load())
    assert "in NO: mode: off -> nothing" in going
    assert VARIED.version != load().version


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{ UK: { mode: off } }", "there is no country UK in ISO 3166-1; did you mean GB?"),
        ("{ BRA: { mode: off } }", "there is no country BRA in ISO 3166-1; did you mean BR?"),
        ("{ BR: { mod: off } }", "a rule in a country has no `mod`; did you mean `mode`?"),
        ("{ BR: { id: x } }", "a rule in a country has no `id`"),
        ("{ BR: { at: promis } }", "there is no anchor promis; did"),
        ("{ BR: { when: order.parcles > 0 } }", "there is no fact order.parcles; did"),
        ("{ BR: { do: { message: nothing } } }", "there is no text nothing"),
        ("{ BR: { do: { conversation: open } } }", "in a country too the rule does a"),
        ("{ BR: off }", "a rule in a country is a mapping"),
        ("[BR]", "`countries` is a mapping"),
    ],
)
def test_each_mistake_in_a_country_is_told_once_at_its_place(written: str, expected: str) -> None:
    """One sentence, on the line of the country."""
    with pytest.raises(ConfigurationError) as caught:
        load(f"{OVERLAY}\n    countries: {written}")
    (found,) = caught.value.problems
    assert found.startswith("playbook:4:")
    assert expected in found

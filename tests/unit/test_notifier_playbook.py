"""Reading a playbook: what it takes, and that every mistake is told with its place."""

import pytest

from schemas.order import OrderStatus
from schemas.parcel import Actor, Stage
from services.notifier.condition import RuleError, compile_condition
from services.notifier.facts import FACTS, Facts, facts
from services.notifier.playbook import DEFAULT, load
from services.notifier.scope import Scope
from services.notifier.subject import subjects
from services.runtime.errors import ConfigurationError
from tests.support.notifier import case_of, dispute, hold, message, order, parcel

GOOD = """\
- id: a-rule
  when: parcel.stage == "pickup"
  once: parcel
  do: { message: pickup_waiting }
"""


def problems(text: str) -> list[str]:
    """What is wrong with a playbook."""
    with pytest.raises(ConfigurationError) as caught:
        load(text)
    return caught.value.problems


def test_the_default_playbook_loads_and_its_version_is_of_its_text() -> None:
    """Two readings are one version; another text is another."""
    assert load().version == load(DEFAULT.read_text()).version
    assert load(GOOD).version != load(GOOD + "\n").version
    assert len({rule.id for rule in load().rules}) == len(load().rules)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("parcel.stage ==", "parcel.stge ==", "playbook:2:9: there is no fact parcel.stge; did"),
        ('== "pickup"', "== 3", "playbook:2:22: found no matching overload"),
        ('== "pickup"', "==", "playbook:2:24: mismatched input"),
        (' == "pickup"', "", "playbook:2:9: must be true or false, and is STRING"),
        ("parcel.stage", "hold.kind", "playbook:2:9: hold.kind is not known to a rule with"),
        ("once: parcel", "once: parcell", "playbook:3:9: `once` cannot be 'parcell'; did you"),
        ("message:", "massage:", "playbook:4:7: `do` names one kind of action"),
        ("pickup_waiting", "pickup_wait", "playbook:4:18: there is no text pickup_wait; did"),
        ("once:", "at: promis - 2d\n  once:", "playbook:3:7: there is no anchor promis; did"),
        ("once:", "at: promise - 2 weeks\n  once:", "playbook:3:7: must be `anchor`, or"),
        ("once:", "until: promise or hold.since\n  once:", "playbook:3:21: hold.since is not"),
        ("once:", "untill: promise\n  once:", "playbook:3:3: a rule has no `untill`; did you"),
        ("once:", "times: 0\n  once:", "playbook:3:10: `times` is a number"),
        ("once:", "late: drop\n  once:", "playbook:3:9: `late` is about `at`"),
        ("once:", "past: due\n  once:", "playbook:3:9: what reaches a buyer or a platform is"),
        ("a-rule", "A_rule", "playbook:1:7: an id is words-in-lower-case"),
        ("  once: parcel\n", "", "playbook:1:3: a rule needs `once`"),
        ("{ message: pickup_waiting }", "{ extend: extend_protection }", "playbook:4:7: `extend`"),
        ("pickup_waiting", "ship_by_near", "playbook:4:18: ship_by_near is a text for staff"),
        ("message: pickup", "task: pickup", "playbook:4:15: pickup_waiting is a text for buyers"),
        ("{ message: pickup_waiting }", "{ remedy: remedy }", "playbook:4:7: a remedy follows"),
        ("message: pickup_waiting", "carrier_search: remedy", "playbook:4:7: a carrier is asked"),
        ("message: pickup_waiting", "extend: remedy, days: ²", "playbook:4:7: `extend` needs"),
        ("message: pickup_waiting", "extend: remedy, days: 366", "playbook:4:7: `extend` adds at"),
        ("once:", "times: ²\n  once:", "playbook:3:10: `times` is a number"),
        ("once:", "every: 0h\n  once:", "playbook:3:10: `every` is longer than nothing"),
        ("once:", "every: 99999999999d\n  once:", "playbook:3:10: `every` must be at most 400"),
        ("once:", "at: promise + 99999999d\n  once:", "playbook:3:7: must be at most 400 days"),
        ("once:", "at: promise + 401wd\n  once:", "playbook:3:7: must be at most 400 days"),
        ("once:", "countries: {[BR]: {}}\n  once:", "playbook:3:15: must be a single value"),
        ("- id", "\x01- id", "playbook:1:1: not YAML: special characters are not allowed"),
        (GOOD, "[" * 3000, "playbook: not a playbook: nested too deeply"),
        (
            GOOD,
            "extends: default\nchange: {lost-claim: {[a]: b}}",
            "playbook:2:23: must be a single",
        ),
    ],
)
def test_each_mistake_is_told_with_line_and_column(old: str, new: str, expected: str) -> None:
    """One mistake, one sentence, at its place."""
    found = problems(GOOD.replace(old, new))
    assert found
    assert found[0].startswith(expected)


def test_all_mistakes_are_told_at_once_in_order() -> None:
    """Nobody mends a file one error at a time; an id taken twice is one of them."""
    text = GOOD.replace("parcel.stage", "parcel.stge") + GOOD.replace("pickup_waiting", "nothing")
    found = problems(text)
    assert [problem.split(":")[1] for problem in found] == ["2", "5", "8"]


def test_a_mistake_in_folded_text_is_told_where_it_stands() -> None:
    """The column is that of the file, not of the joined line."""
    text = GOOD.replace(
        'when: parcel.stage == "pickup"',
        'when: >-\n    parcel.stage == "pickup"\n    && feed.frsh',
    )
    assert problems(text)[0].startswith("playbook:4:8: there is no fact feed.frsh")


def test_what_is_not_a_list_of_rules_is_said_so() -> None:
    """An empty file, a mapping, or no YAML."""
    assert "is a list of rules" in problems("")[0]
    assert "is a list of rules" in problems("id: x")[0]
    assert "not YAML" in problems("- id: [")[0]


def test_every_fact_is_there_for_every_subject_with_its_type() -> None:
    """So a condition can never meet a missing one."""
    kinds = {"STRING": str, "BOOL": bool, "INT": int}
    full = case_of(order(), parcel(hold()), dispute(), message())
    for case in (full, case_of(parcel(hold())), case_of(dispute(), message()), case_of()):
        for scope in Scope:
            for subject in subjects(case, scope):
                found = facts(subject)
                assert found.keys() == FACTS.keys()
                assert all(type(found[name]) is kinds[FACTS[name].type] for name in found)


def test_a_result_that_is_neither_true_nor_false_is_a_rule_error() -> None:
    """An unknown counts as true in Python; here it never does."""
    condition = compile_condition("hold.ordinal / hold.ordinal == 1", Scope.HOLD)
    with pytest.raises(RuleError, match="divide by zero"):
        condition.holds({"hold.ordinal": 0})


def test_the_index_leaves_every_rule_that_holds_and_no_other_whose_rest_does() -> None:
    """What rules are ruled out by is never but a part of their condition that is false."""
    parcels = [parcel(hold(who_must_act=who)) for who in Actor]
    parcels += [parcel(stage=stage, role=role) for stage in Stage for role in ("original", "void")]
    stories = [(order(), one, dispute(), message()) for one in parcels]
    stories += [(order(status=status), parcel(hold()), message()) for status in OrderStatus]
    playbook = load()
    asked = {
        # Beside an ``||`` nothing is a plain part: CEL judges the whole.
        rule.id: compile_condition(f"({rule.when.text}) || false", rule.once)
        for rule in playbook.rules
    }
    for story in stories:
        for scope, index in playbook.by_scope.items():
            for subject in subjects(case_of(*story), scope):
                found = Facts(subject)
                left = [rule.id for rule in index.left(found) if rule.when.rest(found)]
                assert left == [one.id for one in index.rules if asked[one.id].holds(found)]


def test_a_condition_has_no_clock() -> None:
    """``when`` cannot ask for the time."""
    for text in ("now() > order.parcels", "timestamp(now) > timestamp(now)"):
        with pytest.raises(ConfigurationError):
            load(GOOD.replace('parcel.stage == "pickup"', text))

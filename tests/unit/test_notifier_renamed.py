"""Rules that were called otherwise in another playbook, and what was said under those names."""

from dataclasses import replace

import pytest

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier.case import ActionChanged, Case
from services.notifier.inforce import InForce
from services.notifier.plan import plan
from services.notifier.playbook import Playbook, load
from services.notifier.renamed import carried
from tests.support.notifier import AROUND, KEY, NOW, H, case_of, hold, order, parcel

Known = dict[str, InForce]


def rules(*names: str) -> Playbook:
    """A playbook; ``new=old,older`` is a rule that says what it was."""
    text = ""
    for name in names:
        rule, _, was = name.partition("=")
        said = f"  was: [{was}]\n" if was else ""
        text += f"- id: {rule}\n{said}  when: hold.open\n  once: hold\n"
        text += "  do: { message: hold_beyond_usual }\n"
    return load(text)


def known(**was: str) -> list[Known]:
    """What one shop knows of rules that said what they were."""
    return [{rule: InForce(NOW, was=tuple(old.split())) for rule, old in was.items()}]


@pytest.mark.parametrize(
    ("playbook", "notes", "expected"),
    [
        (["old"], {"new": "old"}, {"old": ["new"]}),
        (["old"], {"new": "old", "newer": "new"}, {"old": ["new", "newer"]}),
        (["new"], {"new": "old"}, {"new": ["old"]}),
        (["new=old"], {"new": "old"}, {"new": ["old"]}),
        (["old", "new"], {"new": "old"}, {"old": [], "new": []}),
        (["a", "b"], {"both": "a b"}, {"a": ["both"], "b": ["both"]}),
        (["a"], {"both": "a b"}, {"a": ["both"]}),
        (["a", "b=c"], {"both": "a b", "c": "d"}, {"a": ["both"], "b": ["c", "both", "d"]}),
        (["x"], {"new": "old"}, {"x": []}),
    ],
)
def test_a_rule_carries_on_what_was_said_under_its_other_names(
    playbook: list[str], notes: dict[str, str], expected: dict[str, list[str]]
) -> None:
    """Of other playbooks, but for a name that belongs to another rule of this one."""
    found = carried(rules(*playbook), known(**notes))
    assert {rule.id: list(rule.was) for rule in found.rules} == expected
    indexed = [rule for index in found.by_scope.values() for rule in index.rules]
    assert indexed == list(found.rules)
    assert found.version == rules(*playbook).version


def test_a_playbook_whose_rules_were_never_renamed_is_itself() -> None:
    """Nothing is made anew for most installations."""
    playbook = load()
    assert carried(playbook, known(**{rule.id: "" for rule in playbook.rules})) is playbook


def said(rule: str) -> Case:
    """A case whose buyer was told of the hold by a rule of that name."""
    deed = Action(
        key=f"{KEY}|{rule}|RR123456789CN#1",
        order_key=KEY,
        version=1,
        rule=rule,
        occasion="RR123456789CN#1",
        kind=ActionKind.MESSAGE,
        status=ActionStatus.DONE,
        channel="chat",
        claimed_at=NOW - H,
        done_at=NOW - H,
    )
    return case_of(order(), parcel(hold()), ActionChanged(deed))


def test_nothing_is_said_twice_by_a_rule_that_has_its_old_name_back() -> None:
    """And what it had seen under the other name it has not seen for the first time."""
    plain, notes = rules("old"), known(new="old")
    case = said("new")
    assert plan(case, plain, AROUND, NOW).actions
    assert not plan(case, carried(plain, notes), AROUND, NOW).actions
    waiting = case_of(order(), parcel(hold()))
    waiting = waiting.model_copy(update={"seen": {"new|RR123456789CN#1": NOW - 5 * H}})
    back = plan(waiting, carried(plain, notes), AROUND, NOW)
    assert not back.seen
    assert back.actions[0].was == ("new",)
    assert replace(back.actions[0], was=()) == plan(waiting, plain, AROUND, NOW - 5 * H).actions[0]

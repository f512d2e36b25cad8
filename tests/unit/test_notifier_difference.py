"""What two playbooks say otherwise, as people are told it."""

import pytest

from services.notifier.difference import difference
from services.notifier.playbook import load

RULE = """
- id: told
  when: hold.open
  once: hold
  at: hold.since + 2h
  do: { message: hold_beyond_usual }
"""
ONE = load(RULE)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("hold.since + 2h", "hold.since + 3h", "at: hold.since + 2h -> hold.since + 3h"),
        ("  at: hold.since + 2h\n", "", "at: hold.since + 2h -> nothing"),
        ("hold.open", "hold.open && order.parcels > 0", "when: hold.open -> hold.open && "),
        ("once: hold", "once: hold\n  times: 2", "times: 1 -> 2"),
        ("once: hold", "once: hold\n  times: 2\n  every: 72h", "every: 24h -> 72h"),
        ("once: hold", "once: hold\n  mode: approve", "mode: automatic -> approve"),
        ("once: hold", "once: hold\n  until: hold.since + 5d", "until: nothing -> hold.since + 5d"),
        ("once: hold", "once: hold\n  about: it waits", "about: nothing -> it waits"),
        ("hold_beyond_usual", "hold_needs_buyer", "do: message hold_beyond_usual -> message hold_"),
    ],
)
def test_each_key_that_is_otherwise_is_told_as_it_is_written(
    old: str, new: str, words: str
) -> None:
    """What it was and what it becomes, both ways round, under the rule that says it."""
    other = load(RULE.replace(old, new))
    ((rule, there),) = difference(ONE, other)
    assert rule == "told"
    assert any(each.startswith(words) for each in there)
    ((rule, back),) = difference(other, ONE)
    assert rule == "told"
    assert len(back) == len(there)


def test_what_is_written_otherwise_and_says_the_same_is_no_difference() -> None:
    """Spaces, comments, and a key that says what holds without it."""
    plain = RULE.replace("hold.open", "  hold.open  ").replace(
        "once: hold", "once: hold\n  times: 1"
    )
    assert difference(ONE, load(f"# a comment\n{plain}")) == []


def test_rules_that_come_go_and_are_renamed() -> None:
    """A new one is told whole, a lost one by its name; a renamed one is the one that it was."""
    new = RULE.replace("id: told", "id: fresh")
    assert difference(load("[]"), ONE) == [
        ("told", ["is new", *_whole("hold.open", "hold.since + 2h")])
    ]
    assert difference(ONE, load("[]")) == [("told", ["is gone"])]
    assert [rule for rule, _ in difference(ONE, load(new))] == ["fresh", "told"]
    renamed = load(new.replace("once:", "was: [told]\n  once:"))
    assert difference(ONE, renamed) == [("fresh", ["was called told"])]
    assert difference(renamed, ONE) == [("told", ["was called fresh"])]


def _whole(when: str, at: str) -> list[str]:
    return ["do: message hold_beyond_usual", "once: hold", f"when: {when}", f"at: {at}"]

"""The given/expect cases beside the playbook, and what the runner does with wrong ones."""

from pathlib import Path

import pytest

from services.notifier.examples import DEFAULT, play
from services.notifier.playbook import load
from services.notifier.texts import default
from services.runtime.errors import ConfigurationError

PLAYBOOK, TEXTS = load(), default()


@pytest.mark.parametrize("answer", play(DEFAULT, PLAYBOOK, TEXTS), ids=lambda one: one.name)
def test_the_default_playbook_does_what_is_expected_of_it(answer: object) -> None:
    """Every case that comes with the program."""
    assert not answer.against  # type: ignore[attr-defined]  # of play


def test_a_case_that_does_not_come_out_says_how(tmp_path: Path) -> None:
    """What was not expected, what was and did not happen, and a rule that does not exist."""
    wrong = tmp_path / "cases.yaml"
    wrong.write_text(
        "- case: one\n  given: {}\n  until: 1h\n  expect: [{rule: pickup-waiting, do: message}]\n"
    )
    (answer,) = play(wrong, PLAYBOOK, TEXTS)
    assert answer.against == ("pickup-waiting was to message",)
    wrong.write_text("- case: two\n  given: {}\n  never: [pick-up]\n")
    with pytest.raises(ConfigurationError, match=r"two: there is no rule pick-up"):
        play(wrong, PLAYBOOK, TEXTS)
    wrong.write_text("- case: three\n  given: {order: {statu: paid}}\n")
    with pytest.raises(ConfigurationError, match="statu"):
        play(wrong, PLAYBOOK, TEXTS)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("- 3", "a case is a mapping"),
        ("- case: a\n  until: 3", "a time is written such as"),
        ("- case: a\n  until: 99999999d", "at most 400 days"),
        ("- case: a\n  given: {ordr: {}}", "there is no `ordr`"),
        ("- case: a\n  then: [{at: 1h, parcl: {}}]", "there is no `parcl`"),
        ("- case: a\n  then: [{parcel: {}}]", "it needs `at`"),
        ("- case: a\n  given: {parcel: {holds: [3]}}", "a: "),
        ("- case: a\n  expect: [3]", "a: "),
        ("[" * 3000, "nested too deeply"),
        ("\x01", "special characters"),
    ],
)
def test_a_case_that_cannot_be_read_is_named(tmp_path: Path, told: str, words: str) -> None:
    """Whatever stands in the file: a complaint, and a word that means nothing is one."""
    wrong = tmp_path / "cases.yaml"
    wrong.write_text(told)
    with pytest.raises(ConfigurationError, match=words):
        play(wrong, PLAYBOOK, TEXTS)

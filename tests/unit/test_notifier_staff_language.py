"""What the shop's people read, in their language."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from schemas.action import RemedyKind
from schemas.dispute import DisputeKind
from schemas.parcel import Direction
from services.desk.words import known
from services.notifier import doubts, staff_words
from services.notifier.faults import ComplaintType, Party
from services.notifier.hearing.topics import Topic
from services.notifier.playbook import load
from services.notifier.policy import Surroundings
from services.notifier.speech import render
from services.notifier.texts import DIRECTORY, STAFF, default
from services.runtime.terms import names, terms_of
from tests.support.notifier import AROUND, case_of, dispute, hold, message, order, parcel, planned

CHINESE = DIRECTORY / staff_words.folder_of("zh-Hans")
BLOCKED = "Blocked by the platform: please tell the buyer"
MARKS = re.compile(r"{[{%].*?[%}]}")
DEFAULTED = re.compile(r' or ".*?"')
PLACES = re.compile(r"{\w+}")
MARKETPLACES = ("aliexpress", "lazada", "ebay", "paypal", "other")


def chinese() -> Surroundings:
    """A shop whose people read Simplified Chinese."""
    return replace(AROUND, shop=replace(AROUND.shop, staff_language="zh-Hans"))


@pytest.mark.parametrize("path", sorted((DIRECTORY / STAFF).glob("*.txt")), ids=lambda p: p.stem)
def test_a_staff_text_says_the_same_in_chinese(path: Path) -> None:
    """Each exists, fills the same values under the same conditions, and tells what to do."""
    english = (DIRECTORY / STAFF / path.name).read_text(encoding="utf-8")
    same = (CHINESE / path.name).read_text(encoding="utf-8")
    kept = [DEFAULTED.sub("", mark) for mark in MARKS.findall(english)]
    assert sorted(kept) == sorted(DEFAULTED.sub("", mark) for mark in MARKS.findall(same))
    assert "怎么办：" in same


def test_every_staff_text_can_be_filled_in_chinese() -> None:
    """With everything known, and with nothing known but what raised it; buyers' languages stay."""
    full = case_of(order(), parcel(hold()), dispute(), message())
    bare = case_of(dispute(answer_due=None), message())
    for case in (full, bare):
        action = planned(case, "dispute-opened")
        assert action is not None
        for path in CHINESE.glob("*.txt"):
            args = {**action.args, "days": "7"}
            text = render(replace(action, template=path.stem, args=args), case, chinese())
            assert text.subject
            assert text.language == "zh-Hans"
            assert "None" not in text.subject + text.body
            assert "not received" not in text.subject + text.body
    assert not {one for one in default().languages if one.startswith(STAFF)}


def test_every_word_of_ours_has_its_chinese() -> None:
    """Kinds, topics, doubts, what silence costs: none is left in English in a sentence."""
    words = {str(one).replace("_", " ") for one in (*DisputeKind, *Topic)}
    words |= {str(one).replace("_", " ") for one in ComplaintType}
    words |= {f"the {one}" for one in Party if one is not Party.UNKNOWN}
    words |= {str(one) for one in (*RemedyKind, *Direction)} | set(doubts.WORDS.values())
    for marketplace in MARKETPLACES:
        found = terms_of(marketplace, {}).terms
        words |= {found[name].silence for name in names() & set(found)} - {""}
    assert words <= set(staff_words.known())
    assert (
        staff_words.in_words("Perhaps sent, please check", "zh-Hans")
        != "Perhaps sent, please check"
    )
    assert staff_words.in_words("3 working days", "zh-Hans") == "3 个工作日"


REASONED = (
    "admit",
    "channels",
    "claim",
    "gate",
    "mannerly",
    "marks",
    "money",
    "offers",
    "outcome",
    "placing",
    "speech",
    "spending",
    "stale",
)
"""Modules whose sentences say why a person is asked."""

NO_REASONS = {
    "observe: would have done this (7)",
    "the day's ceiling",
    "the rule's ceiling for the day",
    "the hour's ceiling",
    "the rule's ceiling for the hour",
    "7 (7) is reached",
    "what was paid is not known",
    "the shop has no currency",
    "seen in the chat",
    "it waits for its time",
    "it would pass the cap for the 7 (7 7)",
    "(?<= )(?:7)(?= )|7",
}
"""What no task shows: parts of sentences, and what is said of things that are dropped."""


def sentences(path: Path) -> set[str]:
    """The English of a module: its texts of three words and more, with 7 where one is filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = {
        "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
        for node in joined
    }
    found |= {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in parts | notes
    }
    return {
        one
        for one in found
        if one.strip().count(" ") > 1 and "(?" not in one and one == one.strip()
    }


@pytest.mark.parametrize("module", REASONED)
def test_every_reason_for_a_task_has_its_chinese(module: str) -> None:
    """As the machine says it, with whatever is filled into it."""
    found = sentences(Path(staff_words.__file__).with_name(f"{module}.py")) - NO_REASONS
    missing = {one for one in found if staff_words.in_words(one, "zh-Hans") == one}
    assert missing == set()


def test_what_a_rule_is_about_has_its_chinese() -> None:
    """Of the rules that come with the program; a shop's own are told as they are written."""
    abouts = {one.about for rule in load().rules for one in rule.everywhere}
    assert {one for one in abouts if staff_words.in_words(one, "zh-Hans") == one} == set()
    assert staff_words.in_words("Ask the boss", "zh-Hans") == "Ask the boss"


def test_what_is_filled_into_a_reason_is_told_in_chinese_too() -> None:
    """Where it is a sentence of ours; a name stays, and English is never touched."""
    told = "the marketplace would not have it: it is 400 characters long, and 350 are allowed"
    assert staff_words.in_words(told, "zh-Hans") == "平台不会接受：共400个字符，最多允许350个"
    assert staff_words.in_words(told, "en") == told
    assert "Lazada" in staff_words.in_words("Lazada lets no seller extend protection", "zh-Hans")


def test_both_tables_of_the_desk_fill_the_same_places() -> None:
    """A name that one language has and the other has not would be lost, or break."""
    reasons = yaml.safe_load(staff_words.REASONS.read_text(encoding="utf-8"))
    for english, chinese in {**reasons, **known()}.items():
        assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(chinese)), english

"""What the shop's people read, in their language."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.action import RemedyKind
from schemas.dispute import DisputeKind
from schemas.parcel import Direction
from services.notifier import doubts, staff_words
from services.notifier.faults import ComplaintType, Party
from services.notifier.hearing.topics import Topic
from services.notifier.policy import Surroundings
from services.notifier.speech import render
from services.notifier.texts import DIRECTORY, STAFF, default
from services.runtime.terms import names, terms_of
from tests.support.notifier import AROUND, case_of, dispute, hold, message, order, parcel, planned

CHINESE = DIRECTORY / staff_words.folder_of("zh-Hans")
BLOCKED = "Blocked by the platform: please tell the buyer"
MARKS = re.compile(r"{[{%].*?[%}]}")
DEFAULTED = re.compile(r' or ".*?"')
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

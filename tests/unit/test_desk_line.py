"""Deadlines on a line in time: in order, told by words that touch no others."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.desk.line import WIDTH, Line, drawn, state_of
from services.desk.words import Words
from services.notifier.deadlines import KINDS, Deadline, deadlines
from tests.support.notifier import AROUND, NOW, H, case_of, dispute, order

ROME = ZoneInfo("Europe/Rome")


def _one(name: str, hours: int, *, binds: bool = True, standing: bool = True) -> Deadline:
    at = NOW + hours * H
    return Deadline(name, "order", at, "stated", "", "", binds, standing, at <= NOW)


def _line(*found: Deadline, language: str = "en") -> Line:
    words = Words("zh-Hans" if language == "zh-Hans" else "en")
    ordered = sorted(found, key=lambda one: one.at)
    return drawn(ordered, NOW, ROME, language, words.value)


def test_the_past_lies_before_now_and_what_comes_behind_it() -> None:
    """Along one scale: twice as far in time is twice as far on the line."""
    line = _line(_one("ship_by", -48), _one("protection_end", 48), _one("dispute_until", 96))
    before, after, last = (mark.x for mark in line.marks)
    assert before < line.now < after < last
    assert abs((line.now - before) - (after - line.now)) < 1
    assert abs((last - line.now) - 2 * (after - line.now)) < 1
    assert [mark.number for mark in line.marks] == [1, 2, 3]
    assert [mark.state for mark in line.marks] == ["over", "coming", "coming"]


def test_a_word_says_how_each_stands() -> None:
    """What binds nobody is only known once it is past; what is met is settled."""
    assert state_of(_one("ship_by", -1)) == "over"
    assert state_of(_one("ship_by", -1, standing=False)) == "settled"
    assert state_of(_one("dispute_from", -1, binds=False)) == "past"
    assert state_of(_one("dispute_from", 1, binds=False)) == "coming"


def test_ticks_are_midnights_of_the_viewer() -> None:
    """Those of Rome, an hour before those of UTC, in the viewer's language."""
    line = _line(_one("ship_by", 24 * 3), language="zh-Hans")
    assert [tick.words for tick in line.ticks] == ["3月11日", "3月12日", "3月13日"]
    whole = (line.marks[0].x - line.now) / 72
    assert abs(line.ticks[0].x - line.now - 11 * whole) < 1, "noon in UTC is one o'clock there"


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(KINDS)), st.integers(-9000, 9000)), min_size=1, max_size=12
    ),
    st.sampled_from(["en", "zh-Hans"]),
)
def test_nothing_lies_outside_or_upon_another(found: list[tuple[str, int]], language: str) -> None:
    """Whatever stands on it: words of one lane keep apart, and all is within the drawing."""
    line = _line(*(_one(name, hours) for name, hours in found), language=language)
    assert all(0 <= one <= WIDTH for one in (line.now, *(mark.x for mark in line.marks)))
    assert len(line.ticks) <= 10
    for one, other in zip(line.ticks, line.ticks[1:], strict=False):
        assert other.x - one.x > 60
    for mark in line.marks:
        assert mark.y < line.height
        beside = [other for other in line.marks if other.y == mark.y and other is not mark]
        assert all(other.x != mark.x or other.ends != mark.ends for other in beside)


def test_a_real_case_has_its_deadlines_on_it() -> None:
    """A dispute's answer and what is far ahead stand on one line."""
    found = deadlines(case_of(order(), dispute()), AROUND, NOW)
    line = drawn(found, NOW, ROME, "en", Words("en").value)
    names = [mark.name for mark in line.marks]
    assert "dispute: answer due" in names
    assert "protection end" in names

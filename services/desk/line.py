"""Deadlines as a line in time: where each stands, and where its words have room. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from services.notifier.deadlines import Deadline
from services.notifier.languages import locale_of

WIDTH = 960
"""Of the drawing, in its own units; a sign of its words is about 8 of them."""

_SIDE, _TOP, _LANE = 24, 34, 22
_NARROW, _WIDE = 7.6, 14.0
_GAP = 14.0
_MOST_TICKS = 9
_STEPS = (1, 2, 4, 7, 14, 28, 56, 91, 182, 364)
"""Days between two ticks."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A midnight of the viewer's."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A deadline on the line.

    Attributes:
        number: its row in the table beside.
        state: see ``state_of``.
        ends: its words end at ``x``, where there is no room behind it.
        y: of its words.
    """

    number: int
    name: str
    state: str
    x: float
    y: float
    ends: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The drawing: from the first of what stands on it to the last.

    Attributes:
        now: where the present is.
    """

    width: int
    height: float
    axis: int
    now: float
    ticks: Sequence[Tick]
    marks: Sequence[Mark]


def state_of(one: Deadline) -> str:
    """How a deadline stands, in a word.

    ``coming``; ``over``: it was ours to meet; ``settled``: met, or without an object; ``past``: it
    is, and binds nobody.
    """
    if not one.standing:
        return "settled"
    if one.passed:
        return "over" if one.binds else "past"
    return "coming"


def drawn(
    deadlines: Sequence[Deadline],
    now: datetime,
    zone: ZoneInfo,
    language: str,
    named: Callable[[str], str],
) -> Line:
    """The line of some deadlines, at least one, in the order of their instants.

    Args:
        deadlines: by their instants.
        now: domain time.
        zone: whose midnights are the ticks.
        language: of the ticks' dates.
        named: a deadline's name in the reader's words.
    """
    begins = min(now, deadlines[0].at)
    ends = max(now, deadlines[-1].at, begins + timedelta(days=1))
    scale = (WIDTH - 2 * _SIDE) / (ends - begins).total_seconds()

    def at(instant: datetime) -> float:
        return round(_SIDE + (instant - begins).total_seconds() * scale, 1)

    marks = list(_placed([(one, named(one.name), at(one.at)) for one in deadlines]))
    lowest = max(one.y for one in marks)
    ticks = [
        Tick(at(one), format_skeleton("MMMd", one, tzinfo=zone, locale=locale_of(language)))
        for one in _midnights(begins, ends, zone)
    ]
    return Line(WIDTH, lowest + 10, _TOP, at(now), ticks, marks)


def _placed(found: Sequence[tuple[Deadline, str, float]]) -> Iterator[Mark]:
    """Each one's words in the first lane below the line in which they touch no others."""
    taken: list[list[tuple[float, float]]] = []
    for number, (one, name, x) in enumerate(found, start=1):
        length = _length(f"{number} {name}")
        ends = x + length > WIDTH
        room = (x - length, x) if ends else (x, x + length)
        lane = next((at for at, those in enumerate(taken) if _free(room, those)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(room)
        yield Mark(number, name, state_of(one), x, _TOP + (lane + 1.4) * _LANE, ends)


def _free(room: tuple[float, float], those: Sequence[tuple[float, float]]) -> bool:
    return all(room[1] + _GAP < begins or ends + _GAP < room[0] for begins, ends in those)


def _length(words: str) -> float:
    return sum(_WIDE if east_asian_width(sign) in "WF" else _NARROW for sign in words)


def _midnights(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Those of the zone that lie between, a few of them, none upon another."""
    first, last = begins.astimezone(zone).date(), ends.astimezone(zone).date()
    days = (last - first).days
    step = next((one for one in _STEPS if days / one <= _MOST_TICKS), days // _MOST_TICKS + 1)
    for ordinal in range(1, days + 1, step):
        midnight = datetime.combine(first + timedelta(days=ordinal), time(), zone)
        if midnight <= ends:
            yield midnight

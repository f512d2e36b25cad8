"""Plots as geometry; ``plot.html`` draws them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from services.desk.insight.table import Column, Lines, Ranges
from services.desk.insight.told import cell
from services.desk.insight.weeks import named
from services.desk.words import Words

WIDTH = 760
_LEFT, _RIGHT, _TOP = 70, 20, 14
_HEIGHT = 220
_ROW = 26
_NAMES = 250
"""Units that the names of ranges may take."""
_LONGEST_NAME = 34
_TICKS = 5
_LEAST = 1e-6
"""Below it what is shown is all the same."""
_WEEKS_A_LABEL = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line in its pieces, each of ``x,y`` pairs; ``alone`` are points with no neighbour."""

    name: str
    pieces: tuple[str, ...]
    alone: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A range: its name, where it stands, and from where to where it goes."""

    name: str
    y: float
    low: float
    high: float
    middle: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, in units of a width of ``WIDTH``.

    Attributes:
        says: for whoever does not see it: what it shows, and where the figures are.
        across: ticks of the horizontal axis, ``up`` of the vertical one.
        zero: where nothing is, of ranges that lie on either side of it.
    """

    title: str
    says: str
    height: float
    base: float
    left: float
    right: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    zero: float | None = None


def drawn(words: Words, plot: Lines | Ranges) -> Drawing:
    """A plot in somebody's words."""
    return _lines(words, plot) if isinstance(plot, Lines) else _ranges(words, plot)


def ticks(low: float, high: float) -> list[float]:
    """Round figures that span what is shown, a few of them and two at least."""
    if high - low < _LEAST:
        high = low + 1
    span = high - low
    rough = span / _TICKS
    size = 10 ** floor(log10(rough))
    step = next(size * by for by in (1, 2, 5, 10) if size * by >= rough)
    return [step * at for at in range(floor(low / step), ceil(high / step) + 1)]


def _lines(words: Words, plot: Lines) -> Drawing:
    known = [value for line in plot.lines for value in line.values if value is not None]
    marks = ticks(0, max(known, default=0))
    base, right = _TOP + _HEIGHT, WIDTH - _RIGHT
    column = Column("", plot.per)

    def x(place: int) -> float:
        return round(_LEFT + (right - _LEFT) * place / max(len(plot.weeks) - 1, 1), 1)

    def y(value: float) -> float:
        return round(base - _HEIGHT * value / marks[-1], 1)

    lines = []
    for line in plot.lines:
        runs = _runs(line.values)
        at = [[(x(place), y(value)) for place, value in run] for run in runs]
        lines.append(
            Line(
                words.word(line.name),
                tuple(" ".join(f"{a},{b}" for a, b in run) for run in at if len(run) > 1),
                tuple(run[0] for run in at if len(run) == 1),
            )
        )
    shown = range(len(plot.weeks) - 1, -1, -_WEEKS_A_LABEL)
    return Drawing(
        words.word(plot.title),
        _said(words, plot, column),
        base + 30,
        base,
        _LEFT,
        right,
        across=tuple(Tick(x(place), named(plot.weeks[place])) for place in reversed(shown)),
        up=tuple(Tick(y(value), cell(words, value, column)) for value in marks),
        lines=tuple(lines),
    )


def _said(words: Words, plot: Lines, column: Column) -> str:
    """The weeks, and each line's first and last value."""
    ends = [
        f"{words.word(line.name)} {cell(words, line.values[0], column)} → "
        f"{cell(words, line.values[-1], column)}"
        for line in plot.lines
    ]
    span = f"{named(plot.weeks[0])} – {named(plot.weeks[-1])}"
    return f"{span}: {'; '.join(ends)}. {words.word(plot.figures)}"


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """What stands next to each other without a gap."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def _ranges(words: Words, plot: Ranges) -> Drawing:
    ends = [end for one in plot.ranges for end in (one.low, one.high)]
    marks = ticks(min([0.0, *ends]), max([0.0, *ends]))
    left, right = float(_NAMES), WIDTH - _RIGHT
    base = _TOP + _ROW * len(plot.ranges)
    column = Column("", plot.per)

    def x(value: float) -> float:
        return round(left + (right - left) * (value - marks[0]) / (marks[-1] - marks[0]), 1)

    return Drawing(
        words.word(plot.title),
        words.word(plot.figures),
        base + 30,
        base,
        left,
        right,
        across=tuple(Tick(x(value), cell(words, value, column)) for value in marks),
        bars=tuple(
            Bar(
                _short(" · ".join(words.value(part) for part in one.name if part)),
                _TOP + _ROW * (place + 0.5),
                x(one.low),
                x(one.high),
                None if one.middle is None else x(one.middle),
            )
            for place, one in enumerate(plot.ranges)
        ),
        zero=x(0) if marks[0] < 0 else None,
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"

"""What occurs together more often than by chance. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from services.desk.insight.stats import STRICT, lift, wilson
from services.desk.insight.table import YOUNG, Column, Note, Table

WEEKS = 13
"""Of orders sent, up to the week that is asked for, that are looked at."""

LEAST = 5
"""Orders in which two things occur together, below which nothing is said."""

MOST = 40
"""Pairs that are told."""

Thing = tuple[str, str]
"""What it is of (``country``, ``held``), and which; the second is empty of what just happens."""

OUTCOMES = frozenset({"held", "late", "lost", "disputed", "complaint"})
"""What happened to an order; the other things are what it was."""

_SAME = frozenset({frozenset({"disputed", "complaint"}), frozenset({"country", "lane"})})
"""Where one is a part of the other: that they occur together says nothing."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders that have the same things in them."""

    things: frozenset[Thing]
    orders: int


def together(found: Iterable[Orders]) -> Table:
    """The pairs of which one at least is something that happened, the strongest first."""
    one: Counter[Thing] = Counter()
    both: Counter[tuple[Thing, Thing]] = Counter()
    total = 0
    for orders in found:
        total += orders.orders
        for thing in orders.things:
            one[thing] += orders.orders
        for pair in _pairs(orders.things):
            both[pair] += orders.orders
    told = [
        (pair, count, lift(count, one[pair[0]], one[pair[1]], total))
        for pair, count in both.items()
        # More often than by chance even where chance has helped: the lower end of its interval.
        if count >= LEAST and wilson(count, one[pair[0]], STRICT).low > one[pair[1]] / total
    ]
    told.sort(key=lambda pair: (-pair[2], -pair[1], pair[0]))
    rows = tuple(
        (*first, *second, count, one[first], one[second], one[first] * one[second] / total, times)
        for (first, second), count, times in told[:MOST]
    )
    return Table("together", "What occurs together", _COLUMNS, rows, _notes(total))


def _pairs(things: frozenset[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """The one that is no outcome first."""
    ordered = sorted(things, key=lambda thing: (thing[0] in OUTCOMES, thing))
    for first, second in combinations(ordered, 2):
        same = first[0] == second[0] or frozenset({first[0], second[0]}) in _SAME
        if second[0] in OUTCOMES and not same:
            yield first, second


_COLUMNS = (
    Column("what", "word", of="this"),
    Column("which", "mark", of="this"),
    Column("what", "word", of="with this"),
    Column("which", "mark", of="with this"),
    Column("both", of="orders"),
    Column("this", of="orders"),
    Column("with this", of="orders"),
    Column("by chance", "number", of="orders"),
    Column("lift", "times"),
)


def _notes(total: int) -> tuple[Note, ...]:
    return (
        Note(
            "Of {n} orders sent in the {weeks} weeks up to this one.", {"n": total, "weeks": WEEKS}
        ),
        YOUNG,
        Note("Lift: how many times more often than by chance. It does not say why."),
        Note(
            "Pairs in at least {n} orders, more often than chance makes one pair in a thousand.",
            {"n": LEAST},
        ),
    )

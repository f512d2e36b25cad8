"""What words do: orders that hear nothing unsolicited beside those that do. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.desk.insight.stats import weighed
from services.desk.insight.table import THIN, Cell, Column, Note, Range, Ranges, Table

WEEKS = 26
"""Of orders sent, up to the week that is asked for, that are compared."""

EVERY = "all together"


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of a shop's comparison: its orders, and how many of them went how.

    Attributes:
        arm: ``held_out``, ``told`` or ``unknown``.
    """

    shop: str
    arm: str
    orders: int = 0
    disputed: int = 0
    wrote: int = 0


MEASURED = {"disputed": "disputes", "wrote": "buyers who wrote"}


Sides = Mapping[str, Arm]
"""Both sides of a shop's comparison, by their names."""


def heldout(found: Iterable[Arm]) -> Table:
    """By shop, then all together: shares on each side, and the difference with its interval."""
    arms: dict[str, dict[str, Arm]] = defaultdict(dict)
    for one in found:
        arms[one.shop][one.arm] = one
    unknown = sum(sides["unknown"].orders for sides in arms.values() if "unknown" in sides)
    rows = [_row(shop, name, [arms[shop]]) for shop in sorted(arms) for name in MEASURED]
    if len(arms) > 1:
        rows += [_row(EVERY, name, list(arms.values())) for name in MEASURED]
    told = [row for row in rows if row[-2] is not None]
    plot = Ranges(
        "with words less without, per 1,000 orders",
        tuple(
            Range((str(row[0]), str(row[1])), *map(_figure, (row[7], row[8], row[6])))
            for row in told
        ),
        "mille",
    )
    return Table(
        "holdout",
        "Effect of the holdout",
        _COLUMNS,
        tuple(rows),
        _notes(unknown),
        plot if told else None,
    )


def _figure(cell: Cell) -> float:
    return float(cell or 0)


def _row(shop: str, name: str, shops: Sequence[Sides]) -> tuple[Cell, ...]:
    parts = [_part(one, name) for one in shops]
    told, told_of, out, out_of = (sum(column) for column in zip(*parts, strict=True))
    counts = (out_of, out, told_of, told)
    # A shop with one side alone is compared with nothing.
    both = [part for part in parts if part[1] and part[3]]
    if min(sum(part[1] for part in both), sum(part[3] for part in both)) < THIN:
        return (shop, MEASURED[name], *counts, None, None, None, "too few orders")
    by = weighed(both)
    says = "no clear effect" if not by.sure else ("fewer" if by.value < 0 else "more")
    return (shop, MEASURED[name], *counts, by.value, by.low, by.high, says)


def _part(sides: Sides, name: str) -> tuple[int, int, int, int]:
    """How many of how many of those who are told, then of those held out."""
    told, out = (sides.get(arm, Arm("", arm)) for arm in ("told", "held_out"))
    return getattr(told, name), told.orders, getattr(out, name), out.orders


_COLUMNS = (
    Column("shop", "text"),
    Column("what", "word"),
    Column("orders", of="held out"),
    Column("of them", of="held out"),
    Column("orders", of="told"),
    Column("of them", of="told"),
    Column("told less held out", "mille", of="per 1,000 orders"),
    Column("at least", "mille", of="per 1,000 orders"),
    Column("at most", "mille", of="per 1,000 orders"),
    Column("with words", "word"),
)


def _notes(unknown: int) -> tuple[Note, ...]:
    """What the figures are of; that orders are left out is told where some are."""
    left_out = Note(
        "{n} orders are left out: on which side they were was not yet kept when they were decided.",
        {"n": unknown},
    )
    return (*_NOTES, left_out) if unknown else _NOTES


_NOTES = (
    Note("Of orders sent in the {weeks} weeks up to this one.", {"weeks": WEEKS}),
    Note(
        "A shop's holdout_percent keeps a drawn share of its orders from hearing anything "
        "unsolicited. All orders of a side count, whether or not there was anything to say; the "
        "side of each was drawn, for good, when the shop first acted for it."
    ),
    Note("All together: the shops' own differences, weighed by their orders (Mantel-Haenszel)."),
    Note("Between the two bounds the difference lies in 95 of 100 cases (Newcombe)."),
)

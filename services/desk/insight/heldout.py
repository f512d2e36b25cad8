"""What words do: orders that hear nothing unsolicited beside those that do. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from services.desk.insight.stats import difference
from services.desk.insight.table import THIN, Cell, Column, Note, Range, Ranges, Table

WEEKS = 26
"""Of orders sent, up to the week that is asked for, that are compared."""

EVERY = "all together"


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of a shop's comparison: its orders, and how many of them went how."""

    shop: str
    arm: str
    orders: int = 0
    disputed: int = 0
    wrote: int = 0


MEASURED = {"disputed": "disputes", "wrote": "buyers who wrote"}


def heldout(found: Iterable[Arm]) -> Table:
    """By shop, then all together: shares on each side, and the difference with its interval."""
    arms: dict[str, dict[str, Arm]] = defaultdict(dict)
    for one in found:
        arms[one.shop][one.arm] = one
        arms[EVERY][one.arm] = _with(arms[EVERY].get(one.arm), one)
    if len(arms) == 2:  # noqa: PLR2004 - one shop is all of them
        del arms[EVERY]
    shops = sorted(arms, key=lambda shop: (shop == EVERY, shop))
    rows = tuple(_row(shop, name, arms[shop]) for shop in shops for name in MEASURED)
    told = [row for row in rows if row[-2] is not None]
    plot = Ranges(
        "with words less without, per 1,000 orders",
        tuple(
            Range((str(row[0]), str(row[1])), *map(_figure, (row[7], row[8], row[6])))
            for row in told
        ),
        "mille",
    )
    return Table("holdout", "Effect of the holdout", _COLUMNS, rows, _NOTES, plot if told else None)


def _figure(cell: Cell) -> float:
    return float(cell or 0)


def _with(known: Arm | None, one: Arm) -> Arm:
    counts = [field.name for field in fields(Arm) if field.name not in ("shop", "arm")]
    return Arm(EVERY, one.arm, *(getattr(known, name, 0) + getattr(one, name) for name in counts))


def _row(shop: str, name: str, sides: dict[str, Arm]) -> tuple[Cell, ...]:
    out, told = (sides.get(arm, Arm(shop, arm)) for arm in ("held_out", "told"))
    counts = (out.orders, getattr(out, name), told.orders, getattr(told, name))
    if min(out.orders, told.orders) < THIN:
        return (shop, MEASURED[name], *counts, None, None, None, "too few orders")
    by = difference(counts[3], counts[2], counts[1], counts[0])
    says = "no clear effect" if not by.sure else ("fewer" if by.value < 0 else "more")
    return (shop, MEASURED[name], *counts, by.value, by.low, by.high, says)


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
_NOTES = (
    Note("Of orders sent in the {weeks} weeks up to this one.", {"weeks": WEEKS}),
    Note(
        "A shop's holdout_percent keeps a drawn share of its orders from hearing anything "
        "unsolicited. All orders of a side count, whether or not there was anything to say."
    ),
    Note("Between the two bounds the difference lies in 95 of 100 cases (Newcombe)."),
)

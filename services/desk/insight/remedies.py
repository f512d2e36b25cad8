"""What remedies have cost. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.desk.insight.asked import NAMED
from services.desk.insight.compare import weeks_of
from services.desk.insight.table import Cell, Column, Note, Table


@dataclass(frozen=True, slots=True)
class Spent:
    """What a week's remedies of one kind of complaint have cost a shop, in its currency."""

    week: date
    shop: str
    currency: str
    reason: str
    party: str
    orders: int
    amount: Decimal


def remedies(week: date, found: Iterable[Spent]) -> Table:
    """By shop, complaint and responsible party, the dearest first; then each currency's total."""
    now, *earlier = weeks_of(week)
    groups: dict[tuple[str, ...], dict[date, Spent]] = defaultdict(dict)
    totals: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    orders: dict[str, int] = defaultdict(int)
    for one in found:
        groups[one.shop, one.currency, one.reason, one.party][one.week] = one
        totals[one.currency][one.week] += one.amount
        orders[one.currency] += one.orders if one.week == now else 0
    rows: list[tuple[Cell, ...]] = [
        (
            *key,
            weeks[now].orders if now in weeks else 0,
            *(float(weeks[at].amount) if at in weeks else 0.0 for at in (now, *earlier)),
        )
        for key, weeks in groups.items()
    ]
    rows.sort(key=lambda row: (str(row[1]), -float(row[5] or 0), row[0], row[2], row[3]))
    rows += [
        (
            "all together",
            currency,
            "",
            "",
            orders[currency],
            *(float(of[at]) for at in weeks_of(week)),
        )
        for currency, of in sorted(totals.items())
    ]
    columns = (
        Column("shop", "text"),
        Column("currency", "text"),
        Column(NAMED["reason"], "word"),
        Column(NAMED["party"], "word"),
        Column("orders"),
        *(
            Column(when, "money", of="cost")
            for when in ("this week", "the week before", "the year before")
        ),
    )
    note = Note(
        "What remedies cost counts on the day it was paid, in the shop's currency at the rate of "
        "its settings (offers.rates); refunds that the marketplace decided are not among them."
    )
    return Table("remedies", "Cost of remedies", columns, tuple(rows), (note,))

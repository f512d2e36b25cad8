"""Disputes and late dispatch against each marketplace's limit; the orders most at risk. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.parcel import Hazard
from services.desk.insight.stats import more_until
from services.desk.insight.table import Cell, Column, Note, Table, rate
from services.runtime.limits import MEASURES, Limit, Measure, limits_of
from services.runtime.shops import ShopSettings

MOST = 50
"""Orders at risk that are told."""

SOON = timedelta(hours=48)
"""Before an order's last time to be sent, from which it is at risk."""


UNKNOWN_DAYS = 30
"""That are counted where no limit is known."""


@dataclass(frozen=True, slots=True)
class Span:
    """Of which orders of a shop a share is taken.

    Attributes:
        limit: None: nobody knows any.
    """

    shop: str
    measure: Measure
    since: datetime
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many orders there were, and how many of them count.

    Attributes:
        unknown: orders beside them of which nobody can tell.
    """

    base: int
    count: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Exposed:
    """An order that may yet count.

    Attributes:
        hazard: from 0 (unknown) to 5 (severe).
        by: its promise, or its last time to be sent.
        held: it is at customs now.
    """

    order_key: str
    shop: str
    measure: Measure
    hazard: int
    by: datetime | None
    held: bool


def spans(shops: Iterable[ShopSettings], now: datetime) -> list[Span]:
    """What is counted, of each shop and measure."""
    found = []
    for shop in shops:
        limits = limits_of(shop.marketplace, shop.limits)
        for measure in MEASURES:
            limit = limits.get(measure)
            found.append(Span(shop.key, measure, _since(limit, shop.zone, now), limit))
    return found


def _since(limit: Limit | None, zone: str, now: datetime) -> datetime:
    if limit is None or limit.days:
        return now - timedelta(days=limit.days if limit and limit.days else UNKNOWN_DAYS)
    month = now.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return month.astimezone(now.tzinfo)


def against(counted: Mapping[Span, Counted], now: datetime) -> Table:
    """Each share against its limit, the nearest to it first."""
    rows = []
    for span, found in counted.items():
        limit = span.limit
        percent = limit.percent if limit else None
        left = None
        if limit and percent is not None:
            left = max(more_until(found.count, found.base, percent), limit.spared - found.count)
        rows.append(
            (
                span.shop,
                span.measure,
                "to now" if limit is None or limit.days else "this month so far",
                (now - span.since).days,
                found.base,
                found.count,
                found.unknown,
                rate(found.count, found.base),
                float(percent) / 100 if percent is not None else None,
                left,
                _says(left, limit),
                limit.source if limit else "",
            )
        )
    rows.sort(key=lambda row: (row[9] is None, row[9] or 0, row[0], row[1]))
    return Table("limits", "Against the marketplaces' limits", _COLUMNS, tuple(rows), _NOTES)


def _says(left: int | None, limit: Limit | None) -> str:
    if left is None:
        return "no limit known" if limit is None or limit.percent is None else ""
    if left < 0:
        return "the limit is passed"
    return "the next one passes it" if left == 0 else "within the limit"


def at_risk(found: Iterable[Exposed], now: datetime) -> Table:
    """The orders that may count next, the most likely first."""
    named = {place: str(hazard) for place, hazard in enumerate(Hazard, start=1)}
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(found, key=lambda one: _pressing(one, now)):
        why = _why(one, now)
        if why:
            by = "" if one.by is None else f"{one.by:%Y-%m-%d %H:%M}"
            rows.append((one.order_key, one.measure, why, named.get(one.hazard, ""), by))
    columns = (
        Column("order", "order"),
        Column("what", "word"),
        Column("why", "word"),
        Column("hazard", "mark"),
        Column("due by (UTC)", "mark"),
    )
    notes = (Note("{n} more are not shown", {"n": len(rows) - MOST}),) if len(rows) > MOST else ()
    return Table("risk", "The orders most at risk", columns, tuple(rows[:MOST]), notes)


_LIKELY = 4
"""``high``: from it on an order is at risk by its hazard alone."""


def _why(one: Exposed, now: datetime) -> str:
    if one.measure == "late_dispatch":
        if one.by is not None and one.by <= now:
            return "not sent, and its last time has passed"
        return "to be sent soon" if one.by is not None and one.by - now <= SOON else ""
    if one.by is not None and one.by <= now:
        return "its promise has passed"
    if one.held:
        return "held at customs"
    return "likely to miss its promise" if one.hazard >= _LIKELY else ""


def _pressing(one: Exposed, now: datetime) -> tuple[bool, int, bool, datetime, str]:
    """By whether it is too late already, by hazard, by time."""
    over = one.by is not None and one.by <= now
    far = now + timedelta(days=3650)
    return (not over, -one.hazard, not one.held, one.by or far, one.order_key)


_COLUMNS = (
    Column("shop", "text"),
    Column("what", "word"),
    Column("span", "word"),
    Column("days"),
    Column("orders"),
    Column("of them"),
    Column("not known"),
    Column("share", "percent"),
    Column("limit", "percent"),
    Column("more before it is passed"),
    Column("so", "word"),
    Column("source", "mark"),
)
_NOTES = (
    Note("Up to now, whichever week is shown. Below 0: so many too many."),
    Note(
        "Disputes opened, of orders sent; orders sent late or not yet, of those to be sent by then."
    ),
    Note(
        "Not known: orders of which nobody tells when they were sent, and no scan shows that it "
        "was in time. They stand in no share."
    ),
    Note("A limit that nobody publishes is not guessed: set yours under limits of the shop."),
)

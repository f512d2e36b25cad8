"""A year of weeks, as lines and as figures, and where it is going. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.desk.insight.compare import LAGGED, MEASURED, Sums, plotted, share
from services.desk.insight.stats import wilson
from services.desk.insight.table import THIN, Column, Note, Table
from services.desk.insight.weeks import WEEK, named

WEEKS = 53
"""That are shown: a year, and the week of its beginning."""

RECENT = 4
"""Weeks that are held against as many before them, to tell where it is going."""


LEAST = 10
"""Of what happened in all those weeks, below which no change is told."""


def weeks_to(week: date) -> tuple[date, ...]:
    """The weeks that are shown, the oldest first."""
    return tuple(week - WEEK * back for back in reversed(range(WEEKS)))


def trend(week: date, sums: Mapping[date, Sums]) -> Table:
    """The table of a year up to a week, the newest first, and its plot."""
    weeks = weeks_to(week)
    rows = tuple(
        (
            named(one),
            sums[one].sent,
            *(getattr(sums[one], name) for name in MEASURED),
            *(share(sums[one], name) for name in MEASURED),
        )
        for one in reversed(weeks)
        if one in sums
    )
    columns = (
        Column("week", "text"),
        Column("sent"),
        *(Column(name, of="orders") for name in MEASURED),
        *(Column(name, "mille", of="per 1,000 sent") for name in MEASURED),
    )
    notes = (*(_going(name, weeks, sums) for name in MEASURED), LAGGED)
    plot = plotted(week, sums, WEEKS)
    return Table("trend", "A year, week by week", columns, rows, notes, plot)


def _going(name: str, weeks: Sequence[date], sums: Mapping[date, Sums]) -> Note:
    """Whether the last weeks differ from those before by more than chance does."""
    now, before = (
        sum((sums.get(one, Sums()) for one in some), Sums())
        for some in (weeks[-RECENT:], weeks[-2 * RECENT : -RECENT])
    )
    if min(now.sent, before.sent) < THIN:
        return Note("{what}: too few orders to tell where it is going", {"what": name})
    count, earlier = getattr(now, name), getattr(before, name)
    told = {"what": name, "count": count, "before": earlier, "weeks": RECENT}
    # What happens in a week may be of orders sent before it, so it is no share of those sent: of
    # all that happened in both spans, as much as was sent in each of them falls to it by chance.
    usual = now.sent / (now.sent + before.sent)
    found = wilson(count, count + earlier) if count + earlier >= LEAST else None
    if found is None or found.low <= usual <= found.high:
        return Note("{what}: no clear change ({count} in {weeks} weeks, {before} before)", told)
    if found.low > usual:
        return Note("{what}: rising ({count} in {weeks} weeks, {before} before)", told)
    return Note("{what}: falling ({count} in {weeks} weeks, {before} before)", told)

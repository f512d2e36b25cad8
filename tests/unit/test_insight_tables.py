"""The tables of insight, from counts that a test lays down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.insight import limits
from services.desk.insight.asked import Asked, asked_of
from services.desk.insight.carriers import Way, carriers, lanes
from services.desk.insight.compare import Compared, Sums, Weeks, compared, weeks_of
from services.desk.insight.funnel import Steps, funnel
from services.desk.insight.heldout import Arm, heldout
from services.desk.insight.limits import Counted, Exposed, against, at_risk, spans
from services.desk.insight.plot import drawn, ticks
from services.desk.insight.remedies import Spent, remedies
from services.desk.insight.table import Cell, Column, Lines, Ranges, Table
from services.desk.insight.together import Orders, together
from services.desk.insight.told import cell
from services.desk.insight.trend import trend
from services.desk.insight.weeks import WEEK, last_whole, named, read, week_of, year_before
from services.desk.who import Person
from services.desk.words import Words
from services.notifier.faults import ComplaintType
from services.runtime.errors import InvalidInput
from services.runtime.limits import Limit
from tests.support.notifier import NOW
from tests.support.notifier_shell import shop

MONDAY = date(2026, 3, 9)
ANN = Person("ann", "viewer")


def told(table: Table) -> list[dict[str, Cell]]:
    """The rows, by the names of their columns."""
    names = [f"{one.of} {one.name}".strip() for one in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_a_week_begins_by_the_wall_clock_of_the_shop() -> None:
    """Sunday evening in UTC is Monday in Shanghai; a 53rd week is held against the 52nd."""
    at = datetime(2026, 3, 8, 20, tzinfo=UTC)
    assert (week_of(at, "UTC"), week_of(at, "Asia/Shanghai")) == (MONDAY - WEEK, MONDAY)
    assert last_whole(at, "Asia/Shanghai") == MONDAY - WEEK
    assert (named(MONDAY), read("2026-W11")) == ("2026-W11", MONDAY)
    assert year_before(MONDAY) == read("2025-W11")
    assert year_before(read("2026-W53")) == read("2025-W52")
    past = "0001-W01", "9999-W52"
    for wrong in (*past, "2025-W53", "2026-W00", "2026-11", "٢٠٢٦-W11", "2026-W11x", ""):
        with pytest.raises(InvalidInput):
            read(wrong)


def test_nobody_asks_for_shops_that_are_not_theirs() -> None:
    """Left out, a shop is every one of theirs, and the week the last whole one."""
    shops = [shop(), shop(key="lazada/shop-2")]
    bob = Person("bob", "viewer", frozenset({"lazada/shop-2"}))
    asked = asked_of({}, bob, shops, NOW)
    assert (asked.keys, asked.week, asked.over) == (["lazada/shop-2"], MONDAY - WEEK, True)
    assert not asked_of({"week": "2026-W11"}, ANN, shops, NOW).over
    with pytest.raises(InvalidInput):
        asked_of({"shop": "lazada/shop-1"}, bob, shops, NOW)


def test_a_week_stands_beside_the_one_before_and_the_year_before() -> None:
    """On few orders no rate is told; of what became of orders none is; the rest is counted."""
    asked = Asked(MONDAY, (shop(),), "country", NOW)
    found = Weeks(
        (
            Compared("ES", Sums(sent=40, held=3, disputed=2), Sums(sent=30, held=1)),
            Compared("FR", Sums(sent=5, late=1), year=Sums(sent=5, late=4)),
        ),
        among=52,
    )
    sums = {week: Sums(sent=45) for week in weeks_of(MONDAY)}
    spain, france = told(compared(asked, found, sums))
    assert (spain["country"], spain["held this week"], spain["held the week before"]) == (
        "ES",
        3,
        1,
    )
    assert spain["disputes per 1,000 sent"] == 0.05
    assert france["late the year before"] == 4
    assert france["disputes per 1,000 sent"] is None
    new = told(compared(asked, found, {MONDAY: Sums(sent=45)}))[1]
    assert (new["late this week"], new["late the year before"]) == (1, None)
    assert compared(asked, found, {}).notes[0].filled == {"n": 50}
    by_reason = compared(replace(asked, by="reason"), found, {})
    assert told(by_reason)[0]["disputes per 1,000 sent"] is None


def test_a_week_shows_the_way_to_it() -> None:
    """A quarter of a year of all that is asked for, and no plot of what is too few."""
    asked = Asked(MONDAY, (shop(),), "country", NOW)
    sums = {MONDAY - WEEK * back: Sums(sent=100, held=back) for back in range(40)}
    plot = compared(asked, Weeks((), 0), sums).plot
    assert isinstance(plot, Lines)
    assert (plot.weeks[0], plot.weeks[-1]) == (MONDAY - 12 * WEEK, MONDAY)
    assert plot.lines[0].values == tuple(back / 100 for back in reversed(range(13)))
    said = drawn(Words("en"), plot).says
    assert said.startswith("2025-W51 – 2026-W11: held 120.0 → 0.0; late 0.0 → 0.0;")
    assert said.endswith("The year has the figures of each week.")
    assert compared(asked, Weeks((), 0), {MONDAY: Sums(sent=3, held=1)}).plot is None


def test_a_year_tells_what_changes_by_more_than_chance() -> None:
    """Twice the holds of thousands are a rise; one more of a few orders is none."""
    weeks = [MONDAY - WEEK * back for back in range(8)]
    sums = {week: Sums(sent=500, held=20 if at < 4 else 10) for at, week in enumerate(weeks)}
    table = trend(MONDAY, sums)
    assert table.notes[0].says.startswith("{what}: rising")
    assert table.notes[1].says.startswith("{what}: no clear change")
    assert [row["week"] for row in told(table)][:2] == ["2026-W11", "2026-W10"]
    fewer = {week: Sums(sent=100 if at < 4 else 1000, held=4) for at, week in enumerate(weeks)}
    assert trend(MONDAY, fewer).notes[0].says.startswith("{what}: rising")
    more = {week: Sums(sent=5, held=9) for week in weeks}
    assert trend(MONDAY, more).notes[0].says.startswith("{what}: no clear change")
    little = {week: Sums(sent=500, held=1 if at < 4 else 0) for at, week in enumerate(weeks)}
    assert trend(MONDAY, little).notes[0].says.startswith("{what}: no clear change")
    few = trend(MONDAY, {week: Sums(sent=2, held=1) for week in weeks})
    assert few.notes[0].says.startswith("{what}: too few")


def test_a_plot_leaves_gaps_where_nothing_is_known() -> None:
    """A line in pieces, in the reader's words, within its frame."""
    weeks = [MONDAY - WEEK * back for back in range(9)]
    sums = {week: Sums(sent=100, held=at) for at, week in enumerate(weeks) if at != 3}
    plot = trend(MONDAY, sums).plot
    assert plot is not None
    drawing = drawn(Words("zh-Hans"), plot)
    assert [len(piece.split()) for piece in drawing.lines[0].pieces] == [5, 3]
    assert drawing.lines[0].name == "被扣留"
    for line in drawing.lines:
        for pair in " ".join(line.pieces).split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= 760
            assert 0 <= y <= drawing.height


@given(low=st.floats(-1e6, 1e6), span=st.floats(0, 1e6))
def test_an_axis_spans_what_it_shows(low: float, span: float) -> None:
    """With few round marks."""
    marks = ticks(low, low + span)
    assert marks[0] <= low + 1e-6 * abs(low) + 1e-9
    assert marks[-1] >= low + span - 1e-6 * abs(low + span) - 1e-9
    assert 2 <= len(marks) <= 13


def ways(carrier: str, days: int, orders: int, **more: object) -> list[Way]:
    """Orders of a carrier that all took so many days, a few of them one day more."""
    values = {"service": "std", "lane": "CN-ES", "arrived": True, "wait": 4, "held": 0} | more
    of = {"carrier": carrier, "disputed": 0} | values
    return [
        Way(way=4 * days, orders=orders - 3, **of),  # type: ignore[arg-type]
        Way(way=4 * days + 4, orders=3, **of),  # type: ignore[arg-type]
    ]


def test_carriers_are_graded_on_the_same_lanes() -> None:
    """The slow one on an easy lane is no better than the swift one on a hard lane."""
    easy, hard = {"lane": "CN-ES"}, {"lane": "CN-BR"}
    found = [
        *ways("swift", 20, 60, **hard),
        *ways("slow", 30, 60, **hard),
        *ways("slow", 9, 60, **easy),
        *ways("swift", 6, 60, **easy),
        *ways("few", 5, 9, **easy),
    ]
    first, second, third = told(carriers(found))
    assert (first["carrier"], second["carrier"], third["carrier"]) == ("swift", "slow", "few")
    assert str(first["grade"]) < str(second["grade"])
    assert (third["grade"], third["days from pick-up to signature p50"]) == (None, None)
    best = [row for row in told(lanes(found)) if row["of this lane"]]
    assert [(row["lane"], row["carrier"]) for row in best] == [
        ("CN-ES", "swift"),
        ("CN-BR", "swift"),
    ]


def test_who_carries_alone_has_no_grade_by_it() -> None:
    """There is nobody to be held against, and a lane that many dispute on is no fault of his."""
    (row,) = told(carriers(ways("alone", 10, 200)))
    assert (row["p90 against the lanes'"], row["grade"]) == (None, None)
    hard, easy = {"lane": "CN-BR", "disputed": 15}, {"lane": "CN-ES"}
    found = [
        *ways("hard", 20, 60, **hard),
        *ways("also hard", 20, 60, **hard),
        *ways("easy", 10, 900, **easy),
        *ways("also easy", 10, 900, **easy),
    ]
    assert {row["grade"] for row in told(carriers(found))} == {"B"}


def test_a_complaint_is_told_as_everywhere() -> None:
    """Its types have names of their own, though some are words that mean something else too."""
    column, chinese = Column("complaint", "word"), Words("zh-Hans")
    assert cell(chinese, ComplaintType.SERVICE, column) == "服务"
    assert cell(chinese, "service", column) == "物流服务"
    told = {kind: cell(chinese, kind, column) for kind in ComplaintType}
    assert all(kind not in name for kind, name in told.items())
    assert cell(Words("en"), ComplaintType.NO_UPDATE, column) == "no update"


def test_disputes_cost_a_grade_and_what_never_came_shows() -> None:
    """A carrier that still owes half of its parcels has no p90, however swift the others were."""
    found = [*ways("quiet", 10, 200), *ways("loud", 10, 60, disputed=3)]
    grades = {row["carrier"]: row["grade"] for row in told(carriers(found))}
    assert grades == {"quiet": "B", "loud": "C"}
    owed = [*ways("owes", 5, 50), Way("owes", "std", "CN-ES", 100, False, 4, 50, 0, 0)]
    (row,) = told(carriers(owed))
    assert row["days from pick-up to signature p90"] is None
    assert row["days from pick-up to signature p50"] == 6


def test_a_funnel_only_narrows() -> None:
    """Each step of all, and of those of before."""
    made = funnel(MONDAY, {MONDAY: Steps(40, 30, 20, 10)})
    table = told(made)
    assert [row["this week orders"] for row in table] == [40, 30, 20, 10]
    assert [row["this week of all"] for row in table] == [1, 0.75, 0.5, 0.25]
    assert isinstance(made.plot, Ranges)
    assert [one.high for one in made.plot.ranges] == [1, 0.75, 0.5, 0.25]
    assert funnel(MONDAY, {MONDAY: Steps(4, 3, 2, 1)}).plot is None
    fresh = funnel(MONDAY, {MONDAY: Steps(40, 30, 20, 10, pending=4)})
    assert fresh.notes[-1].filled == {"n": 4}


def test_what_occurs_together_is_told_with_its_counts() -> None:
    """More often than by chance, and never two things of which one is part of the other."""
    brazil = frozenset({("country", "BR"), ("held", "documents")})
    found = [
        Orders(brazil, 20),
        Orders(frozenset({("country", "BR")}), 20),
        Orders(frozenset({("country", "ES"), ("disputed", ""), ("complaint", "slow")}), 6),
        Orders(frozenset({("country", "ES")}), 154),
    ]
    rows = told(together(found))
    assert [row["this which"] for row in rows] == ["BR"]
    assert (rows[0]["orders both"], rows[0]["orders by chance"], rows[0]["lift"]) == (20, 4, 5)


def test_a_limit_says_how_many_more() -> None:
    """Ours before the marketplace's; one that nobody knows says so; some are spared."""
    limit = Limit(percent=Decimal(2), since=date(2026, 3, 1))
    mine = shop(key="ebay/a", limits={"disputes": limit})
    disputes, late = spans([mine], NOW)
    assert disputes.since == datetime(2026, 3, 1, tzinfo=UTC)
    assert late.since == NOW - timedelta(days=90)
    (unknown,) = spans([shop()], NOW)[:1]
    counts = {disputes: Counted(200, 1), late: Counted(50, 5, 7), unknown: Counted(50, 5)}
    rows = {(row["shop"], row["what"]): row for row in told(against(counts, NOW))}
    assert rows["ebay/a", "disputes"]["more before it is passed"] == 3
    assert rows["ebay/a", "disputes"]["span"] == "this month so far"
    assert rows["ebay/a", "late_dispatch"]["more before it is passed"] == 2
    assert rows["ebay/a", "late_dispatch"]["not known"] == 7
    assert rows["lazada/shop-1", "disputes"]["so"] == "no limit known"
    none = told(against({disputes: Counted(49, 0)}, NOW))[0]
    assert (none["more before it is passed"], none["so"]) == (0, "the next one passes it")
    over = against({disputes: Counted(100, 4)}, NOW)
    assert (told(over)[0]["more before it is passed"], told(over)[0]["so"]) == (
        -2,
        "the limit is passed",
    )


def test_the_orders_most_at_risk_come_first() -> None:
    """What is too late already, then by hazard; what is well is not told."""
    soon = NOW + timedelta(hours=5)
    found = [
        Exposed("m/s/1", "m/s", "disputes", 5, soon, held=False),
        Exposed("m/s/2", "m/s", "disputes", 1, NOW, held=False),
        Exposed("m/s/3", "m/s", "disputes", 1, soon, held=False),
        Exposed("m/s/4", "m/s", "disputes", 2, soon, held=True),
        Exposed("m/s/5", "m/s", "late_dispatch", 0, soon, held=False),
        Exposed("m/s/6", "m/s", "late_dispatch", 0, soon + limits.SOON, held=False),
    ]
    assert [row["order"] for row in told(at_risk(found, NOW))] == [
        f"m/s/{one}" for one in (2, 1, 4, 5)
    ]


def test_remedies_are_summed_by_currency() -> None:
    """Never two currencies in one sum."""
    found = [
        Spent(MONDAY, "m/a", "EUR", "slow", "carrier", 2, Decimal("10.50")),
        Spent(MONDAY - WEEK, "m/a", "EUR", "slow", "carrier", 1, Decimal(4)),
        Spent(MONDAY, "m/b", "CNY", "quality", "seller", 1, Decimal(30)),
    ]
    rows = told(remedies(MONDAY, found))
    sums = [(row["shop"], row["currency"], row["cost this week"]) for row in rows]
    assert sums == [
        ("m/b", "CNY", 30),
        ("m/a", "EUR", 10.5),
        ("all together", "CNY", 30),
        ("all together", "EUR", 10.5),
    ]
    assert rows[-1]["cost the week before"] == 4


def test_a_holdout_tells_its_interval() -> None:
    """Words surely help where hundreds show it; on few orders nothing is said."""
    found = [Arm("m/a", "held_out", 500, 60, 90), Arm("m/a", "told", 4500, 270, 800)]
    disputes, wrote = told(heldout(found))
    assert disputes["with words"] == "fewer"
    bounds = [disputes[f"per 1,000 orders {name}"] for name in ("at least", "at most")]
    assert [round(float(one or 0), 3) for one in bounds] == [-0.092, -0.033]
    assert wrote["with words"] == "no clear effect"
    few = told(heldout([Arm("m/a", "held_out", 5, 1, 1), Arm("m/a", "told", 95, 1, 1)]))
    assert few[0]["with words"] == "too few orders"


def test_orders_of_neither_side_are_left_out_and_counted() -> None:
    """Those of which nobody kept on which side they were."""
    found = [Arm("m/a", "held_out", 500, 60, 90), Arm("m/a", "told", 4500, 270, 800)]
    with_old = heldout([*found, Arm("m/a", "unknown", 300, 300, 300)])
    assert told(with_old) == told(heldout(found))
    assert with_old.notes[-1].filled == {"n": 300}
    assert with_old.notes[:-1] == heldout(found).notes


def test_shops_that_differ_show_no_effect_together() -> None:
    """One of many disputes holds half out, one of few a twentieth: words do nothing in either."""
    found = [
        Arm("m/a", "held_out", 1000, 100),
        Arm("m/a", "told", 1000, 100),
        Arm("m/b", "held_out", 500, 5),
        Arm("m/b", "told", 9500, 95),
        Arm("m/c", "told", 9000, 900),
    ]
    rows = {row["shop"]: row for row in told(heldout(found)) if row["what"] == "disputes"}
    every = rows["all together"]
    assert every["held out orders"] == 1500
    assert every["told of them"] == 1095
    assert every["with words"] == "no clear effect"
    assert every["per 1,000 orders told less held out"] == 0
    assert rows["m/c"]["with words"] == "too few orders"

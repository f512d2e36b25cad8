"""Carriers graded by the way to the buyer, and the best for each lane. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from services.desk.insight.stats import quantile
from services.desk.insight.table import THIN, YOUNG, Cell, Column, Note, Range, Ranges, Table, rate

WEEKS = 26
"""Of orders sent, up to the week that is asked for, from which carriers are graded."""

STEP_HOURS = 6
"""Of which ways and waits are whole multiples: finer than any carrier promises."""

GRADES = (("A", 0.85), ("B", 1.0), ("C", 1.15), ("D", 1.4))
"""Up to which factor of their lanes' p90 a grade goes; slower is E."""

MARKED_DOWN = 2.0
"""Times the disputes of all carriers on the same lanes, from which a grade is one worse."""

SOME = 5
"""Disputes below which nobody is marked down."""

K = TypeVar("K", bound=Hashable)

_STEPS_A_DAY = 24 // STEP_HOURS


@dataclass(frozen=True, slots=True)
class Way:
    """Orders of a kind that went the same way in the same time.

    Attributes:
        way: steps from the first scan to the buyer, so far where it has not come; None: no scan.
        arrived: whether it has.
        wait: steps from shipment to the first scan, so far where there is none; None: nobody says
            when it was sent.
        orders: how many; ``held`` and ``disputed`` of them.
    """

    carrier: str
    service: str
    lane: str
    way: int | None
    arrived: bool
    wait: int | None
    orders: int
    held: int
    disputed: int


@dataclass(slots=True)
class _Seen:
    """What some orders together show."""

    orders: int = 0
    held: int = 0
    disputed: int = 0
    arrived: Counter[int] = field(default_factory=Counter)
    going: Counter[int] = field(default_factory=Counter)
    scanned: Counter[int] = field(default_factory=Counter)
    unscanned: Counter[int] = field(default_factory=Counter)

    def add(self, way: Way) -> None:
        """Count a way in."""
        self.orders += way.orders
        self.held += way.held
        self.disputed += way.disputed
        if way.wait is not None:
            (self.unscanned if way.way is None else self.scanned)[way.wait] += way.orders
        if way.way is None:
            return
        (self.arrived if way.arrived else self.going)[way.way] += way.orders

    def days(self, share: float) -> float | None:
        """By when a share has reached the buyer."""
        if self.arrived.total() < THIN:
            return None
        steps = quantile(self.arrived, self.going, share)
        return None if steps is None else steps / _STEPS_A_DAY

    def hours(self, share: float) -> int | None:
        """By when a share has been scanned."""
        if self.scanned.total() < THIN:
            return None
        steps = quantile(self.scanned, self.unscanned, share)
        return None if steps is None else steps * STEP_HOURS


def carriers(ways: Sequence[Way]) -> Table:
    """Each carrier's service, the best first."""
    by_lane = _seen(ways, lambda way: way.lane)
    groups: dict[tuple[str, str], dict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))
    for way in ways:
        groups[way.carrier, way.service][way.lane].add(way)
    rows: list[tuple[Cell, ...]] = []
    for (carrier, service), lanes in groups.items():
        seen = _together(lanes.values())
        factor = _factor(lanes, by_lane)
        grade = _grade(factor, seen.disputed, _usual(lanes, by_lane))
        rows.append((carrier, service, *_figures(seen), factor, grade))
    rows.sort(key=_place)
    columns = (
        Column("carrier", "text"),
        Column("service", "text"),
        *_COLUMNS,
        Column("p90 against the lanes'", "times"),
        Column("grade", "text"),
    )
    ranges = tuple(
        Range((carrier or "not known", service), *ends)
        for carrier, service in ((str(row[0]), str(row[1])) for row in rows)
        if (ends := _ends(_together(groups[carrier, service].values())))
    )
    plot = Ranges("days from pick-up to signature, p50 to p90", ranges, "days")
    return Table("carriers", "Carriers", columns, tuple(rows), _NOTES, plot if ranges else None)


def lanes(ways: Sequence[Way]) -> Table:
    """Each lane's carriers, the best first and named so where others can be compared with it."""
    groups = _seen(ways, lambda way: (way.lane, way.carrier, way.service))
    by_lane: dict[str, list[tuple[tuple[str, str, str], _Seen]]] = defaultdict(list)
    for key, seen in groups.items():
        by_lane[key[0]].append((key, seen))
    rows = []
    for _, some in sorted(by_lane.items(), key=lambda one: (-_orders(one[1]), one[0])):
        graded = [seen for _, seen in some if seen.days(0.9) is not None]
        some.sort(key=lambda one: (*_rank(one[1]), one[0]))
        for place, (key, seen) in enumerate(some):
            best = place == 0 and len(graded) > 1
            rows.append((*key, *_figures(seen), "the best" if best else ""))
    columns = (
        Column("lane", "text"),
        Column("carrier", "text"),
        Column("service", "text"),
        *_COLUMNS,
        Column("of this lane", "mark"),
    )
    note = Note("The best of a lane reaches nine in ten of its buyers first.")
    return Table("lanes", "The best for a lane", columns, tuple(rows), (note,))


def _seen(ways: Iterable[Way], key: Callable[[Way], K]) -> dict[K, _Seen]:
    groups: dict[K, _Seen] = defaultdict(_Seen)
    for way in ways:
        groups[key(way)].add(way)
    return groups


def _together(some: Iterable[_Seen]) -> _Seen:
    total = _Seen()
    for one in some:
        total.orders += one.orders
        total.held += one.held
        total.disputed += one.disputed
        for name in ("arrived", "going", "scanned", "unscanned"):
            getattr(total, name).update(getattr(one, name))
    return total


def _factor(lanes: Mapping[str, _Seen], by_lane: Mapping[str, _Seen]) -> float | None:
    """Its p90 on each lane against everybody's there, by how many it carried on it.

    Lanes on which it is alone say nothing of it.
    """
    total, weight = 0.0, 0
    for lane, seen in lanes.items():
        own, all_ = seen.days(0.9), by_lane[lane].days(0.9)
        others = by_lane[lane].arrived.total() - seen.arrived.total()
        if own is not None and all_ and others >= THIN:
            total += own / all_ * seen.orders
            weight += seen.orders
    return total / weight if weight else None


def _ends(seen: _Seen) -> tuple[float, float] | None:
    """From the day of half of them to that of nine in ten."""
    half, most = seen.days(0.5), seen.days(0.9)
    return None if half is None or most is None else (half, most)


def _usual(lanes: Mapping[str, _Seen], by_lane: Mapping[str, _Seen]) -> float:
    """Disputes of so many orders on the same lanes, whoever carried them."""
    return sum(
        seen.orders * by_lane[lane].disputed / by_lane[lane].orders for lane, seen in lanes.items()
    )


def _grade(factor: float | None, disputed: int, usual: float) -> str | None:
    if factor is None:
        return None
    place = next((at for at, (_, most) in enumerate(GRADES) if factor <= most), len(GRADES))
    if disputed >= SOME and disputed > MARKED_DOWN * usual:
        place = min(place + 1, len(GRADES))
    return "ABCDE"[place]


def _place(row: tuple[Cell, ...]) -> tuple[bool, str, float, str, str]:
    """By grade, then by how fast."""
    *_, factor, grade = row
    return grade is None, str(grade or ""), float(factor or 0), str(row[0]), str(row[1])


def _rank(seen: _Seen) -> tuple[bool, float, float]:
    days = seen.days(0.9)
    return days is None, days or 0, seen.disputed / seen.orders


def _orders(some: Sequence[tuple[object, _Seen]]) -> int:
    return sum(seen.orders for _, seen in some)


def _figures(seen: _Seen) -> tuple[int | float | None, ...]:
    return (
        seen.orders,
        seen.days(0.5),
        seen.days(0.9),
        seen.hours(0.5),
        seen.hours(0.9),
        rate(seen.held, seen.orders),
        rate(seen.disputed, seen.orders),
    )


_COLUMNS = (
    Column("orders"),
    Column("p50", "days", of="days from pick-up to signature"),
    Column("p90", "days", of="days from pick-up to signature"),
    Column("p50", "hours", of="hours to the first scan"),
    Column("p90", "hours", of="hours to the first scan"),
    Column("holds", "mille", of="per 1,000 orders"),
    Column("disputes", "mille", of="per 1,000 orders"),
)
_NOTES = (
    Note("Of orders sent in the {weeks} weeks up to this one.", {"weeks": WEEKS}),
    YOUNG,
    Note("Parcels that have not come yet count as under way for as long as they are."),
    Note(
        "Grades: p90 against all carriers on the same lanes, A up to 0.85, B up to 1, C up to "
        "1.15, D up to 1.4; one worse with twice the disputes usual there. None below {thin} "
        "arrivals, or where nobody else carried as many.",
        {"thin": THIN},
    ),
)

"""A parcel's way: its scans from the sender's door to the buyer's, and what befalls it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sandbox.draw import Draw
from services.sandbox.events import Scanned, ScanPlan
from services.sandbox.profile import tables

_HELD_DAYS = {
    "documents": (2, 7),
    "duties": (2, 6),
    "seller": (3, 8),
    "carrier": (1, 4),
    "unspecified": (3, 9),
    "inspection": (2, 6),
    "prohibited": (3, 6),
    "prepaid": (2, 5),
    "long": (15, 19),
}


_REFUSED = {"documents": (0.2, tables.RETURNING), "prohibited": (0.5, tables.SEIZED)}
"""Kinds of hold that may end in a refusal: the share that does, and its scan."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When a parcel passes each place if nothing befalls it."""

    shipped: datetime
    departed: datetime
    arrived: datetime
    customs: datetime
    released: datetime
    delivered: datetime


@dataclass(frozen=True, slots=True)
class Journey:
    """One parcel.

    Attributes:
        role: ``normal``, ``pickup``, ``silent``, ``lost`` or a kind of hold.
        held: from the first scan of the hold (or of the long clearance) to its end; None: no hold.
        delivered: when it was handed over, None if it never was.
    """

    number: str
    country: str
    carrier: str
    role: str
    pace: Pace
    scans: tuple[ScanPlan, ...]
    held: tuple[datetime, datetime | None] | None
    delivered: datetime | None


def pace(draw: Draw, number: str, shipped: datetime, marketplace: str) -> Pace:
    """The undisturbed pace: AliExpress's parcels take about twice as long as Lazada's."""
    slow = marketplace == "aliexpress"
    to_customs = draw.days(*((6.5, 14.0) if slow else (3.0, 8.0)), "transit", number)
    customs = shipped + to_customs
    released = customs + draw.days(0.4, 2.5, "clearing", number)
    return Pace(
        shipped=shipped,
        departed=shipped + to_customs * 0.45,
        arrived=customs - draw.days(0.1, 0.5, "landing", number),
        customs=customs,
        released=released,
        delivered=released + draw.days(1.2, 4.5 if slow else 3.0, "last mile", number),
    )


def journey(
    draw: Draw, number: str, at: Pace, *, country: str, carrier: str, role: str, resumes: bool
) -> Journey:
    """The scans of a parcel in its role; ``resumes``: a silent one moves again."""
    way = _Way(draw, number, country, at)
    held: tuple[datetime, datetime | None] | None = None
    delivered: datetime | None = None
    way.outward()
    if role in {"silent", "lost"}:
        if role == "lost":
            way.add(at.departed + draw.days(6, 9, "lost", number), tables.LOST)
        elif resumes:
            pause = draw.days(13, 16, "resumes", number)
            delivered = way.inward(at.arrived + pause, at.released + pause, at.delivered + pause)
    elif role in _HELD_DAYS:
        held, delivered = _held(way, role)
    else:
        delivered = way.inward(at.arrived, at.released, at.delivered, pickup=role == "pickup")
    scans = tuple(sorted(way.scans, key=lambda scan: scan.at))
    return Journey(number, country, carrier, role, at, scans, held, delivered)


def _held(way: "_Way", role: str) -> tuple[tuple[datetime, datetime | None], datetime | None]:
    at, draw, number = way.at, way.draw, way.number
    sub_status, wordings = tables.HOLD_WORDS[role]
    since = at.customs
    way.landing(at.arrived, at.customs)
    if role != "long":
        since += draw.days(0.2, 1.1, "hold", number)
        words = draw.pick(wordings, "hold words", number)
        way.add(since, (sub_status, words))
        if draw.unit("hold repeated", number) < 0.25:  # noqa: PLR2004 - a share
            way.add(since + draw.days(0.6, 1.0, "hold again", number), (sub_status, words))
    if role in _REFUSED:
        share, said = _REFUSED[role]
        if draw.unit("refused", number) < share:
            refused = since + draw.days(9, 13, "refused", number)
            way.add(refused, said)
            return (since, refused), None
    until = since + draw.days(*_HELD_DAYS[role], "held", number)
    done = until + (at.delivered - at.released)
    return (since, until), way.onward(until, done)


class _Way:
    """Collects the scans of one parcel."""

    def __init__(self, draw: Draw, number: str, country: str, at: Pace) -> None:
        self.draw, self.number, self.country, self.at = draw, number, country, at
        self.land = tables.LANDS[country]
        self.scans: list[ScanPlan] = []

    def add(self, at: datetime, said: tuple[str, str], place: str = "") -> None:
        """A scan in the destination country."""
        where = place or self.land.gateway
        self.scans.append(ScanPlan(at, *said, self.country, where, self.land.offset))

    def outward(self) -> None:
        """From the sender to the aeroplane: everything passes export customs, which is no hold."""
        first, last = self.at.shipped, self.at.departed
        told = (*tables.ACCEPTED, *tables.EXPORT, tables.DEPARTED)
        for step, said in enumerate(told):
            at = first + (last - first) * ((step + 0.3) / (len(told) - 0.7))
            self.scans.append(ScanPlan(at.replace(microsecond=0), *said, "CN", "Shenzhen", 8))

    def landing(self, arrived: datetime, customs: datetime) -> None:
        """Arrival, and the routine presentation to import customs."""
        self.add(arrived, tables.ARRIVED)
        words = tables.CLEARING.get(self.land.language, tables.CLEARING["en"])
        self.add(customs, ("InTransit_CustomsProcessing", words))

    def onward(self, released: datetime, done: datetime, *, pickup: bool = False) -> datetime:
        """From customs to the buyer; returns when it was handed over."""
        words = tables.RELEASED.get(self.land.language, tables.RELEASED["en"])
        self.add(released, ("InTransit_CustomsReleased", words))
        left = done - released
        self.add(released + left * 0.4, tables.SORTED, self.land.city)
        if pickup:
            done += timedelta(days=5)
            self.add(released + left * 0.8, tables.AT_COUNTER, self.land.city)
        else:
            self.add(released + left * 0.8, tables.ON_THE_ROUND, self.land.city)
        self.add(done, tables.HANDED_OVER, self.land.city)
        return done

    def inward(
        self, arrived: datetime, released: datetime, done: datetime, *, pickup: bool = False
    ) -> datetime:
        """Arrival to the buyer, undisturbed."""
        customs = released - (self.at.released - self.at.customs)
        self.landing(arrived, customs)
        return self.onward(released, done, pickup=pickup)


def shown(draw: Draw, way: Journey) -> list[Scanned]:
    """When the provider shows each scan: mostly within the hour and a half, some much later."""
    told = []
    for ordinal, scan in enumerate(way.scans):
        late = draw.unit("late scan", way.number, ordinal) < 0.06  # noqa: PLR2004 - a share
        lag = draw.days(*((0.2, 0.45) if late else (0.004, 0.06)), "lag", way.number, ordinal)
        told.append(Scanned(scan.at + lag, way.number, scan))
    return told

"""What is usual on a lane: an immutable, versioned table that decisions are given, never look up.

``PRIORS`` is where a shop begins; ``durations`` learns the rest from its parcels. A parcel keeps
the instants computed from the version it met (see ``silence``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import Literal, NamedTuple

from schemas.parcel import Stage
from services.runtime.ids import text_hash
from services.runtime.peaks import in_peak
from services.tracker.calendar import after_working_days
from services.tracker.curve import Curve, prior

Service = Literal["premium", "standard", "economy"]


PEAK_SHARE = Fraction(10, 7)
"""How much longer customs takes in a peak: 10 working days for 7 (practice)."""


class LaneKey(NamedTuple):
    """Which lane: ISO 3166-1 places, or ISO 3166-2 (``BR-SP``); empty where it is any."""

    origin: str
    destination: str
    service: Service

    def coarser(self) -> Iterator["LaneKey"]:
        """This lane, then ever coarser ones it is a part of, to all of its service."""
        country = self.destination.partition("-")[0]
        seen: set[LaneKey] = set()
        for origin, destination in (
            (self.origin, self.destination),
            (self.origin, country),
            ("", country),
            ("", ""),
        ):
            key = LaneKey(origin, destination, self.service)
            if key not in seen:
                seen.add(key)
                yield key


@dataclass(frozen=True, slots=True)
class Lane:
    """What is usual on one lane.

    Attributes:
        version: of the table it comes from.
        origin: place whose public holidays hold a parcel back before it sets out.
        destination: place whose working days count; empty where none is known.
        transit_days: usual days door to door, the fast end and the slow end.
        customs_days: working days a hold at import customs usually takes.
        presentation_days: working days after which a routine presentation is a hold by age.
        silence: by stage, how long without movement is still usual; a stage left out has no
            silence (nobody expects a parcel to move once it waits at a pickup point).
        transit: how parcels arrive, by their age door to door.
        customs: how they leave import customs, by their days there.
    """

    version: str
    service: Service
    transit_days: tuple[int, int]
    customs_days: int
    presentation_days: int
    silence: MappingProxyType[Stage, timedelta]
    transit: Curve
    customs: Curve
    origin: str = ""
    destination: str = ""

    def usual_hold_until(self, since: datetime) -> datetime:
        """Until when a hold that began at ``since`` is nothing unusual; longer in a peak."""
        days = self.customs_days
        if in_peak(since.date()):
            days = ceil(days * PEAK_SHARE)
        return after_working_days(since, days, self.destination)

    def presentation_until(self, since: datetime) -> datetime:
        """From when a presentation that began at ``since`` is a hold by its age."""
        return after_working_days(since, self.presentation_days, self.destination)

    def slower(self, by_days: int, version: str) -> "Lane":
        """The lane when everything on it takes so many days longer."""
        fast, slow = self.transit_days
        quiet = {stage: usual + timedelta(days=by_days) for stage, usual in self.silence.items()}
        return replace(
            self,
            version=version,
            transit_days=(fast + by_days, slow + by_days),
            silence=MappingProxyType(quiet),
            transit=replace(self.transit, delay=by_days),
        )

    def expected_by(self, start: datetime) -> datetime:
        """When the usual time of a parcel that set out at ``start`` is over."""
        return start + timedelta(days=self.transit_days[1])


@dataclass(frozen=True, slots=True)
class LaneTable:
    """One version of what is known of all lanes.

    Attributes:
        version: of its content: equal versions say the same of every lane.
        services: priors, for lanes that no parcel has told of.
        learned: the rest, finer and coarser lanes alike.
    """

    version: str
    services: Mapping[Service, Lane]
    learned: Mapping[LaneKey, Lane] = field(default_factory=lambda: MappingProxyType({}))
    _asked: dict[LaneKey, Lane] = field(default_factory=dict, compare=False, repr=False)

    def lane(
        self,
        service: str | None,
        carrier: str = "",
        origin: str | None = None,
        destination: str | None = None,
    ) -> Lane:
        """The lane of a parcel by its service's name, else by its carrier's; else standard."""
        return self.at(LaneKey(origin or "", destination or "", service_of(service, carrier)))

    def at(self, key: LaneKey) -> Lane:
        """The finest lane known that ``key`` is a part of, with the key's own places."""
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = self._found(key)
        return found

    def _found(self, key: LaneKey) -> Lane:
        lane = self.services[key.service]
        for known in key.coarser():
            if known in self.learned:
                lane = self.learned[known]
                break
        if (lane.origin, lane.destination) == key[:2]:
            return lane
        return replace(lane, origin=key.origin, destination=key.destination)

    def slowed(self, by_days: Mapping[LaneKey, int]) -> "LaneTable":
        """The table with these lanes slower by so many days: arrivals and silence come later."""
        if not by_days:
            return self
        told = ",".join(f"{'/'.join(key)}+{number}" for key, number in sorted(by_days.items()))
        version = f"{self.version}+{text_hash(told)[:8]}"
        slower = {key: self.at(key).slower(number, version) for key, number in by_days.items()}
        learned = MappingProxyType({**self.learned, **slower})
        return LaneTable(version, self.services, learned)


_COURIERS = ("dhl", "fedex", "ups", "tnt", "aramex", "ems")


@lru_cache(maxsize=4096)
def service_of(service: str | None, carrier: str = "") -> Service:
    """The class of a service by the marketplace's or carrier's name for it.

    "AliExpress" contains "express" and names no speed, so it is left out first.
    """
    for name in (service or "", carrier):
        words = name.lower().replace("aliexpress", " ").replace("_", " ").replace("-", " ")
        if "economy" in words or "saver" in words:
            return "economy"
        if "premium" in words or "express" in words:
            return "premium"
        if "standard" in words:
            return "standard"
        if any(word in _COURIERS for word in words.split()) and "ecommerce" not in words:
            return "premium"
    return "standard"


def customs_ends(working_days: int) -> tuple[float, float]:
    """The days by which a tenth and nine tenths of holds end, by the working days of most."""
    slow = working_days * 7 / 5
    return slow / 6, slow


def _lane(
    service: Service, transit: tuple[int, int], customs: int, presentation: int, quiet: int
) -> Lane:
    """A prior: ``quiet`` is the usual longest gap in the line-haul, days; other stages by it."""
    days = {
        Stage.UNKNOWN: max(5, quiet // 2),
        Stage.INFO_RECEIVED: max(5, quiet // 2),
        Stage.ACCEPTED: max(5, quiet // 2),
        Stage.IN_TRANSIT: quiet,
        Stage.ARRIVED: quiet,
        Stage.CUSTOMS: quiet + 4,
        Stage.OUT_FOR_DELIVERY: 3,
        Stage.FAILED_ATTEMPT: 5,
        Stage.EXCEPTION: quiet,
        Stage.EXPIRED: quiet,
    }
    silence = {stage: timedelta(days=number) for stage, number in days.items()}
    return Lane(
        version="priors-1",
        service=service,
        transit_days=transit,
        customs_days=customs,
        presentation_days=presentation,
        silence=MappingProxyType(silence),
        transit=prior(*transit),
        customs=prior(*customs_ends(customs)),
    )


PRIORS = LaneTable(
    version="priors-1",
    services=MappingProxyType(
        {
            "premium": _lane("premium", (5, 10), customs=1, presentation=5, quiet=5),
            "standard": _lane("standard", (10, 18), customs=7, presentation=10, quiet=10),
            "economy": _lane("economy", (20, 45), customs=7, presentation=10, quiet=15),
        }
    ),
)
"""Days as sellers' service pages promise them; customs ages as the project's facts suggest."""

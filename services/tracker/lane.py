"""What is usual on a lane: an immutable, versioned table that decisions are given, never look up.

The figures are priors, to be replaced by what a shop's own parcels teach. They are dated by
``PRIORS.version``; a parcel keeps the instants computed from the version it met (see ``silence``).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from schemas.parcel import Stage

Service = Literal["premium", "standard", "economy"]

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """What is usual for one service.

    Attributes:
        version: of the table it comes from.
        transit_days: usual days door to door, the fast end and the slow end.
        customs_days: working days a hold at import customs usually takes.
        presentation_days: working days after which a routine presentation is a hold by age.
        silence: by stage, how long without movement is still usual; a stage left out has no
            silence (nobody expects a parcel to move once it waits at a pickup point).
    """

    version: str
    service: Service
    transit_days: tuple[int, int]
    customs_days: int
    presentation_days: int
    silence: MappingProxyType[Stage, timedelta]

    def usual_hold_until(self, since: datetime) -> datetime:
        """Until when a hold that began at ``since`` is nothing unusual."""
        return after_working_days(since, self.customs_days)

    def presentation_until(self, since: datetime) -> datetime:
        """From when a presentation that began at ``since`` is a hold by its age."""
        return after_working_days(since, self.presentation_days)

    def expected_by(self, start: datetime) -> datetime:
        """When the usual time of a parcel that set out at ``start`` is over."""
        return start + timedelta(days=self.transit_days[1])


@dataclass(frozen=True, slots=True)
class LaneTable:
    """One version of what is known of all lanes."""

    version: str
    services: MappingProxyType[Service, Lane]

    def lane(self, service: str | None, carrier: str = "") -> Lane:
        """The lane of a parcel by its service's name, else by its carrier's; else standard."""
        return self.services[service_of(service, carrier)]


def after_working_days(start: datetime, days: int) -> datetime:
    """The same time of day, ``days`` Mondays to Fridays later; public holidays count as days."""
    instant = start
    while days:
        instant += timedelta(days=1)
        days -= instant.weekday() < _SATURDAY
    return instant


_COURIERS = ("dhl", "fedex", "ups", "tnt", "aramex", "ems")


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

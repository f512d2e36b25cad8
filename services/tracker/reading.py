"""From scans to readings: what each scan means for this parcel, in the order it happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.base import Country
from schemas.parcel import Classified, CustomsSignal, CustomsState, Direction, Scan, Stage
from services.connectors.carriers.stages import classify

OPENING = frozenset({CustomsState.PROCESSING, CustomsState.HELD, CustomsState.ACTION_REQUIRED})
"""What customs says while it has the parcel: whatever its words, that is not moving on."""

EU: frozenset[Country] = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    )
)
"""One customs territory: import clearance is done where the parcel enters it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A scan and what it means here.

    Attributes:
        customs: the signal with its direction settled as far as it can be.
        moved: it shows that the parcel moved (the same event once more does not).
        onward: it moved on from wherever import customs had it, or has arrived.
    """

    scan: Scan
    stage: Stage
    customs: CustomsSignal | None
    moved: bool
    onward: bool
    said: Classified

    @property
    def imports(self) -> CustomsSignal | None:
        """The signal, if it is of import clearance."""
        if self.customs is not None and self.customs.direction is Direction.IMPORT:
            return self.customs
        return None


def settled(scans: Iterable[Scan]) -> tuple[Scan, ...]:
    """The scans without repetitions, in the order of their happening, whatever the order given.

    Where one id came with two contents, the choice is arbitrary and always the same.
    """
    unique: dict[str, Scan] = {}
    for scan in scans:
        other = unique.get(scan.id)
        if other is None or (other != scan and _weight(other) < _weight(scan)):
            unique[scan.id] = scan
    return tuple(sorted(unique.values(), key=lambda scan: (scan.at, scan.seq, scan.id)))


def read(
    scans: Sequence[Scan], origin: Country | None, destination: Country | None
) -> tuple[Reading, ...]:
    """Read settled scans."""
    readings: list[Reading] = []
    before: tuple[str, ...] = ()
    for scan in scans:
        said = classify(scan.provider, scan.code, scan.sub_code, scan.text, scan.language)
        customs = _directed(said.customs, scan.country, origin, destination)
        event = (scan.code, scan.sub_code, scan.text, scan.place)
        moved = said.movement and not scan.advisory and event != before
        before = event
        readings.append(
            Reading(
                scan=scan,
                stage=_stage(said.stage, customs),
                customs=customs,
                moved=moved,
                onward=_onward(scan, said.stage, customs, origin, destination, moved=moved),
                said=said,
            )
        )
    return tuple(readings)


def same_territory(one: Country | None, other: Country | None) -> bool:
    """Whether two known countries are one customs territory."""
    return one is not None and (one == other or (one in EU and other in EU))


def _weight(scan: Scan) -> tuple[int, int, str]:
    """The fuller text, then the later place: one late event shifts the places after it."""
    return len(scan.text), scan.seq, scan.model_dump_json()


def _directed(
    signal: CustomsSignal | None,
    country: Country | None,
    origin: Country | None,
    destination: Country | None,
) -> CustomsSignal | None:
    """Settle the direction: by wording or code, else by where it was scanned, else unknown."""
    if signal is None or signal.direction is not Direction.UNKNOWN or country is None:
        return signal
    if destination is None or origin == destination:
        return signal
    if country == origin:
        found = Direction.EXPORT
    elif same_territory(country, destination):
        found = Direction.IMPORT
    else:
        found = Direction.TRANSIT
    return signal.model_copy(update={"direction": found})


def _stage(said: Stage, customs: CustomsSignal | None) -> Stage:
    """Clearance on the way out or through is travelling, not the customs stage."""
    outward = customs is not None and customs.direction in (Direction.EXPORT, Direction.TRANSIT)
    return Stage.IN_TRANSIT if said is Stage.CUSTOMS and outward else said


_ARRIVALS = frozenset({Stage.OUT_FOR_DELIVERY, Stage.PICKUP, Stage.FAILED_ATTEMPT, Stage.DELIVERED})


def _onward(
    scan: Scan,
    stage: Stage,
    customs: CustomsSignal | None,
    origin: Country | None,
    destination: Country | None,
    *,
    moved: bool,
) -> bool:
    if customs is not None:
        outward = customs.direction in (Direction.EXPORT, Direction.TRANSIT)
        return customs.state is CustomsState.RELEASED and not outward
    if stage in _ARRIVALS:
        return True
    # A scan of the sending country after import customs is a clock set wrongly, not a movement.
    at_home = scan.country is not None and scan.country == origin != destination
    return moved and not at_home

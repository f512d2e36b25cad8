"""From scans to readings: what each scan means for this parcel, in the order it happened."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from schemas.base import Country
from schemas.parcel import Classified, CustomsSignal, CustomsState, Direction, Scan, Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.whose import HOME

_OUTWARD = frozenset({Direction.EXPORT, Direction.TRANSIT})
_ARRIVALS = frozenset({Stage.OUT_FOR_DELIVERY, Stage.PICKUP, Stage.FAILED_ATTEMPT, Stage.DELIVERED})
_AWAY = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})

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


class Meaning(NamedTuple):
    """What a scan means for parcels of one route, whatever stood before it.

    Attributes:
        stage: clearance on the way out or through is travelling, not the customs stage.
        customs: the signal with its direction settled as far as it can be.
        imports: the signal, if it is of import clearance.
        refused: customs refuses it, or it is on its way back or gone.
        onward: it went on from wherever import customs had it, or arrived; where it counts as a
            movement, and where it does not.
    """

    said: Classified
    stage: Stage
    customs: CustomsSignal | None
    imports: CustomsSignal | None
    refused: bool
    onward: tuple[bool, bool]


class Reading(NamedTuple):
    """A scan and what it means here.

    Attributes:
        moved: it shows that the parcel moved (the same event once more does not).
        onward: it moved on from wherever import customs had it, or has arrived.
    """

    scan: Scan
    moved: bool
    onward: bool
    stage: Stage
    customs: CustomsSignal | None
    imports: CustomsSignal | None
    refused: bool
    said: Classified


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
        found = _meaning(
            *(scan.provider, scan.code, scan.sub_code, scan.text, scan.language),
            *(scanned_in(scan, origin, destination), origin, destination),
        )
        event = (scan.code, scan.sub_code, scan.text, scan.place)
        moved = found.said.movement and not scan.advisory and event != before
        before = event
        readings.append(
            Reading(
                scan,
                moved,
                found.onward[moved],
                found.stage,
                found.customs,
                found.imports,
                found.refused,
                found.said,
            )
        )
    return tuple(readings)


@lru_cache(maxsize=65536)
def _meaning(  # noqa: PLR0917 - the key of a cache that is asked for every scan: names cost time
    provider: str,
    code: str,
    sub_code: str,
    text: str,
    language: str | None,
    country: Country | None,
    origin: Country | None,
    destination: Country | None,
) -> Meaning:
    """The same events come again and again: on every parcel of a route, and at every look."""
    said = classify(provider, code, sub_code, text, language)
    customs = _directed(said.customs, country, origin, destination)
    outward = customs is not None and customs.direction in _OUTWARD
    inward = customs is not None and customs.direction is Direction.IMPORT
    refused = customs is not None and customs.state is CustomsState.REFUSED and not outward
    stage = Stage.IN_TRANSIT if said.stage is Stage.CUSTOMS and outward else said.stage
    # A scan of the sending country after import customs is a clock set wrongly, not a movement.
    at_home = country is not None and country == origin != destination
    if customs is not None:
        onward = (customs.state is CustomsState.RELEASED and not outward,) * 2
    else:
        arrived = said.stage in _ARRIVALS
        onward = (arrived, arrived or not at_home)
    return Meaning(
        said=said,
        stage=stage,
        customs=customs,
        imports=customs if inward else None,
        refused=refused or stage in _AWAY,
        onward=onward,
    )


def scanned_in(scan: Scan, origin: Country | None, destination: Country | None) -> Country | None:
    """Where it was scanned; a post that names no country scans at home, at one end of the way.

    It may serve other countries too: there nothing is known.
    """
    home = HOME.get(scan.provider)
    return scan.country or (home if home in {origin, destination} else None)


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

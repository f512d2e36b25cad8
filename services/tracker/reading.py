"""From scans to readings: what each scan means for this parcel, in the order it happened."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter, itemgetter

from schemas.base import Country
from schemas.parcel import (
    Classified,
    CustomsSignal,
    CustomsState,
    Direction,
    Doubt,
    Scan,
    Stage,
)
from services.connectors.carriers.stages import classify
from services.connectors.carriers.whose import HOME
from services.tracker.territory import HUBS, same_territory

_OUTWARD = frozenset({Direction.EXPORT, Direction.TRANSIT})
_ARRIVALS = frozenset({Stage.OUT_FOR_DELIVERY, Stage.PICKUP, Stage.FAILED_ATTEMPT, Stage.DELIVERED})
_AWAY = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})

OPENING = frozenset({CustomsState.PROCESSING, CustomsState.HELD, CustomsState.ACTION_REQUIRED})
"""What customs says while it has the parcel: whatever its words, that is not moving on."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a scan means for parcels of one route.

    Attributes:
        stage: clearance on the way out or through is travelling, not the customs stage.
        customs: the signal with its direction settled as far as it can be.
        imports: the signal, if it is of import clearance.
        refused: customs refuses it, or it is on its way back or gone.
        arrived: in the last mile, or delivered.
        moved: it shows that the parcel moved (the same event once more does not).
        onward: it moved on from wherever import customs had it, or has arrived.
        duties_due: money is asked for at the door or before release.
        astray: why a parcel that is told of like this is not on the route, until it turns back.
    """

    said: Classified
    stage: Stage
    customs: CustomsSignal | None
    imports: CustomsSignal | None
    refused: bool
    arrived: bool
    moved: bool
    onward: bool
    duties_due: bool
    astray: Doubt | None


Reading = tuple[Scan, Meaning]
"""A scan and what it means here: a plain tuple, since a fold makes one for every scan."""


def settled(known: Sequence[Scan], scans: Iterable[Scan]) -> tuple[Scan, ...]:
    """Known scans and further ones, each once, in the order of their happening.

    Where one id came with two contents, the choice is arbitrary and always the same.

    Args:
        known: settled before.
        scans: in whatever order; repetitions are harmless.
    """
    chosen = {scan.id: scan for scan in known}
    fresh: dict[str, Scan] = {}
    for scan in scans:
        other = chosen.get(scan.id)
        # By their fields: an answer repeats what is known, and a model's == takes thrice as long.
        if other is None or (vars(other) != vars(scan) and _weight(other) < _weight(scan)):
            chosen[scan.id] = fresh[scan.id] = scan
    if not fresh:
        return tuple(known)
    replaced = len(chosen) < len(known) + len(fresh)
    kept = [scan for scan in known if scan.id not in fresh] if replaced else known
    new = sorted(fresh.values(), key=_ORDER)
    if not kept or _ORDER(kept[-1]) < _ORDER(new[0]):
        return (*kept, *new)
    return tuple(sorted((*kept, *new), key=_ORDER))


_ORDER: Callable[[Scan], tuple[datetime, int, str]] = attrgetter("at", "seq", "id")


def read(
    scans: Iterable[Scan], origin: Country | None, destination: Country | None
) -> tuple[Reading, ...]:
    """Read settled scans."""
    readings: list[Reading] = []
    before: Scan | None = None
    words: _Words | None = None
    for scan in scans:
        event = _event(_TOLD(vars(scan)), origin, destination)
        again = before is not None and event.words == words and scan.place == before.place
        readings.append((scan, event.again if again else event.first))
        before, words = scan, event.words
    return tuple(readings)


_TOLD = itemgetter("provider", "country", "code", "sub_code", "text", "language", "advisory")
"""What a scan says besides its time, place and name: much the same on all parcels of a route.

Taken from its ``vars``: a model searches twice for each attribute, and this is done for every scan.
"""

_Told = tuple[str, Country | None, str, str, str, str | None, bool]
_Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Event:
    """What is told on a route, whatever stood before it.

    Attributes:
        words: code, sub-status and text: with the place they tell a repetition.
        first: what it means.
        again: what it means where the scan before it said the same of the same place.
    """

    words: _Words
    first: Meaning
    again: Meaning


@lru_cache(maxsize=65536)
def _event(told: _Told, origin: Country | None, destination: Country | None) -> _Event:
    """The same events come again and again: on every parcel of a route, and at every look."""
    provider, country, code, sub_code, text, language, advisory = told
    said = classify(provider, code, sub_code, text, language)
    place = scanned_in(provider, country, origin, destination)
    customs = _directed(said.customs, place, origin, destination)
    outward = customs is not None and customs.direction in _OUTWARD
    inward = customs is not None and customs.direction is Direction.IMPORT
    refused = customs is not None and customs.state is CustomsState.REFUSED and not outward
    stage = Stage.IN_TRANSIT if said.stage is Stage.CUSTOMS and outward else said.stage
    # A scan of the sending country after import customs is a clock set wrongly, not a movement.
    at_home = place is not None and place == origin != destination
    moved = said.movement and not advisory
    arrived = stage in _ARRIVALS
    if customs is not None:
        onward = still = customs.state is CustomsState.RELEASED and not outward
    else:
        onward, still = arrived or (moved and not at_home), arrived
    first = Meaning(
        said=said,
        stage=stage,
        customs=customs,
        imports=customs if inward else None,
        refused=refused or stage in _AWAY,
        arrived=arrived,
        moved=moved,
        onward=onward,
        duties_due=said.duties_due,
        astray=_astray(stage, country, origin, destination),
    )
    return _Event((code, sub_code, text), first, replace(first, moved=False, onward=still))


def scanned_in(
    provider: str, country: Country | None, origin: Country | None, destination: Country | None
) -> Country | None:
    """Where a scan was made; a post that names no country scans at home, at one end of the way.

    It may serve other countries too: there nothing is known.
    """
    home = HOME.get(provider)
    return country or (home if home in {origin, destination} else None)


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


def _astray(
    stage: Stage, country: Country | None, origin: Country | None, destination: Country | None
) -> Doubt | None:
    """Outside the order's country: delivered, in the last mile, or far off any usual way."""
    if destination is None or country is None or country == destination:
        return None
    if same_territory(country, destination):
        return None
    if stage is Stage.DELIVERED:
        return Doubt.DELIVERED_ELSEWHERE
    off_the_way = origin is not None and country != origin and country not in HUBS
    return Doubt.ELSEWHERE if stage in _ARRIVALS or off_the_way else None

"""Scans whose clock has no zone, put where another provider has the same event.

A time printed without a zone is the place's own, and read as UTC for want of better: half a day
wrong. Beside a provider that knows the zone its copy of an old event would come after newer ones,
and open a hold again that the release has closed.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from schemas.base import Country
from schemas.parcel import CustomsState, Scan, Stage
from services.connectors.carriers.stages import classify
from services.runtime.zones import offsets
from services.tracker.reading import OPENING

SAME = timedelta(minutes=5)
"""How far two providers' times of one event lie apart, their zones aside: they round them."""


def in_step(
    scans: Sequence[Scan], origin: Country | None, destination: Country | None
) -> Sequence[Scan]:
    """The scans in the order of their happening, as far as it can be told.

    A scan without a zone is another provider's event if it tells the same (at customs, let go by
    customs, or a stage) and if the two times differ by an offset of the country it was scanned in,
    or of either end of the way: then it has that event's time. Every other keeps its own.

    Args:
        scans: settled.
        origin: where the parcel comes from.
        destination: where it goes.
    """
    if len({one.provider for one in scans}) <= 1:
        return scans
    loose = {one.id for one in scans if unzoned(one)}
    if not loose:
        return scans
    sure: dict[CustomsState | Stage, list[Scan]] = {}
    for one in scans:
        if one.id not in loose:
            sure.setdefault(_event(one), []).append(one)
    put = [
        _put(one, sure.get(_event(one), ()), origin, destination) if one.id in loose else one
        for one in scans
    ]
    return sorted(put, key=lambda one: (one.at, one.seq, one.id))


def unzoned(scan: Scan) -> bool:
    """Whether its time was printed without a zone and read as UTC."""
    try:
        return datetime.fromisoformat(scan.raw_time) == scan.at.replace(tzinfo=None)
    except (TypeError, ValueError):  # it has a zone, or is of another form: its reader knew which
        return False


def _event(scan: Scan) -> CustomsState | Stage:
    """What it tells, in the words in which providers agree: not why, nor who must act."""
    said = classify(scan.provider, scan.code, scan.sub_code, scan.text, scan.language)
    if said.customs is None:
        return said.stage
    return CustomsState.HELD if said.customs.state in OPENING else said.customs.state


def _put(
    scan: Scan, same: Sequence[Scan], origin: Country | None, destination: Country | None
) -> Scan:
    others = [one for one in same if one.provider != scan.provider and _there(one, scan)]
    for offset in _shifts(scan, origin, destination):
        at = scan.at - offset
        found = [one for one in others if abs(one.at - at) <= SAME]
        if found:
            nearest = min(found, key=lambda one: (abs(one.at - at), one.at))
            return scan.model_copy(update={"at": nearest.at})
    return scan


def _shifts(scan: Scan, origin: Country | None, destination: Country | None) -> Iterator[timedelta]:
    """By how much its time may be wrong, the likeliest first: it may also be right."""
    yield timedelta()
    for country in (scan.country, destination, origin):
        if country is not None:
            yield from offsets(country, scan.at.astimezone(UTC).replace(tzinfo=None))


def _there(one: Scan, other: Scan) -> bool:
    """Whether two scans may be of one place."""
    return None in {one.country, other.country} or one.country == other.country

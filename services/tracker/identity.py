"""Whether a number's parcel is surely this order's, and what the orders say of the parcel.

Numbers are mistyped, shared and used again. On a doubtful parcel nothing is said to a buyer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.base import Country, OrderKey
from schemas.parcel import Doubt, Parcel, Stage
from services.tracker.lane import Lane
from services.tracker.pace import too_fast
from services.tracker.reading import Reading
from services.tracker.territory import HUBS

TOLERANCE = timedelta(hours=48)
"""How long before the declared shipment a parcel may move: sellers declare when they find time."""

_BACK = frozenset({Stage.RETURNING, Stage.RETURNED})

_POSTAL = re.compile(r"[A-Z]{2}\d{9}([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Claim:
    """An order that names the number.

    Attributes:
        buyer: the platform's reference, within the shop.
        carrier: the marketplace's word for the carrier.
        protection_end: when the buyer's protection ends.
        postcode_prefix: the beginning of the postcode it goes to; empty where it is not told.
        promise: an instant of the day that the buyer was promised (see ``zones.end_of_day``).
    """

    order_key: OrderKey
    buyer: str
    country: Country
    service: str | None = None
    carrier: str = ""
    shipped_at: datetime | None = None
    protection_end: datetime | None = None
    postcode_prefix: str = ""
    promise: datetime | None = None


def postal_origin(number: str) -> Country | None:
    """The country a postal number was issued in (UPU S10: its last two letters).

    Only where it is one that parcels set out from: Yanwen's numbers end in YP, which is no country.
    """
    found = _POSTAL.fullmatch(number.upper())
    return found.group(1) if found and found.group(1) in HUBS else None


def claimed(parcel: Parcel, claims: Sequence[Claim]) -> Parcel:
    """The parcel as the orders that name it have it.

    Without any it is void: the number was corrected, or it never had an order. A number named
    again is an original again.
    """
    ordered = sorted(claims, key=lambda claim: claim.order_key)
    shipped = [claim.shipped_at for claim in ordered if claim.shipped_at is not None]
    first = ordered[0] if ordered else None
    anew = bool(ordered) and parcel.role == "void"
    return parcel.model_copy(
        update={
            "order_keys": tuple(claim.order_key for claim in ordered),
            "role": ("original" if anew else parcel.role) if ordered else "void",
            "doubts": _claimed_doubts(parcel, ordered, anew=anew),
            "nothing_since": None if anew else parcel.nothing_since,
            "origin": parcel.origin or postal_origin(parcel.number),
            "destination": first.country if first else parcel.destination,
            "service": (first.service if first else None) or parcel.service,
            "carrier": parcel.carrier or (first.carrier if first else ""),
            "shipped_at": min(shipped) if shipped else parcel.shipped_at,
        }
    )


def _claimed_doubts(parcel: Parcel, claims: Sequence[Claim], *, anew: bool) -> tuple[Doubt, ...]:
    """The doubts that need no scan; what nobody found for an earlier order counts no more."""
    buyers = {(claim.order_key.rsplit("/", 1)[0], claim.buyer) for claim in claims}
    found = []
    if len(buyers) > 1 or len({claim.country for claim in claims}) > 1:
        found.append(Doubt.SHARED)
    if claims and all(_another(parcel.postcode_prefix, one.postcode_prefix) for one in claims):
        found.append(Doubt.POSTCODE)
    if claims and not anew and Doubt.NOT_FOUND in parcel.doubts:
        found.append(Doubt.NOT_FOUND)
    return tuple(found)


def _another(told: str, wanted: str) -> bool:
    """Whether two beginnings of postcodes contradict each other; a shorter one may agree."""
    one, other = _letters(told), _letters(wanted)
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _letters(postcode: str) -> str:
    return "".join(one for one in postcode.upper() if one.isalnum())


_WITHOUT_SCANS = (Doubt.SHARED, Doubt.POSTCODE, Doubt.NOT_FOUND)


def doubts(parcel: Parcel, readings: Sequence[Reading], lane: Lane) -> tuple[Doubt, ...]:
    """Every reason for doubt: those known without a scan (see ``claimed``), and the scans'.

    Args:
        parcel: with what the orders say of it.
        readings: all of it, in the order of their happening.
        lane: what is usual for it.
    """
    found = [one for one in _WITHOUT_SCANS if one in parcel.doubts]
    if readings and Doubt.NOT_FOUND in found:
        found.remove(Doubt.NOT_FOUND)
    if parcel.shipped_at is not None and _moved_before(readings, parcel.shipped_at - TOLERANCE):
        found.append(Doubt.EARLIER)
    astray = _astray(readings)
    found += [one for one in (Doubt.ELSEWHERE, Doubt.DELIVERED_ELSEWHERE) if one in astray]
    if too_fast(parcel, readings, lane):
        found.append(Doubt.FASTER)
    return tuple(found)


def _moved_before(readings: Sequence[Reading], instant: datetime) -> bool:
    for scan, means in readings:
        if scan.at >= instant:
            return False
        if means.moved:
            return True
    return False


def _astray(readings: Iterable[Reading]) -> set[Doubt]:
    """What speaks of another parcel until it was sent back: from then on it may be anywhere."""
    seen: set[Doubt] = set()
    for _, means in readings:
        if means.stage in _BACK:
            break
        if means.astray is not None:
            seen.add(means.astray)
    return seen

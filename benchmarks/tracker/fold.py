"""Folds a second on one core: ``advance`` on 30 scans, seconds of the processor.

No fold remembers a parcel: each reads all scans again, as it must for one that comes from a table.
"""

import time
from datetime import UTC, datetime, timedelta

from schemas.parcel import Parcel, Scan
from services.tracker.lane import PRIORS, Lane
from services.tracker.parcel import advance

SECONDS = 3.0
PARCELS = 200
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
WAY = (
    ("InfoReceived", "Shipment information received", "CN", 1),
    ("InTransit_PickedUp", "Parcel collected by the carrier", "CN", 1),
    ("InTransit_Other", "Arrived at sorting center", "CN", 6),
    ("InTransit_CustomsProcessing", "Export customs clearance started", "CN", 1),
    ("InTransit_CustomsReleased", "Export customs clearance complete", "CN", 1),
    ("InTransit_Departure", "Departed from country of origin", "CN", 2),
    ("InTransit_Other", "Transit through hub", "NL", 4),
    ("InTransit_Arrival", "Arrived in country of destination", "BR", 1),
    ("InTransit_CustomsProcessing", "Presented to customs", "BR", 2),
    ("InTransit_CustomsRequiringInformation", "Customs asks for documents", "BR", 1),
    ("InTransit_CustomsReleased", "Released by customs", "BR", 1),
    ("InTransit_Other", "Departed from facility", "BR", 8),
    ("OutForDelivery_Other", "Out for delivery", "BR", 1),
)
"""Sub-status, words, country, how many of it."""

SCANS = sum(times for *_, times in WAY)


def parcels() -> list[Parcel]:
    """Parcels of one route, each with a time and places of its own."""
    return [_parcel(number) for number in range(PARCELS)]


def _parcel(number: int) -> Parcel:
    scans: list[Scan] = []
    for code, words, country, times in WAY:
        for _ in range(times):
            at = START + timedelta(hours=9 * len(scans) + number % 7, minutes=number)
            scans.append(
                Scan(
                    id=f"{number}-{len(scans)}",
                    provider="17track",
                    at=at,
                    code=code.split("_", 1)[0],
                    sub_code=code,
                    text=words,
                    country=country,
                    place=f"{country} {(number + len(scans)) % 50}",
                )
            )
    return Parcel(
        id=f"17track/RB{number:09d}CN",
        provider="17track",
        number=f"RB{number:09d}CN",
        order_keys=("aliexpress/shop-1/1",),
        shipped_at=START,
        origin="CN",
        destination="BR",
        tracked="tracked",
        scans=tuple(scans),
    )


def main() -> None:
    """Fold them over and over, as a poll that found a scan does, and as a first answer does."""
    lane, made = PRIORS.lane("standard"), parcels()
    fresh = [one.model_copy(update={"scans": ()}) for one in made]
    known = [
        advance(one, whole.scans[:-1], lane, START + timedelta(days=11))[0]
        for one, whole in zip(fresh, made, strict=True)
    ]
    _measure("one of them new", known, [one.scans[-1:] for one in made], lane)
    told = [Parcel.model_validate_json(one.model_dump_json()).scans for one in made]
    _measure("one of them new, all told again", known, told, lane)
    _measure("all of them new", fresh, told, lane)


def _measure(what: str, before: list[Parcel], told: list[tuple[Scan, ...]], lane: Lane) -> None:
    now = START + timedelta(days=13)
    assert all(
        len(advance(parcel, scans, lane, now)[0].scans) == SCANS
        for parcel, scans in zip(before, told, strict=True)
    )
    folds, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        for parcel, scans in zip(before, told, strict=True):
            advance(parcel, scans, lane, now)
        folds += len(before)
    rate = folds / (time.process_time() - began)
    print(f"advance on {SCANS} scans, {what}: {rate:,.0f} a second (bar 10,000)")


if __name__ == "__main__":
    main()

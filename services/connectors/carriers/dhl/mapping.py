"""A shipment of DHL Unified's answer to our ``CarrierUpdate``. Pure.

Shape: developer.dhl.com, Shipment Tracking - Unified, 1.x.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas.base import Country
from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.dhl.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, instant, items, text
from services.runtime.errors import InvalidInput

_SENTENCES = ("status", "description", "remark", "nextSteps")


def to_update(shipment: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one shipment.

    Args:
        shipment: ``{id, service, origin, destination, status, events}``; events newest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    details = _mapping(shipment.get("details"))
    events = [_mapping(one) for one in reversed(items(shipment.get("events")))]
    scans = in_order(_scan(event, seq) for seq, event in enumerate(events))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="DHL",
            origin=_country(shipment.get("origin")),
            destination=_country(shipment.get("destination")),
            postcode_prefix=_postcode(shipment.get("destination")),
            service=text(_mapping(details.get("product")).get("productName")) or None,
            scans=scans or in_order([_scan(_mapping(shipment.get("status")), 0)]),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "DHL's answer is of another shape") from error


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time. A time without an offset is read as UTC."""
    printed = text(event.get("timestamp"))
    at = instant(printed)
    if at is None:
        return None
    address = _mapping(_mapping(event.get("location")).get("address"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(address.get("addressLocality")),
        country=country(address.get("countryCode")),
        code=text(event.get("statusCode")),
        text=". ".join(_sentences(event)),
    )


def _sentences(event: Mapping[str, Any]) -> Iterator[str]:
    """What is said, each sentence once: DHL repeats the status as the description."""
    said: set[str] = set()
    for name in _SENTENCES:
        sentence = text(event.get(name)).rstrip(".")
        if sentence and sentence.casefold() not in said:
            said.add(sentence.casefold())
            yield sentence


def _country(place: Any) -> Country | None:
    return country(_mapping(_mapping(place).get("address")).get("countryCode"))


def _postcode(place: Any) -> str:
    """As much of it as an order keeps: DHL's addresses are those of towns, not of people."""
    return values.postcode_prefix(_mapping(_mapping(place).get("address")).get("postalCode"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "DHL")

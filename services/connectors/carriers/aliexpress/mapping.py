"""AliExpress' answer to our ``CarrierUpdate``. Pure.

Shape: facts on marketplaces, section 1.6. The list of details comes bare, or inside an object of
one member, as the platform writes lists elsewhere.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.aliexpress.codes import PROVIDER
from services.connectors.carriers.port import Asked
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, instant, items, text
from services.connectors.marketplaces.aliexpress.times import pacific
from services.runtime.errors import InvalidInput


def to_update(answer: Mapping[str, Any], asked: Asked, read_at: datetime) -> CarrierUpdate:
    """The update behind one answer.

    Args:
        answer: ``{details, official_website, error_desc}``.
        asked: the number, and what it was asked with.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    events = sorted((_mapping(one) for one in details(answer)), key=_order)
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{asked.number}",
            provider=PROVIDER,
            number=asked.number,
            carrier=asked.carrier,
            destination=country(asked.destination),
            service=asked.service or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "AliExpress' answer is of another shape") from error


def details(answer: Mapping[str, Any]) -> list[Any]:
    """The events, however they are wrapped."""
    found = answer.get("details")
    if isinstance(found, Mapping):
        found = next((one for one in found.values() if isinstance(one, list)), None)
    return items(found)


def _order(event: Mapping[str, Any]) -> tuple[str, str, str]:
    """Of one instant, in an order that no later event changes; the answer's own is not known."""
    return text(event.get("event_date")), text(event.get("status")), text(event.get("event_desc"))


def _instant(printed: str) -> datetime | None:
    """Of a time as it is printed."""
    return pacific(printed) or instant(printed)


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time. The name of who signed stays with AliExpress.

    A time without an offset is the platform's own, US Pacific (facts, marketplaces.md 2).
    """
    printed = text(event.get("event_date"))
    at = _instant(printed)
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(event.get("address")),
        code=text(event.get("status")),
        text=text(event.get("event_desc")),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "AliExpress")

"""USPS' answer with ``expand=DETAIL`` to our ``CarrierUpdate``. Pure.

Shape: USPS' description of the API, 3.2.4 (``TrackingDetails``, ``TrackingEvent``).
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from schemas.base import Country
from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.usps.codes import PROVIDER
from services.connectors.carriers.values import country, instant, items, text
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput

_OFFSET = re.compile(r"([+-]?)(\d{1,2}):(\d{2})")
_MOST_HOURS = 15


def to_update(item: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one answer.

    Args:
        item: ``TrackingDetails``; events are newest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    events = [_mapping(one) for one in reversed(items(item.get("trackingEvents")))]
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="USPS",
            origin=country(item.get("originCountry")),
            destination=country(item.get("destinationCountryCode")),
            service=text(item.get("mailClass")) or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "USPS' answer is of another shape") from error


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time. The names of who signed stay with USPS."""
    printed = text(event.get("eventTimestamp"))
    offset = text(event.get("GMTOffset"))
    at = instant(event.get("GMTTimestamp")) or _local(printed, offset)
    if at is None:
        return None
    parts = (text(event.get(name)) for name in ("eventCity", "eventState", "eventCountry"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=f"{printed} {offset}".strip() or text(event.get("GMTTimestamp")),
        place=", ".join(filter(None, parts)),
        country=_country(event),
        code=text(event.get("eventCode")),
        text=text(event.get("eventType")),
        language="en",
    )


def _local(printed: str, offset: str) -> datetime | None:
    """The event's own clock with the offset beside it; without one it is read as UTC."""
    try:
        found = datetime.fromisoformat(printed)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone(_distance(offset)))
    return believed(found)


def _distance(offset: str) -> timedelta:
    """``-7:00`` as a distance from Greenwich; nil where it is none."""
    found = _OFFSET.fullmatch(offset)
    if found is None or int(found[2]) > _MOST_HOURS:
        return timedelta()
    distance = timedelta(hours=int(found[2]), minutes=int(found[3]) % 60)
    return -distance if found[1] == "-" else distance


def _country(event: Mapping[str, Any]) -> Country | None:
    """The country; an event that names none but a state of the United States is there."""
    named = text(event.get("eventCountry"))
    home = not named and text(event.get("eventState"))
    return "US" if home else country(named)


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "USPS")

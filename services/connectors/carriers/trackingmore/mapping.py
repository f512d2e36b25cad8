"""TrackingMore's tracking to our ``CarrierUpdate``. Pure.

Shape: as public clients of v4 read it (observed). Times: ``checkpoint_date`` is printed without an
offset, in the carrier's local time, and read as UTC, which is up to 14 hours wrong; ``raw_time``
keeps what TrackingMore printed.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.trackingmore.codes import PROVIDER
from services.connectors.carriers.values import country, instant, items, text
from services.runtime.errors import InvalidInput

NUMBER = "tracking_number"
"""Where a tracking has its number."""

_LEGS = ("origin_info", "destination_info")


def to_update(tracking: Any, number: str, read_at: datetime) -> CarrierUpdate:
    """The update of a tracking.

    Args:
        tracking: TrackingMore's object.
        number: as it was asked for.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the known shape (``unreadable``).
    """
    tracking = _mapping(tracking)
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier=text(tracking.get("courier_code")),
            origin=country(tracking.get("origin_country")),
            destination=country(tracking.get("destination_country")),
            scans=in_order(_scans(tracking)),
            stopped=text(tracking.get("delivery_status")) == "expired",
            source_updated_at=instant(tracking.get("update_date")),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "TrackingMore's answer is of another shape") from error


def _scans(tracking: Mapping[str, Any]) -> Iterator[Scan | None]:
    """Both legs' checkpoints."""
    for leg in _LEGS:
        # Newest first as they come, so that a scan's ordinal stays when others follow it.
        told = reversed(items(_mapping(tracking.get(leg)).get("trackinfo")))
        yield from (_scan(_mapping(one), seq) for seq, one in enumerate(told))


def _scan(checkpoint: Mapping[str, Any], seq: int) -> Scan | None:
    """One checkpoint; None where it has no time, since it could be put nowhere."""
    printed = text(checkpoint.get("checkpoint_date"))
    at = instant(printed)
    if at is None:
        return None
    parts = (text(checkpoint.get(name)) for name in ("city", "state"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(checkpoint.get("location")) or ", ".join(filter(None, parts)),
        country=country(checkpoint.get("country_iso2")),
        code=text(checkpoint.get("checkpoint_delivery_status")),
        sub_code=text(checkpoint.get("checkpoint_delivery_substatus")),
        text=text(checkpoint.get("tracking_detail")),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "TrackingMore")

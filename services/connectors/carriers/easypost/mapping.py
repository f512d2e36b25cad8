"""EasyPost's ``Tracker`` to our ``CarrierUpdate``. Pure.

Times: ``datetime`` of a detail, in ISO 8601 with an offset; UTC where EasyPost does not know the
place well enough, so that ``raw_time`` keeps what it printed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.easypost.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, instant, items, text
from services.runtime.errors import InvalidInput

NUMBER = "tracking_code"
"""Where a tracker has its number."""

_EVENTS = frozenset({"tracker.created", "tracker.updated"})


def from_push(body: Any, received_at: datetime) -> CarrierUpdate:
    """The update that a webhook's JSON carries.

    Raises:
        InvalidInput: it is of no known event (``unknown_event``) or shape (``unreadable``).
    """
    event = text(_mapping(body).get("description"))
    if event not in _EVENTS:
        raise InvalidInput("unknown_event", f"EasyPost event {event!r:.60}")
    return to_update(_mapping(body).get("result"), received_at)


def to_update(tracker: Any, read_at: datetime, number: str = "") -> CarrierUpdate:
    """The update of a tracker, of an answer or of a push.

    Args:
        tracker: EasyPost's object.
        read_at: when the read began, or the push came (domain time).
        number: as it was asked for; empty takes EasyPost's own writing.

    Raises:
        InvalidInput: it names no number, or is not of the documented shape (``unreadable``).
    """
    tracker = _mapping(tracker)
    number = number or text(tracker.get(NUMBER))
    if not number:
        raise InvalidInput("unreadable", "EasyPost names no number")
    detail = _mapping(tracker.get("carrier_detail"))
    details = [_mapping(one) for one in items(tracker.get("tracking_details"))]
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier=text(tracker.get("carrier")),
            origin=_country(detail.get("origin_tracking_location")),
            destination=_country(detail.get("destination_tracking_location")),
            service=text(detail.get("service")) or None,
            scans=in_order(_scan(one, seq) for seq, one in enumerate(details)),
            source_updated_at=instant(tracker.get("updated_at")),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "EasyPost's answer is of another shape") from error


def _scan(detail: Mapping[str, Any], seq: int) -> Scan | None:
    """One detail (oldest first); None where it has no time, since it could be put nowhere."""
    printed = text(detail.get("datetime"))
    at = instant(printed)
    if at is None:
        return None
    location = _mapping(detail.get("tracking_location"))
    parts = (text(location.get(name)) for name in ("city", "state"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=", ".join(filter(None, parts)),
        country=_country(location),
        code=text(detail.get("status")),
        sub_code=text(detail.get("status_detail")),
        text=text(detail.get("message")),
    )


def _country(location: Any) -> str | None:
    return country(_mapping(location).get("country"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "EasyPost")

"""AfterShip's ``Tracking`` to our ``CarrierUpdate``. Pure.

Times: ``checkpoint_time``, in ISO 8601; one without an offset is the courier's local time and is
read as UTC, which is up to 14 hours wrong; ``raw_time`` keeps what AfterShip printed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Handoff, Scan
from services.connectors.carriers import values
from services.connectors.carriers.aftership.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, country3, instant, items, same, text
from services.runtime.errors import InvalidInput

NUMBER = "tracking_number"
"""Where a tracking has its number."""

_EVENTS = frozenset({"tracking_update", "edd_revise", "tracking_pending_time"})
"""Events of a webhook whose ``msg`` is a tracking."""
_SIDES = ("CC_EX_", "CC_IM_")
"""A courier's own codes that name the side of a clearance (facts, section 2 and 8.2)."""


def from_push(body: Any, received_at: datetime) -> CarrierUpdate:
    """The update that a webhook's JSON carries.

    Raises:
        InvalidInput: it is of no known event (``unknown_event``) or shape (``unreadable``).
    """
    event = text(_mapping(body).get("event"))
    if event not in _EVENTS:
        raise InvalidInput("unknown_event", f"AfterShip event {event!r:.60}")
    return to_update(_mapping(body).get("msg"), received_at)


def to_update(tracking: Any, read_at: datetime, number: str = "") -> CarrierUpdate:
    """The update of a tracking, of an answer or of a push.

    Args:
        tracking: AfterShip's object.
        read_at: when the read began, or the push came (domain time).
        number: as it was asked for; empty takes AfterShip's own writing.

    Raises:
        InvalidInput: it names no number, or is not of the documented shape (``unreadable``).
    """
    tracking = _mapping(tracking)
    number = number or text(tracking.get(NUMBER))
    if not number:
        raise InvalidInput("unreadable", "AfterShip names no number")
    checkpoints = [_mapping(one) for one in items(tracking.get("checkpoints"))]
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier=text(tracking.get("slug")),
            origin=_country(tracking.get("origin_country_region")),
            destination=_country(
                tracking.get("courier_destination_country_region")
                or tracking.get("destination_country_region")
            ),
            handoff=_handoff(tracking, number),
            service=text(tracking.get("shipment_type")) or None,
            scans=in_order(_scan(one, seq) for seq, one in enumerate(checkpoints)),
            stopped=tracking.get("active") is False,
            source_updated_at=instant(tracking.get("updated_at")),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "AfterShip's answer is of another shape") from error


def _scan(checkpoint: Mapping[str, Any], seq: int) -> Scan | None:
    """One checkpoint (oldest first); None where it has no time, since it could be put nowhere."""
    printed = text(checkpoint.get("checkpoint_time"))
    at = instant(printed)
    if at is None:
        return None
    subtag = text(checkpoint.get("subtag"))
    parts = (text(checkpoint.get(name)) for name in ("city", "state"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(checkpoint.get("location")) or ", ".join(filter(None, parts)),
        country=_country(checkpoint.get("country_region")),
        code=text(checkpoint.get("tag")) or subtag.partition("_")[0],
        sub_code=_with_side(subtag, text(checkpoint.get("raw_tag"))),
        text=text(checkpoint.get("message")),
    )


def _with_side(subtag: str, raw_tag: str) -> str:
    """The subtag, and the courier's own code behind it where that names the side of a clearance."""
    return f"{subtag}/{raw_tag}" if subtag and raw_tag.startswith(_SIDES) else subtag


def _handoff(tracking: Mapping[str, Any], number: str) -> Handoff | None:
    """The last mile's number, where it is another one than ours."""
    last = _mapping(tracking.get("last_mile"))
    local = text(last.get("tracking_number"))
    if not local or same(local) == same(number):
        return None
    return Handoff(number=local, carrier=text(last.get("slug")))


def _country(value: Any) -> str | None:
    """AfterShip writes three letters (ISO 3166-1)."""
    return country3(value) or country(value)


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "AfterShip")

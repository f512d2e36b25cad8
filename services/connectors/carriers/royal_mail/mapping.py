"""Royal Mail's ``mailPieces`` to our ``CarrierUpdate``. Pure. Shape: facts, section 4.9."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.royal_mail.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import instant, items, text
from services.runtime.errors import InvalidInput

LANGUAGE = "en"


def to_update(piece: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update of a number.

    Args:
        piece: ``{mailPieceId, summary, events}``; who signed stays with Royal Mail.
        number: as it was asked for.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    # Newest first as they come, so that a scan's ordinal stays when others follow it.
    events = [_mapping(one) for one in reversed(items(piece.get("events")))]
    summary = _mapping(piece.get("summary"))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Royal Mail",
            service=text(summary.get("productName")) or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Royal Mail's answer is of another shape") from error


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time, since it could be put nowhere."""
    printed = text(event.get("eventDateTime"))
    at = instant(printed)
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(event.get("locationName")),
        code=text(event.get("eventCode")),
        text=text(event.get("eventName")),
        language=LANGUAGE,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "Royal Mail")

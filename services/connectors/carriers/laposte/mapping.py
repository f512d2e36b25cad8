"""A shipment of Suivi v2's answer to our ``CarrierUpdate``. Pure.

Shape: facts, section 4.5; that ``contextData`` names both countries is seen in clients in use.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.laposte.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, items, text
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput

_PARIS = ZoneInfo("Europe/Paris")
"""Of a time without an offset, which no source shows: inferred."""


def to_update(shipment: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one shipment.

    Args:
        shipment: ``{idShip, product, contextData, event}``; events are newest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    events = [_mapping(one) for one in reversed(items(shipment.get("event")))]
    context = _mapping(shipment.get("contextData"))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="La Poste",
            origin=country(context.get("originCountry")),
            destination=country(context.get("arrivalCountry")),
            service=text(shipment.get("product")) or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "La Poste's answer is of another shape") from error


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time. No place is given."""
    printed = text(event.get("date"))
    at = _instant(printed)
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        code=text(event.get("code")),
        text=text(event.get("label")),
        language="fr",
    )


def _instant(printed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(printed)
    except ValueError:
        return None
    return believed(found if found.tzinfo else found.replace(tzinfo=_PARIS))


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "La Poste")

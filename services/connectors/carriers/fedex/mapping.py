"""FedEx's ``trackResults`` to our ``CarrierUpdate``. Pure.

Times: ``date`` of a scan event, with its offset. A day without a clock comes without one too and is
read as UTC, which is up to 14 hours wrong; ``raw_time`` keeps what FedEx printed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.fedex.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, instant, items, text
from services.runtime.errors import InvalidInput

LANGUAGE = "en"
"""Asked for by ``x-locale``: the documented wording is English."""


def to_update(results: Sequence[Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update of a number.

    Args:
        results: ``trackResults``; FedEx gives numbers out again, so there may be several parcels:
            the one that was scanned last is meant.
        number: as it was asked for.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    try:
        updates = [_update(_mapping(one), number, read_at) for one in results]
    except ValueError as error:
        raise InvalidInput("unreadable", "FedEx's answer is of another shape") from error
    return max(updates, key=lambda one: one.scans[-1].at.timestamp() if one.scans else 0.0)


def _update(result: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    # Newest first as they come, so that a scan's ordinal stays when others follow it.
    events = [_mapping(one) for one in reversed(items(result.get("scanEvents")))]
    return CarrierUpdate(
        id=f"{PROVIDER}/{number}",
        provider=PROVIDER,
        number=number,
        carrier="FedEx",
        origin=_end(result, "shipperInformation", "originLocation"),
        destination=_end(result, "recipientInformation", "destinationLocation"),
        service=text(_mapping(result.get("serviceDetail")).get("description")) or None,
        scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
        read_started_at=read_at,
    )


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time, since it could be put nowhere."""
    printed = text(event.get("date"))
    at = instant(printed)
    if at is None:
        return None
    address = _mapping(event.get("scanLocation"))
    place = (text(address.get(name)) for name in ("city", "stateOrProvinceCode"))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=", ".join(filter(None, place)),
        country=country(address.get("countryCode")),
        code=text(event.get("eventType")),
        sub_code=text(event.get("exceptionCode")),
        text=_words(event),
        language=LANGUAGE,
    )


def _words(event: Mapping[str, Any]) -> str:
    """What happened and, where it was an exception, why: the reason may say who must act."""
    words = (text(event.get(name)) for name in ("eventDescription", "exceptionDescription"))
    return ". ".join(dict.fromkeys(filter(None, words)))


def _end(result: Mapping[str, Any], person: str, place: str) -> str | None:
    """The country of one end of the way."""
    of_person = _mapping(_mapping(result.get(person)).get("address"))
    of_place = _mapping(_mapping(result.get(place)).get("locationContactAndAddress"))
    found = country(of_person.get("countryCode"))
    return found or country(_mapping(of_place.get("address")).get("countryCode"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "FedEx")

"""UPS's ``trackResponse`` to our ``CarrierUpdate``. Pure.

Times: ``gmtDate`` and ``gmtTime`` where both are given; else ``date`` and ``time``, which are those
of the place, with ``gmtOffset``; without one they are read as UTC, which is up to 14 hours wrong.
``raw_time`` keeps what UPS printed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Handoff, Scan
from services.connectors.carriers import values
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.ups.codes import PROVIDER
from services.connectors.carriers.ups.statuses import key_of
from services.connectors.carriers.values import country, instant, items, scan_id, text
from services.runtime.errors import InvalidInput

LANGUAGE = "en"
"""Asked for by ``locale``: the documented wording is English."""

_USPS = "USPS_PIC"
_DIGITS_OF_DATE = 8
_DIGITS_OF_TIME = 6


def shipment_of(body: Any) -> Mapping[str, Any]:
    """The shipment of an answer.

    Raises:
        InvalidInput: it is no answer of UPS's (``unreadable``).
    """
    shipments = items(_mapping(_mapping(body).get("trackResponse")).get("shipment"))
    if not shipments:
        raise InvalidInput("unreadable", "UPS sent no shipment")
    return _mapping(shipments[0])


def to_update(shipment: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update of a number.

    Args:
        shipment: ``{inquiryNumber, package, warnings}``; of several packages the one that has the
            number is meant, else the first.
        number: as it was asked for.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    packages = [_mapping(one) for one in items(shipment.get("package"))]
    own = [one for one in packages if text(one.get("trackingNumber")).upper() == number.upper()]
    package = (own or packages or [{}])[0]
    # Newest first as they come, so that a scan's ordinal stays when others follow it.
    activities = [_mapping(one) for one in reversed(items(package.get("activity")))]
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="UPS",
            origin=_end(package, "ORIGIN"),
            destination=_end(package, "DESTINATION"),
            handoff=_handoff(package, number),
            service=text(_mapping(package.get("service")).get("description")) or None,
            scans=in_order(_scan(one, seq, number) for seq, one in enumerate(activities)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "UPS's answer is of another shape") from error


def _scan(activity: Mapping[str, Any], seq: int, number: str) -> Scan | None:
    """One activity; None where it has no time, since it could be put nowhere."""
    at = _instant(activity)
    if at is None:
        return None
    status = _mapping(activity.get("status"))
    kind, inner, outer = (text(status.get(name)) for name in ("type", "code", "statusCode"))
    code, sub_code = key_of(kind, inner, outer, number)
    words = text(status.get("description")) or text(status.get("simplifiedTextDescription"))
    address = _mapping(_mapping(activity.get("location")).get("address"))
    place = ", ".join(filter(None, (text(address.get(one)) for one in ("city", "stateProvince"))))
    made = scan(
        PROVIDER,
        at,
        seq,
        raw_time=_raw_time(activity),
        place=place,
        country=_country(address),
        code=code,
        sub_code=sub_code,
        text=words,
        language=LANGUAGE,
    )
    # By what UPS sent, not by our choice among its codes: that may change when a list grows.
    return made.model_copy(
        update={"id": scan_id(PROVIDER, at, kind, inner, outer, made.text, place)}
    )


def _instant(activity: Mapping[str, Any]) -> datetime | None:
    gmt = instant(_iso(activity.get("gmtDate"), activity.get("gmtTime")))
    local = _iso(activity.get("date"), activity.get("time"))
    offset = text(activity.get("gmtOffset"))
    return gmt or (instant(local + offset) if local and offset else None) or instant(local)


def _iso(date: Any, time: Any) -> str:
    """``20210210`` and ``074700``, or ``07:47:00``, or ``74700`` as the documentation has it."""
    day = "".join(filter(str.isdecimal, text(date)))
    clock = "".join(filter(str.isdecimal, text(time)))
    if len(day) != _DIGITS_OF_DATE or not clock or len(clock) > _DIGITS_OF_TIME:
        return ""
    return f"{day}T{clock.zfill(_DIGITS_OF_TIME)}"


def _raw_time(activity: Mapping[str, Any]) -> str:
    parts = (text(activity.get(name)) for name in ("date", "time", "gmtOffset"))
    return " ".join(part for part in parts if part)


def _end(package: Mapping[str, Any], kind: str) -> str | None:
    """The country of one end of the way."""
    for entry in map(_mapping, items(package.get("packageAddress"))):
        if text(entry.get("type")).upper() == kind:
            return _country(_mapping(entry.get("address")))
    return None


def _country(address: Mapping[str, Any]) -> str | None:
    return country(address.get("countryCode")) or country(address.get("country"))


def _handoff(package: Mapping[str, Any], number: str) -> Handoff | None:
    """The post's number, where UPS names it as such; other numbers may be the shop's own."""
    for entry in map(_mapping, items(package.get("alternateTrackingNumber"))):
        local = text(entry.get("number"))
        if text(entry.get("type")) == _USPS and local and local != number:
            return Handoff(number=local, carrier="USPS")
    return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "UPS")

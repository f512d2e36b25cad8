"""Canada Post's ``tracking-detail`` to our ``CarrierUpdate``. Pure.

Shape: Canada Post, Tracking v2, "Get Tracking Details".
"""

from datetime import datetime, timedelta, timezone

from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers.canada_post.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.xml import Element
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput

_ZONES: dict[str, timedelta] = {
    "NST": timedelta(hours=-3, minutes=-30),
    "NDT": timedelta(hours=-2, minutes=-30),
    "AST": timedelta(hours=-4),
    "ADT": timedelta(hours=-3),
    "EST": timedelta(hours=-5),
    "EDT": timedelta(hours=-4),
    "CST": timedelta(hours=-6),
    "CDT": timedelta(hours=-5),
    "MST": timedelta(hours=-7),
    "MDT": timedelta(hours=-6),
    "PST": timedelta(hours=-8),
    "PDT": timedelta(hours=-7),
}
"""The zones of Canada by their letters; another one is read as UTC."""

_PROVINCES = frozenset(
    ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
)


def to_update(detail: Element, number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one answer.

    Args:
        detail: ``tracking-detail``; its occurrences are newest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it cannot be kept (``unreadable``).
    """
    events = list(detail.child("significant-events").every("occurrence"))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Canada Post",
            service=detail.said("service-name") or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(reversed(events))),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Canada Post's answer is of another shape") from error


def _scan(event: Element, seq: int) -> Scan | None:
    """One event; None where it has no date. The name of who signed stays with Canada Post."""
    date, time, zone = (event.said(f"event-{name}") for name in ("date", "time", "time-zone"))
    at = _instant(date, time, zone)
    if at is None:
        return None
    site, province = event.said("event-site"), event.said("event-province")
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=" ".join(filter(None, (date, time, zone))),
        place=", ".join(filter(None, (site, province))),
        country="CA" if province.upper() in _PROVINCES else None,
        code=event.said("event-identifier"),
        text=event.said("event-description"),
        language="en",
    )


def _instant(date: str, time: str, zone: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(f"{date}T{time or '00:00:00'}")
    except ValueError:
        return None
    local = timezone(_ZONES.get(zone.upper(), timedelta()))
    return believed(found if found.tzinfo else found.replace(tzinfo=local))

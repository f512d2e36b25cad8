"""A parcel of Cainiao's page to our ``CarrierUpdate``. Pure.

Shape: as observed (facts, section 4.11); nobody documents it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Handoff, Scan
from services.connectors.carriers import values
from services.connectors.carriers.cainiao.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import instant, items, text
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput

_SENTENCES = ("desc", "standerdDesc", "descTitle")


def to_update(module: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one parcel.

    Args:
        module: ``{mailNo, status, copyRealMailNo, latestTrace, detailList}``.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the observed shape (``unreadable``).
    """
    events = sorted((_mapping(one) for one in items(module.get("detailList"))), key=_order)
    scans = in_order(_scan(event, seq) for seq, event in enumerate(events))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Cainiao",
            handoff=_handoff(module, number),
            scans=scans or in_order([_latest(module)]),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Cainiao's answer is of another shape") from error


def _order(event: Mapping[str, Any]) -> tuple[datetime, str]:
    """Of one instant, in an order that no later event changes; the page's own is not known."""
    at = _instant(event)
    return at or datetime.max.replace(tzinfo=UTC), text(event.get("actionCode"))


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time."""
    group = text(_mapping(event.get("group")).get("nodeCode"))
    return _told(event, _instant(event), seq, group)


def _latest(module: Mapping[str, Any]) -> Scan | None:
    """The one event of a parcel that has no list; what has no code has the parcel's status."""
    latest = _mapping(module.get("latestTrace"))
    at = _instant(latest) or instant(latest.get("timeStr"))
    return _told(latest, at, 0, text(module.get("status")))


def _told(event: Mapping[str, Any], at: datetime | None, seq: int, sub_code: str) -> Scan | None:
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=text(event.get("timeStr")),
        code=text(event.get("actionCode")),
        sub_code=sub_code,
        text=next(filter(None, (text(event.get(name)) for name in _SENTENCES)), ""),
    )


def _instant(event: Mapping[str, Any]) -> datetime | None:
    """``time`` is in milliseconds since the epoch."""
    value = event.get("time")
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    try:
        return believed(datetime.fromtimestamp(value / 1000, UTC))
    except (OverflowError, OSError, ValueError):
        return None


def _handoff(module: Mapping[str, Any], number: str) -> Handoff | None:
    """The last mile's own number; its carrier the page does not name."""
    other = text(module.get("copyRealMailNo"))
    return Handoff(number=other) if other and other.upper() != number.upper() else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "Cainiao")

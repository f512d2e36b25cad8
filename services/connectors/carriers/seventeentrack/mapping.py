"""17TRACK's ``track_info`` to our ``CarrierUpdate``. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Handoff, Scan, Stage
from services.connectors.carriers import values
from services.connectors.carriers.seventeentrack.codes import PROVIDER
from services.connectors.carriers.seventeentrack.glance import digest
from services.connectors.carriers.stages import classify
from services.connectors.carriers.unsigned import unsigned
from services.connectors.carriers.values import country, instant, items, scan_id, text
from services.runtime.errors import InvalidInput

_STOPPED = "TRACKING_STOPPED"
_EVENTS = ("TRACKING_UPDATED", _STOPPED)
_NOTHING = "NotFound"


def from_push(body: Any, received_at: datetime) -> CarrierUpdate:
    """The update that a webhook's JSON carries.

    Raises:
        InvalidInput: it is of no known event (``unknown_event``) or shape (``unreadable``).
    """
    event = _mapping(body).get("event")
    if event not in _EVENTS:
        raise InvalidInput("unknown_event", f"17TRACK event {event!r:.60}")
    return to_update(_mapping(body).get("data"), received_at, stopped=event == _STOPPED)


def to_update(item: Any, read_at: datetime, *, stopped: bool = False) -> CarrierUpdate:
    """The update behind one accepted number, of an answer or of a push.

    Args:
        item: ``{number, carrier, track_info}``.
        read_at: when the read began, or the push came (domain time).
        stopped: 17TRACK said that it no longer follows the number.

    Raises:
        InvalidInput: it names no number, or is not of the documented shape (``unreadable``).
    """
    item = _mapping(item)
    number = item.get("number")
    if not isinstance(number, str) or not number:
        raise InvalidInput("unreadable", "17TRACK names no number")
    info = _mapping(item.get("track_info"))
    providers = [_mapping(one) for one in items(_mapping(info.get("tracking")).get("providers"))]
    synced = _newest_sync(providers)
    shipping = _mapping(info.get("shipping_info"))
    misc = _mapping(info.get("misc_info"))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier=_carrier(providers),
            origin=_address(shipping.get("shipper_address")),
            destination=_address(shipping.get("recipient_address")),
            handoff=_handoff(misc, number),
            service=text(misc.get("service_type")) or None,
            scans=_scans(info, providers),
            stopped=stopped,
            sync_failed=_sync_failed(providers),
            synced_at=synced,
            source_updated_at=synced,
            read_started_at=read_at,
            digest=digest(item),
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "17TRACK's answer is of another shape") from error


def _scans(info: Mapping[str, Any], providers: Sequence[Mapping[str, Any]]) -> tuple[Scan, ...]:
    """Every dated event once, oldest first."""
    found: dict[str, Scan] = {}
    for provider in providers:
        # Newest first as they come, so that an event's ordinal stays when others follow it.
        events = list(reversed(items(provider.get("events"))))
        language = text(provider.get("provider_lang")) or None
        for seq, event in enumerate(events):
            scan = _scan(_mapping(event), seq, language)
            if scan is not None:
                found.setdefault(scan.id, scan)
    if not found:
        latest = _scan(_mapping(info.get("latest_event")), 0, None)
        found = {latest.id: latest} if latest else {}
    return tuple(sorted(found.values(), key=lambda scan: (scan.at, scan.seq, scan.id)))


def _scan(event: Mapping[str, Any], seq: int, language: str | None) -> Scan | None:
    """One event; None where it has no time, and so no place, or tells that nothing was found."""
    at = instant(event.get("time_utc")) or instant(event.get("time_iso"))
    if at is None:
        return None
    sub_status = text(event.get("sub_status"))
    words = unsigned(text(event.get("description")))
    place = text(event.get("location"))
    code = sub_status.split("_", 1)[0]
    if code == _NOTHING:
        return None
    return Scan(
        id=scan_id(PROVIDER, at, sub_status, words, place),
        provider=PROVIDER,
        at=at,
        raw_time=_raw_time(event),
        place=place,
        country=_address(event.get("address")),
        code=code,
        sub_code=sub_status,
        text=words,
        language=language,
        seq=seq,
        advisory=_advisory(code, sub_status, words, language),
    )


def _advisory(code: str, sub_status: str, words: str, language: str | None) -> bool:
    """A notice or forecast: it tells of no movement, no customs and no end."""
    found = classify(PROVIDER, code, sub_status, words, language)
    silent = found.stage in {Stage.IN_TRANSIT, Stage.UNKNOWN, Stage.EXPIRED}
    return silent and not found.movement and found.customs is None


def _handoff(misc: Mapping[str, Any], number: str) -> Handoff | None:
    """The local carrier's number, where it is another one than ours."""
    local = text(misc.get("local_number"))
    if not local or local == number:
        return None
    return Handoff(number=local, carrier=text(misc.get("local_provider")))


def _carrier(providers: Sequence[Mapping[str, Any]]) -> str:
    return next((name for name in map(_name, providers) if name), "")


def _name(provider: Mapping[str, Any]) -> str:
    return text(_mapping(provider.get("provider")).get("name"))


def _newest_sync(providers: Sequence[Mapping[str, Any]]) -> datetime | None:
    times = (instant(one.get("latest_sync_time")) for one in providers)
    return max((time for time in times if time is not None), default=None)


def _sync_failed(providers: Sequence[Mapping[str, Any]]) -> bool:
    """Whether 17TRACK reached none of the carriers; one that it reached is enough."""
    states = [text(one.get("latest_sync_status")) for one in providers]
    told = [state for state in states if state]
    return bool(told) and "Success" not in told


def _raw_time(event: Mapping[str, Any]) -> str:
    """What the source printed: 17TRACK's own UTC is not always right, so it is kept."""
    raw = _mapping(event.get("time_raw"))
    parts = (text(raw.get(name)) for name in ("date", "time", "timezone"))
    return " ".join(part for part in parts if part) or text(event.get("time_iso"))


def _address(address: Any) -> str | None:
    return country(_mapping(address).get("country"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "17TRACK")

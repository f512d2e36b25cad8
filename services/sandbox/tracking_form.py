"""The form in which 17TRACK tells of a number (facts, tracking.md 1.2)."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zlib import crc32

from services.sandbox.events import ScanPlan
from services.sandbox.profile.tables import CARRIERS
from services.sandbox.pushes import encode
from services.sandbox.tracked import Tracked

_SYNC = '"@SYNC@"'
_STAGES = {
    "InfoReceived": "InfoReceived",
    "InTransit_PickedUp": "PickedUp",
    "InTransit_Departure": "Departure",
    "InTransit_Arrival": "Arrival",
    "AvailableForPickup_Other": "AvailableForPickup",
    "OutForDelivery_Other": "OutForDelivery",
    "Delivered_Other": "Delivered",
    "Exception_Returning": "Returning",
    "Exception_Returned": "Returned",
}


def item_of(found: Tracked, at: datetime) -> str:
    """What is told of a number, as JSON; synced at that instant, or when the feed fell silent."""
    if not found.rendered:
        found.rendered = encode(_info(found)).decode()
    synced = found.silent_since or at
    return found.rendered.replace(_SYNC, f'"{_utc(synced)}"')


def _info(found: Tracked) -> dict[str, Any]:
    events = [_event(scan) for scan in reversed(found.scans)]
    latest = events[0]
    name = next((n for n, key in CARRIERS.items() if key == found.carrier), "China Post")
    provider = {
        "provider": {"key": found.carrier, "name": name, "alias": name, "country": "CN"},
        "service_type": None,
        "latest_sync_status": "Failure" if found.silent_since else "Success",
        "latest_sync_time": "@SYNC@",
        "events_hash": crc32(json.dumps(events).encode()),
        "provider_lang": None,
        "provider_tips": None,
        "events": events,
    }
    info = {
        "shipping_info": {
            "shipper_address": {"country": "CN"},
            "recipient_address": {"country": found.country or None},
        },
        "latest_status": {
            "status": str(latest["sub_status"]).split("_", maxsplit=1)[0],
            "sub_status": latest["sub_status"],
            "sub_status_descr": None,
        },
        "latest_event": latest,
        "time_metrics": {"estimated_delivery_date": {"source": None, "from": None, "to": None}},
        "milestone": [],
        "misc_info": {"risk_factor": 0, "service_type": None, "local_number": None},
        "tracking": {"providers_hash": found.carrier, "providers": [provider]},
    }
    return {
        "number": found.number,
        "carrier": found.carrier,
        "param": None,
        "tag": found.tag,
        "track_info": info,
    }


def _event(scan: ScanPlan) -> dict[str, Any]:
    zone = timezone(timedelta(hours=scan.offset))
    local = scan.at.astimezone(zone)
    return {
        "time_iso": local.isoformat(timespec="seconds"),
        "time_utc": _utc(scan.at),
        "time_raw": {
            "date": f"{local:%Y-%m-%d}",
            "time": f"{local:%H:%M:%S}",
            "timezone": local.isoformat(timespec="seconds")[-6:],
        },
        "description": scan.text,
        "description_translation": None,
        "location": scan.place,
        "stage": _STAGES.get(scan.sub_status),
        "sub_status": scan.sub_status,
        "address": {"country": scan.country},
    }


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"

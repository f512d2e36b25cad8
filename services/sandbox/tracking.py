"""17TRACK v2.4 in miniature: its calls on numbers, and the form of its pushes.

Format: facts, tracking.md 1.1 to 1.6. A registration costs one credit, and each is in the ledger.
A number without a change for 30 days is followed no more, until its one ``retrack``.
"""

import hmac
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zlib import crc32

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox.desk import Desk, Refusal
from services.sandbox.events import ScanPlan
from services.sandbox.profile.tables import CARRIERS
from services.sandbox.pushes import encode

_BATCH = 40
_ALREADY, _UNREGISTERED, _BAD_NUMBER, _TOO_MANY = -18019901, -18019902, -18010012, -18010014
_NO_INFORMATION, _BAD_KEY, _BAD_JSON = -18019909, -18010002, -18010010
_FOLLOWED, _RETRACKED, _NO_CREDITS = -18019904, -18019905, -18019908
_STOP_AFTER = timedelta(days=30)
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


@dataclass(slots=True)
class Tracked:
    """A number, whether anybody follows it or not.

    Attributes:
        scans: those that the carrier shows by now.
        missed: those that the carrier has shown since the number is followed no more.
        changed_at: when there was last anything new, from the registration on.
        silent_since: the provider no longer reaches the carrier (``latest_sync_status`` tells).
    """

    number: str
    carrier: int = 0
    country: str = ""
    scans: list[ScanPlan] = field(default_factory=list)
    registered_at: datetime | None = None
    tag: str = ""
    silent_since: datetime | None = None
    rendered: str = ""
    missed: list[ScanPlan] = field(default_factory=list)
    changed_at: datetime | None = None
    retracked_at: datetime | None = None

    def stopped(self, at: datetime) -> bool:
        """Whether it is followed no more."""
        return self.changed_at is not None and at - self.changed_at > _STOP_AFTER


class Book:
    """All numbers, and the two calls on them.

    Args:
        limit: calls in a second of machine time.
        on_registered: told of each new registration.

    Attributes:
        ticks: machine time in seconds, what the limit is counted by.
        credits: registrations that the account can still pay for; None for any number.
    """

    def __init__(
        self, key: str, limit: int, desk: Desk, on_registered: Callable[[Tracked], None]
    ) -> None:
        self._key = key.encode()
        self.limit = limit
        self._desk = desk
        self._on_registered = on_registered
        self._calls: deque[float] = deque()
        self.ticks = time.monotonic
        self.credits: int | None = None
        self.numbers: dict[str, Tracked] = {}

    def tracked(self, number: str) -> Tracked:
        """The number, made known if need be."""
        return self.numbers.setdefault(number, Tracked(number))

    def show(self, number: str, scan: ScanPlan) -> Tracked:
        """The carrier shows one more scan."""
        found = self.tracked(number)
        if found.stopped(scan.at):
            found.missed.append(scan)
            return found
        self._enter(found, [scan])
        if found.changed_at is not None:
            found.changed_at = max(found.changed_at, scan.at)
        return found

    def _enter(self, found: Tracked, scans: list[ScanPlan]) -> None:
        found.scans = sorted([*found.scans, *scans], key=lambda each: each.at)
        found.rendered = ""

    async def register(self, request: Request) -> Response:
        """``POST /track/v2.4/register``."""
        return await self._call(request, "register", self._register)

    async def retrack(self, request: Request) -> Response:
        """``POST /track/v2.4/retrack``."""
        return await self._call(request, "retrack", self._retrack)

    async def look(self, request: Request) -> Response:
        """``POST /track/v2.4/gettrackinfo``."""
        return await self._call(request, "gettrackinfo", self._look)

    def push_body(self, found: Tracked, at: datetime) -> bytes:
        """A ``TRACKING_UPDATED``."""
        return f'{{"event":"TRACKING_UPDATED","data":{self._item(found, at)}}}'.encode()

    async def _call(
        self, request: Request, name: str, act: Callable[[list[dict[str, Any]]], bytes]
    ) -> Response:
        name = f"17track:{name}"
        body = await request.body()
        try:
            self._admit(request.headers.get("17token", ""))
            asked = _asked(body)
        except Refusal as no:
            answer = self._desk.refuse(name, "", no)
            if no.code == "429":
                answer.headers["retry-after"] = f"{self._desk.chance.faults.retry_after:g}"
            return answer
        ref = " ".join(sorted(str(item.get("number")) for item in asked))
        # Which numbers go together in a batch is the machine's: it decides no fault.
        return self._desk.attend(name, "", ref, lambda: act(asked))

    def _admit(self, token: str) -> None:
        now = self.ticks()
        while self._calls and self._calls[0] <= now - 1:
            self._calls.popleft()
        if len(self._calls) >= self.limit:
            raise Refusal("429", {"code": -18010005, "message": "too many requests"}, 429)
        self._calls.append(now)
        if not hmac.compare_digest(token.encode(), self._key):
            body = {"code": _BAD_KEY, "data": {"errors": [_error(_BAD_KEY, "invalid key")]}}
            raise Refusal("key", body, 401)

    def _register(self, asked: list[dict[str, Any]]) -> bytes:
        accepted, rejected = [], []
        for item in asked:
            number = str(item.get("number", "")).upper()
            found = self.tracked(number)
            if not (number.isalnum() and 5 <= len(number) <= 50):  # noqa: PLR2004 - as documented
                rejected.append(_rejected(number, _BAD_NUMBER, "invalid number"))
            elif found.registered_at is not None:
                rejected.append(_rejected(number, _ALREADY, "already registered"))
            elif self.credits == 0:
                rejected.append(_rejected(number, _NO_CREDITS, "no credits left"))
            else:
                if self.credits is not None:
                    self.credits -= 1
                found.registered_at = found.changed_at = self._desk.now()
                found.carrier = found.carrier or int(item.get("carrier") or 0) or 3011
                found.tag = str(item.get("tag", ""))
                accepted.append({"origin": 1, "number": number, "carrier": found.carrier})
                self._desk.ledger.add(self._desk.now(), "effect", "register", number)
                self._on_registered(found)
        return _envelope([json.dumps(item) for item in accepted], rejected)

    def _retrack(self, asked: list[dict[str, Any]]) -> bytes:
        accepted, rejected = [], []
        for item in asked:
            number = str(item.get("number", "")).upper()
            found = self.numbers.get(number)
            if found is None or found.registered_at is None:
                rejected.append(_rejected(number, _UNREGISTERED, "register first"))
            elif found.retracked_at is not None:
                rejected.append(_rejected(number, _RETRACKED, "retracked before"))
            elif not found.stopped(self._desk.now()):
                rejected.append(_rejected(number, _FOLLOWED, "only stopped numbers"))
            else:
                found.retracked_at = found.changed_at = self._desk.now()
                self._enter(found, found.missed)
                found.missed = []
                accepted.append({"number": number, "carrier": found.carrier})
                self._desk.ledger.add(self._desk.now(), "effect", "retrack", number)
        return _envelope([json.dumps(item) for item in accepted], rejected)

    def _look(self, asked: list[dict[str, Any]]) -> bytes:
        accepted, rejected = [], []
        for item in asked:
            number = str(item.get("number", "")).upper()
            found = self.numbers.get(number)
            if found is None or found.registered_at is None:
                rejected.append(_rejected(number, _UNREGISTERED, "register first"))
            elif not found.scans:
                rejected.append(_rejected(number, _NO_INFORMATION, "no information yet"))
            else:
                accepted.append(self._item(found, self._desk.now()))
        return _envelope(accepted, rejected)

    def _item(self, found: Tracked, at: datetime) -> str:
        if not found.rendered:
            found.rendered = encode(_info(found)).decode()
        synced = found.silent_since or at
        return found.rendered.replace(_SYNC, f'"{_utc(synced)}"')


def _asked(body: bytes) -> list[dict[str, Any]]:
    try:
        asked = json.loads(body)
    except ValueError:
        asked = None
    if not isinstance(asked, list) or not all(isinstance(item, dict) for item in asked):
        raise Refusal("json", {"code": _BAD_JSON, "data": {"errors": []}}, 400)
    if len(asked) > _BATCH:
        error = _error(_TOO_MANY, f"{len(asked)} numbers, {_BATCH} are allowed")
        raise Refusal("batch", {"code": _TOO_MANY, "data": {"errors": [error]}})
    return asked


def _envelope(accepted: list[str], rejected: list[dict[str, Any]]) -> bytes:
    told = f'"accepted":[{",".join(accepted)}],"rejected":{json.dumps(rejected)},"errors":[]'
    return f'{{"code":0,"data":{{{told}}}}}'.encode()


def _rejected(number: str, code: int, message: str) -> dict[str, Any]:
    return {"number": number, "carrier": 0, "error": _error(code, message)}


def _error(code: int, message: str) -> dict[str, Any]:
    return {"code": code, "message": message}


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

"""La Poste's Suivi v2 in miniature: what it shows of parcels on their way to a door in France.

Format: facts, tracking.md 4.5. It shows an event at once, where 17TRACK has yet to ask for it, and
some that 17TRACK never has.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox.desk import Answer, Desk, Refusal
from services.sandbox.meter import Meter
from services.sandbox.pushes import encode

_CALL = "laposte:idships"
_MOST = 10
_FOUND, _SEVERAL, _BAD, _UNKNOWN = 200, 207, 400, 404
_PARIS = ZoneInfo("Europe/Paris")
_FINAL = "DI1"


@dataclass(frozen=True, slots=True)
class PostEvent:
    """An event as La Poste shows it."""

    at: datetime
    code: str
    label: str


class Suivi:
    """The one call on numbers.

    Args:
        key: of the application (``X-Okapi-Key``).
        per_minute: calls in a minute of machine time.

    Attributes:
        meter: counts the calls.
    """

    def __init__(self, key: str, per_minute: int, desk: Desk) -> None:
        self._key = key.encode()
        self._desk = desk
        self.meter = Meter(per_minute, span=60.0)
        self._events: dict[str, list[PostEvent]] = {}

    def show(self, number: str, event: PostEvent) -> None:
        """From now on it shows one more event."""
        events = self._events.setdefault(number, [])
        events.append(event)
        events.sort(key=lambda each: each.at, reverse=True)

    async def look(self, request: Request) -> Response:
        """``GET /laposte/suivi/v2/idships/A,B``: one object for one number, a list for several."""
        numbers = request.path_params["numbers"].upper().split(",")
        try:
            self._admit(request.headers.get("x-okapi-key", ""), numbers)
        except Refusal as no:
            return self._desk.refuse(_CALL, " ".join(numbers), no)
        entries = [self._entry(number) for number in numbers]
        codes = {entry["returnCode"] for entry in entries}
        status = codes.pop() if codes in ({_FOUND}, {_UNKNOWN}) else _SEVERAL
        body: Any = entries[0] if len(entries) == 1 else entries
        return Answer(encode(body), status)

    def _admit(self, key: str, numbers: Sequence[str]) -> None:
        if self.meter.full():
            raise Refusal("429", {"code": "TOO_MANY_REQUESTS", "message": "slower"}, 429)
        if not hmac.compare_digest(key.encode(), self._key):
            raise Refusal("key", {"code": "UNAUTHORIZED", "message": "unknown key"}, 401)
        if len(numbers) > _MOST:
            told = {"returnCode": _BAD, "returnMessage": f"{_MOST} numbers are allowed"}
            raise Refusal("batch", told, _BAD)

    def _entry(self, number: str) -> dict[str, Any]:
        """A number fails by itself: how numbers go together in a call is the machine's."""
        head = {"lang": "fr_FR", "scope": "open", "idShip": number}
        trouble = self._desk.fails(_CALL, number)
        if trouble is not None:
            return head | {"returnCode": int(trouble), "returnMessage": "planted by the sandbox"}
        events = self._events.get(number)
        if events is None:
            return head | {"returnCode": _UNKNOWN, "returnMessage": "Ressource non trouvée"}
        return head | {"returnCode": _FOUND, "shipment": _shipment(number, events)}


def _shipment(number: str, events: Sequence[PostEvent]) -> dict[str, Any]:
    """Events are newest first, as they are kept."""
    final = events[0].code == _FINAL
    return {
        "idShip": number,
        "product": "Courrier international",
        "isFinal": final,
        "entryDate": _paris(events[-1].at),
        "deliveryDate": _paris(events[0].at) if final else None,
        "contextData": {"originCountry": "CN", "arrivalCountry": "FR"},
        "timeline": [{"id": 1, "shortLabel": events[-1].label, "status": True, "type": 1}],
        "event": [
            {"code": event.code, "label": event.label, "date": _paris(event.at)} for event in events
        ],
    }


def _paris(at: datetime) -> str:
    return at.astimezone(_PARIS).isoformat(timespec="seconds")

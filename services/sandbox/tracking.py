"""17TRACK v2.4 in miniature: its calls on numbers, and its pushes.

Format: facts, tracking.md 1.1 to 1.6. A registration costs one credit, and each is in the ledger.
A number without a change for 30 days is followed no more, until its one ``retrack``. The carrier
that is asked is changed five times at most; a number may be known to one carrier alone.
"""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox.desk import Desk, Refusal
from services.sandbox.events import ScanPlan
from services.sandbox.meter import Meter
from services.sandbox.tracked import NOT_POSTAL, UNREGISTERED, Tracked, postal, why_unchanged
from services.sandbox.tracking_form import item_of

_BATCH = 40
_ALREADY, _BAD_NUMBER, _TOO_MANY = -18019901, -18010012, -18010014
_NO_INFORMATION, _BAD_KEY, _BAD_JSON = -18019909, -18010002, -18010010
_FOLLOWED, _RETRACKED, _NO_CREDITS = -18019904, -18019905, -18019908


class Book:
    """All numbers, and the calls on them.

    Args:
        limit: calls in a second of machine time.
        on_registered: told of each new registration.

    Attributes:
        meter: counts the calls.
        credits: registrations that the account can still pay for; None for any number.
    """

    def __init__(
        self, key: str, limit: int, desk: Desk, on_registered: Callable[[Tracked], None]
    ) -> None:
        self._key = key.encode()
        self.meter = Meter(limit)
        self._desk = desk
        self._on_registered = on_registered
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
        if found.changed_at is not None and found.found:
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

    async def change_carrier(self, request: Request) -> Response:
        """``POST /track/v2.4/changecarrier``."""
        return await self._call(request, "changecarrier", self._change_carrier)

    async def look(self, request: Request) -> Response:
        """``POST /track/v2.4/gettrackinfo``."""
        return await self._call(request, "gettrackinfo", self._look)

    def push_body(self, found: Tracked, at: datetime) -> bytes:
        """A ``TRACKING_UPDATED``."""
        return f'{{"event":"TRACKING_UPDATED","data":{item_of(found, at)}}}'.encode()

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
        # Which numbers go together, and which call is the first, is the machine's: only whether
        # somebody looks a number up or polls it, which are calls of their own, decides of faults.
        known = all(self._followed(item) for item in asked)
        whose = "followed" if known else "new"
        return self._desk.attend(name, whose, ref, lambda: act(asked), alike=True)

    def _followed(self, item: dict[str, Any]) -> bool:
        number = str(item.get("number", "")).upper()
        return number in self.numbers and self.numbers[number].registered_at is not None

    def _admit(self, token: str) -> None:
        if self.meter.full():
            raise Refusal("429", {"code": -18010005, "message": "too many requests"}, 429)
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
            elif item.get("final_carrier") and not postal(number):
                rejected.append(_rejected(number, NOT_POSTAL, "only for postal services"))
            elif self.credits == 0:
                rejected.append(_rejected(number, _NO_CREDITS, "no credits left"))
            else:
                if self.credits is not None:
                    self.credits -= 1
                found.registered_at = found.changed_at = self._desk.now()
                found.asked_at = found.registered_at
                found.carrier = found.carrier or int(item.get("carrier") or 0) or 3011
                found.final_carrier = int(item.get("final_carrier") or 0)
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
                rejected.append(_rejected(number, UNREGISTERED, "register first"))
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

    def _change_carrier(self, asked: list[dict[str, Any]]) -> bytes:
        accepted, rejected = [], []
        for item in asked:
            number = str(item.get("number", "")).upper()
            found = self.numbers.get(number)
            refused = why_unchanged(found, item, self._desk.now()) if found else UNREGISTERED
            if found is None or refused is not None:
                rejected.append(_rejected(number, refused or UNREGISTERED, "not changed"))
                continue
            found.carrier = item.get("carrier_new") or found.carrier
            found.final_carrier = item.get("final_carrier_new") or found.final_carrier
            found.changes += 1
            found.asked_at = self._desk.now()
            found.rendered = ""
            accepted.append({"number": number, "carrier": found.carrier})
            self._desk.ledger.add(self._desk.now(), "effect", "changecarrier", number)
        return _envelope([json.dumps(item) for item in accepted], rejected)

    def _look(self, asked: list[dict[str, Any]]) -> bytes:
        accepted, rejected = [], []
        for item in asked:
            number = str(item.get("number", "")).upper()
            found = self.numbers.get(number)
            if found is None or found.registered_at is None:
                rejected.append(_rejected(number, UNREGISTERED, "register first"))
            elif not found.found:
                rejected.append(_rejected(number, _NO_INFORMATION, "no information yet"))
            else:
                accepted.append(item_of(found, self._desk.now()))
        return _envelope(accepted, rejected)


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

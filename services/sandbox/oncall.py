"""Receivers of pages and notices: Alertmanager's v2 alerts and PagerDuty's v2 events."""

import json
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox.desk import Desk, Refusal

_ACTIONS = frozenset({"trigger", "acknowledge", "resolve"})
_SEVERITIES = frozenset({"critical", "error", "warning", "info"})
_SUMMARY = 1024


class OnCallDesk:
    """Accepts what the real receivers accept, and refuses what they refuse.

    Attributes:
        alerts: Alertmanager's, by their labels.
        incidents: PagerDuty's, by dedup key; ``trigger`` or ``resolve`` last.
    """

    def __init__(self, desk: Desk, routing_key: str) -> None:
        self._desk = desk
        self._routing_key = routing_key
        self.alerts: dict[str, dict[str, Any]] = {}
        self.incidents: dict[str, str] = {}

    async def alertmanager(self, request: Request) -> Response:
        """``POST /alertmanager/api/v2/alerts``."""
        body = await request.body()
        return self._desk.attend(
            "alertmanager:/api/v2/alerts",
            _names(body),
            "",
            lambda: self._alerts(body),
            repeated=True,
        )

    async def pagerduty(self, request: Request) -> Response:
        """``POST /pagerduty/v2/enqueue``."""
        body = await request.body()
        return self._desk.attend(
            "pagerduty:/v2/enqueue", _names(body), "", lambda: self._event(body), status=202
        )

    def _alerts(self, body: bytes) -> bytes:
        told = _json(body)
        if not isinstance(told, list):
            raise _bad_alert("a list of alerts is expected")
        for alert in told:
            _check_alert(alert)
        for alert in told:
            labels = json.dumps(alert["labels"], sort_keys=True)
            before = self.alerts.get(labels)
            self.alerts[labels] = alert
            stands = _stands(alert)
            if before is None or _stands(before) != stands:
                key = alert["labels"].get("dedup_key", labels)
                self._desk.ledger.add(
                    self._desk.now(), "effect", "alert", key, labels=alert["labels"], stands=stands
                )
        return b"{}"

    def _event(self, body: bytes) -> dict[str, Any]:
        told = _json(body)
        problem = _event_problem(told, self._routing_key)
        if problem:
            no = {"status": "invalid event", "message": "Event object is invalid"}
            raise Refusal("invalid", {**no, "errors": [problem]}, 400)
        key, action = str(told["dedup_key"]), str(told["event_action"])
        self.incidents[key] = action
        severity = (told.get("payload") or {}).get("severity", "")
        self._desk.ledger.add(
            self._desk.now(), "effect", "page", key, action=action, severity=severity
        )
        return {"status": "success", "message": "Event processed", "dedup_key": key}


def _names(body: bytes) -> str:
    """What is told, without its times: by this its faults are decided."""
    told = _json(body)
    if isinstance(told, list):
        return json.dumps([a.get("labels") for a in told if isinstance(a, dict)], sort_keys=True)
    if isinstance(told, dict):
        return f"{told.get('event_action')} {told.get('dedup_key')}"
    return ""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _bad_alert(why: str) -> Refusal:
    return Refusal("invalid", {"code": 400, "message": why}, 400)


def _check_alert(alert: Any) -> None:
    labels = alert.get("labels") if isinstance(alert, dict) else None
    if not isinstance(labels, dict) or not any(labels.values()):
        raise _bad_alert("at least one label is expected")
    for part in (labels, alert.get("annotations") or {}):
        if not all(isinstance(value, str) for value in part.values()):
            raise _bad_alert("labels and annotations are texts")
    starts, ends = _instant(alert.get("startsAt")), _instant(alert.get("endsAt"))
    if starts and ends and ends < starts:
        raise _bad_alert("start time must be before end time")


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError as error:
        raise _bad_alert(f"{value!r} is no RFC 3339 time") from error


def _stands(alert: dict[str, Any]) -> bool:
    """Whether it ends later than now by the receiver's own clock, which is the machine's."""
    ends = _instant(alert.get("endsAt"))
    return ends is None or ends > datetime.now(UTC)


def _event_problem(told: Any, routing_key: str) -> str:
    """The first thing wrong with an event, or nothing."""
    told = told if isinstance(told, dict) else {}
    payload = told.get("payload") or {}
    wrong = {
        "routing_key is not known": told.get("routing_key") != routing_key,
        "event_action is invalid": told.get("event_action") not in _ACTIONS,
        "dedup_key is missing": not told.get("dedup_key"),
    }
    if told.get("event_action") == "trigger":
        length = len(payload.get("summary") or "")
        wrong["payload.source is missing"] = not payload.get("source")
        wrong["payload.severity is invalid"] = payload.get("severity") not in _SEVERITIES
        wrong["payload.summary is invalid"] = not 0 < length <= _SUMMARY
    return next((problem for problem, found in wrong.items() if found), "")

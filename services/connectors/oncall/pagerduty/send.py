"""Pages and notices to PagerDuty (Events API v2, ``POST /v2/enqueue``).

An event is an order, not a state: a trigger with the same ``dedup_key`` joins the open incident as
a log line, a resolve closes it. The payload's ``timestamp`` is machine time, since PagerDuty sorts
its log by it; domain time is told in the details.

An incident stands until it is resolved, whatever becomes of us: nothing is repeated.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from services.connectors.oncall.audience import route_of
from services.connectors.ports import Alert, Hears
from services.runtime.errors import OutsideError
from services.runtime.http.client import Http
from services.runtime.ids import text_hash

_SUMMARY_LENGTH = 1024
_KEY_LENGTH = 255
_SEVERITY = {"page": "critical", "notice": "warning"}


class PagerDuty:
    """A receiver of events.

    Args:
        http: the shared client.
        url: base address, ``https://events.pagerduty.com``.
        routing_key: of the integration.
    """

    name = "pagerduty"
    hears = Hears(levels=frozenset({"page"}))
    joins = True
    repeat_every: timedelta | None = None

    def __init__(self, http: Http, url: str, routing_key: str) -> None:
        self._http = http
        self._url = f"{url.rstrip('/')}/v2/enqueue"
        self._routing_key = routing_key

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:  # noqa: ARG002 - domain
        """Send one event for each wanted state; safe to repeat, since the key is the same.

        Args:
            alerts: what stands or has changed, and what has just ended.
            now: domain time; not what PagerDuty sorts by.

        Raises:
            OutsideError: it did not accept all of them. Each was offered all the same: one that is
                refused does not keep the others from being heard.
        """
        failure: OutsideError | None = None
        for alert in alerts:
            try:
                await self._enqueue(event(alert, self._routing_key, datetime.now(UTC)))
            except OutsideError as error:
                failure = failure or error
        if failure is not None:
            raise failure

    async def _enqueue(self, wanted: Mapping[str, Any]) -> None:
        await self._http.call(
            self.name,
            "POST",
            self._url,
            headers={"content-type": "application/json"},
            content=json.dumps(wanted).encode(),
            repeat=True,
        )


def event(alert: Alert, routing_key: str, machine: datetime) -> dict[str, Any]:
    """One event as PagerDuty takes it."""
    wanted: dict[str, Any] = {
        "routing_key": routing_key,
        "event_action": "trigger" if alert.ends_at is None else "resolve",
        "dedup_key": _key(alert.dedup_key),
        "client": "Forestall",
        "payload": {
            "summary": alert.summary[:_SUMMARY_LENGTH],
            "source": alert.labels.get("shop", "forestall"),
            "severity": _SEVERITY[alert.level],
            "timestamp": machine.isoformat(),
            "custom_details": {
                "why_now": alert.why_now,
                "what_to_do": alert.what_to_do,
                "route": route_of(alert.labels),
                "since": alert.starts_at.astimezone(UTC).isoformat(),
                **alert.labels,
            },
        },
    }
    if alert.link:
        wanted["links"] = [{"href": alert.link, "text": "Open"}]
    return wanted


def _key(dedup_key: str) -> str:
    """The alert's identity within the length that PagerDuty takes."""
    return dedup_key if len(dedup_key) <= _KEY_LENGTH else text_hash(dedup_key)

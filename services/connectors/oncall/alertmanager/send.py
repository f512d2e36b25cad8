"""Pages and notices to Prometheus Alertmanager (``POST /api/v2/alerts``).

Alertmanager compares ``startsAt`` and ``endsAt`` with its own clock, which is the machine's: an
alert that ends in its past is resolved, one that is not sent again before ``endsAt`` resolves by
itself. Domain time is the machine's in production but not in the demo and in tests, where an alert
must stand and end all the same. So an instant that lies ahead of the machine's is sent as the
machine's now, a standing alert ends ``STANDS`` ahead of it, and domain time is told in annotations.
``startsAt`` cannot be left out: Alertmanager would take ``endsAt`` for it.

So a notifier that has died turns no page green for a week. The price: what stood when an
installation is taken away for good, or its database is lost, stands there for a week, or until it
is silenced. Alertmanager keeps alerts in memory alone: one that is started again while nobody
sends knows none of them. Both are what the heartbeat is for.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from services.connectors.oncall.audience import route_of
from services.connectors.ports import Alert, Hears
from services.runtime.http.client import Http

STANDS = timedelta(days=7)
"""How long an alert stands by itself after it was last sent: longer than any holiday's weekend."""

PATH = "/api/v2/alerts"


class Alertmanager:
    """A receiver of wanted states.

    Labels are an alert's identity and never change while it stands: all that may change is in
    annotations.

    Args:
        http: the shared client.
        url: base address, without ``/api``.
    """

    name = "alertmanager"
    hears = Hears()
    joins = True
    repeat_every: timedelta | None = timedelta(minutes=1)

    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        self._url = f"{url.rstrip('/')}{PATH}"

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:  # noqa: ARG002 - domain
        """Post the wanted states in one call, which is safe to repeat.

        Args:
            alerts: what stands, and what has just ended.
            now: domain time; not what Alertmanager compares with.

        Raises:
            OutsideError: it did not accept all of them.
        """
        if not alerts:
            return
        machine = datetime.now(UTC)
        await self._http.call(
            self.name,
            "POST",
            self._url,
            headers={"content-type": "application/json"},
            content=json.dumps([body(alert, machine) for alert in alerts]).encode(),
            repeat=True,
        )


def body(alert: Alert, machine: datetime) -> dict[str, Any]:
    """One alert as Alertmanager takes it; ``machine`` is its clock's now."""
    ends = machine + STANDS if alert.ends_at is None else min(alert.ends_at, machine)
    wanted: dict[str, Any] = {
        "labels": {
            "alertname": "Forestall",
            **alert.labels,
            "level": alert.level,
            "route": route_of(alert.labels),
            "dedup_key": alert.dedup_key,
        },
        "annotations": {
            "summary": alert.summary,
            "why_now": alert.why_now,
            "what_to_do": alert.what_to_do,
            "since": utc(alert.starts_at),
        },
        "startsAt": utc(min(alert.starts_at, machine)),
        "endsAt": utc(ends),
    }
    if alert.ends_at is not None:
        wanted["annotations"]["until"] = utc(alert.ends_at)
    if alert.link:
        wanted["annotations"]["link"] = alert.link
        wanted["generatorURL"] = alert.link
    return wanted


def utc(instant: datetime) -> str:
    """A time as Alertmanager reads it."""
    return instant.astimezone(UTC).isoformat()

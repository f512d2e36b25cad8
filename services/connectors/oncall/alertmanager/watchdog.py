"""An alert that always stands at Alertmanager, for as long as somebody says so.

The dead man's switch: Alertmanager passes it on to an outside watch, which pages when it hears of
it no longer.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from services.connectors.oncall.alertmanager.send import PATH, utc
from services.runtime.http.client import Http

NAME = "ForestallWatchdog"

EVERY = 60.0
"""Seconds of machine time between two beats."""

LASTS = timedelta(minutes=5)
"""How long the alert stands by itself: the notifier's death ends it that soon."""


class Watchdog:
    """The port ``Heartbeat``.

    Args:
        client: a new client that may call the operator's own network.
        url: base address of Alertmanager, without ``/api``.
    """

    name = "watchdog"

    def __init__(self, client: Callable[[], Http], url: str) -> None:
        self._client = client
        self._url = f"{url.rstrip('/')}{PATH}"

    async def beat(self) -> None:
        """Have the alert stand for another while.

        Raises:
            OutsideError: Alertmanager did not accept it.
        """
        now = datetime.now(UTC)
        alert = {
            "labels": {"alertname": NAME, "level": "watchdog", "route": "platform"},
            "annotations": {"summary": "Forestall's notifier works; page when this stops"},
            "startsAt": utc(now),
            "endsAt": utc(now + LASTS),
        }
        async with self._client() as http:
            await http.call(
                self.name,
                "POST",
                self._url,
                headers={"content-type": "application/json"},
                content=json.dumps([alert]).encode(),
                repeat=True,
            )

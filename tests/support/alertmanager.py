"""Alertmanager on loopback as far as it matters who dies: it keeps alerts by their labels."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from tests.contract.loopback import Loopback, loopback


class Alertmanager:
    """What it holds; what stands follows from its own clock, the machine's."""

    def __init__(self, server: Loopback) -> None:
        self._server = server

    @property
    def url(self) -> str:
        """Its base address."""
        return self._server.url

    def standing(self, at: datetime | None = None) -> list[str]:
        """``alertname level`` of what fires at an instant; now where none is given."""
        now = at or datetime.now(UTC)
        alerts: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
        for received in self._server.received:
            for alert in received.json():
                alerts[tuple(sorted(alert["labels"].items()))] = alert
        return sorted(
            f"{alert['labels']['alertname']} {alert['labels']['level']}"
            for alert in alerts.values()
            if datetime.fromisoformat(alert["startsAt"])
            <= now
            < datetime.fromisoformat(alert["endsAt"])
        )


@asynccontextmanager
async def alertmanager() -> AsyncIterator[Alertmanager]:
    """One on a free port of this machine."""
    async with loopback() as server:
        yield Alertmanager(server)

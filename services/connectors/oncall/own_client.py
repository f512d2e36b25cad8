"""A receiver behind an HTTP client of its own, open for one sending.

The shared client reaches public addresses only, since names in answers and pushes lead anywhere.
The receivers' addresses come from the operator's settings alone, and an Alertmanager is usually in
the same cluster: what would be an attack elsewhere is the normal case here.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.connectors.ports import Alert, OnCall
from services.runtime.http.client import Http


class OwnClient:
    """The port ``OnCall``; nothing stays open between sendings, so nothing has to be closed.

    Args:
        make: the receiver's connector on a client.
        client: a new client; it connects at its first call only.
    """

    def __init__(self, make: Callable[[Http], OnCall], client: Callable[[], Http]) -> None:
        self._make = make
        self._client = client
        idle = make(client())
        self.name = idle.name
        self.hears = idle.hears
        self.joins = idle.joins
        self.repeat_every = idle.repeat_every

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Send the wanted states.

        Raises:
            OutsideError: the receiver did not accept all of them.
        """
        if not alerts:
            return
        async with self._client() as http:
            await self._make(http).send(alerts, now)

"""Sends the canary to the edge, as a marketplace would push an order."""

from collections.abc import Callable
from datetime import datetime

from services.connectors.marketplaces.canary import NAME, PATH
from services.connectors.marketplaces.canary.push import HEADER, body_of, signature
from services.runtime.http.client import Http


class Sender:
    """Pushes to one edge.

    Args:
        client: a new client that may call the operator's own network.
        edge: the edge's base address.
        secret: what the edge verifies it with.
    """

    def __init__(self, client: Callable[[], Http], edge: str, secret: str) -> None:
        self._client = client
        self._url = f"{edge.rstrip('/')}{PATH}"
        self._secret = secret

    async def send(self, stamp: datetime) -> None:
        """Push an order sent at ``stamp``; safe to repeat.

        Raises:
            OutsideError: the edge did not take it.
        """
        body = body_of(stamp)
        async with self._client() as http:
            await http.call(
                NAME,
                "POST",
                self._url,
                headers={
                    "content-type": "application/json",
                    HEADER: signature(self._secret, body),
                },
                content=body,
                repeat=True,
            )

"""Ozon's calls for one seller: the list to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.ozon import poll
from services.connectors.marketplaces.ozon.chat import find_message
from services.connectors.marketplaces.ozon.client import OzonClient
from services.connectors.marketplaces.ozon.disputes import read_dispute
from services.connectors.marketplaces.ozon.mapping import read_order
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import mapping, readable
from services.connectors.ports import Hint


class Api(PolledApi[OzonClient]):
    """See ``ports.Api``. Arbitration is a state of a posting: it comes with its order."""

    lists = poll
    client = OzonClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The posting with the arbitration about it, or the message behind a pointer.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind == "order":
            return await self._posting(hint.ref, now)
        if hint.kind == "message":
            chat, _, ref = hint.ref.partition("/")
            with readable("message"):
                return (await find_message(self._client.read, chat, ref, self._shop, now),)
        return ()

    async def _posting(self, ref: str, now: datetime) -> Sequence[Versioned]:
        body = {"posting_number": ref, "with": {"analytics_data": True}}
        source = mapping((await self._client.read("/v3/posting/fbs/get", body)).get("result"))
        with readable("posting"):
            order, dispute = (
                read_order(source, self._shop, now),
                read_dispute(source, self._shop, now),
            )
        return (order, dispute) if dispute else (order,)

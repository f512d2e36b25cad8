"""PayPal's calls for one account: the list of disputes, and each of them."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.paypal import poll
from services.connectors.marketplaces.paypal.client import PaypalClient
from services.connectors.marketplaces.paypal.disputes import read_dispute
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import readable
from services.connectors.ports import Hint


class Api(PolledApi[PaypalClient]):
    """See ``ports.Api``. No orders live here."""

    lists = poll
    client = PaypalClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The dispute behind a hint.

        Raises:
            InvalidInput: PayPal knows no such dispute, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind != "dispute":
            return ()
        path = f"/v1/customer/disputes/{hint.ref}"
        source = await self._client.call("GET", path, now, repeat=True)
        with readable("dispute"):
            return (read_dispute(source, self._shop, now),)

"""The sellers' logistics query of AliExpress: what is known of one order's number.

The query is a shop's own: it is signed by the shop's app, sent under the shop's token, and names
the order and the logistics service beside the number.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.aliexpress.codes import METHOD, ORIGIN, PROVIDER
from services.connectors.carriers.aliexpress.mapping import details, to_update
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import text
from services.connectors.marketplaces.iop.client import IopClient
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Http

LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the limit of a seller's calls (facts on marketplaces, section 1.1): chosen with
care, to be raised in the settings."""


class AliExpress:
    """The query behind the tokens of the shops that are set up; one number a call.

    Args:
        http: the shared client.
        access: ``shops``; ``api`` stands in for every app's own address where it is given.
    """

    name = PROVIDER
    batch = 1

    def __init__(self, http: Http, access: Access) -> None:
        self._clients = {shop.key: IopClient(http, shop) for shop in access.reached()}
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of the number.

        Without a call: a number whose order is not known has ``no_information`` yet; one of an
        order that is no shop's of ours on AliExpress, or whose service nobody names, is
        ``carrier``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where a shop's token is refused.
        """
        if len(asked) > self.batch:
            raise ValueError(f"AliExpress takes 1 number a call, not {len(asked)}")
        return {one.number: await self._look(one, now) for one in asked}

    async def _look(self, asked: Asked, now: datetime) -> CarrierUpdate | Rejected:
        if not asked.order_key:
            return Rejected(asked.number, "order", "no_information", "of which order?")
        shop, _, order_id = asked.order_key.rpartition("/")
        client, service = self._clients.get(shop), asked.service or asked.carrier
        if client is None:
            return Rejected(asked.number, "shop", "carrier", "of no shop on AliExpress")
        if not service:
            return Rejected(asked.number, "service", "carrier", "by which logistics service?")
        business = {
            "logistics_no": asked.number,
            "origin": ORIGIN,
            "out_ref": order_id,
            "service_name": service,
            "to_area": asked.destination,
        }
        return _looked(asked, await client.sync(METHOD, business, repeat=True), now)


def _looked(asked: Asked, answer: Any, now: datetime) -> CarrierUpdate | Rejected:
    """What an answer tells; one that neither succeeded nor failed is none."""
    if not isinstance(answer, Mapping) or not {"details", "result_success"} & answer.keys():
        raise Unanswered(PROVIDER, "unreadable", "no answer of the logistics query")
    if not details(answer):
        return Rejected(asked.number, "", "no_information", text(answer.get("error_desc"))[:200])
    try:
        update = to_update(answer, asked, now)
    except InvalidInput as error:
        return Rejected(asked.number, error.reason, "later", error.detail)
    return update if update.scans else Rejected(asked.number, "", "no_information")

"""Temu's requests after the sale, by their own number or an order's."""

from collections.abc import Sequence

from services.connectors.marketplaces.temu import poll
from services.connectors.marketplaces.temu.client import TemuClient, Value
from services.connectors.marketplaces.values import Json, identifier, items
from services.runtime.errors import InvalidInput


async def requests_of(client: TemuClient, name: str, ref: str) -> Sequence[Json]:
    """The requests of one page that a filter of the list finds.

    Raises:
        OutsideError: see the tree.
    """
    asked: dict[str, Value] = {name: [ref], "pageNo": 1, "pageSize": poll.PAGE}
    return items((await client.read(poll.REQUESTS, asked)).get("data"))


async def request_of(client: TemuClient, ref: str) -> Json:
    """The request of a number.

    Raises:
        InvalidInput: ``unknown_object``: there is none.
        OutsideError: see the tree.
    """
    for one in await requests_of(client, "parentAfterSalesSnList", ref):
        if identifier(one.get("parentAfterSalesSn")) == ref:
            return one
    raise InvalidInput("unknown_object", "Temu knows no such request")

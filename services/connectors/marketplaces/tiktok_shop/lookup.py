"""TikTok Shop's searches of one page: the object of an id, and what names an order."""

from collections.abc import Sequence

from services.connectors.marketplaces.tiktok_shop.client import TikTokClient
from services.connectors.marketplaces.values import Json, identifier, items, mapping
from services.runtime.errors import InvalidInput

RETURNS = "/return_refund/202309/returns/search"


async def search(
    client: TikTokClient, path: str, name: str, body: dict[str, list[str]]
) -> Sequence[Json]:
    """The entries of a search's first page, which holds 50.

    Raises:
        OutsideError: see the tree.
    """
    found = await client.call("POST", path, {"page_size": "50"}, body, repeat=True)
    return items(mapping(found).get(name))


async def return_of(client: TikTokClient, ref: str) -> Json:
    """The return of an id.

    Raises:
        InvalidInput: ``unknown_object``: there is none.
        OutsideError: see the tree.
    """
    found = await search(client, RETURNS, "return_orders", {"return_ids": [ref]})
    return only(found, "return_id", ref)


def only(found: Sequence[Json], name: str, ref: str) -> Json:
    """The object of that id.

    Raises:
        InvalidInput: ``unknown_object``: the answer does not hold it.
    """
    one = next((one for one in found if identifier(one.get(name)) == ref), None)
    if one is None:
        raise InvalidInput("unknown_object", f"no object of that {name}")
    return one

"""Platforms on which every shop has an address of its own. Pure."""

from services.connectors.ports import Shop

PLACE = "{shop}"
"""Stands in ``apps.NAME.api`` for the shop's own host."""


def base_of(shop: Shop) -> str:
    """The address of a shop's own API: the app's, with the shop's host (``seller_id``) in place."""
    return shop.app.api.replace(PLACE, shop.seller_id)

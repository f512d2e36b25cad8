"""Every marketplace by the name that settings give it: our own, and those of other packages."""

from collections.abc import Mapping
from functools import cache

from services.connectors.marketplaces.aliexpress.connector import CONNECTOR as ALIEXPRESS
from services.connectors.marketplaces.amazon.connector import CONNECTOR as AMAZON
from services.connectors.marketplaces.bazaar.connector import CONNECTOR as BAZAAR
from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.direct.connector import CONNECTOR as DIRECT
from services.connectors.marketplaces.ebay.connector import CONNECTOR as EBAY
from services.connectors.marketplaces.lazada.connector import CONNECTOR as LAZADA
from services.connectors.marketplaces.mercado_libre.connector import CONNECTOR as MERCADO_LIBRE
from services.connectors.marketplaces.ozon.connector import CONNECTOR as OZON
from services.connectors.marketplaces.paypal.connector import CONNECTOR as PAYPAL
from services.connectors.marketplaces.shopee.connector import CONNECTOR as SHOPEE
from services.connectors.marketplaces.shopify.connector import CONNECTOR as SHOPIFY
from services.connectors.marketplaces.temu.connector import CONNECTOR as TEMU
from services.connectors.marketplaces.tiktok_shop.connector import CONNECTOR as TIKTOK_SHOP
from services.connectors.marketplaces.woocommerce.connector import CONNECTOR as WOOCOMMERCE
from services.connectors.plugins import plugged

OWN = {
    "aliexpress": ALIEXPRESS,
    "amazon": AMAZON,
    "bazaar": BAZAAR,
    "direct": DIRECT,
    "ebay": EBAY,
    "lazada": LAZADA,
    "mercado_libre": MERCADO_LIBRE,
    "ozon": OZON,
    "paypal": PAYPAL,
    "shopee": SHOPEE,
    "shopify": SHOPIFY,
    "temu": TEMU,
    "tiktok_shop": TIKTOK_SHOP,
    "woocommerce": WOOCOMMERCE,
}


@cache
def marketplaces() -> Mapping[str, Marketplace]:
    """All that are installed.

    Raises:
        ConfigurationError: another package's connector cannot be loaded, or takes a name of ours.
    """
    return OWN | plugged("forestall.marketplaces", Marketplace, OWN)

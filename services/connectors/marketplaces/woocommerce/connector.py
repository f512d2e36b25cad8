"""WooCommerce's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.marketplaces.woocommerce.act import Acts
from services.connectors.marketplaces.woocommerce.api import Api
from services.connectors.marketplaces.woocommerce.push import PushReader

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda _shop, _http, _clock: Acts(),
    manners=MANNERS,
    owns_customers=True,
)

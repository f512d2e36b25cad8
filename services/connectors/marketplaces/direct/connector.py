"""The connector of shops that push our own canonical objects, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.direct.act import Acts
from services.connectors.marketplaces.direct.api import Api
from services.connectors.marketplaces.direct.push import PushReader
from services.connectors.marketplaces.own_customers import MANNERS

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, _http, _clock: Acts(shop),
    manners=MANNERS,
    owns_customers=True,
    shop_token=False,
)

"""PayPal's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.paypal.act import MANNERS, Acts
from services.connectors.marketplaces.paypal.api import Api
from services.connectors.marketplaces.paypal.keys import Keys
from services.connectors.marketplaces.paypal.push import PushReader

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=Acts,
    manners=MANNERS,
    keys=lambda _app, http: Keys(http),
    pushes_want=("webhook",),
    one_seller=True,
    shop_token=False,
)

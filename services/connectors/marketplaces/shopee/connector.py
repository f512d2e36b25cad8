"""Shopee's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.shopee.act import MANNERS, Acts
from services.connectors.marketplaces.shopee.api import Api
from services.connectors.marketplaces.shopee.lost import ShopeeLost
from services.connectors.marketplaces.shopee.push import PushReader
from services.connectors.marketplaces.shopee.state import ShopeeState
from services.connectors.marketplaces.shopee.token import ShopeeAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=ShopeeAuthorisation,
    state=ShopeeState,
    lost=ShopeeLost,
    pushes_want=("webhook",),
)

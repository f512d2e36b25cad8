"""Ozon's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.ozon.act import MANNERS, Acts
from services.connectors.marketplaces.ozon.api import Api
from services.connectors.marketplaces.ozon.push import PushReader

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=Acts,
    manners=MANNERS,
    one_seller=True,
)

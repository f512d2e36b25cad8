"""Shopify's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.marketplaces.shopify.act import Acts
from services.connectors.marketplaces.shopify.api import Api
from services.connectors.marketplaces.shopify.push import PushReader
from services.connectors.marketplaces.shopify.token import ShopifyAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=ShopifyAuthorisation,
    owns_customers=True,
)

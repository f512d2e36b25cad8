"""TikTok Shop's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.tiktok_shop.act import MANNERS, Acts
from services.connectors.marketplaces.tiktok_shop.api import Api
from services.connectors.marketplaces.tiktok_shop.push import PushReader
from services.connectors.marketplaces.tiktok_shop.token import TikTokAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=TikTokAuthorisation,
)

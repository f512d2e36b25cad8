"""TikTok Shop's connector, whole."""

from datetime import date

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.tiktok_shop.act import MANNERS, Acts
from services.connectors.marketplaces.tiktok_shop.api import Api
from services.connectors.marketplaces.tiktok_shop.push import PushReader
from services.connectors.marketplaces.tiktok_shop.token import TikTokAuthorisation
from services.runtime.apps import CallBudget

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=TikTokAuthorisation,
    budget=CallBudget(
        per_second=50,
        each="shop",
        since=date(2026, 11, 21),
        source="documented: 50 a second for an app and a shop",
    ),
)

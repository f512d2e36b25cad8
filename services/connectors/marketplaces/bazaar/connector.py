"""The bazaar's connector, whole."""

from services.connectors.marketplaces.bazaar import NOTES
from services.connectors.marketplaces.bazaar.act import MANNERS, Acts
from services.connectors.marketplaces.bazaar.api import Api
from services.connectors.marketplaces.bazaar.push import PushReader
from services.connectors.marketplaces.connector import Marketplace

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS[NOTES],
    sites=MANNERS,
    sandbox=True,
)

"""eBay's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.ebay.act import MANNERS, Acts
from services.connectors.marketplaces.ebay.api import Api
from services.connectors.marketplaces.ebay.keys import Keys
from services.connectors.marketplaces.ebay.push import PushReader
from services.connectors.marketplaces.ebay.state import EbayState
from services.connectors.marketplaces.ebay.token import EbayAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    keys=Keys,
    authorisation=EbayAuthorisation,
    state=EbayState,
    pushes_want=("webhook", "challenge"),
)

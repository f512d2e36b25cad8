"""AliExpress's connector, whole."""

from services.connectors.marketplaces.aliexpress.act import MANNERS, Acts
from services.connectors.marketplaces.aliexpress.api import Api
from services.connectors.marketplaces.aliexpress.push import PushReader
from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.iop.token import aliexpress

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=aliexpress,
)

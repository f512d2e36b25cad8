"""Amazon's connector, whole."""

from services.connectors.marketplaces.amazon.act import MANNERS, Acts
from services.connectors.marketplaces.amazon.api import Api
from services.connectors.marketplaces.amazon.push import PushReader
from services.connectors.marketplaces.amazon.queue import AmazonQueue
from services.connectors.marketplaces.amazon.state import AmazonState
from services.connectors.marketplaces.amazon.token import AmazonAuthorisation
from services.connectors.marketplaces.connector import Marketplace

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=AmazonAuthorisation,
    state=AmazonState,
    queue=AmazonQueue,
)

"""Temu's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.temu.act import MANNERS, Acts
from services.connectors.marketplaces.temu.api import Api
from services.connectors.marketplaces.temu.push import PushReader
from services.connectors.marketplaces.temu.token import TemuAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=TemuAuthorisation,
)

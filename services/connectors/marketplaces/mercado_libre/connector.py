"""Mercado Libre's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.mercado_libre.act import MANNERS, Acts
from services.connectors.marketplaces.mercado_libre.api import Api
from services.connectors.marketplaces.mercado_libre.lost import MeliLost
from services.connectors.marketplaces.mercado_libre.push import PushReader
from services.connectors.marketplaces.mercado_libre.state import MeliState
from services.connectors.marketplaces.mercado_libre.token import MeliAuthorisation

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=lambda shop, http, _clock: Acts(shop, http),
    manners=MANNERS,
    authorisation=MeliAuthorisation,
    state=MeliState,
    lost=MeliLost,
)

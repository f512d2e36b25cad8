"""Lazada's connector, whole."""

from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.iop.token import lazada
from services.connectors.marketplaces.lazada.act import MANNERS, Acts
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.marketplaces.lazada.push import PushReader
from services.connectors.marketplaces.lazada.state import LazadaState

CONNECTOR = Marketplace(
    push_reader=PushReader,
    api=Api,
    acts=Acts,
    manners=MANNERS,
    authorisation=lazada,
    state=LazadaState,
)

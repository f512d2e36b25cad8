"""What a marketplace's connector is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from services.connectors.manners import Manners
from services.connectors.ports import Acts, Api, App, Shop
from services.connectors.pushes import KeyedPushes, Keys, SignedPushes
from services.runtime.clock import Clock
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class Marketplace:
    """The three parts of a marketplace's connector, and what goes with them.

    Attributes:
        manners: what a message there may say.
        keys: where the platform publishes what it signs its pushes with, if it does.
    """

    push_reader: Callable[[], SignedPushes | KeyedPushes]
    api: Callable[[Shop, Http], Api]
    acts: Callable[[Shop, Http, Clock], Acts]
    manners: Manners
    keys: Callable[[App, Http], Keys] | None = None

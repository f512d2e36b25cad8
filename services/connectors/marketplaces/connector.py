"""What a marketplace's connector is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from services.connectors.manners import Manners
from services.connectors.marketplaces.lost import LostPushes
from services.connectors.marketplaces.standing import StateReader
from services.connectors.ports import Acts, Api, App, Shop
from services.connectors.pushes import KeyedPushes, Keys, SignedPushes
from services.connectors.tokens.grant import Authorisation
from services.runtime.apps import CallBudget, QueueSettings
from services.runtime.clock import Clock
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class Marketplace:
    """The three parts of a marketplace's connector, and what goes with them.

    Attributes:
        manners: what a message there may say.
        sites: the same of the platform's sites that differ.
        sandbox: it is the sandbox's own, and taken only where private addresses are allowed.
        keys: where the platform publishes what it signs its pushes with, if it does.
        owns_customers: whether buyers are the shop's own, and may be written to by e-mail.
        state: the call that tells how a shop stands, where there is one.
        lost: the calls that hand out once more what was lost of an app's pushes, if there are any.
        shop_token: whether calls go under a token of the shop.
        queue: the calls that read the queue to which an app has its pushes sent, where there can be
            one.
        pushes_want: settings of an app without which nothing that is pushed can be taken.
        budget: how many calls the platform takes, where its documents say so.
        one_seller: whether an app is one seller there, whose ``seller_id`` is the app's key.
        authorisation: how it gives tokens; None where that is not known: they are pasted.
    """

    push_reader: Callable[[], SignedPushes | KeyedPushes]
    api: Callable[[Shop, Http], Api]
    acts: Callable[[Shop, Http, Clock], Acts]
    manners: Manners
    sites: Mapping[str, Manners] = field(default_factory=dict)
    sandbox: bool = False
    keys: Callable[[App, Http], Keys] | None = None
    authorisation: Callable[[Shop, Http], Authorisation] | None = None
    shop_token: bool = True
    owns_customers: bool = False
    state: Callable[[Shop, Http], StateReader] | None = None
    lost: Callable[[Sequence[Shop], Http], LostPushes] | None = None
    queue: Callable[[Sequence[Shop], Http, QueueSettings], LostPushes] | None = None
    pushes_want: tuple[Literal["webhook", "challenge"], ...] = ()
    budget: CallBudget | None = None
    one_seller: bool = False

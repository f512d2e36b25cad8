"""What a shop allows, and what surrounds a plan: values that the shell reads and hands in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import STRICT, Manners
from services.connectors.ports import Capability
from services.connectors.remedies import Remedies
from services.notifier.share import UNDRAWN, Draw
from services.runtime.offers import Offers
from services.runtime.shops import TRACKING_PAGE, Mode, RuleMode, StaffLanguage, Unreviewed
from services.runtime.staffed import Staffed
from services.runtime.terms import Term, Terms, terms_of

Can = Callable[[Order, ActionKind, str | None, datetime], Capability]
"""``Acts.can`` of the shop's connector: pure."""


Mend = Callable[[Order, datetime], Remedies]
"""``Acts.remedies`` of the shop's connector: pure."""


def no_flow(_: Order, __: datetime) -> Remedies:
    """Of a marketplace that pays nothing back by a call."""
    return Remedies(reason="the marketplace has no refund flow")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that may leave in a clock hour and in a day (UTC)."""

    hour: int
    day: int


CEILING, RULE_CEILING = Ceiling(30, 200), Ceiling(20, 120)
"""Of everything in a shop, and of any one rule there, where the settings say nothing."""


@dataclass(frozen=True)
class ShopPolicy:
    """The settings of one shop that decisions depend on.

    Attributes:
        live_since: when the shop went live here; what began before is past.
        staffed: its people's hours, in its zone.
        rule_modes: modes set for single rules; they win over the shop's and the rule's own.
        ceiling: of everything that leaves.
        rule_ceiling: of what one rule lets leave; ``rule_ceilings`` are set for single rules.
        messages_per_order: unasked messages that an order gets in all.
        apart: the least time between two of them.
        messages_per_buyer_day: of them, to one buyer in any 24 hours.
        language: what buyers are written in when theirs is not known.
        staff_language: what tasks and alerts are written in.
        unreviewed: what becomes of a text that nobody has reviewed in its language.
        tracking_page: where anybody can follow a parcel, ``{number}`` filled in.
        forwarder: whom staff write to about customs and lost parcels, and how.
        contact_name: with whom a buyer has to do, where a text names one person.
        own_terms: spans that the shop sets otherwise than its marketplace's; see ``terms``.
        paid_at: the same of the payment providers' shops whose disputes are about orders here, by
            their keys.
        offers: what may be promised to buyers, and how much of it.
        holdout: percent of the orders that hear nothing unsolicited; see ``share.held_out``.
    """

    key: str
    live_since: datetime
    staffed: Staffed
    mode: Mode = "observe"
    rule_modes: Mapping[str, RuleMode] = field(default_factory=dict)
    ceiling: Ceiling = CEILING
    rule_ceiling: Ceiling = RULE_CEILING
    rule_ceilings: Mapping[str, Ceiling] = field(default_factory=dict)
    messages_per_order: int = 3
    apart: timedelta = timedelta(hours=48)
    messages_per_buyer_day: int = 1
    language: str = "en"
    staff_language: StaffLanguage = "en"
    unreviewed: Unreviewed = "task"
    tracking_page: str = TRACKING_PAGE
    forwarder: str = ""
    contact_name: str = ""
    own_terms: Mapping[str, Term] = field(default_factory=dict)
    paid_at: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    offers: Offers = field(default_factory=Offers)
    holdout: float = 0

    @cached_property
    def terms(self) -> Terms:
        """How long what lasts here, where the marketplace does not say so."""
        elsewhere = {key: terms_of(_marketplace(key), own) for key, own in self.paid_at.items()}
        return replace(terms_of(_marketplace(self.key), self.own_terms), elsewhere=elsewhere)


def _marketplace(shop: str) -> str:
    return shop.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a plan depends on beside the case, the playbook and the time.

    Attributes:
        rules_in_force: since when each rule is in force at this shop, and in a country that has its
            own date (``inforce.at``); a rule that is not named is in force since the shop went
            live.
        paused: why nothing may leave now, or None.
        recovering: what has left is being found out: nobody is handed what may have been said.
        can: what the marketplace allows about an order.
        manners: what it lets a message say.
        draw: which of the shop's orders act though it is in ``observe``, and which are held out.
        remedies: what its own refund flow carries out about an order.
    """

    shop: ShopPolicy
    can: Can
    rules_in_force: Mapping[str, datetime] = field(default_factory=dict)
    paused: str | None = None
    recovering: bool = False
    manners: Manners = STRICT
    draw: Draw = UNDRAWN
    remedies: Mend = no_flow

"""What an action that pays holds or costs, as a row of the shop's spends. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from schemas.action import ActionKind, Offer, Option
from services.notifier.case import Case
from services.notifier.choices import made, reply_to
from services.notifier.offers import cost, most
from services.notifier.plan import PlannedAction
from services.notifier.policy import Surroundings
from services.notifier.spending import Spend, Whose, spend_of


def spend_of_action(
    wanted: PlannedAction, offer: Offer | None, case: Case, around: Surroundings, now: datetime
) -> Spend | None:
    """The row of an offer or of a remedy that is about to leave; None where its cost is unknown.

    A remedy is counted under its offer's key, in place of what that held.
    """
    order, policy, zone = case.order, around.shop.offers, around.shop.staffed.zone
    if order is None:
        return None
    try:
        if wanted.kind is ActionKind.REMEDY:
            amount = cost(Option.of(wanted.args), order, policy)
            key, expires_at = wanted.args["offer"], None
        elif offer is not None:
            amount, key, expires_at = most(offer, order, policy), wanted.key, offer.expires_at
        else:
            return None
    except LookupError:
        return None
    whose = Whose(order.key, order.buyer.reference)
    return spend_of(key, whose, amount, policy, zone=zone, now=now, expires_at=expires_at)


def refused(case: Case) -> Iterator[str]:
    """Keys of the offers of which the buyer wants nothing: what they hold is free."""
    return (deed.key for deed in made(case) if reply_to(case, deed).kind == "refused")


def same_remedy(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the arguments of two actions name one remedy of one offer."""
    return one.get("offer") == other.get("offer") and Option.of(one) == Option.of(other)

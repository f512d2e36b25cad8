"""What offers and remedies that only the log knows of hold or have cost: the caps go on holding.

The log says that an offer or a remedy left, and not what it costs the shop. What is not known is
counted as the most that it may be: of a remedy whose choice is not known the dearest option, of an
order that has not been read the most that any order may cost. Pure.
"""

from datetime import timedelta
from decimal import Decimal

from schemas.action import Action, ActionKind, Offer, Option
from services.notifier.case import Case
from services.notifier.choices import reply_to
from services.notifier.offers import cost, most
from services.notifier.policy import ShopPolicy
from services.notifier.records import HAPPENED
from services.notifier.spending import Spend, Whose, spend_of


def spend_told(told: Action, case: Case, policy: ShopPolicy) -> Spend | None:
    """What an action of the log holds or has cost; None for what neither offers nor pays.

    Args:
        told: as the log has it.
        case: its order's, as far as the restored database and the topics know it, ``told`` entered.
        policy: the shop's, of today.
    """
    made = told.claimed_at or told.done_at
    if told.status not in HAPPENED or made is None or policy.offers.currency is None:
        return None
    if told.kind is ActionKind.OFFER and told.channel != "task":
        ends = made + timedelta(days=policy.offers.days)
        key, option, expires_at = told.key, None, told.offer.expires_at if told.offer else ends
    elif told.kind is ActionKind.REMEDY and told.channel != "task":
        key, expires_at = _offer_of(told), None
        option = _chosen(case, key)
    else:
        return None
    deed = case.deeds.get(key)
    amount = _amount(case, policy, told.offer or (deed.offer if deed else None), option)
    buyer = case.order.buyer.reference if case.order else ""
    whose = Whose(told.order_key, buyer)
    zone = policy.staffed.zone
    return spend_of(key, whose, amount, policy.offers, zone=zone, now=made, expires_at=expires_at)


def takes_place_of(spend: Spend, known: Spend | None) -> bool:
    """Whether a spend of the log is to be written where the database has a row, or none."""
    return known is None or (known.state == "held" and spend.state == "spent")


def _offer_of(remedy: Action) -> str:
    """The key of the offer that a remedy follows; its occasion names it."""
    rule, _, occasion = remedy.occasion.split("~")[0].partition(":")
    return f"{remedy.order_key}|{rule}|{occasion}"


def _chosen(case: Case, key: str) -> Option | None:
    deed = case.deeds.get(key)
    return reply_to(case, deed).option if deed is not None else None


def _amount(case: Case, policy: ShopPolicy, offer: Offer | None, option: Option | None) -> Decimal:
    if case.order is not None:
        try:
            if option is not None:
                return cost(option, case.order, policy.offers)
            if offer is not None:
                return most(offer, case.order, policy.offers)
        except LookupError:  # without a rate it cannot be counted any closer
            pass
    return policy.offers.per_order

"""Amounts: rounded as their currency is paid, and counted in the shop's at a dated rate. Pure."""

from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from babel.numbers import format_currency, get_currency_precision

from schemas.base import Money
from schemas.order import Order
from services.notifier.languages import locale_of
from services.runtime.offers import Offers

_WHOLE = frozenset({"IDR", "TWD"})
"""Have cents by ISO 4217, and are priced and paid in whole units: CLDR's cash digits are none."""


MOST_PAID = Decimal(10) ** 12
"""An order's total above this, in whatever currency, is a mistake of its source."""


def paid_for(order: Order) -> Money | None:
    """What the buyer paid; None where the order does not say, or says what nobody pays."""
    total = order.total
    return total if total is not None and 0 < total.amount <= MOST_PAID else None


def share(total: Money, percent: int) -> Money:
    """A share of an amount, rounded to what can be paid: half a cent up, never over the amount."""
    exact = total.amount * percent / 100
    return Money(
        amount=min(_rounded(exact, total.currency, ROUND_HALF_UP), payable(total).amount),
        currency=total.currency,
    )


def payable(total: Money) -> Money:
    """An amount in whole units of what its currency is paid in."""
    return Money(
        amount=_rounded(total.amount, total.currency, ROUND_FLOOR), currency=total.currency
    )


def shown(amount: Money, language: str) -> str:
    """An amount as the language's readers write it."""
    return format_currency(amount.amount, amount.currency, locale=locale_of(language))


def no_rate(currency: str, policy: Offers, today: date) -> str:
    """Why an amount in a currency cannot be counted in the shop's; empty where it can."""
    if policy.currency is None:
        return "the shop has no currency set in which offers are counted (offers.currency)"
    if currency == policy.currency:
        return ""
    rate = policy.rates.get(currency)
    if rate is None:
        return f"no rate of {currency} is set (offers.rates): the caps in {policy.currency} fail"
    if rate.since > today:
        return f"the rate of {currency} is dated {rate.since}, which is yet to come: correct it"
    if (today - rate.since).days > policy.rate_days:
        return f"the rate of {currency} is of {rate.since}, more than {policy.rate_days} days ago"
    return ""


def counted(amount: Money, policy: Offers) -> Decimal:
    """What an amount is in the shop's currency, rounded up: a cap is never passed by rounding.

    Raises:
        LookupError: there is no rate; see ``no_rate``.
    """
    own = policy.currency or ""
    rate = Decimal(1) if amount.currency == own else policy.rates[amount.currency].value
    return _rounded(amount.amount * rate, own, ROUND_UP)


def _rounded(amount: Decimal, currency: str, how: str) -> Decimal:
    digits = 0 if currency in _WHOLE else get_currency_precision(currency)
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=how)

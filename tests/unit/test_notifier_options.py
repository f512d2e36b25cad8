"""Offers and what they may cost: whatever was paid, at whatever rate, in whatever order."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from schemas.action import RemedyKind
from schemas.base import Money
from schemas.order import Buyer
from services.connectors.remedies import Remedies
from services.notifier.money import counted, share
from services.notifier.offers import LEAST, MOVES_MONEY, Complaint, cost, draft, most
from services.notifier.spending import BUYERS, Spend, Whose, over, spend_of
from services.runtime.offers import Offers
from tests.support.memory.spends import MemorySpends
from tests.support.memory.tables import Tables
from tests.support.notifier import NOW, D, around, order

POLICY = Offers.model_validate(
    {
        "currency": "CNY",
        "per_order": 300,
        "per_buyer": 500,
        "per_day": 600,
        "per_month": 1500,
        "rates": {
            "EUR": {"value": "7.8123", "since": NOW.date()},
            "JPY": {"value": "0.0471", "since": NOW.date()},
        },
    }
)
AMOUNTS = st.decimals(min_value="0.01", max_value="99999", places=2)


def paid(amount: Decimal, currency: str = "EUR") -> Money:
    """What a buyer paid."""
    return Money(amount=amount, currency=currency)


@given(AMOUNTS, st.integers(5, 30), st.sampled_from(["EUR", "JPY", "KWD", "IDR", "TWD"]))
def test_a_share_can_be_paid_and_is_never_more_than_the_whole(
    amount: Decimal, percent: int, currency: str
) -> None:
    """In whole units of what the currency is paid in, half a unit from the exact share at most."""
    back = share(paid(amount, currency), percent).amount
    unit = {"JPY": Decimal(1), "IDR": Decimal(1), "TWD": Decimal(1), "KWD": Decimal("0.001")}.get(
        currency, Decimal("0.01")
    )
    assert back % unit == 0
    assert 0 <= back <= amount
    assert abs(back - amount * percent / 100) <= unit


@given(AMOUNTS, st.sampled_from(["CNY", "EUR", "JPY"]))
def test_what_is_counted_is_never_less_than_it_costs(amount: Decimal, currency: str) -> None:
    """At the stored rate, rounded up to the cent."""
    rate = {"CNY": Decimal(1)} | {name: one.value for name, one in POLICY.rates.items()}
    exact = amount * rate[currency]
    assert exact <= counted(paid(amount, currency), POLICY) < exact + Decimal("0.01")


@given(
    AMOUNTS,
    st.sampled_from([*Complaint]),
    st.frozensets(st.sampled_from([*RemedyKind])),
    st.booleans(),
    st.integers(-40, 60),
)
def test_an_offer_is_a_choice_that_can_be_carried_out_within_the_caps(
    amount: Decimal,
    complaint: Complaint,
    flow: frozenset[RemedyKind],
    reship: bool,
    age: int,
) -> None:
    """What the machine may offer; and whatever it may not, a person has with the reason."""
    policy = POLICY.model_copy(update={"reship": reship})
    where = replace(around(offers=policy), remedies=lambda _, __: Remedies(flow))
    now = NOW + age * D
    bought = order(total=paid(amount))
    found = draft(bought, complaint, where, expires_at=now + 7 * D, now=now)
    assert found.offer is not None
    kinds = [one.kind for one in found.offer.options]
    assert len(set(kinds)) == len(kinds)
    if found.against:
        return
    assert len(kinds) >= LEAST
    assert set(kinds) <= flow | ({RemedyKind.RESHIP} if reship else set())
    assert most(found.offer, bought, policy) <= policy.per_order
    costs = [cost(one, bought, policy) for one in found.offer.options]
    assert costs[0] == min(costs), "the cheapest fair remedy comes first"
    assert 0 <= age <= policy.rate_days
    assert all(one.amount is None or one.amount.amount <= amount for one in found.offer.options)


@pytest.mark.parametrize("total", ["1e30", "-5", "0", "0.001"])
@pytest.mark.parametrize("complaint", [*Complaint])
def test_what_nobody_pays_is_no_amount(total: str, complaint: Complaint) -> None:
    """An order whose total is a mistake brings no amount into words; the machine offers nothing."""
    where = replace(
        around(offers=POLICY.model_copy(update={"reship": True})),
        remedies=lambda _, __: Remedies(frozenset(RemedyKind)),
    )
    bought = order(total=paid(Decimal(total)))
    found = draft(bought, complaint, where, expires_at=NOW + 7 * D, now=NOW)
    assert found.offer is not None
    assert all(one.amount is None for one in found.offer.options)
    assert found.against or not any(one.kind in MOVES_MONEY for one in found.offer.options)


class Spending(RuleBasedStateMachine):
    """Offers held, answered, refused and expired, by several buyers over months."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = Tables()
        self.now = NOW
        self.made = 0

    def put(self, key: str, number: int, amount: Decimal, expires: timedelta | None) -> bool:
        """As a claim does it; whether the caps let it."""
        store = MemorySpends(self.tables)
        bought = order(key=f"lazada/shop-1/{number}", buyer=Buyer(reference=f"b{number % 3}"))
        wanted = spend_of(
            key,
            Whose(bought.key, bought.buyer.reference),
            amount,
            POLICY,
            zone="Asia/Shanghai",
            now=self.now,
            expires_at=None if expires is None else self.now + expires,
        )
        known = [one for one in self.tables.rows("spends") if one.state != "released"]
        if over(wanted, known, POLICY, self.now):
            return False
        store._rows[key] = wanted
        return True

    @rule(number=st.integers(1, 8), amount=st.decimals("0.01", "320", places=2))
    def offer(self, number: int, amount: Decimal) -> None:
        """An offer is claimed, and holds its dearest option."""
        self.made += 1
        self.put(f"{number}|{self.made}", number, amount, 7 * D)

    @rule(data=st.data(), part=st.decimals("0.01", "1", places=2))
    def answered(self, data: st.DataObject, part: Decimal) -> None:
        """A buyer chooses, in time or long after: the remedy is claimed, or goes to a person."""
        held = [one for one in self.tables.rows("spends") if one.state == "held"]
        if held:
            one = data.draw(st.sampled_from(held))
            self.put(one.key, int(one.key.split("|")[0]), one.amount * part, None)

    @rule(data=st.data())
    def refused(self, data: st.DataObject) -> None:
        """A buyer wants none of it."""
        held = [one for one in self.tables.rows("spends") if one.state == "held"]
        if held:
            one = data.draw(st.sampled_from(held))
            self.tables.spends[one.key] = replace(one, state="released")

    @rule(hours=st.integers(1, 24 * 40))
    def time_passes(self, hours: int) -> None:
        """Offers expire, days and months begin."""
        self.now += timedelta(hours=hours)

    @invariant()
    def no_cap_is_passed(self) -> None:
        """Of an order, of a buyer in 90 days, of a day, of a month; counted here by hand."""
        rows: list[Spend] = [one for one in self.tables.rows("spends") if one.state == "spent"]
        groups: dict[tuple[str, object], tuple[Decimal, Decimal]] = {}
        for one in rows:
            for name, cap in (
                (("order", one.order_key), POLICY.per_order),
                (("day", one.day), POLICY.per_day),
                (("month", (one.day.year, one.day.month)), POLICY.per_month),
            ):
                groups[name] = groups.get(name, (Decimal(0), cap))[0] + one.amount, cap
            near = [
                two.amount
                for two in rows
                if two.buyer == one.buyer and one.day - BUYERS < two.day <= one.day
            ]
            groups["buyer", one.key] = sum(near, Decimal(0)), POLICY.per_buyer
        assert all(used <= cap for used, cap in groups.values()), groups


TestSpending = Spending.TestCase
TestSpending.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)

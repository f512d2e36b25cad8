"""What every store must do about what offers hold and remedies have cost."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from services.notifier.spending import BUYERS, Spend
from services.notifier.stores.unit import Stores
from tests.support.notifier import NOW

ROW = Spend(
    key="k1",
    shop="lazada/shop-1",
    order_key="lazada/shop-1/1001",
    buyer="f",
    amount=Decimal("12.30"),
    currency="CNY",
    day=date(2026, 3, 10),
    state="held",
    expires_at=NOW,
)


class SpendConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_beside_a_spend_stand_its_orders_ever_and_its_shops_of_90_days(
        self, stores: Stores
    ) -> None:
        """Those of other shops, of long ago, and what is free again, are not counted."""
        old = ROW.day - BUYERS
        rows = [
            ROW,
            replace(ROW, key="k2", order_key="lazada/shop-1/2", day=old),
            replace(ROW, key="k3", order_key="lazada/shop-1/2", day=old + timedelta(days=1)),
            replace(ROW, key="k4", day=old - BUYERS, state="spent", expires_at=None),
            replace(ROW, key="k5", shop="lazada/shop-2", order_key="lazada/shop-2/1"),
            replace(ROW, key="k6", state="released"),
        ]
        async with stores.transaction() as unit:
            for one in rows:
                await unit.spends.put(one)
            found = await unit.spends.beside(ROW)
        assert list(found) == [rows[0], rows[2], rows[3]]

    async def test_what_is_held_is_replaced_or_freed_and_what_is_spent_stays(
        self, stores: Stores
    ) -> None:
        """One row an offer: the remedy's cost takes the place of what the offer held."""
        async with stores.transaction() as unit:
            await unit.spends.put(ROW)
            await unit.spends.release("k1")
            assert not await unit.spends.beside(ROW)
            await unit.spends.put(ROW)
            spent = replace(ROW, amount=Decimal(3), state="spent", expires_at=None)
            await unit.spends.put(spent)
            await unit.spends.release("k1")
            assert list(await unit.spends.beside(ROW)) == [spent]

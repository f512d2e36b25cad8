"""A refund is killed at every point between two durable writes: money goes back once, or not."""

from datetime import timedelta
from decimal import Decimal

from schemas.base import Money
from schemas.order import Promise
from tests.faults.test_dispatcher_kills import Countdown, outlive
from tests.support.kill import Life, counted
from tests.support.notifier import NOW, D, H, message, order, parcel
from tests.support.notifier_shell import FLOW, SHOP, open_shell

PLAYBOOK = """
- id: offer-goods
  about: A choice at once
  when: message.opens_complaint && !order.offered
  once: message
  do: { offer: offer, complaint: goods }
- id: remedy-refund
  about: What was chosen
  when: offer.answer == "choice"
  once: offer
  do: { remedy: remedy }
"""
OFFERS = {
    "currency": "EUR",
    "per_order": 25,
    "per_buyer": 100_000,
    "per_day": 100_000,
    "per_month": 100_000,
}


async def test_killed_anywhere_the_buyer_is_paid_once_at_the_most(postgres_url: str) -> None:
    """Paid and known, or perhaps paid and a person asked; never asked for twice, and counted."""
    shell = await open_shell(
        postgres_url, playbook=PLAYBOOK, ceiling_per_hour=1000, ceiling_per_day=1000, offers=OFFERS
    )
    shell.market.flow = FLOW
    reaper = Countdown()
    points, died = 0, True
    while died:
        points += 1
        key, chat = f"{SHOP}/{points}", f"c-{SHOP}/{points}"
        shell.clock.step_to(NOW + timedelta(days=points))
        now = shell.clock.now()
        bought = order(
            key=key,
            total=Money(amount=Decimal(25), currency="EUR"),
            promise=Promise(at=NOW + 300 * D, source="marketplace"),
        )
        for ref, text in (("m-1", "The cup arrived broken"), ("m-2", "1")):
            said = message(
                ref,
                id=f"{SHOP}/{chat}/{ref}",
                conversation=chat,
                order_keys=(key,),
                text=text,
                sent_at=shell.clock.now(),
            )
            await shell.tell(bought, parcel(order_keys=(key,)), said, key=key)
            if ref == "m-1":
                await shell.run()
                shell.clock.step_to(now + H)
        reaper.left = points
        with counted():
            died = await outlive(shell, Life("notifier", reaper), postgres_url)
        paid = [option for where, option in shell.market.paid if where == key]
        [row] = [
            row
            for row in await shell.rows("actions")
            if (row["order_key"], row["rule"]) == (key, "remedy-refund")
        ]
        [spend] = [row for row in await shell.rows("spends") if row["order_key"] == key]
        where = f"killed at point {points}: {row['status']}, paid {len(paid)} times"
        assert len(paid) <= 1, where
        assert (spend["state"], spend["amount"]) == ("spent", Decimal("3.75")), where
        if row["status"] == "done":
            assert len(paid) == 1, where
        else:
            tasks = [task["kind"] for task in await shell.rows("tasks") if task["order_key"] == key]
            assert (row["status"], row["attempts"]) == ("uncertain", 1), where
            assert "check" in tasks, where
    assert points > 8
    await shell.pool.close()

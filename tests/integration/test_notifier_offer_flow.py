"""Offers on a real database: followed from the complaint to its end, within the caps, once."""

import asyncio
from decimal import Decimal
from typing import Any

from schemas.base import Money
from schemas.order import Buyer, Promise
from services.notifier import tasks
from services.notifier.postgres.spends import BESIDE
from tests.support.notifier import KEY, NOW, D, H, message, order, parcel
from tests.support.notifier_shell import FLOW, SHOP, Shell, open_shell, restarted

OFFERS: dict[str, Any] = {
    "currency": "CNY",
    "per_order": 300,
    "per_buyer": 600,
    "per_day": 450,
    "per_month": 900,
    "rates": {"EUR": {"value": "8", "since": NOW.date()}},
}
BOUGHT = {
    "total": Money(amount=Decimal("25.00"), currency="EUR"),
    "promise": Promise(at=NOW + 60 * D, source="marketplace"),
    "protection_end": NOW + 90 * D,
}
AUTOMATIC = {
    name: {"mode": "automatic"}
    for name in ("offer-goods", "remedy-refund", "refund-seen", "ask-settled")
}


async def shell_of(url: str, **settings: Any) -> Shell:
    """A shop whose marketplace has a refund flow."""
    given = {"offers": OFFERS, "ceiling_per_hour": 1000, "rule_ceiling_per_hour": 1000, **settings}
    shell = await open_shell(url, **given)
    shell.market.flow = FLOW
    return shell


async def complain(
    shell: Shell, key: str = KEY, buyer: str = "buyer-1", conversation: str = ""
) -> None:
    """An order is on its way, and its buyer complains of what came."""
    conversation = conversation or ("c-1" if key == KEY else f"c-{key}")
    said = message(
        "m-1",
        id=f"{SHOP}/{conversation}/{key}/m-1",
        conversation=conversation,
        order_keys=(key,),
        buyer=buyer,
        text="La taza llegó rota",
        sent_at=shell.clock.now(),
    )
    bought = order(key=key, buyer=Buyer(reference=buyer), **BOUGHT)
    number = f"RR{abs(hash(key)) % 10**9:09d}CN"
    await shell.tell(
        bought, parcel(order_keys=(key,), number=number, id=f"17track/{number}"), said, key=key
    )


async def answer(shell: Shell, text: str, key: str = KEY, name: str = "m-2", **more: Any) -> None:
    """The buyer writes again."""
    conversation = "c-1" if key == KEY else f"c-{key}"
    said = message(
        name,
        id=f"{SHOP}/{conversation}/{name}",
        conversation=conversation,
        order_keys=(key,),
        text=text,
        **{"sent_at": shell.clock.now(), **more},
    )
    await shell.tell(said, key=key)


async def approve(shell: Shell, rule: str) -> None:
    """A person lets the open action of a rule go."""
    found = [
        one
        for one in await shell.rows("tasks")
        if (one["rule"], one["kind"], one["status"]) == (rule, "approve", "open")
    ]
    assert len(found) == 1, found
    await tasks.approve(shell.stores, shell.clock.now(), found[0]["id"], "Li")


async def test_an_offer_is_followed_from_the_complaint_to_its_end(postgres_url: str) -> None:
    """Asked, offered, answered, asked, paid, seen, told, settled: each step let go by a person."""
    shell = await shell_of(postgres_url)
    await complain(shell)
    await shell.step(24 * H)
    [waiting] = [one for one in await shell.rows("actions") if one["rule"] == "offer-goods"]
    assert (waiting["status"], shell.market.chat) == ("awaiting_approval", [])
    await approve(shell, "offer-goods")
    await shell.run()
    [(_, said)] = shell.market.chat
    assert "1) se queda con el pedido y le devolvemos 3,75" in said.text, said.text
    assert "2) lo devuelve y le devolvemos 25,00" in said.text
    [held] = await shell.rows("spends")
    assert (held["state"], held["amount"]) == ("held", 200)

    await shell.step(H)
    await answer(shell, "La primera opción, por favor")
    await shell.run()
    assert shell.market.paid == []
    await approve(shell, "remedy-refund")
    await shell.run()
    assert [(key, str(one.kind)) for key, one in shell.market.paid] == [(KEY, "part_back")]
    [spent] = await shell.rows("spends")
    assert (spent["state"], spent["amount"]) == ("spent", 30)

    await shell.step(5 * H)
    back = Money(amount=Decimal("3.75"), currency="EUR")
    await shell.tell(order(version=2, refunded=back, **BOUGHT))
    await shell.run()
    await approve(shell, "refund-seen")
    await shell.run()
    assert "3,75" in shell.market.chat[-1][1].text
    for _ in range(4):
        await shell.step(D)
    await approve(shell, "ask-settled")
    await shell.run()
    assert "resuelto" in shell.market.chat[-1][1].text
    await shell.step(D)
    assert len(shell.market.chat) == 3
    assert len(shell.market.paid) == 1
    assert await shell.tasks("offer-unclear") == []
    await shell.pool.close()


async def test_an_approved_offer_that_can_no_longer_be_kept_is_a_persons(postgres_url: str) -> None:
    """The marketplace's flow has closed, or money went back, since it was let go."""
    shell = await shell_of(postgres_url)
    await complain(shell)
    await shell.step(24 * H)
    await approve(shell, "offer-goods")
    shell.market.flow = frozenset()
    await shell.run()
    assert shell.market.chat == []
    assert (await shell.action("offer-goods"))["channel"] == "task"
    assert await shell.rows("spends") == []
    await shell.pool.close()


async def test_letting_one_remedy_go_lets_no_other_go(postgres_url: str) -> None:
    """The buyer takes back their first answer before it is paid: a person has the new one."""
    shell = await shell_of(postgres_url, rules={**AUTOMATIC, "remedy-refund": {"mode": "approve"}})
    await complain(shell)
    await shell.step(24 * H)
    await shell.step(H)
    await answer(shell, "1")
    await shell.run()
    await approve(shell, "remedy-refund")
    await answer(shell, "2", name="m-3")
    assert (await shell.action("remedy-refund"))["status"] == "skipped"
    await answer(shell, "1", recalled=True, version=2)
    await shell.run()
    assert shell.market.paid == []
    action = await shell.action("remedy-refund")
    assert (action["channel"], action["reason"]) == (
        "task",
        "the buyer's answer is another one than was let go",
    )
    await shell.pool.close()


async def test_no_answer_to_a_refund_pages_and_is_never_asked_for_again(postgres_url: str) -> None:
    """Until a person has looked; what may have been paid stays counted."""
    shell = await shell_of(postgres_url, rules=AUTOMATIC)
    await complain(shell)
    await shell.step(24 * H)
    await shell.step(H)
    await answer(shell, "1")
    shell.market.faults = ["lost"]
    await shell.run()
    action = await shell.action("remedy-refund")
    assert (action["status"], len(shell.market.paid)) == ("uncertain", 1)
    [page] = [one for one in await shell.rows("alerts") if one["level"] == "page"]
    assert page["ends_at"] is None
    await shell.step(D)
    assert len(shell.market.paid) == 1
    [check] = [one for one in await shell.rows("tasks") if one["kind"] == "check"]
    await tasks.take_task(shell.stores, shell.clock.now(), check["id"], "Li")
    await shell.run()
    [page] = [one for one in await shell.rows("alerts") if one["level"] == "page"]
    assert page["ends_at"] is not None
    [spent] = await shell.rows("spends")
    assert spent["state"] == "spent"
    await shell.pool.close()


async def test_the_caps_hold_however_many_claim_at_once(postgres_url: str) -> None:
    """Eight complaints of a day, two dispatchers: two offers fit, the others are a person's."""
    shell = await shell_of(postgres_url, rules=AUTOMATIC)
    keys = [f"{SHOP}/{number}" for number in range(8)]
    for number, key in enumerate(keys):
        await complain(shell, key, f"buyer-{number}")
    shell.clock.step_to(NOW + 24 * H)
    await shell.timer.work()
    other = restarted(shell)
    await asyncio.gather(shell.dispatcher.work(), other.dispatcher.work())
    rows = await shell.rows("spends")
    assert sum(row["amount"] for row in rows) == 400, "two offers of 200, where 450 are a day's"
    offers = [one for one in await shell.rows("actions") if one["rule"] == "offer-goods"]
    assert sorted(one["channel"] for one in offers) == ["chat"] * 2 + ["task"] * 6
    assert {one["reason"] for one in offers if one["channel"] == "task"} == {
        "it would pass the cap for the day (450 CNY)"
    }
    assert len(shell.market.chat) == 2

    # One wants none of it: what it held is free at once. The other's runs out by itself.
    await shell.step(H)
    made = [one["order_key"] for one in offers if one["channel"] == "chat"]
    await answer(shell, "no, gracias", made[0])
    assert sorted(row["state"] for row in await shell.rows("spends")) == ["held", "released"]
    await shell.pool.close()


async def test_two_offers_never_stand_in_one_chat(postgres_url: str) -> None:
    """An answer could be to either: of a buyer with two orders, staff have the second."""
    shell = await shell_of(postgres_url, rules=AUTOMATIC)
    for number in (1, 2):
        await complain(shell, f"{SHOP}/{number}", conversation="c-1")
    await shell.step(24 * H)
    await shell.step(H)  # the second may have come while the first was being said
    rows = [one for one in await shell.rows("actions") if one["rule"] == "offer-goods"]
    assert sorted(one["channel"] for one in rows) == ["chat", "task"]
    assert len(shell.market.chat) == 1
    assert len(await shell.rows("spends")) == 1
    await shell.pool.close()


async def test_what_stands_beside_a_spend_is_found_by_indexes(postgres_url: str) -> None:
    """However many spends there are, of however many shops and years."""
    shell = await shell_of(postgres_url)
    await shell.pool.execute(
        """INSERT INTO notifier.spends
               (key, shop, order_key, buyer, amount, currency, day, state)
           SELECT 'k' || n, 's/' || n % 50, 's/' || n % 50 || '/' || n, 'b', 1, 'CNY',
                  date '2024-01-01' + (n % 800)::int, 'spent'
           FROM generate_series(1, 40000) AS n"""
    )
    await shell.pool.execute("ANALYZE notifier.spends")
    given = "s/7/7", "s/7", (NOW - 90 * D).date()
    plan = "\n".join(row[0] for row in await shell.pool.fetch(f"EXPLAIN {BESIDE}", *given))
    assert "spends_by_order" in plan, plan
    assert "spends_by_day" in plan, plan
    assert "Seq Scan" not in plan, plan
    await shell.pool.close()

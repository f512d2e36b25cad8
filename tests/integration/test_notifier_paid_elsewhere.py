"""A dispute at a payment provider, about an order that lives in another shop."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from schemas.action import ActionStatus
from schemas.base import Money
from schemas.dispute import Dispute
from services.connectors.answers import Answer, Decision
from services.connectors.oncall.audience import Audience
from services.notifier import answering, people
from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.casework import Casework
from services.notifier.playbook import load
from services.notifier.postgres.unit import PostgresStores
from services.notifier.texts import default
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import Applied
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import open_pool
from tests.support.notifier import KEY, NOW, D, dispute, order
from tests.support.notifier_shell import SHOP, Marketplace, Receiver, Shell, shop

PROVIDER = "paypal/acme"
ASKED = Money(amount=Decimal(20), currency="USD")
ANN = answering.Giver("ann")
PAY = Answer(Decision.ACCEPT, ASKED)
SAID = Answer(Decision.SAY, words="It is at customs.")


@dataclass
class Two:
    """A notifier of a shop and of its payment provider."""

    shell: Shell
    provider: Marketplace

    async def answer(self, given: Answer) -> ActionStatus:
        """A person answers the one dispute of the order."""
        shell = self.shell
        seen = await answering.pending(shell.stores, KEY)
        ended = await answering.answer(
            shell.stores, shell.casework, shell.clock.now, KEY, (seen, given), giver=ANN
        )
        return ended.status


@pytest.fixture
async def two(postgres_url: str) -> AsyncIterator[Two]:
    """Live for sixty days; neither has had a dispute."""
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    pool = await open_pool(postgres_url, application="test")
    clock = SteppedClock(NOW - timedelta(days=60))
    market, provider = Marketplace(clock), Marketplace(clock)
    shops = [shop(), shop(key=PROVIDER, app="pp", seller_id="pp", orders_of=SHOP)]
    world = World(shops, {SHOP: market, PROVIDER: provider}, load(), default())
    await world.enrol(PostgresStores(pool), clock.now())
    clock.step_to(NOW)
    receivers = (Receiver("alertmanager", timedelta(minutes=1)), Receiver("pagerduty"))
    try:
        casework = Casework(world, Audience(receivers))
        yield Two(Shell(pool, clock, market, casework, receivers), provider)
    finally:
        await pool.close()


def disputed(**changes: object) -> Dispute:
    """A dispute at the provider that states no date."""
    own = {"id": f"{PROVIDER}/PP-1", "source_ref": "PP-1", "answer_due": None, "amount": ASKED}
    own |= {"link": "https://example.com/PP-1"}
    return dispute(**(own | changes))


async def test_it_joins_the_orders_case_and_has_its_own_terms(two: Two) -> None:
    """The case is the order's; how long an answer may take is the provider's word."""
    shell = two.shell
    assert await shell.tell(order(), disputed()) == [Applied(), Applied()]
    await shell.run()
    assert await shell.tasks("dispute-opened") == [("do", "open")]
    (task,) = [row for row in await shell.rows("tasks") if row["rule"] == "dispute-opened"]
    assert task["order_key"] == KEY
    assert task["deadline"] == NOW + 10 * D
    assert "PayPal closes it" in task["body"]
    assert "It stands at paypal/acme, number PP-1" in task["body"]
    assert task["link"] == "https://example.com/PP-1"


async def test_a_persons_answer_leaves_through_the_provider(two: Two) -> None:
    """Not through the marketplace where the order lives; and a pause of either shop holds it."""
    shell = two.shell
    await shell.tell(order(), disputed())
    for paused in (SHOP, PROVIDER):
        await people.pause(shell.stores, shell.clock.now(), paused, "a test", "me")
        with pytest.raises(InvalidInput, match="paused"):
            await two.answer(PAY)
        await people.resume(shell.stores, shell.clock.now(), paused, "me")
    assert await two.answer(PAY) is ActionStatus.DONE
    assert two.provider.answered == [("PP-1", PAY)]
    assert not shell.market.answered


async def test_words_decide_nothing_and_are_said_once_a_period(two: Two) -> None:
    """The answer itself is still to be given; lost words are looked for by a person."""
    shell = two.shell
    await shell.tell(order(), disputed())
    assert await two.answer(SAID) is ActionStatus.DONE
    with pytest.raises(InvalidInput, match="answered"):
        await two.answer(SAID)
    two.provider.faults = ["lost"]
    assert await two.answer(Answer(Decision.SAY, words="It moves.")) is ActionStatus.UNCERTAIN
    await shell.run()
    paged = [row for row in await shell.rows("alerts") if "answer-uncertain" in row["dedup_key"]]
    assert [row["level"] for row in paged] == ["page"]
    assert await two.answer(PAY) is ActionStatus.DONE
    assert len(two.provider.answered) == 3


async def test_a_dispute_of_nobodys_order_reaches_people(two: Two) -> None:
    """It has a case of its own and a task; from here it cannot be answered without an order."""
    shell, key = two.shell, f"{PROVIDER}/T-1"
    told = disputed(order_key=key)
    assert await shell.tell(told, key=key) == [Applied()]
    await shell.run()
    (task,) = [row for row in await shell.rows("tasks") if row["rule"] == "dispute-opened"]
    assert (task["order_key"], task["shop"]) == (key, PROVIDER)
    seen = await answering.pending(shell.stores, key)
    with pytest.raises(InvalidInput, match="unknown_order"):
        await answering.answer(
            shell.stores, shell.casework, shell.clock.now, key, (seen, PAY), giver=ANN
        )

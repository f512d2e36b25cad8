"""The notifier on each kind of channel: real rules, the real connector, the sandbox's platform."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from schemas.order import Order
from services.connectors import ports
from services.connectors.marketplaces.bazaar.act import Acts
from services.connectors.marketplaces.bazaar.api import Api
from services.connectors.oncall.audience import Audience
from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.casework import Casework
from services.notifier.playbook import load
from services.notifier.postgres.unit import PostgresStores
from services.notifier.texts import default
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import open_pool
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.app import start
from services.sandbox.faults import Faults
from services.sandbox.log import Entry
from services.sandbox.sandbox import Sandbox
from tests.support.notifier import NOW, D, H, hold, parcel
from tests.support.notifier_shell import Marketplace, Shell, shop

MINUTE = timedelta(minutes=1)
RULE, LATE = "hold-buyer-must-act", "late"
PLAYBOOK = f"""
- id: {RULE}
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  do: {{ message: hold_needs_buyer }}
- id: {LATE}
  about: It is late
  when: hold.open
  once: hold
  deadline: seen + 2h
  do: {{ message: promise_passed }}
"""


@dataclass
class Stage:
    """A notifier of one shop of the bazaar, and the bazaar."""

    shell: Shell
    sandbox: Sandbox
    order: Order

    async def held(self) -> None:
        """Customs holds the order's parcel for its buyer."""
        number = self.order.parcels[0].number
        stuck = parcel(
            hold(),
            id=f"17track/{number}",
            number=number,
            order_keys=(self.order.key,),
            shipped_at=self.order.shipped_at,
        )
        await self.shell.tell(self.order, stuck, key=self.order.key)
        await self.shell.run()

    async def step(self, by: timedelta) -> None:
        """Time moves on for both."""
        self.sandbox.step_to(self.sandbox.now() + by)
        await self.shell.run()

    def said(self) -> list[Entry]:
        """What came to stand in the chats."""
        return list(self.sandbox.ledger.entries("effect", "chat_message"))

    def sends(self) -> int:
        """How often anything was sent."""
        return len(list(self.sandbox.ledger.entries("call", "bazaar:send")))


@asynccontextmanager
async def stage(url: str, site: str, rule: str = RULE) -> AsyncIterator[Stage]:
    """It is noon of a Tuesday; an order to Germany is nine days on its way."""
    await migrate(url, SCHEMA, MIGRATIONS)
    clock, key = SteppedClock(NOW - 60 * D), f"bazaar/{site}"
    async with AsyncExitStack() as stack:
        pool = await open_pool(url, application="test")
        stack.push_async_callback(pool.close)
        sandbox = await start(world.empty(clock.now()), clock=clock)
        stack.push_async_callback(sandbox.stop)
        http = Http(allow_private=True, backoff=Backoff(first=0.001, most=0.002, attempts=2))
        stack.push_async_callback(http.close)
        account, app = DEFAULT.shop(key), DEFAULT.app_of(key)
        reached = ports.App(app.id, "bazaar", app.key, (app.secret,), sandbox.addresses["bazaar"])
        own = ports.Shop(key, reached, account.seller_id, account.token, site=site)
        sandbox.step_to(NOW - 10 * D)
        ordered = sandbox.place_order(key, country="DE", prepaid=False, promise_days=30)
        sandbox.step_to(NOW - 9 * D)
        sandbox.ship(ordered, "RR123456785CN")
        order_id = ordered.rsplit("/", 1)[1]
        (order,) = await Api(own, http).read(
            ports.Hint(account.seller_id, "order", order_id, order_id), clock.now()
        )
        assert isinstance(order, Order)
        book = load(PLAYBOOK)
        rules = {one.id: {"mode": "off"} for one in book.rules if one.id != rule}
        around = World(
            [shop(key=key, site=site, rules=rules)], {key: Acts(own, http)}, book, default()
        )
        await around.enrol(PostgresStores(pool), NOW - 60 * D)
        sandbox.step_to(NOW)
        shell = Shell(pool, clock, Marketplace(clock), Casework(around, Audience(())), ())
        yield Stage(shell, sandbox, order.model_copy(update={"version": 1}))


async def test_a_text_is_said_by_the_marketplaces_own(postgres_url: str) -> None:
    """Its name and facts leave, in the buyer's language; what stands in the chat is found again."""
    async with stage(postgres_url, "forms") as there:
        await there.held()
        (said,) = there.said()
        own = said.more["own_text"]
        assert (own["template"], own["language"]) == ("customs_asks_you", "de")
        assert own["blanks"] == {"number": "RR123456785CN", "for": "documents", "since": "10. März"}
        action = await there.shell.action(RULE)
        assert (action["status"], action["external_ref"]) == ("done", said.ref)
        assert action["text"].startswith("customs_asks_you [de]\n")


async def test_what_has_no_form_is_a_task_with_our_words(postgres_url: str) -> None:
    """No call is made for it; staff have the text, and why."""
    async with stage(postgres_url, "forms", LATE) as there:
        await there.held()
        assert there.sends() == 0
        assert await there.shell.tasks(LATE) == [("send", "open")]
        (task,) = await there.shell.rows("tasks")
        assert "promise_passed" in task["why"]
        assert len(task["body"]) > 40


async def test_a_short_channel_gets_the_richest_text_that_it_takes(postgres_url: str) -> None:
    """350 characters, no link, no outside name; read back and done."""
    async with stage(postgres_url, "notes") as there:
        await there.held()
        (said,) = there.said()
        assert len(said.more["text"]) <= 350
        assert "RR123456785CN" in said.more["text"]
        assert (await there.shell.action(RULE))["status"] == "done"


@pytest.mark.parametrize("site", ["notes", "forms"])
async def test_an_unanswered_send_that_can_be_read_is_found(postgres_url: str, site: str) -> None:
    """By its words, or by the form behind them: nothing is said twice, nobody is asked."""
    async with stage(postgres_url, site) as there:
        there.sandbox.set_faults(Faults(text_late=1.0))
        await there.held()
        assert (await there.shell.action(RULE))["status"] == "uncertain"
        there.sandbox.set_faults(Faults())
        for _ in range(3):
            await there.step(MINUTE)
        assert (await there.shell.action(RULE))["status"] == "done"
        assert (len(there.said()), there.sends()) == (1, 1)
        assert await there.shell.tasks(RULE) == []


async def test_a_letter_without_an_answer_is_a_persons_and_never_sent_again(
    postgres_url: str,
) -> None:
    """One call, whatever became of it; a task to check, and days later still one call."""
    async with stage(postgres_url, "letterbox") as there:
        there.sandbox.set_faults(Faults(letter_lost=1.0))
        await there.held()
        there.sandbox.set_faults(Faults())
        assert (await there.shell.action(RULE))["status"] == "uncertain"
        assert await there.shell.tasks(RULE) == [("check", "open")]
        for _ in range(4):
            await there.step(18 * H)
        assert there.sends() == 1
        assert len(there.said()) <= 1
        assert (await there.shell.action(RULE))["status"] == "uncertain"
        assert await there.shell.tasks(RULE) == [("check", "open")]


async def test_a_letter_that_was_accepted_is_done(postgres_url: str) -> None:
    """Nothing can be read back, and nothing has to be."""
    async with stage(postgres_url, "letterbox") as there:
        await there.held()
        assert (await there.shell.action(RULE))["status"] == "done"
        assert (len(there.said()), there.sends()) == (1, 1)

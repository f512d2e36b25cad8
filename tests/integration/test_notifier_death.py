"""The notifier's death turns no page green; that no more heartbeat comes is what tells of it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from services.connectors.oncall.alertmanager.send import STANDS
from services.connectors.oncall.alertmanager.send import Alertmanager as Connector
from services.connectors.oncall.alertmanager.watchdog import LASTS, Watchdog
from services.connectors.oncall.heartbeat.send import Ping
from services.connectors.oncall.own_client import OwnClient
from services.notifier.heartbeat import OLDEST, OVERDUE, Beating
from services.notifier.pages import Pager, end_alert, report_bug
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.runtime.kafka.books import ParkedBug
from services.runtime.postgres.pool import transaction
from tests.contract.loopback import Reply, loopback
from tests.support.alertmanager import alertmanager
from tests.support.notifier import order, parcel
from tests.support.notifier_shell import Shell, open_shell

MINUTE = timedelta(minutes=1)
PAGE, WATCHDOG = "Forestall page", "ForestallWatchdog watchdog"
BUG = ParkedBug("page", "notifier", "orders", 0, 7, "k", "lazada", "ZeroDivisionError at fold")


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier that knows one order."""
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(order(), parcel())
        await shell.run()
        yield shell
    finally:
        await shell.pool.close()


@dataclass
class Vitals:
    """What a process says of itself."""

    stuck: Sequence[str] = ()
    means: str = ""

    async def ready(self) -> str:
        """Why Kafka or PostgreSQL cannot be used."""
        return self.means

    def beating(self, shell: Shell) -> Beating:
        """The heartbeat of a process on the shell's database."""
        return Beating(
            (),
            stuck=lambda: self.stuck,
            means=self.ready,
            receivers=shell.casework.receivers.everybody,
            pool=shell.pool,
            clock=shell.clock,
        )


def _client() -> Http:
    return Http(allow_private=True, backoff=Backoff(first=0.001, most=0.01))


async def test_a_page_outlives_the_notifier_for_a_week(shell: Shell) -> None:
    """Dead at any moment: the page stands a week, the watchdog five minutes; the next ends it."""
    receivers = shell.casework.receivers
    async with alertmanager() as manager:
        connector = OwnClient(lambda http: Connector(http, manager.url), _client)
        pager = Pager(pool=shell.pool, clock=shell.clock, receiver=connector)
        beating = Vitals().beating(shell)
        await report_bug(shell.stores, BUG, receivers, shell.clock.now())
        await pager.work()
        assert await beating.once(Watchdog(_client, manager.url))
        assert manager.standing() == [PAGE, WATCHDOG]
        died = datetime.now(UTC)
        assert manager.standing(died + LASTS + MINUTE) == [PAGE]
        assert manager.standing(died + STANDS - MINUTE) == [PAGE]
        assert manager.standing(died + STANDS + MINUTE) == []
        async with shell.stores.transaction() as unit:
            key = f"parked|notifier|{BUG.reason}"
            await end_alert(unit, key, receivers, shell.clock.now())
        await Pager(pool=shell.pool, clock=shell.clock, receiver=connector).work()
        assert manager.standing() == [WATCHDOG]


async def test_the_heart_beats_only_while_everything_moves(shell: Shell) -> None:
    """A stuck loop, lost means, work that nobody does in any process: each is silence."""
    async with loopback() as server:
        server.answers(Reply(200))
        watch, vitals = Ping(_client, f"{server.url}/ping/key"), Vitals()
        beating = vitals.beating(shell)
        assert await beating.once(watch)
        vitals.stuck = ["timer"]
        assert not await beating.once(watch)
        vitals.stuck, vitals.means = (), "Kafka does not answer"
        assert not await beating.once(watch)
        vitals.means = ""
        due = await shell.pool.fetchval("SELECT min(wake_at) FROM notifier.cases")
        shell.clock.step_to(due + OVERDUE)
        assert await beating.once(watch)
        shell.clock.step_to(due + OVERDUE + MINUTE)
        assert not await beating.once(watch)
        await shell.run()
        assert await beating.once(watch)
        assert len(server.received) == 3
        server.answers(Reply(500))
        assert not await beating.once(watch)


async def test_the_look_reads_no_table(shell: Shell) -> None:
    """However much there is, the oldest due of each kind is the first entry of an index."""
    async with transaction(shell.pool) as conn:
        await conn.execute(
            """INSERT INTO notifier.cases (order_key, shop, state, version, playbook, wake_at)
               SELECT 'a/b/' || n, 'a/b', '{}', 1, '', $1::timestamptz
               FROM generate_series(1, 5000) AS n""",
            shell.clock.now(),
        )
        await conn.execute(
            """INSERT INTO notifier.actions (key, order_key, rule, occasion, kind, status, mode,
                                             retry_at, changed_at)
               SELECT n::text, 'a/b/1', '', '', '', '', '', $1::timestamptz, $1
               FROM generate_series(1, 5000) AS n""",
            shell.clock.now(),
        )
        await conn.execute(
            """INSERT INTO notifier.deliveries (dedup_key, receiver, wanted, retry_at)
               SELECT n::text, 'pagerduty', 1, $1 FROM generate_series(1, 5000) AS n""",
            shell.clock.now(),
        )
    await shell.pool.execute("ANALYZE notifier.cases, notifier.actions, notifier.deliveries")
    rows = await shell.pool.fetch(f"EXPLAIN {OLDEST}", "recover", ["pagerduty"])
    plan = "\n".join(row[0] for row in rows)
    for index in ("cases_due", "actions_next_due", "deliveries_due"):
        assert f"using {index}" in plan, plan
    assert "Seq Scan on cases" not in plan

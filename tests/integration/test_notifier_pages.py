"""Pages and notices: none is lost, none stands when it is over, and somebody hears each."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import pytest

from services.connectors.oncall.audience import Audience
from services.connectors.ports import Alert
from services.notifier.casework import Casework
from services.notifier.cause import Cause
from services.notifier.pages import Pager, report_bug, report_loop_bug
from services.notifier.stores.unit import Unit
from services.runtime.bugs import LoopBug
from services.runtime.kafka.books import ParkedBug
from services.runtime.postgres import parked
from services.runtime.postgres.parked import ParkedRow
from services.runtime.postgres.pool import transaction
from tests.support.eventually import eventually
from tests.support.notifier import order, parcel
from tests.support.notifier_shell import Receiver, Shell, open_shell
from tests.support.sealed import vault

HOUR = timedelta(hours=1)
REASON = "ZeroDivisionError at fold"


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


def _states(shell: Shell, receiver: int = 1) -> list[tuple[str, bool]]:
    """Level, and whether it stands, of what a receiver accepted, in turn."""
    return [(alert.level, alert.ends_at is None) for alert in shell.receivers[receiver].accepted]


def _bug(level: Literal["page", "notice"] = "page", topic: str = "orders") -> ParkedBug:
    return ParkedBug(level, "notifier", topic, 0, 7, "k", "lazada", REASON)


async def _park(shell: Shell, *, bug: bool = True) -> None:
    now = shell.clock.now()
    row = ParkedRow("orders", 0, 7, b"k", (), b"", now, REASON, 1, None, bug, now)
    async with transaction(shell.pool) as conn:
        await parked.put(conn, vault("notifier"), [row])


async def _unpark(shell: Shell) -> None:
    async with transaction(shell.pool) as conn:
        await parked.drop(conn, "notifier", [("orders", 0, 7)])


async def _notice(unit: Unit, shell: Shell) -> str:
    cause = Cause(
        action_key="a",
        order_key="",
        occasion="a",
        dedup_key="notice|a",
        level="notice",
        labels={"rule": "a"},
        summary="s",
        why_now="",
        what_to_do="",
        link="",
        since=shell.clock.now(),
    )
    await unit.alerts.add_cause(cause)
    await unit.alerts.fold([cause.dedup_key], shell.casework.receivers, shell.clock.now())
    return cause.dedup_key


@pytest.mark.parametrize("level", ["page", "notice"])
async def test_a_page_about_parked_records_ends_with_them_and_comes_again(
    shell: Shell, level: Literal["page", "notice"]
) -> None:
    """It stands as long as a record of its reason is parked; a second episode is told anew."""
    receiver = 0 if level == "notice" else 1
    for _ in range(2):
        await _park(shell, bug=level == "page")
        await report_bug(shell.stores, _bug(level), shell.casework.receivers, shell.clock.now())
        await shell.step(HOUR)
        assert _states(shell, receiver)[-1] == (level, True)
        await _unpark(shell)
        await shell.step(HOUR)
        assert _states(shell, receiver)[-1] == (level, False)
    assert _states(shell, receiver) == [(level, True), (level, False)] * 2


async def test_one_page_for_a_reason_whatever_the_topic(shell: Shell) -> None:
    """The next process names another topic first: the page that stands is the same."""
    await _park(shell)
    for topic in ("orders", "parcels"):
        bug = _bug(topic=topic)
        await report_bug(shell.stores, bug, shell.casework.receivers, shell.clock.now())
    await shell.step(HOUR)
    assert _states(shell) == [("page", True)]


async def test_a_page_about_a_failing_case_ends_when_it_comes_through(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the case fails every hour the page stands; mended it ends; a second time it pages."""

    async def fails(*_: object) -> None:
        raise ZeroDivisionError

    for episode in (1, 2):
        with monkeypatch.context() as broken:
            broken.setattr(Casework, "settle", fails)
            await shell.pool.execute("UPDATE notifier.cases SET wake_at = $1", shell.clock.now())
            for _ in range(5):
                await shell.timer.work()
                await shell.pagers[1].work()
                shell.clock.step_to(shell.clock.now() + HOUR)
            assert _states(shell) == [("page", True), ("page", False)] * (episode - 1) + [
                ("page", True)
            ]
        for _ in range(3):
            await shell.timer.work()
            await shell.pagers[1].work()
            shell.clock.step_to(shell.clock.now() + HOUR)
        assert _states(shell) == [("page", True), ("page", False)] * episode


async def test_a_page_about_a_loop_ends_when_it_is_met_no_more(shell: Shell) -> None:
    """Met every hour it stands, once for its reason; a second episode is told anew."""
    bug = LoopBug("relay notifier.actions", REASON)
    for episode in (1, 2):
        for _ in range(4):
            await report_loop_bug(shell.stores, bug, shell.casework.receivers, shell.clock.now())
            await shell.step(HOUR)
            assert _states(shell) == [("page", True), ("page", False)] * (episode - 1) + [
                ("page", True)
            ]
        for _ in range(2):
            await shell.step(HOUR)
        assert _states(shell) == [("page", True), ("page", False)] * episode


async def test_what_is_raised_while_it_is_being_ended_is_not_lost(shell: Shell) -> None:
    """A bug told while the end of its page is on its way to be committed is raised anew."""
    receivers = shell.casework.receivers
    await report_bug(shell.stores, _bug(), receivers, shell.clock.now())
    key = f"parked|notifier|{REASON}"
    async with shell.stores.transaction() as unit:
        assert await unit.alerts.end_cause(key, shell.clock.now()) is not None
        await _park(shell)
        raising = asyncio.create_task(
            report_bug(shell.stores, _bug(), receivers, shell.clock.now())
        )

        async def waits() -> bool:
            found = await shell.pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted")
            return bool(found) or raising.done()

        await eventually(waits)
    await raising
    causes = await shell.rows("alert_causes")
    assert [row["gone_at"] for row in causes if row["action_key"] == key] == [None]


async def test_without_alertmanager_pagerduty_gets_the_notices(postgres_url: str) -> None:
    """A notice is never nobody's; its end goes to whoever was told, also once another folds."""
    shell = await open_shell(postgres_url, receivers=(Receiver("pagerduty"),))
    try:
        async with shell.stores.transaction() as unit:
            key = await _notice(unit, shell)
        await shell.run()
        assert _states(shell, 0) == [("notice", True)]
        both = Audience([Receiver("alertmanager"), Receiver("pagerduty")])
        async with shell.stores.transaction() as unit:
            await unit.alerts.end_cause("a", shell.clock.now())
            await unit.alerts.fold([key], both, shell.clock.now())
        await shell.run()
        assert _states(shell, 0) == [("notice", True), ("notice", False)]
    finally:
        await shell.pool.close()


async def test_a_page_ends_the_notice_before_it_at_pagerduty(postgres_url: str) -> None:
    """A higher level is a new key and the old one is resolved, with PagerDuty alone as well."""
    shell = await open_shell(postgres_url, receivers=(Receiver("pagerduty"),))
    try:
        assert shell.casework.receivers.names("notice", {}) == ("pagerduty",)
        now = shell.clock.now()
        async with shell.stores.transaction() as unit:
            key = await _notice(unit, shell)
            await unit.alerts.end_cause("a", now)
            await unit.alerts.fold([key], shell.casework.receivers, now)
        await _park(shell)
        await report_bug(shell.stores, _bug(), shell.casework.receivers, now)
        await shell.run()
        assert sorted(_states(shell, 0)) == [("notice", False), ("page", True)]
    finally:
        await shell.pool.close()


@dataclass
class Slow(Receiver):
    """Something happens elsewhere while a repeat of what stands is on the wire."""

    shell: Shell | None = None

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Before it arrives, the alert is ended and its end is posted by another process."""
        shell, self.shell = self.shell, None
        if shell is not None:
            async with shell.stores.transaction() as unit:
                await unit.alerts.end_cause("a", now)
                await unit.alerts.fold([alerts[0].dedup_key], shell.casework.receivers, now)
            await Pager(pool=shell.pool, clock=shell.clock, receiver=self).work()
        await super().send(alerts, now)


async def test_an_alert_that_ended_during_a_repeat_is_ended_again(postgres_url: str) -> None:
    """A repeat that arrives after the end raises it anew: the end is posted once more."""
    slow = Slow("alertmanager", timedelta(milliseconds=5))
    shell = await open_shell(postgres_url, receivers=(slow,))
    async with shell.stores.transaction() as unit:
        await _notice(unit, shell)
    await shell.run()
    slow.shell = shell
    pager = shell.pagers[0]
    repeating = asyncio.create_task(pager.repeat())
    try:
        await eventually(pager.loop.wake.is_set, what="the end is owed again")
        assert _states(shell, 0)[-2:] == [("notice", False), ("notice", True)]
        await pager.work()
        assert _states(shell, 0)[-1] == ("notice", False)
    finally:
        repeating.cancel()
        with suppress(asyncio.CancelledError):
            await repeating
        await shell.pool.close()

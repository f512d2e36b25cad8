"""A backup is restored that knows nothing of what was offered and paid: the caps go on holding."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.integration.test_notifier_offer_flow import AUTOMATIC, OFFERS, answer, complain
from tests.integration.test_recovery import Ground
from tests.support.notifier import H
from tests.support.notifier_shell import FLOW, SHOP, open_shell

SETTINGS: dict[str, Any] = {
    "offers": OFFERS | {"per_month": 650},
    "rules": AUTOMATIC,
    "ceiling_per_hour": 1000,
    "rule_ceiling_per_hour": 1000,
}


@pytest.fixture(name="ground")
async def _ground(
    kafka: KafkaProfile, producer: Producer, postgres_url: str
) -> AsyncIterator[Ground]:
    shell = await open_shell(postgres_url, **SETTINGS)
    shell.market.flow = FLOW
    ground = Ground(postgres_url, kafka, producer, shell, {}, SETTINGS)
    yield ground
    await ground.shell.pool.close()
    server, name = postgres_url.rsplit("/", 1)
    admin = await asyncpg.connect(f"{server}/postgres")
    await admin.execute(f"DROP DATABASE IF EXISTS {name}_backup WITH (FORCE)")
    await admin.close()


async def test_what_may_have_been_paid_is_asked_of_a_person(ground: Ground) -> None:
    """Paid just before the database was lost, and in no log: it is paid no second time."""
    one = f"{SHOP}/1"
    shell = ground.shell
    await complain(shell, one, "buyer-1")
    for hours in (24, 1):
        await shell.step(hours * H)
    await answer(shell, "1", one, sent_at=shell.clock.now())
    assert await ground.check()
    await ground.publish()
    backup = await ground.copied()
    await ground.shell.run()
    assert len(shell.market.paid) == 1

    await ground.on(backup)
    ground.looks_first()
    await ground.shell.run()
    assert len(shell.market.paid) == 1
    remedies = [row for row in await ground.shell.rows("actions") if row["kind"] == "remedy"]
    assert [row["status"] for row in remedies] == ["uncertain"]
    tasks = [row for row in await ground.shell.rows("tasks") if row["kind"] == "check"]
    assert [row["action_key"] for row in tasks] == [remedies[0]["key"]]


async def rows(ground: Ground) -> dict[str, tuple[str, int]]:
    """What each order's offer holds or has cost, by the order's number."""
    found = await ground.shell.rows("spends")
    return {row["order_key"].rsplit("/", 1)[1]: (row["state"], int(row["amount"])) for row in found}


@pytest.mark.parametrize("heard_again", [False, True])
async def test_what_was_offered_and_paid_is_counted_again(
    ground: Ground, *, heard_again: bool
) -> None:
    """Exactly where the topics tell it, else as the most that it may have been."""
    one, two = f"{SHOP}/1", f"{SHOP}/2"
    await complain(ground.shell, one, "buyer-1")
    await ground.publish()
    backup = await ground.copied()
    shell = ground.shell
    await complain(shell, two, "buyer-2")
    for hours in (24, 1):
        await shell.step(hours * H)
    answered = shell.clock.now()
    await answer(shell, "1", one, sent_at=answered)
    await shell.run()
    assert len(shell.market.paid) == 1
    assert await rows(ground) == {"1": ("spent", 30), "2": ("held", 200)}
    await ground.publish()

    await ground.on(backup)
    shell = ground.shell
    if heard_again:
        await answer(shell, "1", one, sent_at=answered)
        await complain(shell, two, "buyer-2")
    assert not await ground.check()
    found = await ground.recover()
    assert len(found.spends) == 2
    expected = (30, 200) if heard_again else (200, 300)
    assert await rows(ground) == {"1": ("spent", expected[0]), "2": ("held", expected[1])}
    assert not (await ground.recover()).spends
    await ground.go_on()
    shell.clock.step_to(shell.clock.now() + H)
    await complain(shell, f"{SHOP}/3", "buyer-3")
    await shell.step(24 * H)
    await shell.step(H)
    offers = [row for row in await shell.rows("actions") if row["rule"] == "offer-goods"]
    (third,) = [row for row in offers if row["order_key"] == f"{SHOP}/3"]
    assert third["channel"] == ("chat" if heard_again else "task")
    assert heard_again or third["reason"] == "it would pass the cap for the month (650 CNY)"
    assert len(shell.market.paid) == 1

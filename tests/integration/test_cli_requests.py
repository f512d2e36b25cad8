"""``forestall privacy requests``: listed, carried out, and told of while they stand."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from schemas.order import OrderStatus
from services.connectors.ports import Hint
from services.ingest import gauges, requests
from services.ingest.work import Ask
from services.runtime.clock import SteppedClock
from services.runtime.embedded.children import free_port
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.metrics import PRIVACY_REQUESTS
from services.runtime.postgres.pool import Pool, transaction
from tests.support.buyers import Planted, plant
from tests.support.dump import dump, found_in
from tests.support.eventually import eventually
from tests.support.ingest import running
from tests.support.notifier import NOW
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier on the same database."""
    assert forestall
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


async def _ask(pool: Pool, buyer: str, wants: str = "erasure", *, days: int = 0) -> int:
    """A marketplace asked so many days ago."""
    at = NOW - timedelta(days=days)
    hint = Hint("1", "export" if wants == "export" else "erasure", f"{wants}-1", buyer=buyer)
    async with transaction(pool) as conn:
        return await requests.keep(conn, Ask((SHOP,), hint, "laz", at, named=True), at)


async def test_an_erasure_is_listed_carried_out_and_noted(
    shell: Shell, forestall: Terminal
) -> None:
    """It stands until a person has it done; then its words are nowhere. Who and when is noted."""
    planted, other = [await plant(shell.pool, shell.handler, number) for number in (1, 2)]
    assert await _ask(shell.pool, planted.reference, days=3) == 1
    assert await _ask(shell.pool, planted.reference, days=3) == 1, "the same push once more"
    told = await forestall.says("privacy", "requests")
    assert len(re.findall(planted.subject, told)) == 1
    assert f"{NOW + timedelta(days=27):%Y-%m-%d}" in told

    said = await forestall.says("privacy", "requests", "--carry-out", "--by", "ann")
    assert said.count("the key is destroyed") == 2
    assert "1 done, 0 stand" in said
    assert not found_in(await dump(shell.pool), planted.mark)
    assert other.mark in await forestall.says("case", other.order_key)
    [erased] = await shell.rows("erasures")
    assert (erased["by"], erased["reason"]) == ("ann", "asked for by laz, erasure-1")
    assert "no request stands" in await forestall.says("privacy", "requests")
    told = await forestall.says("privacy", "requests", "--all")
    assert f"{NOW:%Y-%m-%d %H:%M} UTC by ann" in told
    assert "0 done, 0 stand" in await forestall.says("privacy", "requests", "--carry-out")


async def test_what_is_open_or_cannot_be_done_whole_stands(
    shell: Shell, forestall: Terminal
) -> None:
    """An open order wants --yes; without Kafka dead letters were not looked through."""
    planted = await plant(shell.pool, shell.handler, 1, OrderStatus.SHIPPED)
    await _ask(shell.pool, planted.reference)
    carry = ("privacy", "requests", planted.subject, "--carry-out")
    assert f"{planted.order_key} not over" in await forestall.says(*carry, code=1)
    assert planted.mark in await forestall.says("case", planted.order_key)
    nowhere = f"127.0.0.1:{free_port()}"
    told = await forestall(*carry, "--yes", FORESTALL_KAFKA_BOOTSTRAP=nowhere)
    assert told.exit_code == 1
    assert "0 done, 1 stand" in told.output
    assert "1 done, 0 stand" in await forestall.says(*carry, "--yes")


async def test_an_export_goes_into_a_file_and_a_shop_is_everybody(
    shell: Shell, forestall: Terminal
) -> None:
    """One file for a buyer, readable by its owner alone; a shop's erasure erases each buyer."""
    planted = [await plant(shell.pool, shell.handler, number) for number in (1, 2)]
    await _ask(shell.pool, planted[0].reference, "export")
    assert "--out" in await forestall.says("privacy", "requests", "--carry-out", code=1)
    out = forestall.directory / "exports"
    await forestall.says("privacy", "requests", "--carry-out", "--out", str(out))
    [file] = out.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    told = json.loads(file.read_text())
    assert told["buyer"] == planted[0].subject
    [asked] = told["ingest"]["privacy_requests"]
    assert (asked["wants"], asked["ref"]) == ("export", "export-1")

    await _ask(shell.pool, "")
    assert f"{SHOP}: everybody" in await forestall.says("privacy", "requests", SHOP)
    said = await forestall.says("privacy", "requests", "--carry-out")
    assert said.count("the key is destroyed") == 4
    for one in planted:
        assert not found_in(await dump(shell.pool), one.mark)


async def test_a_platform_that_tells_of_every_account_leaves_no_trace_of_strangers(
    shell: Shell,
) -> None:
    """Without a shop's name only the shops that know the buyer have a request."""
    planted = await plant(shell.pool, shell.handler, 1)
    for buyer, count in ((planted.reference, 1), ("stranger", 0)):
        hint = Hint("", "erasure", f"r-{buyer}", buyer=buyer)
        async with transaction(shell.pool) as conn:
            ask = Ask((SHOP, "lazada/shop-2"), hint, "laz", NOW, named=False)
            assert await requests.keep(conn, ask, NOW) == count
    assert not found_in(await dump(shell.pool), "stranger")


async def test_a_request_that_stands_is_told_by_doctor_and_by_a_metric(
    shell: Shell, forestall: Terminal
) -> None:
    """From 20 days on a warning, from the day it was due on a problem; counted by age."""
    for days, age in ((19, "new"), (20, "late"), (30, "overdue")):
        planted = Planted(days)
        await _ask(shell.pool, planted.reference, days=days)
        async with transaction(shell.pool) as conn:
            [kept] = await requests.kept(conn, planted.subject)
            assert kept.age(NOW) == age
            assert (await requests.ages(conn, NOW))[kept.age(NOW)] == 1
    told = (await forestall("doctor")).output
    assert "older than 20 days: 1" in told
    assert "past the day on which they were due: 1" in told

    async def counted() -> bool:
        return all(PRIVACY_REQUESTS.labels(age)._value.get() == 1 for age in requests.AGES)

    async with running(partial(gauges.measure, shell.pool, SteppedClock(NOW))):
        await eventually(counted, what="the gauge")


async def test_a_request_is_not_dated_into_the_future(shell: Shell) -> None:
    """When it was asked stands in a header that nobody signs: it moves no day of reckoning on."""
    hint = Hint("1", "erasure", "r", buyer="9", changed_at=NOW + timedelta(days=99))
    async with transaction(shell.pool) as conn:
        await requests.keep(conn, Ask((SHOP,), hint, "laz", NOW, named=True), NOW)
        [kept] = await requests.kept(conn)
    assert (kept.asked_at, kept.due_at) == (NOW, NOW + requests.DUE)

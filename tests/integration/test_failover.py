"""The primary dies under load and its replica takes over: everything goes on, without a restart."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres import hosts
from tests.support.chain import Chain, chain
from tests.support.eventually import eventually
from tests.support.pair import Pair, pair
from tests.support.processes import program
from tests.support.servers import START

H, M = timedelta(hours=1), timedelta(minutes=1)
MORNING = START + 4 * 24 * H + 1 * H
"""Malaysia's first waking minute on the fifth day."""

ORDERS = 4
AGAIN = (M, M, 2 * M, 6 * M, 20 * M)
"""Steps within which what was cut off is looked for and done again."""


@pytest.fixture(name="both")
async def _both(tmp_path: Path) -> AsyncIterator[Pair]:
    async with pair(tmp_path / "pair") as made:
        yield made


@pytest.mark.timeout(300)
@pytest.mark.parametrize("waits", ["remote_apply", ""])
async def test_nothing_is_lost_or_said_twice(
    both: Pair, kafka: KafkaProfile, tmp_path: Path, waits: str
) -> None:
    """Where commits wait for the replica, and where it lacks the last of what was said."""
    if waits:
        await both.wait_for_it(waits)
    async with chain(kafka, both.url, tmp_path) as run:
        numbers = [(await run.sent())[1] for _ in range(ORDERS)]
        await run.step_to(MORNING - 11 * H)
        for number in numbers:
            await run.held(number)
        await run.step_to(MORNING - M)
        assert not run.told()
        await both.level()
        if not waits:
            both.lag()
        run.sandbox.step_to(MORNING)
        late = run.sandbox.place_order("lazada/laz-1")
        await eventually(run.told, what="a buyer is told")
        await both.fail_over()
        await run.quiet()
        if not waits:
            await _recovered(run, tmp_path)
        for by in AGAIN:
            await run.on(by)
        await _once(run, numbers)
        assert late in await run.cases()
        again = (await run.sent())[0]
        assert again in await run.cases()
        if not waits:
            await _nobody_follows(run, both, tmp_path)


async def _nobody_follows(run: Chain, both: Pair, directory: Path) -> None:
    """The dead primary takes writes again: neither old processes nor new ones give it any.

    ``doctor`` names it.
    """
    await both.comes_back()
    assert both.old is not None
    left = await asyncpg.connect(both.old.url)
    query = "SELECT count(*) FROM ingest.objects"
    before = await left.fetchval(query)
    for _ in range(2):
        assert (await run.sent())[0] in await run.cases()
        hosts._known.clear()
        await run.restart()
    assert await left.fetchval(query) == before
    await left.close()
    environ = run.environ()
    async with program(directory, "doctor", environ=environ) as done:
        await done.ends()
    assert "2 servers of database.url take writes, on timelines [1, 2]" in done.said()


async def _recovered(run: Chain, directory: Path) -> None:
    """Nothing more leaves until a person has run what the page says."""
    said = len(run.told())
    await run.on(M)
    assert len(run.told()) == said
    environ = run.environ()
    for words in (("recover",), ("resume", "all")):
        async with program(directory, *words, environ=environ) as done:
            assert await done.ends() == 0, done.said()
    await run.quiet()


async def _once(run: Chain, numbers: list[str]) -> None:
    """Each buyer was told of the hold, or a person has the words for them: one of the two, once."""
    texts = [message.text for message in run.told()]
    handed = [task["body"] for task in await run.tasks(status="open") if task["kind"] == "send"]
    assert len(texts) == len(set(texts)) > 0
    for number in numbers:
        assert sum(number in text for text in [*texts, *handed]) == 1, number

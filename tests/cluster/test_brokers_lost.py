"""Brokers that die under load."""

import pytest

from schemas.topics import INBOX
from tests.cluster.conftest import Begin

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(900)]


async def test_a_killed_leader(begin: Begin) -> None:
    """The broker that leads most of the inbox dies, and comes back."""
    async with begin("leader killed") as run:
        cluster, topic = run.here.cluster, run.here.inside.topic(INBOX.name)
        leaders = [leader for leader, _ in (await cluster.partitions(topic)).values()]
        victim = max(set(leaders) - {await cluster.controller()}, key=leaders.count)
        run.trouble()
        await cluster.kill(victim)
        await run.got_over()
        await cluster.start(victim)
        await cluster.whole()
        await run.load.steady()


async def test_a_killed_controller(begin: Begin) -> None:
    """The node that decides for all dies, and comes back."""
    async with begin("controller killed") as run:
        cluster = run.here.cluster
        victim = await cluster.controller()
        run.trouble()
        await cluster.kill(victim)
        await run.got_over()
        await cluster.start(victim)
        await cluster.whole()
        await run.load.steady()

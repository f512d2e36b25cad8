"""Brokers that die under load."""

import pytest

from tests.cluster.conftest import Begin
from tests.cluster.timeline import leader

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(900)]


async def test_a_killed_leader(begin: Begin) -> None:
    """The broker that leads most of the inbox dies, and comes back."""
    async with begin("leader killed") as run:
        cluster = run.here.cluster
        victim = await leader(run)
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


async def test_a_hung_broker(begin: Begin) -> None:
    """A broker that leads stands still: its sockets take what is sent, and nothing is answered."""
    async with begin("broker hung") as run:
        cluster = run.here.cluster
        victim = await leader(run)
        run.trouble()
        cluster.hang(victim)
        await run.got_over()
        cluster.go_on(victim)
        await cluster.whole()
        await run.load.steady()

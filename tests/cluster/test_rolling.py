"""What an upgrade does: every broker, and every process of ours, one after the other."""

import asyncio

import pytest

from tests.cluster.conftest import Begin
from tests.cluster.installation import EDGES
from tests.cluster.timeline import Timeline
from tests.support.kafka.cluster import NODES

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(900)]

LEAVING = 5.0
"""Seconds that a pod goes on answering after load balancers were told: the chart's preStop."""


async def test_all_brokers_restarted(begin: Begin) -> None:
    """Each hands on what it leads and ends; the next waits until all replicas are in step."""
    async with begin("all brokers restarted") as run:
        cluster = run.here.cluster
        run.trouble()
        for number in NODES:
            await cluster.leave(number)
            await cluster.start(number)
            await cluster.whole()
        run.mended()
        await run.got_over()


async def test_all_services_restarted(begin: Begin) -> None:
    """One more is started and ready before one ends, as the chart's Deployments do."""
    async with begin("all services restarted") as run:
        run.trouble()
        fleet = run.here.fleet
        for name in sorted(fleet.running(), key=lambda one: one in EDGES):
            await _replace(run, name)
        run.mended()
        await run.got_over()


async def _replace(run: Timeline, name: str) -> None:
    fleet = run.here.fleet
    service, number = name.split(".")
    other = f"{service}.{int(number) + 10}"
    await fleet.start(other)
    await fleet.ready(other)
    if service == EDGES[0].partition(".")[0]:
        leaving = fleet.edges[name]
        run.load.send_to([port for port in run.here.edges if not leaving.endswith(f":{port}")])
        await asyncio.sleep(LEAVING)  # the chart's own pause, nothing is awaited here
    await fleet.stop(name)

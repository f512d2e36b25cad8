"""A broker that its peers reach and its clients do not: it goes on leading."""

import pytest

from tests.cluster.answers import TAKEN
from tests.cluster.conftest import Begin
from tests.cluster.timeline import leader
from tests.support.kafka.cluster import NODES
from tests.support.lines import Deed

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(900)]

WAYS: list[tuple[str, Deed, Deed]] = [
    ("broker cut off, refusing", "close", "reopen"),
    ("broker cut off, silent", "hang", "go_on"),
    ("broker cut off, half open", "lose", "find"),
]
CUT = 15
"""Seconds that a broker stays cut off: longer than any time limit of the edge's client."""

LEFT = 0.25
"""Of the pushes, a share that is surely taken: the others lead at least one partition in four."""


@pytest.mark.parametrize(("name", "cut", "mend"), WAYS, ids=[name for name, *_ in WAYS])
async def test_a_broker_cut_off(begin: Begin, name: str, cut: Deed, mend: Deed) -> None:
    """What it leads is refused and repeated; what others lead is taken all the while."""
    async with begin(name) as run:
        victim = await leader(run)
        run.trouble()
        await run.here.cluster.lines.do(NODES.index(victim), cut)
        await run.load.told(CUT)
        during = run.load.seconds[-CUT + 5 :]
        run.mended()
        await run.here.cluster.lines.do(NODES.index(victim), mend)
        await run.got_over()
        await run.load.steady()
        taken = sum(one.codes[TAKEN] for one in during) / sum(one.codes.total() for one in during)
        assert taken > LEFT, f"only {taken:.0%} was taken, though two brokers were there"


async def test_a_broker_far_away(begin: Begin) -> None:
    """Each way to a broker takes 60 ms: nothing of it is refused for good, the rest never waits."""
    async with begin("broker far away, 60 ms") as run:
        line = NODES.index(await leader(run))
        run.trouble()
        await run.here.cluster.lines.do(line, "delay", 0.06)
        await run.load.told(10)
        run.mended()
        await run.here.cluster.lines.do(line, "delay", 0)
        await run.got_over()

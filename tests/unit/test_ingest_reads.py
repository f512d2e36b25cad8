"""How long a batch waits for whom, in the loop's own time."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import pytest

from schemas.base import Versioned
from services.connectors.ports import Api, Hint, Shop
from services.ingest.reads import (
    AGAIN,
    BATCH_SECONDS,
    SILENT_SECONDS,
    SOON,
    Answered,
    Found,
    Identity,
    Reads,
    Unread,
)
from services.ingest.work import Read, Shops
from services.runtime.clock import SteppedClock
from tests.support.servers import START

HOURS = 3600.0


class Platform:
    """Answers every call after so many seconds; ``HOURS`` is never."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.asked = 0

    async def read(self, hint: Hint, now: Any) -> Sequence[Versioned]:
        """Nothing, in the end."""
        del hint, now
        self.asked += 1
        await asyncio.sleep(self.seconds)
        return ()


def reads_of(clock: SteppedClock, **platforms: Platform) -> Reads:
    """Of shops by these names."""
    apis = {name: cast("Api", platform) for name, platform in platforms.items()}
    return Reads(Shops(cast("dict[tuple[str, str], Shop]", {}), apis), clock)


def wanted(**counts: int) -> dict[Identity, Read]:
    """So many orders of each shop."""
    return {
        (shop, "order", str(n)): Read(shop, Hint("", "order", str(n)))
        for shop, count in counts.items()
        for n in range(count)
    }


async def took(
    reads: Reads, which: dict[Identity, Read], *, again: bool = False
) -> tuple[float, dict[Identity, Answered]]:
    """How long a batch of them takes, and what it comes to."""
    time = asyncio.get_running_loop().time
    began = time()
    found = await reads.all(which, {}, again=again)
    return time() - began, found


@pytest.mark.looptime
async def test_a_silent_shop_is_waited_for_once(clock: SteppedClock) -> None:
    """Three seconds, then none for five minutes of domain time; meanwhile one probe is out."""
    ill, well = Platform(HOURS), Platform(0.1)
    reads = reads_of(clock, ill=ill, well=well)
    first, found = await took(reads, wanted(ill=9, well=2))
    assert first == pytest.approx(SILENT_SECONDS, abs=0.01)
    assert [type(one) for key, one in found.items() if key[0] == "well"] == [Found, Found]
    assert {one for key, one in found.items() if key[0] == "ill"} == {Unread("no_answer_in_time")}
    asked = ill.asked
    for _ in range(10):
        later, _ = await took(reads, wanted(ill=9, well=2))
        assert later == pytest.approx(0.1, abs=0.01)
    assert ill.asked == asked + 1
    clock.step_to(START + AGAIN)
    anew, _ = await took(reads, wanted(ill=1, well=1))
    assert anew == pytest.approx(SILENT_SECONDS, abs=0.01)


@pytest.mark.looptime
async def test_a_probe_that_is_answered_ends_the_silence(clock: SteppedClock) -> None:
    """The shop is back before anything that was parked falls due."""
    shop = Platform(HOURS)
    reads = reads_of(clock, shop=shop)
    await took(reads, wanted(shop=1))
    shop.seconds = 1.0
    _, found = await took(reads, wanted(shop=1))
    assert [*found.values()] == [Unread("no_answer_in_time")]
    await asyncio.sleep(1.5)
    _, found = await took(reads, wanted(shop=1))
    assert [*found.values()] == [Found(())]


@pytest.mark.looptime
async def test_a_shop_that_goes_on_answering_is_not_silent(clock: SteppedClock) -> None:
    """A burst takes the whole time of a batch; what is left over is asked for soon."""
    shop = Platform(2.0)
    reads = reads_of(clock, shop=shop)
    seconds, found = await took(reads, wanted(shop=100))
    assert seconds == pytest.approx(BATCH_SECONDS, abs=0.01)
    assert sum(isinstance(one, Found) for one in found.values()) >= 12
    left = {one for one in found.values() if isinstance(one, Unread)}
    assert left == {Unread("no_turn_in_time", START + SOON)}
    seconds, found = await took(reads, wanted(shop=1))
    assert (seconds, [*found.values()]) == (pytest.approx(2.0, abs=0.01), [Found(())])


@pytest.mark.looptime
async def test_what_was_parked_is_read_with_patience(clock: SteppedClock) -> None:
    """A slow shop is read in the end; one that hangs there too is not waited for twice."""
    slow, dead = Platform(5.0), Platform(HOURS)
    reads = reads_of(clock, slow=slow, dead=dead)
    _, found = await took(reads, wanted(slow=1))
    assert [*found.values()] == [Unread("no_answer_in_time")]
    seconds, found = await took(reads, wanted(slow=1), again=True)
    assert (seconds, [*found.values()]) == (pytest.approx(5.0, abs=0.01), [Found(())])
    first, _ = await took(reads, wanted(dead=1), again=True)
    second, _ = await took(reads, wanted(dead=1), again=True)
    assert (first, second) == (pytest.approx(BATCH_SECONDS, abs=0.01), pytest.approx(0, abs=0.01))


@pytest.mark.looptime
async def test_a_bug_of_one_shop_leaves_nothing_behind(clock: SteppedClock) -> None:
    """It is told once all others have ended: none is read on for nobody."""

    class Broken(Platform):
        async def read(self, hint: Hint, now: Any) -> Sequence[Versioned]:
            del hint, now
            raise ZeroDivisionError

    well = Platform(1.0)
    reads = reads_of(clock, broken=Broken(0), well=well)
    with pytest.raises(ZeroDivisionError):
        await took(reads, wanted(broken=1, well=1))
    assert asyncio.get_running_loop().time() >= timedelta(seconds=1).total_seconds()
    assert len(asyncio.all_tasks()) == 1

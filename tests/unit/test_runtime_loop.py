"""Loops, their back-off, and the breaker: no server needed."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from services.runtime.clock import SteppedClock, SystemClock
from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.kafka.breaker import OPENS_AT, Breaker, provider_of
from services.runtime.kafka.outcome import Applied, Bug, Dead, Ignored, Parked, judge
from services.runtime.kafka.record import Record
from services.runtime.loop import Backoff, Loop
from tests.support.eventually import eventually

START = datetime(2026, 3, 2, tzinfo=UTC)


async def test_a_loop_looks_again_at_every_instant_and_wake() -> None:
    """One pass for each new instant and each wake, and one when what is due is let go of."""
    clock = SteppedClock(START)
    later = START + timedelta(days=1)
    passes: list[datetime] = []

    async def work() -> datetime | None:
        passes.append(clock.now())
        return later if clock.due_by() < later else None

    loop = Loop("test", clock, work)
    task = asyncio.create_task(loop.run())
    await eventually(lambda: passes and clock.idle)
    before = len(passes)
    clock.step_to(later, due_by=START)
    await eventually(lambda: len(passes) == before + 1 and clock.idle)
    clock.step_to(later, due_by=START)
    assert clock.idle, "what it waits for is held back: it sleeps on"
    loop.wake.set()
    await eventually(lambda: len(passes) == before + 2 and clock.idle)
    clock.step_to(later)
    await eventually(lambda: len(passes) == before + 3 and clock.idle)
    loop.stop()
    await asyncio.wait_for(task, 60)
    assert clock.idle


async def test_an_outage_is_waited_out() -> None:
    """``Unavailable`` leaves the loop alive; it goes on when the means are back."""
    tries = 0

    async def work() -> datetime | None:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise Unavailable("as told")
        return None

    loop = Loop("test", SystemClock(), work)
    task = asyncio.create_task(loop.run())
    await eventually(lambda: tries >= 4)
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_bug_ends_the_loop() -> None:
    """Anything but an outage crashes on purpose."""

    async def work() -> datetime | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Loop("test", SystemClock(), work).run()


def test_backoff_grows_and_is_bounded() -> None:
    """Waits grow up to the bound and start again after a success."""
    backoff = Backoff(first=0.1, most=2.0)
    waits = [backoff.fail() for _ in range(50)]
    assert all(0.05 <= wait <= 2.0 for wait in waits)
    assert min(waits[10:]) >= 1.0
    backoff.reset()
    assert backoff.fail() <= 0.1


def test_errors_are_judged_in_one_place() -> None:
    """Invalid dies, our own outage is raised on, anything else is a bug without its words."""
    assert judge(InvalidInput("unknown_shop", "x")) == Dead("unknown_shop", "x")
    assert judge(ValueError("Mrs Brown, 1 High Street")) == Bug("ValueError")
    with pytest.raises(Unavailable):
        judge(Unavailable("x"))
    with pytest.raises(Unavailable):
        judge(ConnectionResetError())


def test_the_breaker_opens_for_one_kind_and_closes_on_a_good_record() -> None:
    """Ten dead of one provider and reason open it for that kind alone."""
    breaker = Breaker()
    for _ in range(OPENS_AT - 1):
        breaker = breaker.after("lazada", Dead("unreadable"))
    assert not breaker.open(("lazada", "unreadable"))
    breaker = breaker.after("lazada", Parked("no_answer", None)).after("aliexpress", Applied())
    breaker = breaker.after("lazada", Dead("unreadable"))
    assert breaker.open(("lazada", "unreadable"))
    assert not breaker.open(("lazada", "unknown_shop"))
    assert not breaker.open(("aliexpress", "unreadable"))
    assert not breaker.after("lazada", Ignored("x")).open(("lazada", "unreadable"))


@pytest.mark.parametrize(
    ("headers", "provider"),
    [
        ((("ce_marketplace", b"lazada"),), "lazada"),
        ((("ce_shop", b"aliexpress/shop-1"),), "aliexpress"),
        ((("ce_provider", b"17track"),), "17track"),
        ((), "inbox"),
        ((("ce_marketplace", b"\xff"),), "�"),
    ],
)
def test_a_records_provider(headers: tuple[tuple[str, bytes], ...], provider: str) -> None:
    """The headers say whose record it is; without them it is the topic's."""
    assert provider_of(Record("inbox", 0, 0, None, b"", headers, START)) == provider

"""A loop: does a pass, waits for the next due instant or a wake, and survives our own outages."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from services.runtime.clock import Clock, SteppedClock, gathered
from services.runtime.errors import Unavailable
from services.runtime.logs import get_logger

log = get_logger()

Work = Callable[[], Awaitable[datetime | None]]


LOCKED = 0.01
"""Seconds of machine time before another look at rows that somebody else holds locked."""


GATHER = 0.05
"""Seconds of machine time from a pass to the next that is not due, but woken: one for all of it."""


class Backoff:
    """Growing waits in machine time, with jitter, for an outage of our own means.

    Args:
        first: seconds of the first wait.
        most: seconds no wait exceeds.
    """

    def __init__(self, first: float = 0.05, most: float = 5.0) -> None:
        self._first = first
        self._most = most
        self._tries = 0

    @property
    def failing(self) -> bool:
        """Whether the last try failed."""
        return self._tries > 0

    def fail(self) -> float:
        """Count a failure; the seconds to wait before the next try."""
        self._tries += 1
        longest: float = min(self._first * 2 ** min(self._tries - 1, 16), self._most)
        return longest * random.uniform(0.5, 1)  # noqa: S311 - jitter, not a secret

    def reset(self) -> None:
        """The means are back."""
        self._tries = 0


async def shortly(clock: Clock) -> datetime:
    """Now, a moment of machine time later: what is due is locked, and who has it tells nobody."""
    await asyncio.sleep(LOCKED)
    return clock.now()


class Loop:
    """Repeats a pass for as long as it runs.

    ``Unavailable`` is waited out in machine time, said once in the log; any other error ends the
    loop. The pass is repeated when the instant it returned has come, when ``wake`` is set, at
    every new instant of a stepped clock, and by ``SystemClock`` at the latest after its fallback.

    Args:
        name: for the log and for liveness.
        clock: domain time.
        work: one pass; returns the next due instant, or None to be woken.

    Attributes:
        wake: set it to have another pass soon.
    """

    def __init__(self, name: str, clock: Clock, work: Work) -> None:
        self.name = name
        self.wake = asyncio.Event()
        self._clock = clock
        self._work = work
        self._stopping = False
        self._waiting = False
        self._moved_at = time.monotonic()

    @property
    def moved_at(self) -> float:
        """``time.monotonic()`` of the last movement; a loop that waits for others is not stuck."""
        return time.monotonic() if self._waiting else self._moved_at

    @property
    def stopping(self) -> bool:
        """Whether the pass that runs is the last one: one that may last should come to its end."""
        return self._stopping

    def move(self) -> None:
        """The pass that runs has got on: it lasts, and is not stuck."""
        self._moved_at = time.monotonic()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Within it the loop waits for work, or for its turn at what others use: it is not stuck.

        Whatever it waits for must end by itself, or be watched where it hangs.
        """
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False
            self.move()

    def stop(self) -> None:
        """Finish the pass that runs, then return from ``run``."""
        self._stopping = True
        self.wake.set()

    async def run(self) -> None:
        """Repeat the pass until cancelled or stopped."""
        backoff = Backoff()
        if isinstance(self._clock, SteppedClock):
            self._clock.join(self.wake)
        try:
            while not self._stopping:
                self._moved_at = began = time.monotonic()
                self.wake.clear()
                try:
                    due = await self._work()
                except Unavailable as error:
                    if not backoff.failing:
                        log.warning("loop.unavailable", loop=self.name, error=str(error))
                    await asyncio.sleep(backoff.fail())
                    continue
                if backoff.failing:
                    log.info("loop.available", loop=self.name)
                    backoff.reset()
                await self._wait(due, began)
        finally:
            if isinstance(self._clock, SteppedClock):
                self._clock.forget(self.wake)

    async def _wait(self, due: datetime | None, began: float) -> None:
        if self._stopping:
            return
        goes_on = due is not None and due <= self._clock.now()
        with self.waiting():
            await self._clock.wait(due, self.wake)
            if not goes_on:
                await gathered(self._clock, began, GATHER)

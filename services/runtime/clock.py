"""Domain time: what the business knows as now. Machine time is the event loop's and is never here.

No code sleeps for domain time: it stores a due time, and a loop asks ``wait`` to be woken when that
time has come or something else happens.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

FALLBACK = timedelta(seconds=1)
"""Machine time after which a waiting loop looks again by itself, whatever it was told."""


class Clock(Protocol):
    """Domain time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...

    def due_by(self) -> datetime:
        """What fell due up to this instant may be begun; ``now()``, except where time is stepped.

        A stepped clock may hold work that time alone brings about (polls, timers) back until what
        the step itself has brought (pushes) is dealt with: else the same step has two outcomes.
        """
        ...

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Return when ``due_by() >= until`` or ``wake`` is set; the caller clears ``wake``.

        May return early, so callers look again at what is due. ``None`` waits for ``wake`` alone
        (or the next instant of a stepped clock).
        """
        ...


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)

    def due_by(self) -> datetime:
        """The present instant."""
        return self.now()

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Wait in real time, at most ``FALLBACK``."""
        left = FALLBACK if until is None else min(until - self.now(), FALLBACK)
        try:
            async with asyncio.timeout(max(left.total_seconds(), 0)):
                await wake.wait()
        except TimeoutError:
            return


async def gathered(clock: Clock, began: float, within: float) -> None:
    """Wait until what was begun is so old that what came since may be done together.

    Whatever is done at once for one is done for many at nearly the same cost. Where time is stepped
    nothing comes by itself, and nothing is waited for.

    Args:
        clock: domain time.
        began: ``time.monotonic()`` of the beginning.
        within: seconds of machine time.
    """
    left = began + within - time.monotonic()
    if left > 0 and not isinstance(clock, SteppedClock):
        await asyncio.sleep(left)


class SteppedClock:
    """Domain time that moves only when it is told to: tests, and the demo's services.

    Every loop that waits is woken once by every new instant, even one that was busy when it came;
    a step that only lets go of what is due wakes those that have something to do.

    Args:
        start: the first instant, aware.
    """

    def __init__(self, start: datetime) -> None:
        self._now = self._due_by = start
        self._step = 0
        self._seen: dict[asyncio.Event, int] = {}
        self._waiting: dict[asyncio.Event, datetime | None] = {}

    def now(self) -> datetime:
        """The instant of the last step."""
        return self._now

    def due_by(self) -> datetime:
        """The instant of the last step, or the earlier one that it named."""
        return self._due_by

    def step_to(
        self, instant: datetime, *, step: int | None = None, due_by: datetime | None = None
    ) -> None:
        """Move on to ``instant`` and wake every waiting loop: a look at what nobody told, too.

        The present instant again wakes the loops alone whose time ``due_by`` has come.

        Args:
            instant: the new present, aware.
            step: the step's number, where another process counts them.
            due_by: up to when due work may be begun; ``instant`` if not given.

        Raises:
            ValueError: ``instant`` lies before the present one.
        """
        if instant < self._now:
            raise ValueError(f"domain time cannot go back from {self._now} to {instant}")
        everyone = instant > self._now
        self._now, self._due_by = instant, due_by or instant
        self._step = self._step + 1 if step is None else step
        for event, until in self._waiting.items():
            if everyone or (until is not None and until <= self._due_by):
                event.set()
            else:
                self._seen[event] = self._step
        self._changed()

    def _changed(self) -> None:
        """``idle`` may have changed; a clock that reports it does so here."""

    @property
    def idle(self) -> bool:
        """Every loop that joined has seen the last step and waits again, with nothing to do."""
        return all(
            event in self._waiting and self._seen[event] == self._step and not event.is_set()
            for event in self._seen
        )

    def join(self, wake: asyncio.Event) -> None:
        """A loop has begun its first pass: the clock is not idle before it has waited."""
        self._seen.setdefault(wake, self._step - 1)
        self._changed()

    def forget(self, wake: asyncio.Event) -> None:
        """A loop has ended and will not wait again."""
        self._seen.pop(wake, None)
        self._changed()

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Wait for a step or for ``wake``; returns at once where a step was missed or is due."""
        missed = self._seen.get(wake) != self._step
        self._seen[wake] = self._step
        if missed or (until is not None and until <= self._due_by):
            return
        self._waiting[wake] = until
        self._changed()
        try:
            await wake.wait()
            # The pass that follows sees the present step: it is not to be made a second time.
            self._seen[wake] = self._step
        finally:
            self._waiting.pop(wake, None)
            self._changed()

"""Whether this process was held up: by a throttled processor, a paused machine, or itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

BEAT = 0.02
"""Seconds of machine time between two signs of life."""


class Pulse:
    """The longest time for which the event loop did not run; made by ``pulse``."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._last = self._loop.time()
        self._longest = 0.0

    def held_up(self) -> float:
        """Seconds of machine time, a beat included."""
        now = self._loop.time()
        self._longest, self._last = max(self._longest, now - self._last), now
        return self._longest

    async def beat(self) -> None:
        """Show life until cancelled."""
        while True:
            await asyncio.sleep(BEAT)
            self.held_up()


@asynccontextmanager
async def pulse() -> AsyncIterator[Pulse]:
    """Feel the pulse while the block runs."""
    found = Pulse()
    beating = asyncio.create_task(found.beat(), name="pulse")
    try:
        yield found
    finally:
        beating.cancel()

"""LISTEN: wakes loops when another transaction committed something for them."""

import asyncio
import time
from collections.abc import Mapping, Sequence

from services.runtime.logs import get_logger
from services.runtime.loop import Backoff
from services.runtime.postgres.hosts import connect
from services.runtime.postgres.pool import outage

log = get_logger()

CHECK_EVERY = 10.0
"""Seconds of machine time after which the connection is asked whether it still stands."""


class Listener:
    """Sets events at every NOTIFY on a channel; reconnects for as long as it runs.

    Notifications can be lost while it is not connected, so the events are set after every
    connecting too: what they wake looks for itself what there is to do.

    Args:
        url: ``postgresql://...``; it has a connection of its own.
        channel: the schema's name, by this project's custom.
        wakes: set at every notification.
        also: further channels, each with what it wakes: not every change concerns every loop.
    """

    def __init__(
        self,
        url: str,
        channel: str,
        wakes: Sequence[asyncio.Event],
        also: Mapping[str, Sequence[asyncio.Event]] | None = None,
    ) -> None:
        self.moved_at = time.monotonic()
        self._url = url
        self._channel = channel
        self._wakes = {channel: tuple(wakes), **(also or {})}

    async def run(self) -> None:
        """Listen until cancelled."""
        backoff = Backoff()
        while True:
            self.moved_at = time.monotonic()
            try:
                await self._listen(backoff)
            except Exception as error:
                unavailable = outage(error)
                if unavailable is None:
                    raise
                if not backoff.failing:
                    log.warning("listen.unavailable", channel=self._channel, error=str(unavailable))
                await asyncio.sleep(backoff.fail())

    async def _listen(self, backoff: Backoff) -> None:
        conn = await connect(self._url, timeout=CHECK_EVERY, command_timeout=CHECK_EVERY)
        ended = asyncio.Event()
        try:
            conn.add_termination_listener(lambda _: ended.set())
            for channel in self._wakes:
                await conn.add_listener(channel, lambda *told: self._wake(str(told[2])))
            if backoff.failing:
                log.info("listen.available", channel=self._channel)
                backoff.reset()
            for channel in self._wakes:
                self._wake(channel)
            while not ended.is_set():
                self.moved_at = time.monotonic()
                try:
                    async with asyncio.timeout(CHECK_EVERY):
                        await ended.wait()
                except TimeoutError:
                    await conn.execute("SELECT 1")
        finally:
            conn.terminate()
        raise ConnectionResetError("the connection was closed")

    def _wake(self, channel: str) -> None:
        for event in self._wakes[channel]:
            event.set()

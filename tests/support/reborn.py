"""Services on stepped time, each on its own means: after one that was killed comes a fresh one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from services.runtime import logs
from services.runtime.clock import Clock
from services.runtime.http.client import Http
from services.runtime.kafka.producer import Producer
from services.runtime.postgres.pool import open_pool
from services.runtime.service import Runtime, Service, profile_of
from services.runtime.settings import Settings
from tests.support.kill import Life, Reaper, begin

Build = Callable[[Runtime], Awaitable[Service]]


class Lives:
    """Keeps services running.

    Args:
        settings: of the installation.
        clock: domain time, for all of them.
        reaper: counts their kill points, and kills.

    Attributes:
        down: the services that are between two lives.
    """

    def __init__(self, settings: Settings, clock: Clock, reaper: Reaper) -> None:
        self.down: set[str] = set()
        self._settings = settings
        self._clock = clock
        self._reaper = reaper

    @asynccontextmanager
    async def keep(self, name: str, build: Build, *, database: bool = True) -> AsyncIterator[None]:
        """A service inside the block; what it crashed of is raised at the end."""
        self.down.add(name)
        stop = asyncio.Event()
        kept = asyncio.create_task(self._keep(name, build, stop, database=database))
        try:
            yield
        finally:
            stop.set()
            await kept

    async def _keep(self, name: str, build: Build, stop: asyncio.Event, *, database: bool) -> None:
        while not stop.is_set():
            self.down.add(name)
            life = Life(name, self._reaper)
            living = asyncio.create_task(self._live(life, build, stop, database=database))
            death = asyncio.create_task(life.dead.wait())
            await asyncio.wait({living, death}, return_when=asyncio.FIRST_COMPLETED)
            if not life.dead.is_set():
                death.cancel()
                return await living
            self.down.add(name)
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
        return None

    async def _live(self, life: Life, build: Build, stop: asyncio.Event, *, database: bool) -> None:
        begin(life)
        kafka = profile_of(self._settings)
        producer = Producer(kafka)
        await producer.start()
        pool = None
        if database:
            pool = await open_pool(self._settings.database_url(), application="test")
            life.pools.append(pool)
        runtime = Runtime(
            settings=self._settings,
            clock=self._clock,
            log=logs.get_logger(),
            pool=pool,
            kafka=kafka,
            producer=producer,
            http=Http.of(self._settings),
        )
        try:
            service = await build(runtime)
        except BaseException:
            with suppress(Exception):
                await runtime.close()
            raise
        self.down.discard(life.service)
        await service.run(stop)

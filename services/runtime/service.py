"""The life of a service: wired from a ``Runtime``, supervised, probed, drained on SIGTERM."""

import asyncio
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, runtime_checkable

from structlog.typing import FilteringBoundLogger

from services.runtime import logs, tracing
from services.runtime.clock import Clock, SystemClock
from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.health import HealthServer, Moving, stuck
from services.runtime.http.client import Http
from services.runtime.kafka.access import access_of
from services.runtime.kafka.producer import ANSWER_LIMIT, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.loop import Backoff
from services.runtime.postgres.pool import Pool, open_pool, why_not
from services.runtime.remote_clock import RemoteClock, connect_clock
from services.runtime.settings import Settings
from services.runtime.telemetry import tracer_of

LOOK_EVERY = 2.0
"""Seconds of machine time between two looks at the means."""

DRAIN_LIMIT = 20.0
"""Seconds of machine time in which what runs may finish its batch or pass after SIGTERM."""

CANCEL_AGAIN = 30.0
"""Seconds of machine time after which a task that does not end is cancelled once more: longer than
a consumer takes to leave its group, and than a send that a cancellation must not cut takes."""


@runtime_checkable
class Worker(Protocol):
    """A ``Loop`` or a ``Consumer``: it moves, and can be asked to finish what it is at."""

    @property
    def moved_at(self) -> float:
        """``time.monotonic()`` of the last movement."""
        ...

    def stop(self) -> None:
        """Finish the work in hand and return from ``run``."""
        ...

    async def run(self) -> None:
        """Work until stopped or cancelled."""
        ...


class Runtime:
    """What a service is wired from; ``start_runtime`` makes it, ``close`` ends it.

    Attributes:
        settings: the installation's.
        clock: domain time.
        log: the logger.
        kafka: which Kafka, and what it can do.
        producer: connects by itself as soon as Kafka is there.
        http: the client of the outside world.
        needs_kafka: without Kafka it cannot do its work.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Clock,
        log: FilteringBoundLogger,
        pool: Pool | None,
        kafka: KafkaProfile,
        producer: Producer,
        http: Http,
        needs_kafka: bool = True,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.log = log
        self.kafka = kafka
        self.producer = producer
        self.http = http
        self.needs_kafka = needs_kafka
        self._pool = pool

    @property
    def pool(self) -> Pool:
        """The database's pool.

        Raises:
            ConfigurationError: the service was started without a database.
        """
        if self._pool is None:
            raise ConfigurationError(["this service was started without a database"])
        return self._pool

    async def ready(self) -> str:
        """Why the means are not there, in a sentence, or an empty text; within seconds."""
        asked = [self.producer.why_not()] if self.needs_kafka else []
        if self._pool is not None:
            asked.append(why_not(self._pool, ANSWER_LIMIT))
        return "; ".join(filter(None, await asyncio.gather(*asked)))

    async def close(self) -> None:
        """Close what was opened, in reverse order."""
        await self.http.close()
        await self.producer.stop()
        where = tracing.tracer()
        if where is not None:
            tracing.install(None)
            await asyncio.to_thread(where.close)
        if self._pool is not None:
            try:
                async with asyncio.timeout(5):
                    await self._pool.close()
            except TimeoutError:
                self._pool.terminate()
        if isinstance(self.clock, RemoteClock):
            await self.clock.close()


def profile_of(settings: Settings) -> KafkaProfile:
    """The Kafka profile that the settings describe.

    Raises:
        ConfigurationError: no broker is named, and none was started for this process.
    """
    kafka = settings.kafka
    if kafka.bootstrap is None:
        raise ConfigurationError(
            ["kafka.bootstrap: name a broker (FORESTALL_KAFKA_BOOTSTRAP), or use `forestall run`"]
        )
    return KafkaProfile(
        bootstrap=kafka.bootstrap,
        embedded=kafka.embedded,
        prefix=kafka.prefix,
        partitions=kafka.partitions,
        replication=kafka.replication,
        access=access_of(kafka),
    )


NO_KAFKA = KafkaProfile(bootstrap="", embedded=False)
"""Of a service that does not need one, where none is named."""


async def start_runtime(
    settings: Settings, service: str, *, database: bool = True, needs_kafka: bool = True
) -> Runtime:
    """Start what a service stands on: clock, database, producer, HTTP client, logging.

    It waits, alive, for PostgreSQL; Kafka may come later.

    Args:
        settings: the installation's.
        service: its name, in the log and in the database's list of connections.
        database: whether it needs PostgreSQL.
        needs_kafka: whether it needs Kafka; one that does not sends nothing.

    Raises:
        ConfigurationError: no broker or database is named, or traces are wanted without the extra.
    """
    logs.configure(service)
    log = logs.get_logger()
    named = needs_kafka or settings.kafka.bootstrap is not None
    kafka = profile_of(settings) if named else NO_KAFKA
    tracing.install(tracer_of(settings.telemetry, service))
    pool: Pool | None = None
    if database:
        if settings.database.url is None:
            raise ConfigurationError(
                ["database.url: name one (FORESTALL_DATABASE_URL), or use `forestall run`"]
            )
        pool = await _patiently(
            partial(
                open_pool,
                settings.database.url.get_secret_value(),
                size=settings.database.pool,
                application=f"forestall-{service}",
            ),
            log,
        )
    clock: Clock = SystemClock()
    if settings.clock is not None:
        clock = await connect_clock(settings.clock, service)
    producer = Producer(kafka)
    if needs_kafka:
        await producer.start()
    return Runtime(
        settings=settings,
        clock=clock,
        log=log,
        kafka=kafka,
        producer=producer,
        http=Http.of(settings),
        pool=pool,
        needs_kafka=needs_kafka,
    )


async def _patiently(open_it: Callable[[], Awaitable[Pool]], log: FilteringBoundLogger) -> Pool:
    backoff = Backoff()
    while True:
        try:
            pool = await open_it()
        except Unavailable as error:
            if not backoff.failing:
                log.warning("database.unavailable", error=str(error))
            await asyncio.sleep(backoff.fail())
            continue
        if backoff.failing:
            log.info("database.available")
        return pool


class Service:
    """Supervises the tasks of a process; one that crashes ends them all.

    Args:
        name: in the log.
        runtime: whose readiness the probes tell, and whose settings name their port; closed at
            the end of ``run``.

    Attributes:
        health_port: where the probes are answered, once it runs.
    """

    def __init__(self, name: str, runtime: Runtime) -> None:
        self.name = name
        self.health_port: int | None = None
        self._runtime = runtime
        self._log = logs.get_logger()
        self._tasks: dict[str, Callable[[], Awaitable[None]]] = {}
        self._workers: dict[str, Worker] = {}
        self._watched: dict[str, Moving] = {}
        self._draining = False
        self.add(self._watch_means, "means")

    def add(self, task: Worker | Callable[[], Awaitable[None]], name: str) -> None:
        """Have a task run.

        A ``Loop`` or ``Consumer`` (or its ``run``) is watched for liveness and drained at the
        end; any other coroutine function is cancelled then.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._tasks:
            raise ValueError(f"{self.name} has a task {name} already")
        owner = task if isinstance(task, Worker) else getattr(task, "__self__", None)
        if isinstance(owner, Worker):
            self._workers[name] = owner
            self._watched[name] = owner
            self._tasks[name] = owner.run
        elif not isinstance(task, Worker):
            self._tasks[name] = task

    def stuck(self) -> list[str]:
        """The names of what was added and has not moved for a minute."""
        return stuck(self._watched)

    async def run(self, stop: asyncio.Event | None = None) -> None:
        """Run everything until ``stop`` is set, or SIGTERM or SIGINT comes; then drain.

        Raises:
            Exception: a task's own, where one has crashed.
        """
        stop = asyncio.Event() if stop is None else stop
        health = HealthServer(self._watched, self._ready)
        tasks: dict[str, asyncio.Task[None]] = {}
        with _signals(stop):
            try:
                self.health_port = await health.start(self._runtime.settings.health_port)
                self._log.info("service.started", health_port=self.health_port)
                tasks = {name: _task(run, name) for name, run in self._tasks.items()}
                await self._supervise(tasks, stop)
                await self._drain(tasks)
            finally:
                await _cancel(tasks.values())
                await health.stop()
                await self._runtime.close()
                self._log.info("service.ended")

    async def _supervise(self, tasks: dict[str, asyncio.Task[None]], stop: asyncio.Event) -> None:
        """Return when asked to stop; raise what a task raises."""
        stopped = asyncio.create_task(stop.wait(), name="stop")
        waiting: set[asyncio.Task[Any]] = {stopped, *tasks.values()}
        try:
            while not stopped.done():
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                self._raise_first(done)
        finally:
            stopped.cancel()

    async def _drain(self, tasks: dict[str, asyncio.Task[None]]) -> None:
        self._draining = True
        self._log.info("service.draining")
        for worker in self._workers.values():
            worker.stop()
        await _cancel(task for name, task in tasks.items() if name not in self._workers)
        working = [tasks[name] for name in self._workers]
        if working:
            done, late = await asyncio.wait(working, timeout=DRAIN_LIMIT)
            if late:
                self._log.warning("service.cut", tasks=sorted(task.get_name() for task in late))
            self._raise_first(done)

    def _raise_first(self, done: Iterable[asyncio.Task[Any]]) -> None:
        for task in done:
            error = None if task.cancelled() else task.exception()
            if error is not None:
                self._log.critical("service.crashed", task=task.get_name(), exc_info=error)
                raise error

    async def _watch_means(self) -> None:
        """Say once that the service pauses, and why; once that it goes on."""
        paused: float | None = None
        while True:
            why = await self._runtime.ready()
            if why and paused is None:
                paused = time.monotonic()
                self._log.warning("service.paused", why=why)
            elif not why and paused is not None:
                self._log.info("service.resumed", after_s=round(time.monotonic() - paused, 1))
                paused = None
            await asyncio.sleep(LOOK_EVERY)

    async def _ready(self) -> str:
        return "draining" if self._draining else await self._runtime.ready()


def _task(run: Callable[[], Awaitable[None]], name: str) -> asyncio.Task[None]:
    async def running() -> None:
        await run()

    return asyncio.create_task(running(), name=name)


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    """End tasks. A cancellation may get lost where a library fails meanwhile, so it is repeated."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=CANCEL_AGAIN)


@contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set ``stop`` inside the block, where this thread may say so."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    for number in numbers:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)

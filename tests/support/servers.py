"""Real servers for the tests: one broker and one database server a session, fresh names a test."""

import asyncio
import itertools
import secrets
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest

import services
from schemas.topics import TOPICS
from services.runtime.clock import SteppedClock
from services.runtime.embedded.postgres import Postgres, start_postgres
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.migrate import migrate
from tests.support.kafka import choice
from tests.support.kafka.choice import AnyBroker

T = TypeVar("T")

START = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday: where domain time stands when a test begins."""

SERVICES = Path(services.__file__).parent
SCHEMAS = ("ingest", "tracker", "notifier", "desk")
"""Of the services that keep something, each named as its service is."""

_names = itertools.count(1)
_RUN = secrets.token_hex(2)
"""Tells the topics of this process from those of others on the same Kafka."""


class Background:
    """An event loop of its own thread, which outlives the loop of every test.

    The servers die with the thread that started them, so it has to be one that lasts.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="servers", daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Have it done there, and wait for it."""
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(timeout=240)

    async def meanwhile(self, work: Coroutine[Any, Any, T]) -> T:
        """Have it done there, while this loop goes on."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)


@dataclass(frozen=True, slots=True)
class Servers:
    """The session's servers.

    Attributes:
        background: where they live.
    """

    broker: AnyBroker
    postgres: Postgres
    background: Background


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a real Kafka run what asks for one: the rest is the same on any."""
    if choice.real():
        wanted = [item for item in items if "kafka" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = wanted


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """A broker and a database server, started when the first test asks for them."""
    background = Background()
    directory: Path = tmp_path_factory.mktemp("servers")
    broker = background.do(choice.start(directory))
    try:
        postgres = background.do(start_postgres(directory, fsync=False))
        try:
            yield Servers(broker, postgres, background)
        finally:
            background.do(postgres.stop())
    finally:
        background.do(broker.stop())
        background.close()


@pytest.fixture(scope="session")
def tables(servers: Servers) -> str:
    """The name of a database with the tables of every service, to make others from."""
    return servers.background.do(_tables(servers.postgres.url))


@pytest.fixture
async def postgres_url(servers: Servers, tables: str) -> AsyncIterator[str]:
    """The address of a database of this test's own, with every service's tables in it."""
    # Copied as files: a third of the processor time that even one service's migrations take.
    async with _database(servers.postgres.url, f"TEMPLATE {tables} STRATEGY file_copy") as url:
        yield url


@pytest.fixture
async def empty_url(servers: Servers) -> AsyncIterator[str]:
    """The address of an empty database of this test's own, as a new installation has it."""
    async with _database(servers.postgres.url) as url:
        yield url


async def _tables(server: str) -> str:
    async with _connected(server) as admin:
        await admin.execute("CREATE DATABASE tables")
    for schema in SCHEMAS:
        await migrate(
            f"{server.rsplit('/', 1)[0]}/tables", schema, SERVICES / schema / "migrations"
        )
    return "tables"


@asynccontextmanager
async def _database(server: str, how: str = "") -> AsyncIterator[str]:
    """A database, dropped at the end."""
    name = f"test_{next(_names)}"
    async with _connected(server) as admin:
        await admin.execute(f"CREATE DATABASE {name} {how}")
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def _connected(server: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    conn = await asyncpg.connect(server)
    try:
        yield conn
    finally:
        await conn.close()


@pytest.fixture
async def kafka(servers: Servers) -> AsyncIterator[KafkaProfile]:
    """The session's broker under a prefix of this test's own, with the topics there."""
    plain = choice.profile(servers.broker)
    profile = replace(plain, prefix=f"t{_RUN}-{next(_names)}-")
    await apply_topics(profile)
    await led(profile)
    yield profile
    # Every client hears of all topics that are there: those of 70 tests cost each 30 ms of CPU.
    await choice.delete_topics(profile)


async def led(kafka: KafkaProfile) -> None:
    """Wait until each partition has its leader: a real Kafka says earlier that a topic is made."""
    if kafka.embedded:
        return
    ends = Ends(kafka)
    await ends.start()
    try:
        await ends.read([(topic.name, n) for topic in TOPICS for n in range(kafka.partitions)])
    finally:
        await ends.stop()


def kafka_environ(kafka: KafkaProfile) -> dict[str, str]:
    """How the settings of an installation name a Kafka."""
    return {
        "FORESTALL_KAFKA_BOOTSTRAP": kafka.bootstrap,
        "FORESTALL_KAFKA_EMBEDDED": str(kafka.embedded).lower(),
        "FORESTALL_KAFKA_PREFIX": kafka.prefix,
        "FORESTALL_KAFKA_PARTITIONS": str(kafka.partitions),
    }


@pytest.fixture
async def producer(kafka: KafkaProfile) -> AsyncIterator[Producer]:
    """A producer under this test's prefix."""
    producer = Producer(kafka)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


@pytest.fixture
def clock() -> SteppedClock:
    """Domain time, at ``START`` until the test steps it."""
    return SteppedClock(START)

"""The servers that commands talk to: given ones, those of a ``run`` in progress, or our own.

A ``run`` or ``demo`` notes in its data directory where its servers listen; other commands find
them there. With nothing running, a command that needs the database starts it for itself.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
from pydantic import SecretStr

from services.cli.context import REFUSED
from services.runtime.embedded.postgres import start_postgres
from services.runtime.errors import ConfigurationError
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.service import profile_of
from services.runtime.settings import Settings

NOTE = "running.json"
LAST = "last_step.json"


@dataclass(frozen=True, slots=True)
class Running:
    """What a ``run`` in progress has noted.

    Attributes:
        pid: of the parent; the note of a dead one is ignored.
        clock: address of the stepped clock, in a demo.
        health: process to the port of its probes, once the services are started.
    """

    pid: int
    bootstrap: str
    database_url: str = field(repr=False)
    clock: str | None = None
    health: Mapping[str, int] = field(default_factory=dict)


def note(data_dir: Path, running: Running) -> Path:
    """Write the note, readable by its owner alone."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / NOTE
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(
            {
                "pid": running.pid,
                "bootstrap": running.bootstrap,
                "database_url": running.database_url,
                "clock": running.clock,
                "health": dict(running.health),
            },
            file,
        )
    fresh.replace(path)
    return path


def noted(data_dir: Path) -> Running | None:
    """The note of a ``run`` that is alive, or None."""
    try:
        found = Running(**json.loads((data_dir / NOTE).read_text(encoding="utf-8")))
        os.kill(found.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return found


def keep_last_step(data_dir: Path, now: datetime) -> None:
    """Note the domain time at which a demo ended: the ``now`` of later commands on its data."""
    (data_dir / LAST).write_text(json.dumps({"now": now.isoformat()}), encoding="utf-8")


def kafka_of(settings: Settings) -> KafkaProfile:
    """The Kafka that is configured or running.

    Raises:
        ConfigurationError: there is none.
    """
    if settings.kafka.bootstrap:
        return profile_of(settings)
    running = noted(settings.data_dir)
    if running is None:
        raise ConfigurationError(
            [
                (
                    "no Kafka is configured and none of ours is running: start 'forestall run' (or "
                    "'forestall demo --stay') in another terminal, or set FORESTALL_KAFKA_BOOTSTRAP"
                )
            ]
        )
    return KafkaProfile(
        bootstrap=running.bootstrap,
        embedded=True,
        prefix=settings.kafka.prefix,
        partitions=settings.kafka.partitions,
        replication=settings.kafka.replication,
    )


def has_database(settings: Settings) -> bool:
    """Whether there is one for ``database``: configured, running, or once made by us."""
    if settings.database.url is not None or noted(settings.data_dir) is not None:
        return True
    return _made(settings.data_dir)


def _made(data_dir: Path) -> bool:
    return any(data_dir.glob("**/PG_VERSION"))


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Pool]:
    """A small pool on the configured, the running, or our own database.

    Raises:
        ConfigurationError: there is none, none that was ever made or brought up to date, or it does
            not let us in.
        Unavailable: it does not answer.
    """
    async with contextlib.AsyncExitStack() as stack:
        url = await _url(settings, stack)
        try:
            pool = await open_pool(url, size=2, application="forestall")
        except (*REFUSED, ValueError) as error:  # an address that nobody can read is a ValueError
            told = f"database.url: PostgreSQL refuses it ({type(error).__name__}); correct it"
            raise ConfigurationError([told]) from error
        stack.push_async_callback(pool.close)
        try:
            yield pool
        except asyncpg.UndefinedTableError as error:
            told = f"the database is not made yet ({error}): start 'forestall run' or the services"
            raise ConfigurationError([told]) from error
        except asyncpg.UndefinedColumnError as error:
            told = f"the database is older than this program ({error}): start its services first"
            raise ConfigurationError([told]) from error


@asynccontextmanager
async def standing(settings: Settings) -> AsyncIterator[Settings]:
    """The settings with the servers in them that ``database`` and ``kafka_of`` would find.

    Without any Kafka ``kafka.bootstrap`` stays empty.

    Raises:
        ConfigurationError: there is no database, and none was ever made.
    """
    async with contextlib.AsyncExitStack() as stack:
        url = await _url(settings, stack)
        running = noted(settings.data_dir)
        ours = settings.database.url is None and settings.privacy.key is None
        found: dict[str, object] = {
            "database": settings.database.model_copy(update={"url": SecretStr(url)}),
            "privacy": settings.privacy.model_copy(update={"own": settings.privacy.own or ours}),
        }
        if settings.kafka.bootstrap is None and running is not None:
            kafka = {"bootstrap": running.bootstrap, "embedded": True}
            found["kafka"] = settings.kafka.model_copy(update=kafka)
        yield settings.model_copy(update=found)


def is_stepped(settings: Settings) -> bool:
    """Whether domain time is a demo's, running or ended."""
    running = noted(settings.data_dir)
    return bool(running and running.clock) or (settings.data_dir / LAST).exists()


async def _url(settings: Settings, stack: contextlib.AsyncExitStack) -> str:
    if settings.database.url is not None:
        return settings.database.url.get_secret_value()
    running = noted(settings.data_dir)
    if running is not None:
        return running.database_url
    if not _made(settings.data_dir):
        raise ConfigurationError(
            [
                (
                    f"no database is configured, and there is none in {settings.data_dir}: start "
                    "'forestall run' first, or set FORESTALL_DATABASE_URL"
                )
            ]
        )
    server = await start_postgres(settings.data_dir)
    stack.push_async_callback(server.stop)
    return server.url


async def now_of(settings: Settings) -> datetime:
    """Domain time: the stepped clock's of a demo (running or ended), else the real one."""
    running = noted(settings.data_dir)
    address = settings.clock or (running.clock if running else None)
    if address:
        with contextlib.suppress(OSError, ValueError):
            return await _ask(address)
    try:
        last = json.loads((settings.data_dir / LAST).read_text(encoding="utf-8"))
        return datetime.fromisoformat(last["now"])
    except (OSError, ValueError, KeyError):
        return datetime.now(UTC)


async def _ask(address: str) -> datetime:
    host, port = address.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(b'{"hello": "cli"}\n')
        async with asyncio.timeout(2):
            line = await reader.readline()
        return datetime.fromisoformat(json.loads(line)["now"])
    finally:
        writer.close()

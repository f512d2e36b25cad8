"""All of Forestall on one machine: servers where none are given, and every service as a process."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import httpx

from schemas.topics import INBOX
from services.cli import losses, newlog
from services.cli.losses import Loss
from services.cli.servers import Running, note, noted, now_of
from services.ingest.accepted import begin_anew, count_forgotten
from services.runtime import logs
from services.runtime.embedded.children import free_port
from services.runtime.embedded.supervisor import Patience, Supervisor
from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.http.connections import trusted
from services.runtime.kafka.access import access_of
from services.runtime.kafka.profile import KafkaAccess, KafkaProfile
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.pool import Pool, one_statement, open_pool
from services.runtime.privacy.master import keep_own
from services.runtime.settings import Settings

log = logs.get_logger()

SERVICES: Mapping[str, tuple[str, ...]] = {
    "ingest": ("ingest", "normaliser", "reconciler"),
    "tracker": ("tracker",),
    "notifier": ("notifier",),
    "ingest-edge": ("ingest", "edge"),
}
"""Process to the words of its command: the edge stands alone, nothing else may delay it.

It comes last, and so is the first to end: what it accepted is read before the others end.
"""


def services_of(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """Those that an installation has: the desk only where somebody may come in."""
    return {"desk": ("desk",), **SERVICES} if settings.desk.on else SERVICES


@dataclass(slots=True)
class Installation:
    """Servers and services under one supervisor.

    Args:
        settings: of the installation.
        config: their file, which the services read as well; None: there is none.
        extra: environment of every service beside our own.
        on_loss: told in a sentence what a death of the broker has cost.

    Attributes:
        health: process to the port of its probes.
    """

    settings: Settings
    config: Path | None
    extra: Mapping[str, str] = field(default_factory=dict)
    on_loss: Callable[[str], None] = lambda _: None
    health: dict[str, int] = field(default_factory=dict)
    supervisor: Supervisor = field(init=False)
    kafka: KafkaProfile = field(init=False)
    database_url: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """A supervisor that knows how to mend a lost broker."""
        self.supervisor = Supervisor(
            self.settings.data_dir,
            patience=Patience(settled=30.0),
            on_broker_death=self._mend,
        )

    async def start_servers(self) -> None:
        """Start a broker and a database of our own where none are given, and make the topics."""
        kafka, given = self.settings.kafka, self.settings.database.url
        self._refuse_a_second()
        embedded = kafka.bootstrap is None
        if given is not None:
            with _naming("database.url"):
                await _reach(given.get_secret_value())
        if not embedded:
            with _naming("kafka.bootstrap"):
                await apply_topics(self._profile(str(kafka.bootstrap), embedded=kafka.embedded))
        keep_own(self.settings)
        if given is None:
            fsync = self.settings.database.fsync
            self.database_url = await self.supervisor.start_postgres(fsync=fsync)
        else:
            self.database_url = given.get_secret_value()
        bootstrap = kafka.bootstrap or await self.supervisor.start_broker()
        self.kafka = self._profile(bootstrap, embedded=embedded or kafka.embedded)
        if embedded:
            await self._mend()
        self._note()

    def _profile(self, bootstrap: str, *, embedded: bool) -> KafkaProfile:
        kafka = self.settings.kafka
        return KafkaProfile(
            bootstrap=bootstrap,
            embedded=embedded,
            prefix=kafka.prefix,
            partitions=kafka.partitions,
            replication=kafka.replication,
            access=KafkaAccess() if embedded else access_of(kafka),
        )

    def _refuse_a_second(self) -> None:
        """Two parents on one data directory would take each other's servers down."""
        other = noted(self.settings.data_dir)
        if other is not None and other.pid != os.getpid():
            where = self.settings.data_dir
            raise ConfigurationError(
                [f"process {other.pid} runs on {where} already: stop it, or set another `data_dir`"]
            )

    async def start_services(self) -> None:
        """Start every service as a process of its own."""
        for name, words in services_of(self.settings).items():
            self.health[name] = free_port()
            argv = [sys.executable, "-m", "services.cli", *words]
            needed = name in SERVICES  # the desk may fail alone
            await self.supervisor.start(name, argv, self._environment(name), needed=needed)
        self._note()

    async def ready(self, within: float) -> None:
        """Wait until every service says that it can do its work.

        Raises:
            Unavailable: one does not within ``within`` seconds; its log says why.
        """
        async with httpx.AsyncClient(verify=trusted(), trust_env=False, timeout=5) as http:
            for name, port in self.health.items():
                try:
                    async with asyncio.timeout(within):
                        url = f"http://127.0.0.1:{port}/readyz"
                        while not await _answers(http, url):  # noqa: ASYNC110 - another process
                            await asyncio.sleep(0.05)
                except TimeoutError:
                    where = f"{self.settings.data_dir}/logs/{name}.log"
                    raise Unavailable(
                        f"{name} is not ready after {within:.0f} s: see {where}"
                    ) from None

    def _note(self) -> None:
        """Tell the commands of other terminals where everything is."""
        clock = self.extra.get("FORESTALL_CLOCK") or self.settings.clock
        found = Running(
            os.getpid(), self.kafka.bootstrap, self.database_url, clock, dict(self.health)
        )
        note(self.settings.data_dir, found)

    def _environment(self, name: str) -> dict[str, str]:
        env = {**os.environ, **self.extra}
        env["FORESTALL_KAFKA_BOOTSTRAP"] = self.kafka.bootstrap
        env["FORESTALL_KAFKA_EMBEDDED"] = str(self.kafka.embedded).lower()
        env["FORESTALL_DATABASE_URL"] = self.database_url
        env["FORESTALL_PRIVACY_OWN"] = str(self.settings.privacy.key is None).lower()
        env["FORESTALL_HEALTH_PORT"] = str(self.health[name])
        if self.config is not None:
            env["FORESTALL_CONFIG"] = str(self.config)
        return env

    async def _mend(self) -> None:
        """A broker without a past: make its topics, send everything again, poll a day back."""
        pool = await open_pool(self.database_url, size=2, application="forestall-supervisor")
        try:
            if (reached := await _read_up_to(pool)) is not None:
                await self._count_forgotten(reached)
            await newlog.begin_anew(pool, self.kafka)
        finally:
            await pool.close()

    async def _count_forgotten(self, reached: Mapping[int, int]) -> None:
        """Say what the last broker took with it: in the log, to who watches, and to ``doctor``."""
        data_dir = self.settings.data_dir
        found = count_forgotten(data_dir, reached)
        if found.polled or found.lost:
            loss = Loss(await now_of(self.settings), found.polled, found.lost)
            log.error("broker.pushes_forgotten", polled=loss.polled, lost=loss.lost)
            self.on_loss(str(loss))
            try:
                losses.keep(data_dir, loss)
            except OSError as error:  # a full disk must not hold up what mends the rest
                log.warning("broker.loss_not_kept", error=logs.describe(error))
        begin_anew(data_dir)


async def _reach(url: str) -> None:
    pool = await open_pool(url, size=1, application="forestall-supervisor")
    await pool.close()


@contextmanager
def _naming(setting: str) -> Iterator[None]:
    """A given server that does not answer is told with the setting that names it."""
    try:
        yield
    except Unavailable as error:
        raise Unavailable(f"{setting}: {error}; does it run, and is it to be reached?") from error


async def _answers(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).status_code == HTTPStatus.OK
    except httpx.TransportError:
        return False


async def _read_up_to(pool: Pool) -> dict[int, int] | None:
    """Partition of ``inbox`` to the offset up to which the last broker's log was read.

    None: there is no ingest yet.
    """
    async with one_statement(pool) as conn:
        if not await conn.fetchval("SELECT to_regclass('ingest.progress') IS NOT NULL"):
            return None
        rows = await conn.fetch(
            "SELECT partition, next_offset FROM ingest.progress "
            "WHERE topic = $1 AND partition >= 0",
            INBOX.name,
        )
    return {row["partition"]: row["next_offset"] for row in rows}

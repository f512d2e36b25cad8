"""``forestall run`` beside a sandbox, on servers that a test can take away and give back."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from services.cli.demo import config
from services.cli.installation import SERVICES
from services.cli.servers import noted
from services.runtime.embedded import broker
from services.runtime.embedded.children import Child, free_port, spawn
from services.runtime.embedded.postgres import Postgres, start_postgres
from services.runtime.http.connections import trusted
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from services.sandbox.sandbox import Sandbox
from tests.support.eventually import eventually
from tests.support.line import Line
from tests.support.processes import Process, Program, below, program
from tests.support.sealed import KEY
from tests.support.servers import START

SHOP = "lazada/laz-1"
WITHIN = 60.0
"""Seconds of machine time in which something has to be so; nothing takes that long by itself."""


class Database:
    """A PostgreSQL of the test's own; when it comes back it is under the same address.

    Attributes:
        url: its address.
        line: what the program's connections go through.
    """

    def __init__(self, directory: Path, server: Postgres, line: Line | None = None) -> None:
        self.url = server.url
        self.line = line or Line(server.port)
        self._directory = directory
        self._server = server

    async def end(self, how: signal.Signals) -> None:
        """End it: SIGINT cuts all connections in good order, SIGQUIT at once, SIGKILL crashes."""
        self._server.child.signal(how)
        await self._server.child.wait()

    async def back(self) -> None:
        """Start it again."""
        self._server = await start_postgres(self._directory, fsync=True, port=self._server.port)

    def hang(self) -> None:
        """Nothing of it runs any more: connections stand, and nobody answers."""
        self._all(signal.SIGSTOP)

    def go_on(self) -> None:
        """It runs again."""
        self._all(signal.SIGCONT)

    async def stop(self) -> None:
        """End it for good."""
        self.go_on()
        await self._server.stop()

    def _all(self, number: signal.Signals) -> None:
        """Its workers are in sessions of their own; the parent first, so that it starts no more.

        One that it was starting just then is found by looking again.
        """
        self._server.child.signal(number)
        told, found = set[Process](), below(self._server.child.pid)
        while found - told:
            for pid, _ in found - told:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
            told |= found
            found = below(self._server.child.pid)


@dataclass
class House:
    """What runs, and what a test asks of it from outside.

    Attributes:
        run: the ``forestall run``.
        sandbox: the outside world; it also holds domain time.
        database: PostgreSQL, where it is the test's own.
        broker: Kafka, where it is the test's own.
        line: what the program's connections to Kafka go through.
        edge: base address of the webhooks.
    """

    run: Program
    sandbox: Sandbox
    directory: Path
    edge: str
    database: Database | None = None
    broker: Child | None = None
    line: Line | None = None
    placed: list[str] = field(default_factory=list)

    async def probe(self, service: str, path: str) -> tuple[int, str]:
        """A service's answer to a probe; 0 where there is none."""
        running = noted(self.directory)
        assert running is not None
        url = f"http://127.0.0.1:{running.health[service]}/{path}"
        async with httpx.AsyncClient(verify=trusted(), trust_env=False, timeout=10) as client:
            try:
                answer = await client.get(url)
            except httpx.HTTPError as error:
                return 0, type(error).__name__
        return answer.status_code, answer.text

    async def ready(self) -> None:
        """Wait until every service says so."""
        for service in SERVICES:

            async def well(service: str = service) -> bool:
                return await self.probe(service, "readyz") == (200, "ready")

            await eventually(well, within=WITHIN, what=f"{service} is ready")

    async def why_not(self, service: str) -> str:
        """Wait until a service is not ready; its sentence."""

        async def told() -> str:
            status, text = await self.probe(service, "readyz")
            return text if status == 503 else ""

        return await eventually(told, within=WITHIN, what=f"{service} says that it waits")

    async def all_alive(self) -> None:
        """Liveness holds for every service, outage or not."""
        for service in SERVICES:
            assert await self.probe(service, "livez") == (200, "alive"), service

    def lines(self, service: str, *events: str) -> list[dict[str, Any]]:
        """A service's log lines of these events, oldest first."""
        log = self.directory / "logs" / f"{service}.log"
        found = [json.loads(line) for line in log.read_text().splitlines() if line[:1] == "{"]
        return [line for line in found if line["event"] in events]

    def pids(self) -> dict[str, int]:
        """Process ids of the services and servers that run, by name."""
        found = {}
        for pid, _ in self.run.children():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
            except OSError:
                continue
            for name, command in SERVICES.items():
                if tuple(words[3:-1]) == command:
                    found[name] = pid
            if "broker" in words[1:2]:
                found["broker"] = pid
            if words[0].endswith("/postgres") and "-D" in words:
                found["postgres"] = pid
        return found

    def place(self, count: int = 1) -> list[str]:
        """Buyers order; the pushes are on their way."""
        keys = [self.sandbox.place_order(SHOP) for _ in range(count)]
        self.placed += keys
        self.sandbox.pusher.moved()
        return keys

    async def rows(self, query: str, *args: object) -> list[asyncpg.Record]:
        """Of the database, over a connection of the moment."""
        running = noted(self.directory)
        assert running is not None
        conn = await asyncpg.connect(running.database_url, timeout=10)
        try:
            return await conn.fetch(query, *args)
        finally:
            await conn.close()

    async def accounted(self) -> None:
        """Every order that was ever placed has exactly one case, and nothing is parked or dead.

        Domain time moves on to what waits for it: a slow machine may have parked a record.
        """

        async def there() -> bool:
            rows = await self.rows("SELECT order_key FROM notifier.cases ORDER BY order_key")
            due = await self.rows("SELECT min(due_at) AS at FROM ingest.parked")
            if due[0]["at"] is not None and due[0]["at"] > self.sandbox.now():
                self.sandbox.step_to(due[0]["at"])
            return due[0]["at"] is None and [row["order_key"] for row in rows] == sorted(
                self.placed
            )

        await eventually(there, within=WITHIN, what=f"{len(self.placed)} cases")
        stopped = " UNION ALL ".join(
            f"SELECT '{schema}', reason FROM {schema}.{table}"  # noqa: S608 - our own names
            for schema in ("ingest", "tracker", "notifier")
            for table in ("dead_letters", "parked")
        )
        assert not await self.rows(stopped)


@asynccontextmanager
async def house(
    directory: Path,
    *,
    given: bool,
    start: datetime = START,
) -> AsyncIterator[House]:
    """Everything, ready; the sandbox's shops, and no orders yet.

    Args:
        directory: for the settings and all data.
        given: database and broker are the test's own; else the program starts them.
        start: domain time at first.
    """
    port = free_port()
    edge = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        sandbox = await app.start(world.empty(start), edge=edge, clock_port=0)
        stack.push_async_callback(sandbox.stop)
        config.write(directory / "forestall.yaml", DEFAULT, sandbox.addresses, port)
        # What was committed must outlive a killed server, as it does outside of tests and demos.
        told = {"FORESTALL_CLOCK": sandbox.clock_address, "FORESTALL_DATABASE_FSYNC": "true"}
        database, child, line = None, None, None
        if given:
            database = await _database(stack, directory / "given")
            child, line = await _broker(stack, directory / "given")
            port = database.url.rsplit(":", 1)[1].split("/")[0]
            told |= {
                "FORESTALL_DATABASE_URL": database.url.replace(port, str(database.line.port)),
                "FORESTALL_PRIVACY_KEY": KEY,
                "FORESTALL_KAFKA_BOOTSTRAP": f"127.0.0.1:{line.port}",
                "FORESTALL_KAFKA_EMBEDDED": "true",
            }
        run = await stack.enter_async_context(program(directory, "run", environ=told))
        await run.says("All of them are ready", within=120)
        yield House(run, sandbox, directory, edge, database, child, line)
        run.process.terminate()
        assert await run.ends() == 0, run.said()
        assert "Traceback" not in run.said()


async def _database(stack: AsyncExitStack, directory: Path) -> Database:
    database = Database(directory, await start_postgres(directory, fsync=True))
    stack.push_async_callback(database.stop)
    await database.line.open()
    stack.push_async_callback(database.line.stop)
    return database


async def _broker(stack: AsyncExitStack, directory: Path) -> tuple[Child, Line]:
    """Clients go where a broker says that it is: this one names the line."""
    port = free_port()
    line = await Line(port).open()
    stack.push_async_callback(line.stop)
    argv = [
        str(broker._binary(directory)),
        "broker",
        f"--listener-url=tcp://127.0.0.1:{port}",
        f"--advertised-listener-url=tcp://127.0.0.1:{line.port}",
        "--storage-engine=memory://tansu/",
        "--silent",
    ]
    child = await spawn("given", argv, env={}, log=directory / "logs" / "broker.log")
    stack.push_async_callback(child.stop, 3)
    await eventually(lambda: _listens(port), what="the broker listens")
    return child, line


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True

"""Every service as real processes, several of each if wanted: killed, stopped and started again."""

import random
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path

import httpx

from services.cli.installation import SERVICES
from services.runtime.embedded.children import Child, free_port, spawn
from services.runtime.http.connections import trusted
from tests.support.eventually import eventually

START_WITHIN = 120.0
"""Seconds of machine time in which a process has to be ready."""

GRACE = 120.0
"""Seconds of machine time in which a process that is asked to end has to."""


@dataclass(slots=True)
class Fleet:
    """The processes of an installation.

    Args:
        environ: what the services read, but for the ports.
        logs: directory of their output.
        replicas: of each service.
        services: those that run, each with the words of its command.
        module: the program.
        own: environment of a service beside ``environ``: whom it is to Kafka, say.

        tree: where the program lies that is started next; None: here.

    Attributes:
        edges: name of each edge that runs to its address.
        bad_ends: processes that were asked to end and did not do so well.
    """

    environ: Mapping[str, str]
    logs: Path
    replicas: int
    services: Mapping[str, Sequence[str]] = field(default_factory=lambda: SERVICES)
    module: str = "services.cli"
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tree: Path | None = None
    edges: dict[str, str] = field(default_factory=dict)
    bad_ends: list[str] = field(default_factory=list)
    _running: dict[str, Child] = field(default_factory=dict)
    _health: dict[str, int] = field(default_factory=dict)

    async def begin(self) -> None:
        """Start everything, and wait until all of it works."""
        for name in self.names():
            await self.start(name)
        await self.ready()

    async def ready(self, *names: str) -> None:
        """Wait until every replica that runs (or these) says that it can do its work."""
        wanted = [(name, self._health[name]) for name in names or self._health]
        async with httpx.AsyncClient(verify=trusted(), trust_env=False, timeout=5) as http:
            for name, port in wanted:
                await eventually(partial(_answers, http, port), within=START_WITHIN, what=name)

    async def end(self) -> None:
        """Kill whatever runs."""
        for name in list(self._running):
            await self.kill(name)

    def names(self) -> list[str]:
        """All replicas, whether they run or not."""
        return [f"{service}.{n}" for service in self.services for n in range(self.replicas)]

    def running(self, service: str = "") -> list[str]:
        """The replicas that run (of one service)."""
        return [name for name in self._running if service in ("", service_of(name))]

    async def start(self, name: str) -> None:
        """Start a replica; it may take seconds until it works."""
        service = service_of(name)
        environ = {**self.environ, **self.own.get(service, {})}
        self._health[name] = free_port()
        environ["FORESTALL_HEALTH_PORT"] = str(self._health[name])
        if service == "ingest-edge":
            port = free_port()
            environ["FORESTALL_EDGE_PORT"] = str(port)
            self.edges[name] = f"http://127.0.0.1:{port}"
        away = []
        if self.tree is not None:
            away, environ["PYTHONPATH"] = ["-P"], str(self.tree)
        argv = [sys.executable, *away, "-m", self.module, *self.services[service]]
        log = self.logs / f"{name}.log"
        self._running[name] = await spawn(name, argv, env=environ, log=log)

    async def kill(self, name: str) -> None:
        """SIGKILL."""
        child = self._take(name)
        child.signal(signal.SIGKILL)
        await child.wait()

    async def stop(self, name: str) -> None:
        """SIGTERM, and let it end in good order."""
        code = await self._take(name).stop(GRACE)
        if code != 0:
            self.bad_ends.append(f"{name} ended with {code} on SIGTERM")

    def pids(self) -> dict[int, str]:
        """The processes that run, with their replicas' names."""
        running = list(self._running.items())  # at once: a test may ask from another thread
        return {child.pid: name for name, child in running}

    def died(self) -> list[str]:
        """Replicas that ended by themselves, which none may."""
        return [name for name, child in self._running.items() if not child.alive]

    def edge(self, draw: random.Random) -> str | None:
        """An edge that runs, as a load balancer would choose it."""
        return draw.choice(list(self.edges.values())) if self.edges else None

    def _take(self, name: str) -> Child:
        self.edges.pop(name, None)
        self._health.pop(name)
        return self._running.pop(name)


async def _answers(http: httpx.AsyncClient, port: int) -> bool:
    try:
        answer = await http.get(f"http://127.0.0.1:{port}/readyz")
    except httpx.TransportError:
        return False
    return answer.status_code == HTTPStatus.OK


def service_of(name: str) -> str:
    """The service of a replica, or of a client of the clock."""
    return name.partition(".")[0].partition("#")[0]

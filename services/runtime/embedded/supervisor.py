"""The parent of an embedded installation: starts broker, database and services, and keeps them up.

A service or the database that dies is started again, after a pause that grows; one that cannot
stay up is given up, and said. The broker forgets everything when it dies, so it is never restarted
alone: the services stop, a new one starts on the same port, the caller mends what only it knows
(topics, unsent rows, watermarks), and the services start again.
"""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.runtime import logs
from services.runtime.embedded.broker import start_broker
from services.runtime.embedded.children import Child, spawn
from services.runtime.embedded.postgres import start_postgres
from services.runtime.errors import Unavailable

log = logs.get_logger()

BROKER = "broker"
DATABASE = "postgres"


@dataclass(frozen=True, slots=True)
class Patience:
    """How a child that dies is treated, in seconds of machine time.

    Attributes:
        first: the pause before its first restart; it doubles.
        most: the longest pause.
        settled: having lived so long, a child's earlier deaths are forgotten.
        tries: deaths in a row after which it is given up.
        grace: between asking a child to end and ending it.
    """

    first: float = 0.1
    most: float = 5.0
    settled: float = 30.0
    tries: int = 8
    grace: float = 10.0


@dataclass(slots=True)
class _Kept:
    """A child that is kept up: how to start it, and the one that runs now.

    Attributes:
        needed: without it nothing is to go on: one that cannot stay up is given up.
    """

    launch: Callable[[], Awaitable[Child]]
    child: Child
    needed: bool = True
    keeper: asyncio.Task[None] | None = None
    deaths: int = 0


class Supervisor:
    """Keeps children up, and takes them down in reverse order.

    To be used from the process's main thread: the kernel ends children with the thread that
    started them.

    Args:
        data_dir: of the embedded servers; outputs of all children go to ``logs/`` in there.
        patience: how deaths are treated.
        on_broker_death: called when a new broker runs and no service does; mends what was lost.
            It is called again where it raised ``Unavailable``.

    Attributes:
        restarts: how often each child was started again.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        patience: Patience | None = None,
        on_broker_death: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.restarts: dict[str, int] = {}
        self._data_dir = data_dir
        self._patience = patience or Patience()
        self._mend = on_broker_death
        self._kept: dict[str, _Kept] = {}
        self._failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def start_broker(self) -> str:
        """Start the embedded broker; its ``host:port``, which stays the same for good."""
        first = await start_broker(self._data_dir)

        async def again() -> Child:
            return (await start_broker(self._data_dir, port=first.port)).child

        self._keep(BROKER, again, first.child)
        return first.bootstrap

    async def start_postgres(self, *, fsync: bool = True) -> str:
        """Start the embedded database; its URL with the password, which stays the same for good."""
        first = await start_postgres(self._data_dir, fsync=fsync)

        async def again() -> Child:
            return (await start_postgres(self._data_dir, fsync=fsync, port=first.port)).child

        self._keep(DATABASE, again, first.child)
        return first.url

    async def start(
        self, name: str, argv: Sequence[str], env: Mapping[str, str], *, needed: bool = True
    ) -> Child:
        """Start a service and keep it up.

        Args:
            name: its own; output goes to ``logs/<name>.log``.
            argv: program and arguments.
            env: its whole environment.
            needed: where it cannot stay up it is given up, which ``failed`` tells; else it is
                tried on for as long as the others run.

        Raises:
            OSError: the program cannot be started.
        """

        async def launch() -> Child:
            return await spawn(name, argv, env=env, log=self._data_dir / "logs" / f"{name}.log")

        child = await launch()
        self._keep(name, launch, child, needed=needed)
        return child

    def pids(self) -> dict[str, int]:
        """The process ids of the children that run, in the order of their start."""
        return {name: kept.child.pid for name, kept in self._kept.items() if kept.child.alive}

    def kill(self, name: str) -> None:
        """End a child at once, as a crash would; it is started again like any that died."""
        self._kept[name].child.signal(signal.SIGKILL)

    async def hang(self, name: str, seconds: float) -> None:
        """Stop a child from running for a while, as a frozen machine would."""
        child = self._kept[name].child
        child.signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            child.signal(signal.SIGCONT)

    async def failed(self) -> str:
        """Wait until a child is given up; a sentence that names it."""
        return await asyncio.shield(self._failed)

    async def stop(self) -> None:
        """End every child, the last started first, and reap it. May be called again."""
        kept = list(reversed(self._kept.items()))
        await _cancel([each.keeper for _, each in kept])
        for _, each in kept:
            await each.child.stop(self._patience.grace)
        self._kept.clear()

    def _keep(
        self,
        name: str,
        launch: Callable[[], Awaitable[Child]],
        child: Child,
        *,
        needed: bool = True,
    ) -> None:
        kept = self._kept[name] = _Kept(launch, child, needed)
        self.restarts.setdefault(name, 0)
        self._watch(name, kept)

    def _watch(self, name: str, kept: _Kept) -> None:
        kept.keeper = asyncio.create_task(self._keep_up(name, kept), name=f"keep {name}")
        kept.keeper.add_done_callback(self._said)

    def _said(self, task: asyncio.Task[None]) -> None:
        """A keeper that broke must not go unnoticed: what it kept is no longer kept."""
        if not task.cancelled() and (error := task.exception()) and not self._failed.done():
            log.critical("supervisor.broken", task=task.get_name(), exc_info=error)
            self._failed.set_result(f"{task.get_name()}: {logs.describe(error)}")

    async def _keep_up(self, name: str, kept: _Kept) -> None:
        while True:
            code = await kept.child.wait()
            settled = time.monotonic() - kept.child.started >= self._patience.settled
            kept.deaths = 1 if settled else kept.deaths + 1
            log.warning("child.died", child=name, code=code, pid=kept.child.pid)
            if kept.needed and kept.deaths >= self._patience.tries:
                raise Unavailable(f"{name} died {kept.deaths} times in a row; see logs/{name}.log")
            await asyncio.sleep(self._pause(kept.deaths))
            if name == BROKER:
                await self._renew_broker(kept)
            else:
                kept.child = await self._launched(kept)
            self.restarts[name] += 1
            log.info("child.restarted", child=name, pid=kept.child.pid)

    def _pause(self, deaths: int) -> float:
        return min(self._patience.first * 2.0 ** min(deaths - 1, 16), self._patience.most)

    async def _renew_broker(self, broker: _Kept) -> None:
        """A broker that forgot everything: nobody may use it until it holds topics again."""
        services = [
            (name, kept) for name, kept in self._kept.items() if name not in {BROKER, DATABASE}
        ]
        await _cancel([kept.keeper for _, kept in services])
        for _, kept in reversed(services):
            await kept.child.stop(self._patience.grace)
        await self._mended(broker)
        for name, kept in services:
            kept.child = await kept.launch()
            self._watch(name, kept)

    async def _mended(self, broker: _Kept) -> None:
        """A new broker, with everything that is made of what the database still knows.

        The database may have died as well, and is on its way back; the new broker may die, too.
        """
        tried = 0
        while True:
            if not broker.child.alive:
                broker.child = await self._launched(broker)
            try:
                if self._mend is not None:
                    await self._mend()
            except Unavailable as error:
                if not tried:
                    log.warning("broker.not_mended", error=str(error))
            else:
                return
            tried += 1
            await asyncio.sleep(self._pause(tried))

    async def _launched(self, kept: _Kept) -> Child:
        """Start it; what its forerunner left behind may need a moment to go away."""
        for tried in range(1, self._patience.tries):
            try:
                return await kept.launch()
            except Unavailable as error:
                log.warning("child.start_failed", child=kept.child.name, error=str(error))
            await asyncio.sleep(self._pause(tried))
        return await kept.launch()


async def _cancel(tasks: Sequence[asyncio.Task[None] | None]) -> None:
    """Cancel tasks and wait for their end. A child they were starting is ended with them."""
    running = [task for task in tasks if task is not None]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)

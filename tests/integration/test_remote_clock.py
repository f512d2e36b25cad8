"""The clock at the end of a line: exact reports, and no life without the sandbox."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from services.runtime import remote_clock
from services.runtime.clock import SteppedClock
from services.runtime.embedded.children import free_port
from services.runtime.remote_clock import RemoteClock, connect_clock
from tests.support.eventually import eventually

START = datetime(2026, 3, 1, tzinfo=UTC)


class Sandbox:
    """The other end: holds the step, and keeps every report it was sent."""

    def __init__(self) -> None:
        self.step = 7
        self.now = self.due_by = START
        self.reports: list[tuple[bool, int]] = []
        self.hellos: list[str] = []
        self.port = 0
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, on the same port as before if there was one."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Cut every line, and listen on."""
        for line in self._lines:
            line.close()
        self._lines.clear()

    def close(self) -> None:
        """Be gone."""
        if self._server is not None:
            self._server.close()
        self.cut()

    def step_to(self, now: datetime, *, due_by: datetime | None = None) -> None:
        """Move time on, and tell everybody."""
        self.step += 1
        self.now, self.due_by = now, due_by or now
        for line in self._lines:
            self._tell(line)

    def _tell(self, line: asyncio.StreamWriter) -> None:
        told = {"step": self.step, "now": self.now.isoformat(), "due_by": self.due_by.isoformat()}
        line.write(json.dumps(told).encode() + b"\n")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        async for line in reader:
            said = json.loads(line)
            if "hello" in said:
                self.hellos.append(said["hello"])
                self._tell(writer)
            else:
                self.reports.append((said["idle"], said["step"]))


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Sandbox, RemoteClock]]:
    """A sandbox and a clock that follows it."""
    sandbox = Sandbox()
    await sandbox.open()
    clock = await connect_clock(f"127.0.0.1:{sandbox.port}", "tracker")
    try:
        yield sandbox, clock
    finally:
        await clock.close()
        sandbox.close()


class Worker:
    """A loop whose passes take as long as the test says, and which has something to do hourly."""

    def __init__(self, clock: SteppedClock) -> None:
        self.wake = asyncio.Event()
        self.go = asyncio.Event()
        self.seen: list[datetime] = []
        self._clock = clock

    async def run(self) -> None:
        """Pass after pass."""
        self._clock.join(self.wake)
        while True:
            self.wake.clear()
            self.seen.append(self._clock.now())
            await self.go.wait()
            await self._clock.wait(self._clock.now() + timedelta(hours=1), self.wake)


@asynccontextmanager
async def working(clock: SteppedClock) -> AsyncIterator[Worker]:
    """A worker that runs."""
    worker = Worker(clock)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_it_takes_the_sandboxs_time() -> None:
    """The first step comes with the greeting, every later one as it is made."""
    async with connected() as (sandbox, clock):
        assert sandbox.hellos == ["tracker"]
        assert clock.now() == START
        sandbox.step_to(START + timedelta(hours=1))
        await eventually(lambda: clock.now() == START + timedelta(hours=1))


async def test_what_falls_due_in_a_step_may_be_held_back() -> None:
    """A loop whose time has come waits on, until the sandbox lets go of what is due."""
    async with connected() as (sandbox, clock):
        later, wake = START + timedelta(hours=1), asyncio.Event()
        sandbox.step_to(later, due_by=START)
        await eventually(lambda: clock.now() == later)
        assert clock.due_by() == START
        await clock.wait(later, wake)  # the first wait after a step is for looking again
        waiting = asyncio.create_task(clock.wait(later, wake))
        await eventually(lambda: sandbox.reports[-1:] == [(True, 8)])
        assert not waiting.done()
        sandbox.step_to(later)
        await waiting
        assert clock.due_by() == later


async def test_idle_is_not_said_before_the_step_is_worked_off() -> None:
    """After a step: not idle, until every loop has seen the new time and waits again."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])
        worker.go.clear()
        del sandbox.reports[:]
        sandbox.step_to(START + timedelta(hours=1))
        await eventually(lambda: len(worker.seen) > 1 and worker.seen[-1] == sandbox.now)
        assert sandbox.reports == [(False, 8)]
        worker.go.set()
        await eventually(lambda: sandbox.reports == [(False, 8), (True, 8)])


async def test_a_step_that_comes_during_a_pass_is_not_lost() -> None:
    """The pass that runs does not count: another one sees the new time before idle is said."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        await eventually(lambda: worker.seen)
        sandbox.step_to(START + timedelta(hours=1))
        await eventually(lambda: clock.now() == sandbox.now)
        assert (True, 8) not in sandbox.reports
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 8)])
        assert worker.seen[-1] == sandbox.now


async def test_one_step_is_one_pass() -> None:
    """A loop that waited when the step came works it off once, not twice."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])
        passes = len(worker.seen)
        for hour in range(1, 6):
            sandbox.step_to(START + timedelta(hours=hour))
            await eventually(lambda: sandbox.reports[-1:] == [(True, sandbox.step)])
        assert len(worker.seen) == passes + 5


async def test_a_wake_within_a_step_is_reported() -> None:
    """Work that comes without a step (a record, a commit) is seen as a change and back."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])
        said = len(sandbox.reports)
        worker.wake.set()
        await eventually(lambda: sandbox.reports[said:] == [(False, 7), (True, 7)])


async def test_a_loop_that_ends_is_not_waited_for() -> None:
    """Idle is about the loops there are."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])
        worker.go.clear()
        worker.wake.set()
        await eventually(lambda: sandbox.reports[-1:] == [(False, 7)])
        clock.forget(worker.wake)
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])


async def test_a_cut_line_is_taken_up_again() -> None:
    """It connects anew, says again how it stands, and takes the step it missed."""
    async with connected() as (sandbox, clock), working(clock) as worker:
        worker.go.set()
        await eventually(lambda: sandbox.reports[-1:] == [(True, 7)])
        sandbox.cut()
        del sandbox.reports[:]
        sandbox.step_to(START + timedelta(hours=1))
        await eventually(lambda: sandbox.hellos == ["tracker", "tracker"])
        await eventually(lambda: sandbox.reports[-1:] == [(True, 8)])
        assert worker.seen[-1] == sandbox.now


async def test_it_does_not_live_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gone for longer than the limit: said once, so that the process ends."""
    monkeypatch.setattr(remote_clock, "GONE_AFTER", 0.2)
    gone: list[bool] = []
    sandbox = Sandbox()
    await sandbox.open()
    clock = await connect_clock(
        f"127.0.0.1:{sandbox.port}", "tracker", gone=lambda: gone.append(True)
    )
    sandbox.close()
    await eventually(lambda: gone == [True])
    await clock.close()


async def test_time_that_goes_back_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another sandbox's time is not ours: nothing can be right after it."""
    monkeypatch.setattr(remote_clock, "GONE_AFTER", 0.2)
    gone: list[bool] = []
    sandbox = Sandbox()
    await sandbox.open()
    clock = await connect_clock(
        f"127.0.0.1:{sandbox.port}", "tracker", gone=lambda: gone.append(True)
    )
    sandbox.step_to(START - timedelta(hours=1))
    await eventually(lambda: gone == [True])
    await clock.close()
    sandbox.close()


async def test_nobody_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service whose clock cannot be reached does not start."""
    monkeypatch.setattr(remote_clock, "GONE_AFTER", 0.1)
    with pytest.raises(OSError):  # noqa: PT011 - whichever the system gives
        await connect_clock(f"127.0.0.1:{free_port()}", "tracker")

"""Processes that live no longer than their parent, however it ends.

The kernel itself kills a child when the thread that started it ends (``PR_SET_PDEATHSIG``): even
``kill -9`` of the parent leaves nothing behind. So children are started from the main thread only.
"""

import asyncio
import contextlib
import ctypes
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
_LOG_LIMIT = 16 * 1024 * 1024


def _dies_with(parent: int) -> Callable[[], None]:
    """What the child does between fork and exec; nothing here may allocate or lock for long."""

    def arrange() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


class Child:
    """A running process of ours. Made by ``spawn``.

    Attributes:
        name: what people call it; also the name of its log.
        started: ``time.monotonic()`` of its start.
    """

    def __init__(
        self, name: str, process: asyncio.subprocess.Process, quit_signal: signal.Signals
    ) -> None:
        self.name = name
        self.started = time.monotonic()
        self._process = process
        self._quit = quit_signal

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not been seen to end."""
        return self._process.returncode is None

    async def wait(self) -> int:
        """Wait for its end and reap it; a negative code is the signal that ended it."""
        return await self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; nothing happens where it has ended."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def stop(self, grace: float) -> int:
        """Ask it to end, and after ``grace`` seconds end it. Returns when it is reaped."""
        self.signal(self._quit)
        self.signal(signal.SIGCONT)
        try:
            async with asyncio.timeout(grace):
                return await self.wait()
        except TimeoutError:
            self.signal(signal.SIGKILL)
            return await self.wait()


async def spawn(
    name: str,
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    quit_signal: signal.Signals = signal.SIGTERM,
    user: int | None = None,
) -> Child:
    """Start a process in a session of its own, so that Ctrl-C reaches the parent alone.

    Args:
        name: what people call it.
        argv: program and arguments.
        env: its whole environment.
        log: file that its output is added to.
        quit_signal: asks it to end in good order.
        user: run as this user and group; None keeps ours.

    Raises:
        OSError: the program cannot be started.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    _rotate(log)
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *argv,
            env=dict(env),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_dies_with(os.getpid()),
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    return Child(name, process, quit_signal)


def _rotate(log: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_suffix(".old.log"))


_PORTS = range(20_000, 32_000)
"""Below those that systems give to outgoing connections: a connection that happened to have the
port would keep its listener, started a moment later or again, from it."""

_TRIES = 100


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listened on a moment ago.

    Raises:
        OSError: none of many tried is free.
    """
    for _ in range(_TRIES):
        port = _PORTS[secrets.randbelow(len(_PORTS))]
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError(f"none of {_TRIES} ports between {_PORTS[0]} and {_PORTS[-1]} is free")


def last_words(log: Path, lines: int = 5) -> str:
    """The end of a log, for the sentence that says why a start failed."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "no log"
    return " | ".join(text.strip().splitlines()[-lines:]) or "an empty log"

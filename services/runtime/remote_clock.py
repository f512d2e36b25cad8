"""Domain time held by the sandbox: a stepped clock at the end of a line.

Newline JSON over TCP. We say ``{"hello": who}``; the sandbox says ``{"step": n, "now": iso,
"due_by": iso}`` at once and at every step; we say ``{"idle": true|false, "step": n}`` on every
change, and after every step, of our having nothing left to do in it. The sandbox moves time on only
when all are idle, so a report must never say idle too early: one that came between a step's arrival
and the loops' waking would let time run away from the work.
"""

import asyncio
import contextlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.runtime import logs
from services.runtime.clock import SteppedClock

GONE_AFTER = 10.0
"""Seconds of machine time without the sandbox, after which there is no time to live in."""

RETRY_EVERY = 0.05

log = logs.get_logger()


def _end_process() -> None:
    os._exit(3)


@dataclass(frozen=True, slots=True)
class Step:
    """What the sandbox says of the present; see ``Clock.due_by``."""

    step: int
    now: datetime
    due_by: datetime


class RemoteClock(SteppedClock):
    """Follows the sandbox's clock and reports when every loop has seen a step and waits again.

    Made by ``connect_clock``.

    Args:
        told: the present step.
        who: our name there.
    """

    def __init__(self, told: Step, who: str) -> None:
        super().__init__(told.now)
        self._step, self._due_by = told.step, told.due_by
        self._who = who
        self._writer: asyncio.StreamWriter | None = None
        self._reported: tuple[bool, int] | None = None
        self._follower: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Hang up: the sandbox no longer waits for us."""
        if self._follower is not None:
            self._follower.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._follower
        self._hang_up()

    def _changed(self) -> None:
        """Say how it stands, where that differs from what was last said on this line."""
        state = (self.idle, self._step)
        if self._writer is None or self._writer.is_closing() or state == self._reported:
            return
        self._reported = state
        _say(self._writer, {"idle": state[0], "step": state[1]})

    def _hang_up(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer = None

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        """Take steps until the line is cut."""
        while line := await reader.readline():
            self._take(line)

    def _take(self, line: bytes) -> None:
        told = _read(line)
        if told.step != self._step:
            self.step_to(told.now, step=told.step, due_by=told.due_by)

    def _use(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._reported = None
        self._changed()

    async def _follow(
        self, address: str, reader: asyncio.StreamReader, gone: Callable[[], None]
    ) -> None:
        """Listen, and connect again where the line is cut; end loudly where nobody answers."""
        try:
            while True:
                with contextlib.suppress(OSError):
                    await self._listen(reader)
                self._hang_up()
                log.warning("clock.line_cut", address=address)
                reader, writer, line = await _dial(address, self._who)
                self._take(line)
                self._use(writer)
        except (OSError, ValueError, KeyError) as error:
            log.critical("clock.gone", address=address, why=logs.describe(error))
            gone()


async def connect_clock(
    address: str, who: str, *, gone: Callable[[], None] = _end_process
) -> RemoteClock:
    """Connect to the sandbox's clock and follow it from now on.

    Args:
        address: ``host:port``.
        who: our name there: the service's.
        gone: called once where it has not answered for ``GONE_AFTER`` seconds, or talks nonsense;
            by default it ends the process.

    Raises:
        OSError: nobody answers there.
    """
    reader, writer, line = await _dial(address, who)
    clock = RemoteClock(_read(line), who)
    clock._use(writer)  # noqa: SLF001 - its own maker
    follow = clock._follow(address, reader, gone)  # noqa: SLF001 - the same
    clock._follower = asyncio.create_task(follow, name="clock")  # noqa: SLF001 - the same
    return clock


async def _dial(address: str, who: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]:
    """Connect, say who we are, and take the first step; for ``GONE_AFTER`` seconds."""
    host, _, port = address.rpartition(":")
    until = time.monotonic() + GONE_AFTER
    while True:
        try:
            async with asyncio.timeout(max(until - time.monotonic(), 0.01)):
                return await _greet(host, int(port), who)
        except OSError:  # a time limit passed is one, too
            if time.monotonic() >= until:
                raise
        await asyncio.sleep(RETRY_EVERY)


async def _greet(
    host: str, port: int, who: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]:
    reader, writer = await asyncio.open_connection(host, port)
    _say(writer, {"hello": who})
    if line := await reader.readline():
        return reader, writer, line
    writer.close()
    raise ConnectionResetError("the clock hung up")


def _say(writer: asyncio.StreamWriter, value: dict[str, Any]) -> None:
    writer.write(json.dumps(value).encode() + b"\n")


def _read(line: bytes) -> Step:
    value = json.loads(line)
    now, due_by = (datetime.fromisoformat(value[name]) for name in ("now", "due_by"))
    return Step(int(value["step"]), now, due_by)

"""The load of a timeline: the flood's process, and trade on the platform for it to tell of."""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.sandbox.events import Paid
from services.sandbox.sandbox import Sandbox
from tests.cluster.answers import TAKEN, Attempt, read
from tests.support.chain import ASKED, HOLD, LAZADA
from tests.support.eventually import eventually
from tests.support.processes import ROOT

EACH = 10
"""Pushes about each change: a marketplace sends one for each line of the order."""

TICK = 0.1
"""Seconds between two looks at what is to happen; domain time goes with machine time."""

HOLD_EVERY = 1.0
"""Seconds between two parcels that customs hold."""


@dataclass(slots=True)
class Second:
    """What was answered in a second, by the flood's own account.

    Attributes:
        at: its end, ``time.monotonic()``.
        waiting: pushes that are to be repeated.
    """

    at: float
    waiting: int
    codes: Counter[int]

    def well(self, share: float) -> bool:
        """Whether so much of it was taken."""
        return bool(self.codes) and self.codes[TAKEN] >= share * self.codes.total()


@dataclass(slots=True)
class Load:
    """A running load.

    Attributes:
        well: the share of a second's pushes that are taken where all is well.
        held: numbers of the parcels that customs hold, so far.
        seconds: as the flood told them.
    """

    sandbox: Sandbox
    rate: float
    file: Path
    process: asyncio.subprocess.Process
    to_hold: list[str]
    well: float = 1
    held: list[str] = field(default_factory=list)
    seconds: list[Second] = field(default_factory=list)
    orders: int = 0
    _trading: asyncio.Task[None] | None = None

    def send_to(self, edges: list[int]) -> None:
        """From now on these edges only."""
        self._tell({"edges": edges})
        self.sandbox.pusher.edge = f"http://127.0.0.1:{edges[0]}"

    async def steady(self, seconds: int = 5, within: float = 120) -> float:
        """Wait until all was well for so many seconds in a row; when the first of them began."""

        def well() -> bool:
            last = self.seconds[-seconds:]
            return len(last) == seconds and all(one.well(self.well) for one in last)

        await self.told()
        await eventually(well, within=within, what="all pushes taken again")
        return self.seconds[-seconds].at - 1

    async def told(self, seconds: int = 1) -> None:
        """Wait until the flood has told of so many more seconds."""
        upto = len(self.seconds) + seconds
        await eventually(lambda: len(self.seconds) >= upto, within=180, what="the flood tells")

    async def rest(self) -> None:
        """Let nothing happen any more.

        Raises:
            Exception: what the trade has died of.
        """
        if self._trading is not None:
            self._trading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._trading

    async def end(self, within: float = 180) -> list[Attempt]:
        """Let nothing happen any more, wait until all is told and taken, and read the answers."""
        await self.rest()
        self._tell({"stop": True})
        async with asyncio.timeout(within):
            assert await self.process.wait() == 0
        return read(self.file)

    def _tell(self, what: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what).encode() + b"\n")

    def begin(self) -> None:
        """Trade, from now on."""
        self._trading = asyncio.create_task(self._trade())

    async def hear(self) -> None:
        """Until the flood ends."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            told = json.loads(line)
            codes = Counter({int(code): n for code, n in told["codes"].items()})
            self.seconds.append(Second(told["at"], told["waiting"], codes))

    async def _trade(self) -> None:
        """Orders come, are paid and sent, as fast as the flood tells of it."""
        deeds, begun, done, held = self._deeds(), time.monotonic(), 0, 0
        domain = self.sandbox.now()
        while True:
            await asyncio.sleep(TICK)
            gone = time.monotonic() - begun
            self.sandbox.step_to(domain + timedelta(seconds=gone))
            while done < gone * self.rate / EACH:
                done += 1
                self._tell({"order": next(deeds)})
            if held < gone / HOLD_EVERY and self.to_hold:
                held += 1
                self._hold(self.to_hold.pop())

    def _deeds(self) -> Iterator[list[str]]:
        """One change after the other, and which order it changed; the flood alone tells of it."""
        while True:
            with self._unheard():
                key = self.sandbox.place_order(LAZADA, paid=False)
                self.orders += 1
            yield self._told(key)
            with self._unheard():
                self.sandbox.play(Paid(self.sandbox.now(), key))
            yield self._told(key)
            if self.orders % 4 == 0:
                with self._unheard():
                    self.sandbox.ship(key)
                yield self._told(key)

    def _told(self, key: str) -> list[str]:
        order = self.sandbox.order(key)
        return [order.plan.order_id, next(iter(order.lines))]

    @contextlib.contextmanager
    def _unheard(self) -> Iterator[None]:
        """What happens in the block is pushed by nobody but the flood."""
        pusher = self.sandbox.pusher
        edge, pusher.edge = pusher.edge, None
        try:
            yield
        finally:
            pusher.edge = edge

    def _hold(self, number: str) -> None:
        """Customs of the destination hold it; its buyer is to be told once."""
        self.sandbox.scan(number, "InTransit_Arrival", "Arrived", country="MY")
        self.sandbox.scan(number, HOLD, ASKED, country="MY")
        self.held.append(number)


@contextlib.asynccontextmanager
async def load(
    sandbox: Sandbox,
    edges: list[int],
    *,
    rate: float,
    file: Path,
    to_hold: list[str],
    well: float = 1,
) -> AsyncIterator[Load]:
    """Webhooks at a rate, and what they tell of, inside the block.

    Args:
        sandbox: where it happens.
        edges: ports of those that are sent to at first.
        rate: pushes a second.
        file: of the flood's attempts.
        to_hold: numbers of parcels on their way.
        well: the share of a second's pushes that are taken where all is well.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.cluster.flood", str(rate), str(EACH), str(file)),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    running = Load(sandbox, rate, file, process, to_hold, well)
    running.send_to(edges)
    hearing = asyncio.create_task(running.hear())
    running.begin()
    try:
        yield running
    finally:
        hearing.cancel()
        await running.rest()
        if process.returncode is None:
            process.kill()
            await process.wait()

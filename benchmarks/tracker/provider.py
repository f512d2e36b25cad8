"""The sandbox's 17TRACK with many parcels and no limit, as a process of its own."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from typing_extensions import override

from benchmarks.tracker.fold import WAY
from services.runtime.clock import SteppedClock
from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.events import ScanPlan
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from services.sandbox.tracked import Tracked

PARCELS = 20_000
SCANS = 10
CHANGED = 20
"""One of so many has news at each look."""

START = datetime(2026, 3, 2, tzinfo=UTC)
KEY = world.empty(START).accounts.tracking_key


def number(n: int) -> str:
    """The number of a parcel."""
    return f"RB{n:09d}CN"


def fill(sandbox: Sandbox) -> None:
    """Every parcel with its first scans."""
    words = [(code, text, country) for code, text, country, _ in WAY[:9]] + [WAY[2][:3]]
    for n in range(PARCELS):
        found = sandbox.book.tracked(number(n))
        found.registered_at, found.country, found.carrier = START, "BR", 3011
        for place, (code, text, country) in enumerate(words[:SCANS]):
            at = START - timedelta(days=9) + timedelta(hours=20 * place, minutes=n % 1440)
            found.scans.append(ScanPlan(at, code, text, country, f"{country} {n % 97}", 8))


class Looked(dict[str, Tracked]):
    """The numbers; a look at one of so many finds that the carrier has shown another scan.

    Every ``get`` is a look: what only asks whether a number is there asks otherwise.
    """

    def __init__(
        self, numbers: Mapping[str, Tracked], show: Callable[[str, ScanPlan], object]
    ) -> None:
        super().__init__(numbers)
        self._show = show
        self._looks = [0] * PARCELS

    @override
    def get(self, number: str, default: Any = None) -> Any:
        n = int(number[2:11])
        self._looks[n] += 1
        if (n + self._looks[n]) % CHANGED == 0:
            at = START + timedelta(days=self._looks[n] - 1, minutes=n % 1440)
            place = f"BR {self._looks[n]}"
            self._show(number, ScanPlan(at, "InTransit_Other", "Sorted", "BR", place, -3))
        return super().get(number, default)


async def main() -> None:
    """Serve until killed."""
    sandbox = await start(
        world.empty(START), clock=SteppedClock(START), published=Terms(tracking_per_second=10**9)
    )
    fill(sandbox)
    sandbox.book.numbers = Looked(sandbox.book.numbers, sandbox.book.show)
    print(sandbox.base, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

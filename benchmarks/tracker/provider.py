"""The sandbox's 17TRACK with many parcels and no limit, as a process of its own."""

import asyncio
from datetime import UTC, datetime, timedelta

from benchmarks.tracker.fold import WAY
from services.runtime.clock import SteppedClock
from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.events import ScanPlan
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms

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


async def main() -> None:
    """Serve until killed; between two looks at a parcel, some get another scan."""
    sandbox = await start(
        world.empty(START), clock=SteppedClock(START), published=Terms(tracking_per_second=10**9)
    )
    fill(sandbox)
    render, looks = sandbox.book._item, [0] * PARCELS  # noqa: SLF001 - what a look costs is ours

    def item(found: object, at: datetime) -> str:
        n = int(found.number[2:11])  # type: ignore[attr-defined]
        looks[n] += 1
        if (n + looks[n]) % CHANGED == 0:
            seen = START + timedelta(days=looks[n] - 1, minutes=n % 1440)
            sandbox.book.show(
                number(n), ScanPlan(seen, "InTransit_Other", "Sorted", "BR", f"BR {looks[n]}", -3)
            )
        return render(found, at)  # type: ignore[arg-type]

    sandbox.book._item = item  # type: ignore[method-assign] # noqa: SLF001 - as above
    print(sandbox.base, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

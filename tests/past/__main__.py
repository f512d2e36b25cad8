"""``make test-past``: a new shop with 60 days of 5,000 parcels a day behind it says nothing."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from services.runtime import logs
from services.runtime.embedded.postgres import start_postgres
from tests.past.backfill import Result, back_fill


def main() -> int:
    """Back-fill, print the figures; 1 where anything was said that should not have been."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=60, help="how long the shop has traded")
    parser.add_argument("--a-day", type=int, default=5000, help="parcels it has sent a day")
    given = parser.parse_args()
    result = asyncio.run(_run(given.days, given.a_day))
    _tell(result)
    return 1 if result.early else 0


async def _run(days: int, a_day: int) -> Result:
    logs.configure("test-past", level=logging.WARNING)
    with tempfile.TemporaryDirectory() as directory:
        server = await start_postgres(Path(directory), fsync=False)
        try:
            return await back_fill(server.url, days, a_day)
        finally:
            await server.stop()


def _tell(result: Result) -> None:
    rate = result.records / result.seconds if result.seconds else 0.0
    missed = sum(n for (_, status), n in result.statuses.items() if status == "missed")
    lines = [
        f"{result.orders} orders, {result.records} records in {result.seconds:.0f} s: {rate:.0f}/s",
        f"{result.memory} MiB of memory at most",
        f"{missed} occasions entered as missed",
        *(f"  {n} {rule} {status}" for (rule, status), n in sorted(result.statuses.items())),
        f"{result.said} messages on the first day, about what fell due on it",
        f"{len(result.early)} messages that should not have left",
        *(f"  {order}" for order in result.early),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())

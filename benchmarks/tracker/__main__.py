"""``make bench-tracker``: the fold, the lease and the loop, one after the other, one core each."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import asyncpg
import uvloop

from benchmarks.tracker import fold, lease, loop
from services.runtime.embedded.postgres import start_postgres


async def _fresh(url: str, name: str) -> str:
    conn = await asyncpg.connect(url)
    try:
        await conn.execute(f"CREATE DATABASE {name}")
    finally:
        await conn.close()
    return url.rsplit("/", 1)[0] + f"/{name}"


async def _database(which: set[str], own: set[int], rest: set[int]) -> None:
    """Those that want PostgreSQL: it has the other cores, we have one."""
    with tempfile.TemporaryDirectory() as data:
        os.sched_setaffinity(0, rest)
        postgres = await start_postgres(Path(data), fsync=False)
        os.sched_setaffinity(0, own)
        try:
            if "loop" in which:
                measured = loop.run(await _fresh(postgres.url, "loop"), rest)
                await asyncio.to_thread(uvloop.run, measured)  # as the service runs
            if "lease" in which:
                await lease.run(await _fresh(postgres.url, "lease"))
        finally:
            await postgres.stop()


def main() -> None:
    """All of it, or what the command line names."""
    which = set(sys.argv[1:]) or {"fold", "lease", "loop"}
    cores = sorted(os.sched_getaffinity(0))
    own, rest = {cores[0]}, set(cores[1:]) or {cores[0]}
    os.sched_setaffinity(0, own)
    print(f"{len(cores)} cores, one of them for what is measured")
    if "fold" in which:
        fold.main()
    if which & {"lease", "loop"}:
        asyncio.run(_database(which, own, rest))


if __name__ == "__main__":
    main()

"""``make bench-notifier``: plan, events, due, claims, chat one after the other, or those named."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import asyncpg
import uvloop

from benchmarks.notifier import chat, claims, due, events, planning
from services.runtime.embedded.broker import start_broker
from services.runtime.embedded.postgres import start_postgres
from services.runtime.kafka.profile import KafkaProfile


async def _fresh(url: str, name: str) -> str:
    conn = await asyncpg.connect(url)
    try:
        await conn.execute(f"CREATE DATABASE {name}")
    finally:
        await conn.close()
    return url.rsplit("/", 1)[0] + f"/{name}"


async def _on_servers(which: set[str], own: set[int], rest: set[int]) -> None:
    """Those that want PostgreSQL or Kafka: they have the other cores, we have one."""
    with tempfile.TemporaryDirectory() as data:
        os.sched_setaffinity(0, rest)
        broker = await start_broker(Path(data))
        postgres = await start_postgres(Path(data), fsync=False)
        os.sched_setaffinity(0, own)
        servers = broker.child.pid, postgres.child.pid
        try:
            if "events" in which:
                kafka = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
                measured = events.run(await _fresh(postgres.url, "events"), kafka, servers)
                await asyncio.to_thread(uvloop.run, measured)  # as the service runs
            if "due" in which:
                measured = due.run(await _fresh(postgres.url, "due"), servers)
                await asyncio.to_thread(uvloop.run, measured)
            if "claims" in which:
                measured = claims.run(await _fresh(postgres.url, "claims"), servers)
                await asyncio.to_thread(uvloop.run, measured)
        finally:
            await postgres.stop()
            await broker.stop()


def main() -> None:
    """All of it, or what the command line names."""
    which = set(sys.argv[1:]) or {"plan", "events", "due", "claims", "chat"}
    cores = sorted(os.sched_getaffinity(0))
    own, rest = {cores[0]}, set(cores[1:]) or {cores[0]}
    os.sched_setaffinity(0, own)
    busy = os.getloadavg()[0]
    print(f"{len(cores)} cores, one of them for what is measured; load before it began {busy:.1f}")
    if "plan" in which:
        planning.main()
    if which & {"events", "due", "claims"}:
        asyncio.run(_on_servers(which, own, rest))
    if "chat" in which:
        os.sched_setaffinity(0, {*own, *rest})
        print("the rest on every core, with the outside and the servers")
        with tempfile.TemporaryDirectory() as data:
            asyncio.run(chat.run(Path(data)))


if __name__ == "__main__":
    main()

"""PostgreSQL: the schemas that the program needs, and its clock."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.cli.checks.finding import Finding, ok, problem, warning
from services.desk.app import MIGRATIONS as DESK
from services.ingest.app import MIGRATIONS as INGEST
from services.notifier.app import MIGRATIONS as NOTIFIER
from services.runtime.postgres.hosts import each, timelines
from services.runtime.postgres.migrate import COMMON
from services.runtime.postgres.pool import Connection, Pool, one_statement
from services.tracker.app import MIGRATIONS as TRACKER

CARRIED: Mapping[str, Path] = {
    "ingest": INGEST,
    "tracker": TRACKER,
    "notifier": NOTIFIER,
    "desk": DESK,
}
"""Schema to the migrations that this program carries for it."""

_MAY_LACK = frozenset({"desk"})
"""Of a service that not every installation has."""

APART = timedelta(seconds=5)
"""Two clocks further apart than this are not kept by the same time."""


async def made(pool: Pool) -> list[str]:
    """The schemas that are there."""
    async with one_statement(pool) as conn:
        return [name for name in CARRIED if await _exists(conn, name)]


async def schemas(pool: Pool) -> Iterable[Finding]:
    """Whether each schema is what this program takes it for."""
    there = await made(pool)
    found = [
        warning(f"schema {name} is not made yet", "start the service once: it makes its own")
        for name in CARRIED
        if name not in {*there, *_MAY_LACK}
    ]
    async with one_statement(pool) as conn:
        for name in there:
            found += _compared(name, await _run(conn, name), await _carried(CARRIED[name]))
    return found or [ok(f"schemas {', '.join(there)} are up to date")]


def _compared(schema: str, run: Mapping[str, str], carried: Mapping[str, str]) -> Iterable[Finding]:
    for name in sorted(carried.keys() - run.keys()):
        do = "start its service with this version: it migrates by itself"
        yield problem(f"schema {schema}: {name} has not run", do)
    for name in sorted(run.keys() - carried.keys()):
        do = "the database is newer than this program: use the version that the services have"
        yield problem(f"schema {schema}: {name} is not known here", do)
    for name in sorted(run.keys() & carried.keys()):
        if run[name] != carried[name]:
            do = "a migration that has run must not be edited: put the released file back"
            yield problem(f"schema {schema}: {name} is not the file that has run", do)


async def primaries(url: str | None) -> Iterable[Finding]:
    """Of several servers in one address one takes writes, not two."""
    told = await timelines(url) if url and len(each(url)) > 1 else []
    writing = sorted(timeline for timeline in told if timeline)
    if len(writing) > 1:
        what = f"{len(writing)} servers of database.url take writes, on timelines {writing}"
        do = "a failover has left one behind: stop that of the lower number, and make it a replica"
        return [problem(what, do)]
    return [ok(f"one of {len(told)} servers of database.url takes writes")] if told else []


async def clocks(pool: Pool) -> Iterable[Finding]:
    """How far this machine's clock is from PostgreSQL's, give or take the question's own time."""
    async with one_statement(pool) as conn:
        before = datetime.now(UTC)
        theirs: datetime = await conn.fetchval("SELECT clock_timestamp()")
        after = datetime.now(UTC)
    apart = max(before - theirs, theirs - after, timedelta())
    if apart <= APART:
        return [ok("this machine and PostgreSQL agree on the time")]
    what = f"this machine and PostgreSQL are {apart.total_seconds():.0f} s apart"
    do = "have both keep time by NTP: deadlines and leases are reckoned by them"
    return [problem(what, do)]


async def _exists(conn: Connection, schema: str) -> bool:
    query = "SELECT to_regclass($1) IS NOT NULL"
    return bool(await conn.fetchval(query, f"{schema}.migrations"))


async def _run(conn: Connection, schema: str) -> dict[str, str]:
    query = f"SELECT name, hash FROM {schema}.migrations"  # noqa: S608 - a name of our own
    return {row["name"]: row["hash"] for row in await conn.fetch(query)}


async def _carried(directory: Path) -> dict[str, str]:
    def read() -> dict[str, str]:
        files = (*COMMON, *directory.glob("*.sql"))
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    return await asyncio.to_thread(read)

"""Migrations: numbered SQL files, each run once, all or none.

Expand, then contract. A file ``NNNN_name.sql`` only adds: the program before it goes on working
beside it, so that an upgrade rolls out with old and new side by side, and back. What takes
something away stands in ``NNNN_name.contract.sql``; no service runs it, only ``forestall migrate
--contract``, once nobody will go back.
"""

import asyncio
import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import asyncpg

from services.runtime.errors import ConfigurationError
from services.runtime.postgres.hosts import connect
from services.runtime.postgres.pool import CONNECT_LIMIT, identifier, outage

COMMON = tuple(
    Path(__file__).with_name(name)
    for name in ("common.sql", "told.sql", "personal.sql", "traces.sql")
)
"""The tables of every service's schema."""

FILE_LIMIT = 300.0
"""Seconds for one file that does not state its own (its first line: ``-- limit: 7200 s``)."""

CONTRACT = ".contract.sql"
"""How the name of a file ends that takes away what only an older program needs."""

_LIMIT = re.compile(r"-- limit: (\d+) s\n")
_NUMBERED = re.compile(r"\d{4}_")


async def migrate(url: str, schema: str, directory: Path, *, contract: bool = False) -> list[str]:
    """Bring a schema up to date; safe to run from several processes at once.

    Files of a newer program that have run are no mistake, as long as they only added.

    Args:
        url: ``postgresql://...``.
        schema: created where it is missing; unqualified names in the files mean this schema.
        directory: holds ``NNNN_name.sql``, run in the order of their names.
        contract: run the files that take away, too.

    Returns:
        The names of the files run now.

    Raises:
        ConfigurationError: a file that has run was changed or is gone, or a newer program has
            taken away what this one needs.
        Unavailable: the server does not answer.
    """
    files = await asyncio.to_thread(lambda: [*COMMON, *sorted(directory.glob("*.sql"))])
    try:
        conn = await connect(url, timeout=CONNECT_LIMIT, command_timeout=FILE_LIMIT)
        try:
            async with conn.transaction():
                return await _migrate(conn, identifier(schema), files, contract=contract)
        finally:
            await conn.close()
    except Exception as error:
        raise outage(error) or error from error


async def _migrate(
    conn: "asyncpg.Connection[asyncpg.Record]", schema: str, files: list[Path], *, contract: bool
) -> list[str]:
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    # One lock for all schemas: two services may create their first tables at the same moment.
    await conn.execute(
        "SELECT pg_advisory_xact_lock(hashtext('forestall'), hashtext('migrate'))",
        timeout=max(map(_limit, texts.values())),  # another process may run any of them
    )
    await conn.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    await conn.execute(f"SET LOCAL search_path TO {schema}")
    await conn.execute(
        "CREATE TABLE IF NOT EXISTS migrations ("
        "name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())"
    )
    rows = await conn.fetch("SELECT * FROM migrations")
    done = {row["name"]: row["hash"] for row in rows}
    last = max((row["at"] for row in rows if row["name"] in texts), default=None)
    later = {row["name"] for row in rows if last is not None and row["at"] > last}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    problems = refused(schema, done, hashes, later)
    if problems:
        raise ConfigurationError(problems)
    new = [name for name in texts if name not in done and (contract or not takes_away(name))]
    for name in new:
        await conn.execute(texts[name], timeout=_limit(texts[name]))
        await conn.execute(
            "INSERT INTO migrations (name, hash) VALUES ($1, $2)", name, hashes[name]
        )
    return new


def takes_away(name: str) -> bool:
    """Whether a file takes away what only an older program needs."""
    return name.endswith(CONTRACT)


def refused(
    schema: str, done: Mapping[str, str], own: Mapping[str, str], later: Collection[str] = ()
) -> list[str]:
    """Why a program cannot work on a schema, a sentence a file; none where it can.

    Args:
        schema: its name, for the sentences.
        done: the files that have run, by name, with their hashes.
        own: the files that this program has, likewise.
        later: those of ``done`` that have run after all of our own: a newer program's, whatever
            their names.
    """
    newest = max((name for name in own if _NUMBERED.match(name)), default="")
    problems = []
    for name, was in done.items():
        # Without a number it is a table of every schema, which a newer program has brought.
        since = name > newest or name in later or not _NUMBERED.match(name)
        newer = name not in own and since
        if newer and takes_away(name):
            problems.append(
                f"{schema}/{name} has taken away what this program needs: run the newer program, "
                "or restore a backup of before"
            )
        elif not newer and own.get(name) != was:
            problems.append(f"migration {schema}/{name} has run and was changed or removed")
    return problems


def _limit(text: str) -> float:
    """Seconds that a file may take."""
    stated = _LIMIT.match(text)
    return float(stated[1]) if stated else FILE_LIMIT

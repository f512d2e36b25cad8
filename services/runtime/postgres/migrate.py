"""Migrations: numbered SQL files, each run once, all or none."""

import asyncio
import hashlib
import re
from pathlib import Path

import asyncpg

from services.runtime.errors import ConfigurationError
from services.runtime.postgres.pool import CONNECT_LIMIT, identifier, outage

COMMON = tuple(
    Path(__file__).with_name(name) for name in ("common.sql", "told.sql", "personal.sql")
)
"""The tables of every service's schema."""

FILE_LIMIT = 300.0
"""Seconds for one file that does not state its own (its first line: ``-- limit: 7200 s``)."""

_LIMIT = re.compile(r"-- limit: (\d+) s\n")


async def migrate(url: str, schema: str, directory: Path) -> list[str]:
    """Bring a schema up to date; safe to run from several processes at once.

    Args:
        url: ``postgresql://...``.
        schema: created where it is missing; unqualified names in the files mean this schema.
        directory: holds ``NNNN_name.sql``, run in the order of their names.

    Returns:
        The names of the files run now.

    Raises:
        ConfigurationError: a file that has run was changed or is gone.
        Unavailable: the server does not answer.
    """
    files = await asyncio.to_thread(lambda: [*COMMON, *sorted(directory.glob("*.sql"))])
    try:
        conn = await asyncpg.connect(url, timeout=CONNECT_LIMIT, command_timeout=FILE_LIMIT)
        try:
            async with conn.transaction():
                return await _migrate(conn, identifier(schema), files)
        finally:
            await conn.close()
    except Exception as error:
        raise outage(error) or error from error


async def _migrate(
    conn: "asyncpg.Connection[asyncpg.Record]", schema: str, files: list[Path]
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
    done = {row["name"]: row["hash"] for row in await conn.fetch("SELECT * FROM migrations")}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    changed = [name for name, was in done.items() if hashes.get(name) != was]
    if changed:
        raise ConfigurationError(
            [f"migration {schema}/{name} has run and was changed or removed" for name in changed]
        )
    new = [name for name in texts if name not in done]
    for name in new:
        await conn.execute(texts[name], timeout=_limit(texts[name]))
        await conn.execute(
            "INSERT INTO migrations (name, hash) VALUES ($1, $2)", name, hashes[name]
        )
    return new


def _limit(text: str) -> float:
    """Seconds that a file may take."""
    stated = _LIMIT.match(text)
    return float(stated[1]) if stated else FILE_LIMIT

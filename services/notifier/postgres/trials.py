"""Rows of trials in PostgreSQL: playbooks that somebody tries before one is taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import asyncpg

from services.notifier.playbook import Written
from services.notifier.trying import Found
from services.runtime.postgres.pool import Connection

State = Literal["running", "done", "wrong", "failed"]
LAST = 10
"""Trials that are listed."""

KEPT = 50
"""Trials that are kept: each holds a playbook's whole text, and what it came to."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A playbook that is tried.

    Attributes:
        written: None: what the settings name.
        number: of the playbook in force that it is compared with.
        done: live orders that were looked through, of ``total``.
        stuck: it has not got on for two minutes: whoever looked has ended meanwhile.
    """

    id: int
    at: datetime
    by: str
    name: str
    written: Written | None
    number: int
    state: State
    done: int
    total: int
    found: Found
    stuck: bool


_READ = """
    SELECT id, at, by, name, body, base, number, state, done, total, found,
           state = 'running' AND moved_at < clock_timestamp() - interval '2 minutes' AS stuck
      FROM notifier.trials
"""


_GOES_ON = "state = 'running' AND NOT stuck"


@dataclass(frozen=True, slots=True)
class Fresh:
    """A playbook that is to be tried; see ``Trial``."""

    at: datetime
    by: str
    name: str
    written: Written | None
    number: int


async def begin(conn: Connection, fresh: Fresh) -> int | None:
    """Keep a playbook that is to be tried; its number among the trials.

    None while another is tried, by whichever process: it fills a core for as long. The oldest rows
    go, so that ``KEPT`` stay.
    """
    # Of two at once the second waits, and then sees the first one's row.
    await conn.execute("LOCK TABLE notifier.trials IN SHARE ROW EXCLUSIVE MODE")
    if await conn.fetchval(f"SELECT EXISTS (SELECT FROM ({_READ}) AS one WHERE {_GOES_ON})"):  # noqa: S608 - our own words
        return None
    await conn.execute(
        """DELETE FROM notifier.trials WHERE id <=
           (SELECT id FROM notifier.trials ORDER BY id DESC OFFSET $1 LIMIT 1)""",
        KEPT - 1,
    )
    found: int = await conn.fetchval(
        """INSERT INTO notifier.trials (at, by, name, body, base, number, state, moved_at)
           VALUES ($1, $2, $3, $4, $5, $6, 'running', clock_timestamp()) RETURNING id""",
        fresh.at,
        fresh.by,
        fresh.name,
        fresh.written.text if fresh.written else None,
        fresh.written.base if fresh.written else "",
        fresh.number,
    )
    return found


async def move_on(conn: Connection, trial: int, done: int, total: int) -> None:
    """Note how far it has come."""
    await conn.execute(
        """UPDATE notifier.trials SET done = $2, total = $3, moved_at = clock_timestamp()
           WHERE id = $1 AND state = 'running'""",
        trial,
        done,
        total,
    )


async def end(conn: Connection, trial: int, state: State, found: Found) -> None:
    """Note what it came to."""
    await conn.execute(
        """UPDATE notifier.trials SET state = $2, found = $3, moved_at = clock_timestamp()
           WHERE id = $1 AND state = 'running'""",
        trial,
        state,
        found.model_dump_json(),
    )


async def read(conn: Connection, trial: int) -> Trial | None:
    """One trial."""
    row = await conn.fetchrow(f"{_READ} WHERE id = $1", trial)
    return _trial(row) if row else None


async def last(conn: Connection) -> list[Trial]:
    """The last ones, the newest first."""
    rows = await conn.fetch(f"{_READ} ORDER BY id DESC LIMIT $1", LAST)
    return [_trial(row) for row in rows]


def _trial(row: asyncpg.Record) -> Trial:
    body = row["body"]
    return Trial(
        id=row["id"],
        at=row["at"],
        by=row["by"],
        name=row["name"],
        written=None if body is None else Written(row["name"], body, row["base"]),
        number=row["number"],
        state=row["state"],
        done=row["done"],
        total=row["total"],
        found=Found.model_validate_json(row["found"]),
        stuck=row["stuck"],
    )

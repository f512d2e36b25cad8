"""Sessions of the desk that were ended: no copy of such a cookie opens anything."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.runtime.postgres.pool import Connection, Pool, one_statement, transaction


class PostgresSignedOut:
    """In PostgreSQL; every instant is machine time.

    Args:
        pool: of the database.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, session: str, until: datetime, now: datetime) -> None:
        """End one; those that would have ended by themselves meanwhile are forgotten.

        Args:
            session: its id.
            until: when it would have ended by itself.
            now: the machine's.
        """
        async with transaction(self._pool) as conn:
            await _forget(conn, now)
            await _end(conn, session, None, until)

    async def told(
        self, token: str, ended: Mapping[str, datetime | None], until: datetime, now: datetime
    ) -> bool:
        """End what a provider's token names; False, and nothing, where it was taken before.

        Args:
            token: what tells it from every other.
            ended: by mark, those that began until then; None: whenever they began.
            until: when the last of these would have ended by itself.
            now: the machine's.
        """
        async with transaction(self._pool) as conn:
            await _forget(conn, now)
            new = await conn.fetchval(
                """INSERT INTO notifier.signed_out (session, until) VALUES ($1, $2)
                   ON CONFLICT (session) DO NOTHING RETURNING true""",
                token,
                until,
            )
            if not new:
                return False
            for mark, before in ended.items():
                await _end(conn, mark, before, until)
        return True

    async def has(self, session: str, marks: Sequence[str], began: datetime) -> bool:
        """Whether one was ended: by its id, or by a mark that it has. One look at the primary key.

        Args:
            session: its id.
            marks: by which a provider may name it.
            began: when it did.
        """
        async with one_statement(self._pool) as conn:
            found = await conn.fetchval(
                """SELECT true FROM notifier.signed_out
                    WHERE session = ANY($1) AND (before IS NULL OR before >= $2) LIMIT 1""",
                [session, *marks],
                began,
            )
        return bool(found)


async def _forget(conn: Connection, now: datetime) -> None:
    await conn.execute("DELETE FROM notifier.signed_out WHERE until < $1", now)


async def _end(conn: Connection, session: str, before: datetime | None, until: datetime) -> None:
    await conn.execute(
        """INSERT INTO notifier.signed_out AS known (session, before, until) VALUES ($1, $2, $3)
           ON CONFLICT (session) DO UPDATE
              SET before = greatest(known.before, excluded.before),
                  until = greatest(known.until, excluded.until)""",
        session,
        before,
        until,
    )

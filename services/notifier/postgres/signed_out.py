"""Sessions of the desk that somebody ended by hand: no copy of such a cookie opens anything."""

from datetime import datetime

from services.runtime.postgres.pool import Pool, one_statement


class PostgresSignedOut:
    """In PostgreSQL.

    Args:
        pool: of the database.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, session: str, until: datetime, now: datetime) -> None:
        """End one; those that would have ended by themselves meanwhile are forgotten.

        Args:
            session: its id.
            until: when it would have ended by itself; machine time, as ``now``.
            now: the machine's.
        """
        async with one_statement(self._pool) as conn:
            await conn.execute(
                """WITH past AS (DELETE FROM notifier.signed_out WHERE until < $3)
                   INSERT INTO notifier.signed_out (session, until) VALUES ($1, $2)
                   ON CONFLICT (session) DO NOTHING""",
                session,
                until,
                now,
            )

    async def has(self, session: str) -> bool:
        """Whether one was ended: one look at the primary key."""
        async with one_statement(self._pool) as conn:
            found = await conn.fetchval(
                "SELECT true FROM notifier.signed_out WHERE session = $1", session
            )
        return bool(found)

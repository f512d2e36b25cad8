"""SQL of the table ``told`` (``runtime/postgres/told.sql``): what one receiver knows.

Pages are leased by ``leased_until`` while they are being said; notices wait by ``due_at``, which
also leases them. Both are domain time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.postgres.leases import Due
from services.runtime.postgres.pool import Connection, identifier


@dataclass(frozen=True, slots=True)
class Known:
    """What a receiver knows of a page.

    Attributes:
        said: empty where nothing was said yet; ``perhaps`` where that is not known.
        leased_until: by whoever is saying something about it.
    """

    said: str
    leased_until: datetime | None


class ToldTable:
    """The rows of one receiver in one service's schema.

    Args:
        schema: the service's.
        receiver: its name, a plain word.

    Attributes:
        due: notices to be told.

    Raises:
        ValueError: the name is no plain word.
    """

    def __init__(self, schema: str, receiver: str) -> None:
        self._table = identifier(f"{schema}.told")
        self._receiver = identifier(receiver)
        only = f"receiver = '{self._receiver}'"
        self.due = Due(self._table, ("receiver", "dedup_key"), "due_at", only)

    async def known(self, conn: Connection, key: str, *, make: bool) -> Known | None:
        """What is known of a page, its row locked; None without a row, which ``make`` makes."""
        if make:
            await conn.execute(
                f"""INSERT INTO {self._table} (receiver, dedup_key) VALUES ($1, $2)
                    ON CONFLICT DO NOTHING""",  # noqa: S608 - a checked name
                self._receiver,
                key,
            )
        row = await conn.fetchrow(
            f"""SELECT said, leased_until FROM {self._table}
                WHERE receiver = $1 AND dedup_key = $2 FOR UPDATE""",  # noqa: S608 - the same
            self._receiver,
            key,
        )
        return Known(row["said"], row["leased_until"]) if row else None

    async def lease(self, conn: Connection, key: str, until: datetime, said: str) -> None:
        """Nobody else says anything about a page, whose row is locked, before ``until``.

        ``said`` holds if nothing is heard of this process any more.
        """
        await conn.execute(
            f"""UPDATE {self._table} SET leased_until = $3, said = $4
                WHERE receiver = $1 AND dedup_key = $2""",  # noqa: S608 - the same
            self._receiver,
            key,
            until,
            said,
        )

    async def end_lease(self, conn: Connection, key: str, lease: datetime, said: str) -> None:
        """What was said by the end of a lease; empty: nothing, somebody may try again."""
        await conn.execute(
            f"""UPDATE {self._table}
                SET leased_until = NULL, said = $4
                WHERE receiver = $1 AND dedup_key = $2 AND leased_until = $3""",  # noqa: S608 - the same
            self._receiver,
            key,
            lease,
            said,
        )

    async def forget(self, conn: Connection, keys: Collection[str]) -> None:
        """What is over and told, or was never told."""
        await conn.execute(
            f"DELETE FROM {self._table} WHERE receiver = $1 AND dedup_key = ANY($2::text[])",  # noqa: S608 - the same
            self._receiver,
            list(keys),
        )

    async def keep(
        self, conn: Connection, key: str, alert: str, words: str, due_at: datetime
    ) -> None:
        """Have a notice told at ``due_at``, or when it is due already; told with ``words``, not."""
        await conn.execute(
            f"""INSERT INTO {self._table} AS told (receiver, dedup_key, alert, due_at)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (receiver, dedup_key) DO UPDATE
                SET alert = excluded.alert,
                    due_at = CASE WHEN told.said <> $5
                                  THEN coalesce(told.due_at, excluded.due_at) END""",  # noqa: S608 - the same
            self._receiver,
            key,
            alert,
            due_at,
            words,
        )

    async def told(
        self,
        conn: Connection,
        rows: Collection[asyncpg.Record],
        said: Mapping[str, str],
        *,
        lease: datetime,
        again: datetime,
        changed: datetime,
    ) -> None:
        """Finish notices that were leased.

        Args:
            conn: in a transaction.
            rows: as they were leased.
            said: key to the words that were told; what is not there was not accepted.
            lease: until which they were.
            again: when what was not accepted is tried again.
            changed: when what has changed meanwhile is told in its turn.
        """
        for row in rows:
            words = said.get(row["dedup_key"])
            await conn.execute(
                f"""UPDATE {self._table}
                    SET said = coalesce($3::text, said),
                        due_at = CASE WHEN $3::text IS NULL THEN $4::timestamptz
                                      WHEN alert <> $5::jsonb THEN $6::timestamptz END
                    WHERE receiver = $1 AND dedup_key = $2 AND due_at = $7""",  # noqa: S608 - the same
                self._receiver,
                row["dedup_key"],
                words,
                again,
                row["alert"],
                changed,
                lease,
            )

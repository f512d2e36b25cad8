"""What the log is held against, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from typing_extensions import override

from schemas.action import Action
from services.notifier.stores.recovery import Identity, RecoveryStore
from services.runtime.postgres.pool import Connection


class PostgresRecovery(RecoveryStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def identity(self) -> Identity:
        # The server's process, the database in it, and the file of the table: a failover and a
        # restore of the whole change the first, a restore of the database or of its content one
        # of the others.
        row = await self._conn.fetchrow(
            """SELECT concat_ws('/', pg_postmaster_start_time(), oid,
                                pg_relation_filenode('notifier.actions')) AS name,
                      (SELECT since FROM notifier.lineage) AS since
               FROM pg_database WHERE datname = current_database()"""
        )
        assert row is not None  # noqa: S101 - the database that is asked
        return Identity(row["name"], row["since"])

    @override
    async def note_lineage(self, now: datetime, *, lost: bool = False) -> None:
        # A promotion and a recovery up to an instant begin a timeline, whose number begins the
        # name of each file of the log; a dump comes back as another database or other tables.
        await self._conn.execute(
            """INSERT INTO notifier.lineage AS known (name, since)
               SELECT concat_ws('/', left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), oid,
                                pg_relation_filenode('notifier.actions')),
                      CASE WHEN $2 THEN $1::timestamptz END
               FROM pg_database WHERE datname = current_database()
               ON CONFLICT (one) DO UPDATE SET name = excluded.name, since = $1
               WHERE known.name <> excluded.name OR $2""",
            now,
            lost,
        )

    @override
    async def read_to(self) -> dict[int, int]:
        rows = await self._conn.fetch("SELECT partition, next_offset FROM notifier.outcomes_read")
        return {row["partition"]: row["next_offset"] for row in rows}

    @override
    async def note_read(self, ends: Mapping[int, int]) -> None:
        await self._conn.executemany(
            """INSERT INTO notifier.outcomes_read (partition, next_offset) VALUES ($1, $2)
               ON CONFLICT (partition) DO UPDATE SET next_offset = $2""",
            sorted(ends.items()),
        )

    @override
    async def unknown(self, told: Sequence[Action]) -> list[Action]:
        rows = await self._conn.fetch(
            """SELECT place FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
                   WITH ORDINALITY AS told (key, order_key, version, status, place)
               WHERE NOT EXISTS (
                   SELECT FROM notifier.actions
                   WHERE actions.key = told.key AND recovered >= told.version
               ) AND NOT EXISTS (
                   SELECT FROM notifier.entries
                   WHERE entries.order_key = told.order_key
                     AND source_id = 'action:' || told.key || '@' || told.version
                     AND body ->> 'status' = told.status
               ) ORDER BY place""",
            [action.key for action in told],
            [action.order_key for action in told],
            [action.version for action in told],
            [str(action.status) for action in told],
        )
        return [told[row["place"] - 1] for row in rows]

    @override
    async def unlooked(self, limit: int) -> list[tuple[str, str]]:
        rows = await self._conn.fetch(
            """SELECT key, order_key FROM notifier.actions
               WHERE recovered > 0 AND status = 'claimed' AND retry_at IS NULL
               ORDER BY order_key, key LIMIT $1""",
            limit,
        )
        return [(row["key"], row["order_key"]) for row in rows]

    @override
    async def lock(self) -> None:
        await self._conn.execute(
            "SELECT pg_advisory_xact_lock(hashtext('notifier'), hashtext('recovery'))"
        )

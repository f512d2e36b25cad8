"""The data keys of one service's schema: made when first needed, found in one query a batch.

A key is taken under a shared lock of its row, so that nobody destroys it before what is sealed with
it has been written. Unwrapped keys are remembered by their wrapping, a bounded number of them: one
that was destroyed has no wrapping any more, and is never found there.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.postgres.pool import Connection, identifier
from services.runtime.privacy.master import MasterKeys
from services.runtime.privacy.sealing import DataKey

PARKED = "parked"
"""The subject of raw records: nobody knows yet whose they are."""

REMEMBERED = 10_000
"""Unwrapped keys that a process keeps: two megabytes."""


@dataclass(frozen=True, slots=True)
class Held:
    """A subject's key, to seal with.

    Attributes:
        key: None where all that was to be sealed is of a time that was erased.
        erased_at: what was said until then has been erased, and is not to be kept again.
    """

    key: DataKey | None
    erased_at: datetime | None


class Vault:
    """The keys of a schema.

    Args:
        schema: the service's.
        master: what they are wrapped with.
        remembered: most unwrapped keys kept in memory.
    """

    def __init__(self, schema: str, master: MasterKeys, remembered: int = REMEMBERED) -> None:
        self.schema = identifier(schema)
        self.master = master
        self._remembered: OrderedDict[bytes, DataKey] = OrderedDict()
        self._most = remembered

    async def keys(
        self, conn: Connection, newest: Mapping[str, datetime], now: datetime
    ) -> Mapping[str, Held]:
        """The key of each subject, made where there is none; locked against being destroyed.

        Args:
            conn: in a transaction.
            newest: by subject, when the newest of what is to be sealed was said.
            now: domain time.

        Raises:
            Unavailable: a key was wrapped by a master key that is not in the settings.
        """
        wanted = sorted(newest)
        found = await self._held(conn, wanted)
        missing = [subject for subject in wanted if subject not in found]
        if missing:
            gone = await self._erased(conn, missing)
            making = [one for one in missing if one not in gone or newest[one] > gone[one]]
            await self._make(conn, making, now)
            found |= {one: Held(None, at) for one, at in gone.items()}
            found |= await self._held(conn, making)
        return found

    async def known(self, conn: Connection, subjects: Collection[str]) -> Mapping[str, DataKey]:
        """The keys of those subjects that have one, to read with.

        Raises:
            Unavailable: as ``keys``.
        """
        rows = await conn.fetch(
            f"""SELECT subject, wrapped, master FROM {self.schema}.personal_keys
                WHERE subject = ANY($1::text[]) AND wrapped IS NOT NULL""",  # noqa: S608 - the same
            sorted(set(subjects)),
        )
        return {row["subject"]: self.unwrap(row) for row in rows}

    def unwrap(self, row: asyncpg.Record) -> DataKey:
        """The key of a row with ``subject``, ``wrapped`` and ``master``.

        Raises:
            Unavailable: as ``keys``.
        """
        wrapped: bytes = row["wrapped"]
        key = self._remembered.get(wrapped)
        if key is None:
            key = self.master.unwrap(row["master"], wrapped, self._about(row["subject"]))
            self._remembered[wrapped] = key
            if len(self._remembered) > self._most:
                self._remembered.popitem(last=False)
        else:
            self._remembered.move_to_end(wrapped)
        return key

    async def rewrap(self, conn: Connection, limit: int) -> int:
        """Wrap some keys with the newest master key that another wraps; how many there were.

        Raises:
            Unavailable: as ``keys``.
        """
        rows = await conn.fetch(
            f"""SELECT subject, wrapped, master FROM {self.schema}.personal_keys
                WHERE wrapped IS NOT NULL AND master <> $1
                ORDER BY subject LIMIT $2 FOR UPDATE""",  # noqa: S608 - the same
            self.master.newest,
            limit,
        )
        await conn.executemany(
            f"UPDATE {self.schema}.personal_keys SET wrapped = $2, master = $3 "  # noqa: S608
            "WHERE subject = $1",
            [self._rewrapped(row) for row in rows],
        )
        return len(rows)

    async def wrapped_by(self, conn: Connection) -> Mapping[str, int]:
        """How many keys each master key wraps, by its name."""
        rows: Sequence[asyncpg.Record] = await conn.fetch(
            f"""SELECT master, count(*) AS keys FROM {self.schema}.personal_keys
                WHERE wrapped IS NOT NULL GROUP BY master"""  # noqa: S608 - the same
        )
        return {row["master"]: row["keys"] for row in rows}

    async def _make(self, conn: Connection, subjects: Sequence[str], now: datetime) -> None:
        await conn.executemany(
            f"""INSERT INTO {self.schema}.personal_keys AS held
                    (subject, wrapped, master, made_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (subject) DO UPDATE
                SET wrapped = excluded.wrapped, master = excluded.master,
                    made_at = excluded.made_at
                WHERE held.wrapped IS NULL""",  # noqa: S608 - a checked identifier
            [(subject, *self._fresh(subject), now) for subject in subjects],
        )

    async def _erased(self, conn: Connection, subjects: Sequence[str]) -> dict[str, datetime]:
        rows = await conn.fetch(
            f"""SELECT subject, erased_at FROM {self.schema}.personal_keys
                WHERE subject = ANY($1::text[]) AND wrapped IS NULL""",  # noqa: S608 - the same
            subjects,
        )
        return {row["subject"]: row["erased_at"] for row in rows}

    async def _held(self, conn: Connection, subjects: Sequence[str]) -> dict[str, Held]:
        rows = await conn.fetch(
            f"""SELECT subject, wrapped, master, erased_at FROM {self.schema}.personal_keys
                WHERE subject = ANY($1::text[]) AND wrapped IS NOT NULL
                ORDER BY subject FOR SHARE""",  # noqa: S608 - the same
            subjects,
        )
        return {row["subject"]: Held(self.unwrap(row), row["erased_at"]) for row in rows}

    def _fresh(self, subject: str) -> tuple[bytes, str]:
        """A new key's wrapping, and the name of the master key that made it."""
        return self.master.wrap(DataKey.fresh(), self._about(subject)), self.master.newest

    def _rewrapped(self, row: asyncpg.Record) -> tuple[str, bytes, str]:
        about = self._about(row["subject"])
        return row["subject"], self.master.wrap(self.unwrap(row), about), self.master.newest

    def _about(self, subject: str) -> str:
        return f"key|{self.schema}|{subject}"

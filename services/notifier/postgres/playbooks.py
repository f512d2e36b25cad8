"""Rows of playbooks in PostgreSQL."""

from typing_extensions import override

from services.notifier.playbook import Written
from services.notifier.postgres.cases import notify
from services.notifier.stores.playbooks import PlaybookStore, Taken
from services.runtime.ids import text_hash
from services.runtime.postgres.pool import Connection


class PostgresPlaybooks(PlaybookStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def number(self) -> int:
        value: int = await self._conn.fetchval(
            "SELECT coalesce(max(number), 0) FROM notifier.playbooks"
        )
        return value

    @override
    async def every(self) -> list[Taken]:
        rows = await self._conn.fetch(
            """SELECT number, version, name, author, reason, at
               FROM notifier.playbooks ORDER BY number"""
        )
        return [Taken(**dict(row)) for row in rows]

    @override
    async def written(self, number: int) -> Written | None:
        row = await self._conn.fetchrow(
            """SELECT name, own.body, base.body AS base FROM notifier.playbooks AS taken
               JOIN notifier.playbook_texts AS own ON own.hash = taken.body
               LEFT JOIN notifier.playbook_texts AS base ON base.hash = taken.base
               WHERE number = $1""",
            number,
        )
        return None if row is None else Written(row["name"], row["body"], row["base"] or "")

    @override
    async def take(self, taken: Taken, written: Written | None) -> bool:
        await self._conn.execute(
            "SELECT FROM notifier.shops ORDER BY shop FOR NO KEY UPDATE"  # the claims in hand
        )
        hashes: list[str | None] = [None, None]
        for place, body in enumerate((written.text, written.base) if written else ()):
            if not body:
                continue
            hashes[place] = text_hash(body)
            await self._conn.execute(
                """INSERT INTO notifier.playbook_texts (hash, body) VALUES ($1, $2)
                   ON CONFLICT DO NOTHING""",
                hashes[place],
                body,
            )
        done = await self._conn.execute(
            """INSERT INTO notifier.playbooks
                   (number, version, name, author, reason, at, body, base)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING""",
            taken.number,
            taken.version,
            taken.name,
            taken.author,
            taken.reason,
            taken.at,
            *hashes,
        )
        await notify(self._conn)
        return bool(done != "INSERT 0 0")

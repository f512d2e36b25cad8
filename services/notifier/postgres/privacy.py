"""A buyer in the notifier: what is kept of them, how it is erased, and what stays to show it."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from services.notifier.case import Case
from services.notifier.ledger import Entry
from services.notifier.postgres.cases import PostgresCases
from services.notifier.talk import own
from services.runtime.postgres.pool import Connection
from services.runtime.privacy import words
from services.runtime.privacy.erasing import destroy
from services.runtime.privacy.vault import Vault

_TABLES = ("cases", "entries", "actions", "tasks", "alert_causes")

# What a person wrote behind a task; how the machine closed one is a fact of the order.
_HUSH = """
    UPDATE notifier.tasks SET outcome = ''
     WHERE order_key = ANY($1::text[]) AND outcome <> '' AND closed_by <> 'forestall'
"""


async def export(
    conn: Connection, vault: Vault, subject: str, order_keys: Collection[str]
) -> dict[str, Any]:
    """Everything that the notifier keeps of a buyer and their orders."""
    found: dict[str, Any] = {}
    for table in _TABLES:
        rows = await conn.fetch(
            f"""SELECT to_jsonb(t) AS row FROM notifier.{table} AS t
                WHERE order_key = ANY($1::text[]) ORDER BY t""",  # noqa: S608 - our own names
            list(order_keys),
        )
        found[table] = [json.loads(row["row"]) for row in rows]
    erasures = await conn.fetch(
        "SELECT to_jsonb(t) AS row FROM notifier.erasures AS t WHERE subject = $1 ORDER BY at",
        subject,
    )
    found["words"] = dict(await words.of_subject(conn, vault, subject))
    found["erasures"] = [json.loads(row["row"]) for row in erasures]
    return found


async def erase(
    conn: Connection,
    vault: Vault,
    subject: str,
    order_keys: Collection[str],
    *,
    by: str,
    reason: str,
    now: datetime,
) -> datetime | None:
    """Destroy the key, and enter in each of the buyer's cases that it was done: one transaction.

    The cases stay, under the platform's references; so do their chains, which hold no words.

    Returns:
        As ``erasing.destroy``: None where nothing was kept since the last time.
    """
    until = await destroy(conn, vault, subject, now)
    if until is None:
        return None
    await conn.execute(
        """INSERT INTO notifier.erasures (subject, at, by, reason) VALUES ($1, $2, $3, $4)
           ON CONFLICT (subject, at) DO NOTHING""",
        subject,
        until,
        by,
        reason,
    )
    cases = PostgresCases(conn)
    rows = [row for key in sorted(order_keys) if (row := await cases.lock_one(key)) is not None]
    for row in rows:
        row.case = silenced(row.case)
        row.enter(
            Entry(f"erased@{until.isoformat()}", "person", now, {"did": "erased_buyer", "by": by})
        )
    await cases.save(rows)
    await conn.execute(_HUSH, list(order_keys))
    return until


def silenced(case: Case) -> Case:
    """A case without the hashes of words that are not ours: a short text is guessed from one."""
    ours = own(case)
    messages = {
        key: one if key in ours else one.model_copy(update={"text_hash": ""})
        for key, one in case.messages.items()
    }
    return case.model_copy(update={"messages": messages})

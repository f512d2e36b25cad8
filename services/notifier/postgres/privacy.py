"""A buyer in the notifier: what is kept of them, how it is erased, and what stays to show it."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from services.notifier.case import Case
from services.notifier.ledger import Entry
from services.notifier.ours import own
from services.notifier.postgres.cases import PostgresCases
from services.runtime.postgres.pool import Connection
from services.runtime.privacy import words
from services.runtime.privacy.erasing import Erased, destroy
from services.runtime.privacy.vault import Vault

_TABLES = ("cases", "entries", "actions", "tasks", "alert_causes", "spends")

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
) -> Erased:
    """Destroy the key, and enter in each of the buyer's cases that it was done: one transaction.

    The cases stay, under the platform's references; so do their chains, which hold no words.
    All of it is done where no key is left too: staff may have written since the last time. What is
    erased again until the same instant is entered once.
    """
    erased = await destroy(conn, vault, subject, now)
    until = erased.until
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
    source = f"erased@{until.isoformat()}"
    entered = await _entered(conn, source, [row.order_key for row in rows])
    for row in rows:
        row.case = silenced(row.case)
        if row.order_key not in entered:
            row.enter(Entry(source, "person", now, {"did": "erased_buyer", "by": by}))
    await cases.save(rows)
    await conn.execute(_HUSH, list(order_keys))
    return erased


async def _entered(conn: Connection, source: str, order_keys: Collection[str]) -> set[str]:
    """Which locked cases have the entry of that source already."""
    rows = await conn.fetch(
        """SELECT order_key FROM notifier.entries
            WHERE order_key = ANY($1::text[]) AND source_id = $2""",
        list(order_keys),
        source,
    )
    return {row["order_key"] for row in rows}


def silenced(case: Case) -> Case:
    """A case without what people noted, and without the hashes of words that are not ours."""
    ours = own(case)
    messages = {
        key: one if key in ours else one.model_copy(update={"text_hash": ""})
        for key, one in case.messages.items()
    }
    noted = {key: one.model_copy(update={"what": ""}) for key, one in case.commitments.items()}
    return case.model_copy(update={"messages": messages, "commitments": noted})

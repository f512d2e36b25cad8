"""A buyer in the notifier: what is kept of them, how it is erased, and what stays to show it."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import asyncpg

from services.notifier.actionrow import EDITED
from services.notifier.case import Case
from services.notifier.ledger import Entry
from services.notifier.ours import own
from services.notifier.postgres.buyers import PostgresBuyers
from services.notifier.postgres.cases import PostgresCases
from services.notifier.records import Mark
from services.runtime.postgres.pool import Connection
from services.runtime.privacy import words
from services.runtime.privacy.erasing import Erased, destroy
from services.runtime.privacy.vault import Vault

_TABLES = ("cases", "entries", "actions", "tasks", "alert_causes", "spends")

STAYS = frozenset({Mark.NO_MESSAGES, Mark.NO_OFFERS})
"""Marks that outlast an erasure: that a buyer is left in peace. All others go."""

# By their orders, and by the subject itself where they are marked and have none.
_BUYERS = """
    SELECT b.shop, b.buyer, b.marks, to_jsonb(b) AS row FROM notifier.buyers AS b
     WHERE (b.shop, b.buyer) IN (
               SELECT shop, buyer FROM notifier.cases WHERE order_key = ANY($1::text[])
               UNION ALL VALUES ($2, $3))
     ORDER BY b.shop, b.buyer
"""

# What a person wrote behind a task; how the machine closed one is a fact of the order.
_HUSH = """
    UPDATE notifier.tasks SET outcome = ''
     WHERE order_key = ANY($1::text[]) AND outcome <> '' AND closed_by <> 'forestall'
"""

# The same, where it waits for a second person: what nobody can read any more nobody confirms.
_DROP = """
    UPDATE notifier.tasks SET first_act = '', first_by = '', first_with = '', first_at = NULL
     WHERE order_key = ANY($1::text[]) AND first_with <> ''
"""

# What a person wrote in the place of a text. A blank, not nothing: one that is still to leave is
# then refused by the gate, and not filled anew with words that nobody approved.
_UNSAY = f"""
    UPDATE notifier.actions SET text = ' '
     WHERE order_key = ANY($1::text[]) AND args ? '{EDITED}'
"""  # noqa: S608 - our own word

# The same words, where a task of that action hands them to somebody.
_UNHAND = f"""
    UPDATE notifier.tasks AS t SET body = '' FROM notifier.actions AS a
     WHERE a.key = t.action_key AND t.order_key = ANY($1::text[]) AND a.args ? '{EDITED}'
"""  # noqa: S608 - our own word


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
    marked = await _marked(conn, subject, order_keys)
    found["buyers"] = [json.loads(row["row"]) for row in marked]
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
    What staff marked of the buyer goes but for ``STAYS``; cases learn of it as they are settled.
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
    if await _unmark(conn, subject, order_keys, by, now):
        for row in rows:
            row.wake_at = now
    await cases.save(rows)
    await conn.execute(_HUSH, list(order_keys))
    await conn.execute(_DROP, list(order_keys))
    await conn.execute(_UNSAY, list(order_keys))
    await conn.execute(_UNHAND, list(order_keys))
    return erased


async def _marked(
    conn: Connection, subject: str, order_keys: Collection[str]
) -> Sequence[asyncpg.Record]:
    shop, _, reference = subject.rpartition("/")
    return await conn.fetch(_BUYERS, list(order_keys), shop, reference)


async def _unmark(
    conn: Connection, subject: str, order_keys: Collection[str], by: str, now: datetime
) -> bool:
    """Take the marks that go; whether there were any."""
    going = False
    for row in await _marked(conn, subject, order_keys):
        kept = [mark for mark in map(Mark, row["marks"]) if mark in STAYS]
        if len(kept) < len(row["marks"]):
            going = True
            await PostgresBuyers(conn).mark((row["shop"], row["buyer"]), kept, by, now)
    return going


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

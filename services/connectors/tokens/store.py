"""The SQL of tokens: ``ingest.tokens``, sealed under a data key of their own.

Ingest renews them; whoever calls a platform reads them. The key lies with those of personal text,
so that `forestall privacy rotate` takes it along.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import asyncpg

from services.connectors.tokens.grant import Grant
from services.connectors.tokens.life import Kept, refresh_at
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Connection, Pool, one_statement
from services.runtime.privacy.vault import Vault

SCHEMA = "ingest"
SUBJECT = "tokens"
"""Of the data key; no buyer is named so: theirs have two slashes."""

_COLUMNS = """shop, version, granted_at, expires_at, refresh_until, due_at, refreshing_since, tries,
              state, why, renewable, place"""


async def keep(
    conn: Connection, vault: Vault, shop: str, grant: Grant, now: datetime, *, place: str
) -> None:
    """Keep what a person has just authorised, in the place of whatever was there."""
    await conn.execute(
        """
        INSERT INTO ingest.tokens AS held
               (shop, version, sealed, granted_at, expires_at, refresh_until, due_at, renewable,
                place)
        VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (shop) DO UPDATE
           SET version = held.version + 1, sealed = $2, granted_at = $3, expires_at = $4,
               refresh_until = $5, due_at = $6, renewable = $7, place = $8,
               refreshing_since = NULL, tries = 0, state = 'valid', why = ''
        """,
        *await _row(conn, vault, shop, grant, now),
        place,
    )


async def renewed(
    conn: Connection, vault: Vault, kept: Kept, grant: Grant, now: datetime, *, place: str
) -> bool:
    """Keep the next pair; False where somebody has kept another meanwhile.

    The fence is the version and not a lease: a pair that came late is better than one that the
    platform has used up.
    """
    done = await conn.execute(
        """
        UPDATE ingest.tokens
           SET version = version + 1, sealed = $2, granted_at = $3, expires_at = $4,
               refresh_until = $5, due_at = $6, renewable = $7, place = $8,
               refreshing_since = NULL, tries = 0, state = 'valid', why = ''
         WHERE shop = $1 AND version = $9
        """,
        *await _row(conn, vault, kept.shop, grant, now),
        place,
        kept.version,
    )
    return bool(done == "UPDATE 1")


async def _row(
    conn: Connection, vault: Vault, shop: str, grant: Grant, now: datetime
) -> tuple[str, bytes, datetime, datetime | None, datetime | None, datetime | None, bool]:
    key = (await vault.keys(conn, {SUBJECT: now}, now))[SUBJECT].key
    assert key is not None  # noqa: S101 - only a buyer's is ever destroyed
    pair = json.dumps({"access": grant.access, "refresh": grant.refresh})
    due = refresh_at(now, grant.expires_at, grant.refresh_until) if grant.refresh else None
    sealed = key.seal(pair.encode(), _about(shop))
    until = grant.refresh_until if grant.refresh else None
    return shop, sealed, now, grant.expires_at, until, due, bool(grant.refresh)


async def due(conn: Connection, shops: Sequence[str], now: datetime) -> list[Kept]:
    """The tokens that are to be renewed, locked until the transaction ends."""
    rows = await conn.fetch(
        f"""
        SELECT {_COLUMNS} FROM ingest.tokens
         WHERE due_at <= $1 AND state = 'valid' AND shop = ANY($2::text[])
         ORDER BY shop FOR UPDATE SKIP LOCKED
        """,  # noqa: S608 - a constant
        now,
        list(shops),
    )
    return [Kept(**row) for row in rows]


async def begin(conn: Connection, shop: str, now: datetime, until: datetime) -> None:
    """A call for the next pair is about to be made; commit this before it."""
    await conn.execute(
        """UPDATE ingest.tokens SET refreshing_since = $2, tries = tries + 1, due_at = $3
            WHERE shop = $1""",
        shop,
        now,
        until,
    )


async def not_done(conn: Connection, kept: Kept, due_at: datetime) -> None:
    """The platform surely did nothing: the refresh token is as good as before the call."""
    await conn.execute(
        """UPDATE ingest.tokens SET refreshing_since = $3, tries = $4, due_at = $5
            WHERE shop = $1 AND version = $2""",
        kept.shop,
        kept.version,
        kept.refreshing_since,
        kept.tries,
        due_at,
    )


async def put_off(conn: Connection, kept: Kept, due_at: datetime) -> None:
    """How the call ended is not known; it is looked at again then."""
    await conn.execute(
        "UPDATE ingest.tokens SET due_at = $3 WHERE shop = $1 AND version = $2",
        kept.shop,
        kept.version,
        due_at,
    )


async def give_up(conn: Connection, kept: Kept, why: str) -> None:
    """It cannot be renewed any more: a person authorises the shop anew."""
    await conn.execute(
        """UPDATE ingest.tokens SET state = 'needs_authorisation', why = $3, due_at = NULL
            WHERE shop = $1 AND version = $2""",
        kept.shop,
        kept.version,
        why,
    )


async def forget(conn: Connection, shop: str) -> bool:
    """Forget a token: the one of the settings counts; False where none was kept."""
    done = await conn.execute("DELETE FROM ingest.tokens WHERE shop = $1", shop)
    return bool(done != "DELETE 0")


async def every(conn: Connection) -> list[Kept]:
    """All tokens that are kept."""
    rows = await conn.fetch(f"SELECT {_COLUMNS} FROM ingest.tokens ORDER BY shop")  # noqa: S608 - a constant
    return [Kept(**row) for row in rows]


async def there(conn: Connection) -> bool:
    """Whether this database has the table: ingest, which makes it, may never have run."""
    return bool(await conn.fetchval("SELECT to_regclass('ingest.tokens') IS NOT NULL"))


async def versions(conn: Connection) -> dict[str, int]:
    """Shop to the version of its token."""
    return {row["shop"]: row["version"] for row in await conn.fetch(_VERSIONS)}


_VERSIONS = "SELECT shop, version FROM ingest.tokens"


async def opened(conn: Connection, vault: Vault, shops: Collection[str]) -> Mapping[str, Grant]:
    """The tokens themselves, without their times; none of a row that was changed, or swapped.

    Raises:
        Unavailable: their key was wrapped by a master key that is not in the settings.
    """
    keys = await vault.known(conn, [SUBJECT])
    rows = await conn.fetch(
        "SELECT shop, sealed FROM ingest.tokens WHERE shop = ANY($1::text[])", sorted(shops)
    )
    found = {}
    for row in rows:
        with suppress(InvalidInput):  # one of them: the others are as good as ever
            pair = json.loads(keys[SUBJECT].open(row["sealed"], _about(row["shop"])))
            found[row["shop"]] = Grant(pair["access"], pair["refresh"])
    return found


async def place_of(pool: Pool) -> str:
    """Which database this is: another after a backup was restored, or a standby promoted.

    The server's own number and timeline, and the table's: a dump that is loaded makes a new table.
    A snapshot of the disks put back changes none of them.
    """
    table = "SELECT 'ingest.tokens'::regclass::oid::text"
    server = """SELECT system_identifier || '/' || timeline_id
                  FROM pg_control_system(), pg_control_checkpoint()"""
    async with one_statement(pool) as conn:
        oid = str(await conn.fetchval(table))
    try:
        async with one_statement(pool) as conn:
            return f"{await conn.fetchval(server)}/{oid}"
    except asyncpg.InsufficientPrivilegeError:  # a hosted one that tells nothing of its server
        return f"?/{oid}"


def _about(shop: str) -> str:
    return f"token|{shop}"

"""A whole database as text, to be searched as a thief would."""

from services.runtime.postgres.pool import Pool

_TABLES = """
    SELECT schemaname || '.' || quote_ident(relname) FROM pg_stat_user_tables ORDER BY 1
"""


async def dump(pool: Pool) -> dict[str, str]:
    """Every table, all its rows as PostgreSQL prints them."""
    names = [row[0] for row in await pool.fetch(_TABLES)]
    return {
        name: "\n".join(
            row[0]
            for row in await pool.fetch(f"SELECT t::text FROM {name} AS t")  # noqa: S608
        )
        for name in names
    }


def found_in(tables: dict[str, str], mark: str) -> list[str]:
    """The tables in which a mark stands, as it is or as bytes are printed."""
    printed = mark.encode().hex()
    return [name for name, text in tables.items() if mark in text or printed in text]

"""A whole database as text, to be searched as a thief would."""

from services.runtime.postgres.pool import Pool

_TABLES = """
    SELECT schemaname || '.' || quote_ident(relname) FROM pg_stat_user_tables ORDER BY 1
"""


async def dump(pool: Pool) -> dict[str, str]:
    """Every table, all its rows as PostgreSQL prints them."""
    names = [row[0] for row in await pool.fetch(_TABLES)]
    parts = (f"SELECT '{name}', t::text FROM {name} AS t" for name in names)  # noqa: S608
    found: dict[str, list[str]] = {name: [] for name in names}
    for name, text in await pool.fetch(" UNION ALL ".join(parts)):
        found[name].append(text)
    return {name: "\n".join(texts) for name, texts in found.items()}


def found_in(tables: dict[str, str], mark: str) -> list[str]:
    """The tables in which a mark stands, as it is or as bytes are printed."""
    printed = mark.encode().hex()
    return [name for name, text in tables.items() if mark in text or printed in text]

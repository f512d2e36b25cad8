"""SQL of solved cases."""

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

import asyncpg

from services.desk.knowledge.lexemes import EVERY, asked
from services.runtime.postgres.pool import Connection

MOST = 50
"""Cases that a search finds."""

LIKE = 5
"""Cases that are shown as similar."""

# The cases of which anybody complained, along an index of those alone: read for the first time,
# changed since, or quiet for long enough by now. A round goes on behind the last one that it read:
# begun anew, each batch would step over all those before it. Both tables are entered there, for no
# planner concludes the one from the other.
DUE = """
    SELECT orders.order_key
      FROM desk.orders LEFT JOIN desk.solved
        ON solved.order_key = orders.order_key AND solved.order_key > $3
     WHERE orders.reason <> '' AND orders.order_key > $3
       AND (solved.version IS NULL OR solved.version < orders.version OR solved.look_at <= $1)
     ORDER BY orders.order_key LIMIT $2
"""

# A complaint that the evidence no longer shows; what somebody kept back stays so, should it return.
_ENDED = """
    DELETE FROM desk.solved USING desk.orders
     WHERE orders.order_key = solved.order_key AND orders.reason = '' AND NOT hidden
"""

_PUT = """
    INSERT INTO desk.solved AS held
        (order_key, version, look_at, shop, type, party, country, carrier, raised_at, settled_at,
         outcome, rules, language, answer, by_person, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
            to_tsvector($16::text::regconfig, $14) || to_tsvector('english', $17)
            || array_to_tsvector($18::text[]))
    ON CONFLICT (order_key) DO UPDATE SET
        version = excluded.version, look_at = excluded.look_at, shop = excluded.shop,
        type = excluded.type, party = excluded.party, country = excluded.country,
        carrier = excluded.carrier, raised_at = excluded.raised_at,
        settled_at = excluded.settled_at, outcome = excluded.outcome, rules = excluded.rules,
        language = CASE WHEN held.hidden THEN '' ELSE excluded.language END,
        answer = CASE WHEN held.hidden THEN '' ELSE excluded.answer END,
        by_person = excluded.by_person,
        words = CASE WHEN held.hidden THEN ''::tsvector ELSE excluded.words END
"""

# Every dictionary is asked at once, for whoever looks need not know how a case was answered: what
# several make of the words is looked for once.
_ASKED = f"""
    SELECT coalesce(string_agg(DISTINCT '(' || one::text || ')', ' | '), '')
      FROM unnest(ARRAY[{", ".join(f"websearch_to_tsquery('{one}', $1)" for one in EVERY)}]) AS one
     WHERE numnode(one) > 0
"""  # noqa: S608 - our own names

_COLUMNS = """
    order_key, shop, type, party, country, carrier, raised_at, settled_at, outcome, rules, language,
    answer, by_person
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint as it is kept; ``settled_at`` is None while it is not over."""

    order_key: str
    version: int
    look_at: datetime | None
    shop: str
    type: str
    party: str
    country: str
    carrier: str
    raised_at: datetime
    settled_at: datetime | None
    outcome: str
    rules: Sequence[str]
    language: str
    answer: str
    by_person: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A solved case; ``answer`` names no buyer, and is empty where none could be kept."""

    order_key: str
    shop: str
    type: str
    party: str
    country: str
    carrier: str
    raised_at: datetime
    settled_at: datetime
    outcome: str
    rules: Sequence[str]
    language: str
    answer: str
    by_person: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty is any.

    Attributes:
        shops: of these alone; None: of every one.
    """

    words: str = ""
    type: str = ""
    country: str = ""
    carrier: str = ""
    shops: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """How often complaints of a type, for which a party is responsible, were raised.

    Attributes:
        now: in the span, and ``before``: in the one as long before it.
        country: from which most came, and by which ``carrier``.
    """

    type: str
    party: str
    now: int
    before: int
    country: str
    carrier: str


async def due(conn: Connection, now: datetime, limit: int, after: str) -> list[str]:
    """The keys of cases to be read anew, in their order; what is no complaint any more goes.

    Args:
        conn: a connection.
        now: domain time.
        limit: the most that are wanted.
        after: the last one that this round has read; empty: it begins.
    """
    if not after:
        await conn.execute(_ENDED)
    rows = await conn.fetch(DUE, now, limit, after)
    return [row["order_key"] for row in rows]


async def put(conn: Connection, row: Row, *, dictionary: str, gist: str, pairs: list[str]) -> None:
    """Keep a complaint, and what it is found by beside its answer."""
    values = [list(one) if isinstance(one, tuple) else one for one in astuple(row)]
    await conn.execute(_PUT, *values, dictionary, gist, pairs)


async def skip(conn: Connection, order_key: str, now: datetime) -> None:
    """Leave a case as it is until it changes: that it was complained of, and no more."""
    await conn.execute(
        """INSERT INTO desk.solved
               (order_key, version, shop, type, party, country, carrier, raised_at)
           SELECT order_key, version, shop, reason, party, country, carrier, $2
             FROM desk.orders WHERE order_key = $1
           ON CONFLICT (order_key) DO UPDATE
           SET version = excluded.version, look_at = NULL""",
        order_key,
        now,
    )


async def erase(conn: Connection, order_keys: Collection[str]) -> int:
    """Forget what came from these cases; how many rows. Where no desk was ever, nothing."""
    if await conn.fetchval("SELECT to_regclass('desk.solved')") is None:
        return 0
    gone = await conn.fetch(
        "DELETE FROM desk.solved WHERE order_key = ANY($1::text[]) RETURNING 1", list(order_keys)
    )
    return len(gone)


async def sweep(conn: Connection) -> None:
    """Have PostgreSQL clear away what was deleted, and its words out of the index."""
    if await conn.fetchval("SELECT to_regclass('desk.solved')") is not None:
        await conn.execute("VACUUM desk.solved")


async def hide(conn: Connection, order_key: str) -> bool:
    """Keep an answer back for good; False where there is none."""
    done = await conn.execute(
        """UPDATE desk.solved SET hidden = true, answer = '', words = '', language = ''
           WHERE order_key = $1 AND answer <> ''""",
        order_key,
    )
    return bool(done != "UPDATE 0")


async def of_orders(conn: Connection, order_keys: Collection[str]) -> list[dict[str, object]]:
    """Everything that is kept of these cases."""
    if await conn.fetchval("SELECT to_regclass('desk.solved')") is None:
        return []
    rows = await conn.fetch(
        f"SELECT {_COLUMNS} FROM desk.solved WHERE order_key = ANY($1::text[]) "  # noqa: S608
        "ORDER BY order_key",
        list(order_keys),
    )
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


async def asked_for(conn: Connection, text: str) -> str | None:
    """The ``tsquery`` of some words; empty: there are none. None: nothing can be found by these."""
    words, pairs = asked(text)
    told = str(await conn.fetchval(_ASKED, words)) if words else ""
    if text.strip() and not told and not pairs:
        return None
    return " & ".join(f"({one})" for one in (told, pairs) if one)


def statement(wanted: Wanted, query: str) -> tuple[str, list[object]]:
    """The statement of a search, and its values: along the words where there are any, else by time.

    Args:
        wanted: what is looked for.
        query: its words; see ``asked_for``.
    """
    values: list[object] = []
    where = ["settled_at IS NOT NULL"]
    order = "settled_at DESC, order_key"

    def given(value: object) -> str:
        values.append(value)
        return f"${len(values)}"

    if query:
        told = f"{given(query)}::text::tsquery"
        where.append(f"words @@ {told}")
        order = f"ts_rank(words, {told}) DESC, {order}"
    if wanted.shops is not None:
        where.append(f"shop = ANY({given(sorted(wanted.shops))}::text[])")
    named = {name: getattr(wanted, name) for name in ("type", "country", "carrier")}
    where += [f"{name} = {given(value)}" for name, value in named.items() if value]
    narrowed = " AND ".join(where)
    found = f"SELECT {_COLUMNS} FROM desk.solved WHERE {narrowed} ORDER BY {order} LIMIT {MOST}"  # noqa: S608 - constants and places
    return found, values


async def search(conn: Connection, wanted: Wanted) -> list[Found]:
    """Solved cases, those that fit best first; without words the last ones."""
    query = await asked_for(conn, wanted.words)
    if query is None:
        return []
    told, values = statement(wanted, query)
    return [_found(row) for row in await conn.fetch(told, *values)]


_ALIKE = """
       AND order_key <> $2 AND ($3::text[] IS NULL OR shop = ANY($3::text[]))
     ORDER BY (country = $4)::int + (carrier = $5)::int + by_person::int
              + 2 * (split_part(language, '-', 1) = $6)::int DESC, settled_at DESC
"""
BY_TYPE, BY_RULE = (
    f"SELECT {_COLUMNS} FROM desk.solved WHERE answer <> '' AND {where} {_ALIKE} LIMIT {LIKE}"  # noqa: S608
    for where in ("type = $1", "rules @> ARRAY[$1::text]")
)


@dataclass(frozen=True, slots=True)
class Like:
    """A case for which similar ones are wanted.

    Attributes:
        type: of its complaint; empty where there is none: then those in which ``rule`` acted.
        language: in which its buyer is written to.
    """

    order_key: str
    type: str
    rule: str
    country: str
    carrier: str
    language: str


async def similar(conn: Connection, like: Like, shops: Collection[str] | None) -> list[Found]:
    """Solved cases whose answer was kept, the most alike first."""
    rows = await conn.fetch(
        BY_TYPE if like.type else BY_RULE,
        like.type or like.rule,
        like.order_key,
        None if shops is None else sorted(shops),
        like.country,
        like.carrier,
        like.language.split("-")[0],
    )
    return [_found(row) for row in rows]


async def one(conn: Connection, order_key: str) -> Found | None:
    """The solved case of an order."""
    row = await conn.fetchrow(
        f"SELECT {_COLUMNS} FROM desk.solved "  # noqa: S608 - our own words
        "WHERE order_key = $1 AND settled_at IS NOT NULL",
        order_key,
    )
    return _found(row) if row else None


REPEATED = """
    SELECT type, party, count(*) FILTER (WHERE raised_at >= $2) AS now,
           count(*) FILTER (WHERE raised_at < $2) AS before,
           coalesce(mode() WITHIN GROUP (ORDER BY nullif(country, '')), '') AS country,
           coalesce(mode() WITHIN GROUP (ORDER BY nullif(carrier, '')), '') AS carrier
      FROM desk.solved
     WHERE type <> '' AND raised_at >= $1 AND raised_at < $3
       AND ($4::text[] IS NULL OR shop = ANY($4::text[]))
     GROUP BY type, party
"""


async def repeated(
    conn: Connection, end: datetime, span: timedelta, shops: Collection[str] | None
) -> list[Repeated]:
    """How often what was complained of in a span up to ``end``, and in the one before."""
    theirs = None if shops is None else sorted(shops)
    rows = await conn.fetch(REPEATED, end - 2 * span, end - span, end, theirs)
    return [Repeated(**dict(row)) for row in rows]


def _found(row: asyncpg.Record) -> Found:
    return Found(**dict(row))

"""What lies in the tables and waits for a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from services.cli.checks.finding import Finding, ok, problem, warning
from services.notifier.postgres.oncall import paused, raised
from services.notifier.stores.shops import RECOVER, shop_of_scope
from services.runtime.postgres.pool import Pool, one_statement

LATE = timedelta(hours=1)
"""By which a notice that is due may be untold: it is tried every few minutes."""

NAMED = 3
"""Alerts that are told one by one; of more only the number."""


async def stopped(pool: Pool, schemas: Sequence[str]) -> Iterable[Finding]:
    """Dead letters and parked records of every service."""
    found: list[Finding] = []
    async with one_statement(pool) as conn:
        for schema in schemas:
            dead = await conn.fetchrow(
                f"""SELECT count(*) AS n, min(at) AS oldest,
                           (array_agg(topic || '/' || partition || '/' || "offset" ORDER BY at))[1]
                           AS first
                      FROM {schema}.dead_letters WHERE replayed_at IS NULL"""  # noqa: S608 - names of our own
            )
            parked = await conn.fetchrow(
                f"""SELECT count(*) FILTER (WHERE bug) AS bugs,
                           count(*) FILTER (WHERE NOT bug) AS waiting, min(first_at) AS oldest,
                           (array_agg(topic || '/' || partition || '/' || "offset"
                            ORDER BY bug DESC, first_at))[1] AS first
                      FROM {schema}.parked"""  # noqa: S608 - the same
            )
            if dead and dead["n"]:
                what = f"{schema}: {dead['n']} dead letters, the oldest of {_day(dead['oldest'])}"
                found.append(warning(what, f"`forestall dead show {dead['first']}`"))
            if parked and parked["bugs"]:
                what = f"{schema}: {parked['bugs']} records wait for a mended program"
                do = f"`forestall dead show {parked['first']}`, report it; a new version tries them"
                found.append(problem(f"{what}, the oldest of {_day(parked['oldest'])}", do))
            if parked and parked["waiting"]:
                what = f"{schema}: {parked['waiting']} records wait for an outside system"
                do = "they are tried again by themselves; `forestall dead list` says what they met"
                found.append(warning(f"{what}, the oldest of {_day(parked['oldest'])}", do))
    return found or [ok("no record is dead or parked")]


async def pauses(pool: Pool) -> Iterable[Finding]:
    """What somebody has stopped."""
    async with one_statement(pool) as conn:
        found = await paused(conn)
    return [
        warning(
            f"paused: {one.scope} since {_day(one.at)} by {one.by} ({one.reason})",
            _to_resume(one.scope),
        )
        for one in found
    ]


def _to_resume(scope: str) -> str:
    if scope == RECOVER:
        return "run `forestall recover`"
    if shop_of_scope(scope) != scope:
        return f"it ends when the marketplace says so; `forestall resume {scope}` does not wait"
    return f"`forestall resume {scope}` when it may go on"


async def desk(pool: Pool, now: datetime) -> Iterable[Finding]:
    """Open tasks, and those past their deadline."""
    async with one_statement(pool) as conn:
        row = await conn.fetchrow(
            "SELECT count(*) AS n, count(*) FILTER (WHERE deadline < $1) AS late, "
            "(array_agg(id ORDER BY deadline))[1] AS first "
            "FROM notifier.tasks WHERE status = 'open'",
            now,
        )
    if row is None or not row["late"]:
        return [ok(f"{row['n'] if row else 0} tasks are open, none past its deadline")]
    do = f"`forestall tasks list`; the most pressing is `forestall tasks show {row['first']}`"
    return [warning(f"{row['late']} of {row['n']} open tasks are past their deadline", do)]


async def alerts(pool: Pool, now: datetime) -> Iterable[Finding]:
    """Pages and notices that stand, and those that no receiver has accepted."""
    async with one_statement(pool) as conn:
        standing = await raised(conn)
        owed = await conn.fetch(
            "SELECT receiver, count(*) AS n FROM notifier.deliveries "
            "WHERE sent < wanted AND retry_at <= $1 GROUP BY receiver ORDER BY receiver",
            now,
        )
    found = [
        problem(f"{row['n']} alerts have not been accepted by {row['receiver']}", _REACH)
        for row in owed
    ]
    found += [warning(f"{one.level}: {one.summary}", one.what_to_do) for one in standing[:NAMED]]
    if more := len(standing[NAMED:]):
        found.append(warning(f"{more} more pages and notices stand", "`forestall tasks list`"))
    return found or [ok("no page and no notice stands")]


async def folded(pool: Pool, schemas: Sequence[str], now: datetime) -> Iterable[Finding]:
    """Notices that were to be told to chats and mailboxes, and are not."""
    found: list[Finding] = []
    async with one_statement(pool) as conn:
        for schema in schemas:
            rows = await conn.fetch(
                f"""SELECT receiver, count(*) AS n FROM {schema}.told WHERE due_at <= $1
                    GROUP BY receiver ORDER BY receiver""",  # noqa: S608 - names of our own
                now - LATE,
            )
            found += [
                problem(f"{row['n']} notices have not been accepted by {row['receiver']}", _REACH)
                for row in rows
            ]
    return found


_REACH = "see that the notifier runs and that the receiver's address and key are right"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"

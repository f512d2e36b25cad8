"""Connecting where one address names several servers, of which one takes writes.

After a failover the server that was left behind may start again and take writes as well. Each
promotion begins a timeline of a greater number: the greatest is the one to follow, and this process
never goes back behind one that it has known.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

from services.runtime.errors import Unavailable

Link: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

ASK_LIMIT = 5.0
"""Seconds in which each of several servers has to answer; below what a connection may take."""

_TIMELINE = """SELECT CASE WHEN NOT pg_is_in_recovery() THEN
    ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END"""

_known: dict[str, tuple[str, int]] = {}
"""By the whole address: the server that was followed last, and its timeline."""


def each(url: str) -> list[str]:
    """The addresses of the servers that an address names, in its order."""
    parts = urlsplit(url)
    who, at, hosts = parts.netloc.rpartition("@")
    if "," not in hosts:
        return [url]
    options = [pair for pair in parse_qsl(parts.query) if pair[0] != "target_session_attrs"]
    query = urlencode(options)
    return [
        urlunsplit((parts.scheme, f"{who}{at}{host}", parts.path, query, ""))
        for host in hosts.split(",")
    ]


async def connect(dsn: str | None = None, **named: Any) -> Link:
    """A connection to the server that takes writes; of several that do, to the newest.

    Args:
        dsn: ``postgresql://...``, with one host or with several behind commas.
        named: what ``asyncpg.connect`` is given beside it.

    Raises:
        Unavailable: none of several takes writes, or only one that a failover has left behind.
    """
    url = dsn or ""
    link: Link
    servers = each(url)
    if len(servers) == 1:
        link = await asyncpg.connect(url, **named)
        return link
    followed, newest = _known.get(url, ("", 0))
    if followed:
        with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            link = await asyncpg.connect(followed, **named)
            if await timeline(link) == newest:
                return link
            link.terminate()
    told = await asyncio.gather(*(_ask(server) for server in servers))
    best = max(told, default=0)
    if best == 0:
        raise Unavailable("PostgreSQL: no server of database.url takes writes")
    if best < newest:
        raise Unavailable(
            f"PostgreSQL: the one server that takes writes was left behind by a failover (timeline"
            f" {best}, where {newest} is known)"
        )
    chosen = servers[told.index(best)]
    link = await asyncpg.connect(chosen, **named)
    _known[url] = chosen, best
    return link


async def timelines(url: str) -> Sequence[int]:
    """Of each server of an address the timeline that it writes; nought where it takes no writes."""
    return await asyncio.gather(*(_ask(server) for server in each(url)))


async def timeline(link: Link) -> int:
    """The timeline that a server writes; nought where it takes no writes."""
    found: int | None = await link.fetchval(_TIMELINE)
    return found or 0


async def _ask(server: str) -> int:
    try:
        link = await asyncpg.connect(server, timeout=ASK_LIMIT, command_timeout=ASK_LIMIT)
        try:
            return await timeline(link)
        finally:
            link.terminate()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return 0

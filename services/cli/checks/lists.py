"""Whether the lists of shops are read."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.cli.checks.finding import Finding, ok, warning
from services.ingest.store_lists import Lagging, lagging
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.settings import Settings

LATE = timedelta(hours=1)
"""By which a list may be due unread: it takes minutes."""

_DO = {
    "first_look": "nothing: the first look at a new shop rests while newer changes are taken in",
    "day_spent": "its app's calls of the day are used up: see `apps.NAME.budget`",
    "no_slot": "its app's calls a second are used by what is more urgent: see `apps.NAME.budget`",
    "bug": "report it, with the log's `list.bug`; it is tried again by itself",
}


async def read(settings: Settings, pool: Pool, now: datetime) -> Iterable[Finding]:
    """The lists that lag, and why."""
    async with one_statement(pool) as conn:
        there = await conn.fetchval(
            """SELECT count(*) FROM information_schema.columns
                WHERE table_schema = 'ingest' AND table_name = 'watermarks'
                  AND column_name = 'why'"""
        )
        if not there:
            return []  # the schema is older than this program, which another check says
        found = await lagging(conn, now - LATE)
    known = [one for one in found if settings.shop(one.shop) or one.shop.startswith("app:")]
    return [_told(one) for one in known] or [ok("every list is read")]


def _told(one: Lagging) -> Finding:
    what = f"list {one.listing} of {one.shop} has been read up to {one.mark:%Y-%m-%d %H:%M} UTC"
    if one.why is None:
        return warning(f"{what} and is due since", "see that ingest's reconciler runs")
    code = next((word for word in _DO if one.why.endswith(word)), "")
    do = _DO.get(code, "the log's `list.not_read` says more; it is tried again by itself")
    return warning(f"{what}, then: {one.why}; tried again at {one.due_at:%Y-%m-%d %H:%M} UTC", do)

"""Whether the pushes of shops come."""

from collections.abc import Iterable

from services.cli.checks.finding import Finding, ok, warning
from services.ingest.stopped import MISSED
from services.ingest.store_pushes import every, there
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.settings import Settings


async def heard(settings: Settings, pool: Pool) -> Iterable[Finding]:
    """What is heard of each shop's pushes, where polling has missed any or one has come."""
    async with one_statement(pool) as conn:
        if not await there(conn):
            return []  # the schema is older than this program, which another check says
        known = [one for one in await every(conn) if settings.shop(one.shop) is not None]
    found, coming = [], 0
    for one in known:
        last = f"since {one.heard_at:%Y-%m-%d %H:%M} UTC" if one.heard_at else "ever"
        if one.missed >= MISSED:
            what = f"shop {one.shop}: no push {last}, and {one.missed} changes were missed"
            do = "look at the app's push settings and log in the platform's console"
            found.append(warning(what, do))
        elif one.heard_at is not None:
            coming += 1
    if coming:
        found.append(ok(f"pushes come from {coming} shop{'' if coming == 1 else 's'}"))
    return found

"""The tokens under which shops are called: missing, ending, or older than what was restored."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from services.cli.checks.finding import Finding, ok, problem, warning
from services.connectors import registry
from services.connectors.tokens import store
from services.connectors.tokens.life import Kept, ends_at
from services.notifier.recovery import LOOK
from services.notifier.stores.shops import RECOVER
from services.runtime.errors import ConfigurationError
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.settings import Settings
from services.runtime.shops import ShopSettings

_RESTORED = "SELECT EXISTS (SELECT FROM notifier.pauses WHERE scope = $1 OR reason = $2)"


async def standing(
    settings: Settings, pool: Pool, there: Sequence[str], now: datetime
) -> Iterable[Finding]:
    """How it stands with the token of every shop of the settings.

    Args:
        settings: the installation's.
        pool: of the database.
        there: the schemas that are there.
        now: domain time.
    """
    async with one_statement(pool) as conn:
        if not await store.there(conn):
            return []  # the schema is older than this program, which another check says
        kept = {one.shop: one for one in await store.every(conn)}
        restored = "notifier" in there and await conn.fetchval(_RESTORED, RECOVER, LOOK)
    here = await store.place_of(pool)
    found: list[Finding] = []
    for shop in settings.shops:
        one = kept.get(shop.key)
        if one is None:
            found += _of_settings(shop)
        else:
            found += _kept(one, now)
            if one.renewable and (restored or one.place != here):
                found.append(_suspect(one))
    if renewed := [one for one in kept.values() if one.due_at is not None]:
        count = f"{len(renewed)} shop renews its token" if len(renewed) == 1 else ""
        found.append(ok(count or f"{len(renewed)} shops renew their tokens"))
    return found


def _of_settings(shop: ShopSettings) -> Iterator[Finding]:
    try:
        wanted = registry.wants_token(shop.marketplace)
    except ConfigurationError:
        return  # another check says that there is no such marketplace
    if wanted and not shop.token.get_secret_value():
        do = f"`forestall shop authorize {shop.key}`, or point `token` to what the platform gives"
        yield problem(f"shop {shop.key}: it has no token", do)


def _kept(one: Kept, now: datetime) -> Iterator[Finding]:
    do = f"`forestall shop authorize {one.shop}`"
    ends = ends_at(one, now)
    if one.expires_at is None:
        yield warning(f"shop {one.shop}: when its token ends is not known", do)
    elif ends is not None:
        left = int((ends - now) / timedelta(hours=1))
        why = f" ({one.why})" if one.why else ""
        what = f"shop {one.shop}: its token needs authorisation{why}, {max(left, 0)} h are left"
        yield problem(what, do) if one.state == "needs_authorisation" else warning(what, do)


def _suspect(one: Kept) -> Finding:
    what = (
        f"shop {one.shop}: its token comes from a backup that was restored: what is to renew it "
        "may have been used up since"
    )
    when = f"the next renewal, {one.due_at:%Y-%m-%d %H:%M} UTC, tells" if one.due_at else ""
    do = f"`forestall shop authorize {one.shop}` now{f'; else {when}' if when else ''}"
    return warning(what, do)

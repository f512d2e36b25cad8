"""``forestall case commit`` and ``kept``: promises to an order's buyer, as a person notes them."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from schemas.base import shop_of
from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.notifier import people
from services.notifier.postgres.unit import PostgresStores
from services.runtime.settings import Settings
from services.runtime.staffed import Staffed, on_vacation

_order = click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
_who = click.option("--who", default=getpass.getuser, help="Who says so; your login by default.")


@click.command("commit")
@_order
@click.option("--by", "due", required=True, help="By when: ISO 8601 with an offset.")
@click.option("--what", required=True, help="What was promised.")
@_who
@config_option
def commit(order: str, due: str, what: str, who: str, config: Path | None) -> None:
    """Note a promise to the buyer: a task two hours before it would be missed."""
    try:
        at = datetime.fromisoformat(due)
    except ValueError as error:
        raise click.BadParameter("write the time as 2026-11-26T18:00+08:00") from error
    if at.tzinfo is None:
        raise click.BadParameter("say the offset too, as in 2026-11-26T18:00+08:00")
    run_async(_commit(settings_of(config), order, at.astimezone(UTC), what, who))


@click.command("kept")
@_order
@_who
@config_option
def kept(order: str, who: str, config: Path | None) -> None:
    """All that was promised to the order's buyer was kept."""
    run_async(_kept(settings_of(config), order, who))


async def _commit(settings: Settings, order: str, due: datetime, what: str, who: str) -> int:
    shop = next((one for one in settings.shops if one.key == shop_of(order)), None)
    if shop is None:
        raise click.BadParameter(f"there is no shop {shop_of(order)}")
    day = due.astimezone(ZoneInfo(shop.zone)).date()
    away = on_vacation(Staffed.of(shop.staffed, shop.zone), day)
    async with database(settings) as pool:
        now = await now_of(settings)
        stores = PostgresStores(pool)
        await people.commit(stores, now, order, due, what=what, by=who, away=away)
    click.echo(f"noted: {order}, by {due:%Y-%m-%d %H:%M} UTC")
    return 0


async def _kept(settings: Settings, order: str, who: str) -> int:
    async with database(settings) as pool:
        ended = await people.kept(PostgresStores(pool), await now_of(settings), order, who)
    click.echo(f"{order}: {ended} kept")
    return 0

"""``forestall pause`` and ``forestall resume``: the brake."""

import getpass
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.notifier import people
from services.notifier.eyes import Eyes
from services.notifier.postgres.unit import PostgresStores
from services.runtime.settings import Settings


@click.command()
@click.argument("scope", metavar="all|MARKETPLACE/SHOP", default="all")
@click.option("--reason", default="by hand", help="Shown wherever something waits for it.")
@click.option("--by", default=getpass.getuser, help="Who decided it.")
@config_option
def pause(scope: str, reason: str, by: str, config: Path | None) -> None:
    """Stop everything that reaches buyers and platforms; tasks, notices and pages go on."""
    run_async(_pause(settings_of(config), scope, reason, by))


@click.command()
@click.argument("scope", metavar="all|MARKETPLACE/SHOP", default="all")
@click.option("--by", default=getpass.getuser, help="Who decided it.")
@config_option
def resume(scope: str, by: str, config: Path | None) -> None:
    """Undo a pause; that of a marketplace is named state:MARKETPLACE/SHOP."""
    run_async(_resume(settings_of(config), scope, by))


async def _pause(settings: Settings, scope: str, reason: str, by: str) -> int:
    async with database(settings) as pool:
        await people.pause(PostgresStores(pool), await now_of(settings), scope, reason, by)
    click.echo(f"paused: {scope} ({reason}); 'forestall resume {scope}' lifts it")
    return 0


async def _resume(settings: Settings, scope: str, by: str) -> int:
    async with database(settings) as pool:
        stores, now = PostgresStores(pool), await now_of(settings)
        receivers = Audience(registry.oncall(settings))
        eyes = Eyes.named(settings, by)
        lifted = await people.resume(stores, now, scope, receivers, by, eyes=eyes)
    click.echo(f"{scope}: {'resumed' if lifted else 'was not paused'}")
    return 0

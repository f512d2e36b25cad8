"""``forestall search``: orders by their number, a tracking number or a buyer's reference."""

import sys
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database
from services.cli.shown import shown
from services.notifier.postgres.search import found
from services.runtime.postgres.pool import one_statement
from services.runtime.settings import Settings
from services.tracker.view import orders_of


@click.command()
@click.argument("wanted")
@config_option
def search(wanted: str, config: Path | None) -> None:
    """Orders by number, tracking number or a buyer's reference; - reads the word."""
    word = sys.stdin.readline() if wanted == "-" else wanted
    run_async(_search(settings_of(config), word.strip()))


async def _search(settings: Settings, wanted: str) -> int:
    async with database(settings) as pool:
        async with one_statement(pool) as conn:
            orders = await found(conn, wanted, None)
        numbered = await orders_of(pool, wanted)
    keys = sorted({*orders, *numbered})
    click.echo(shown("\n".join(keys)) if keys else "nothing was found")
    return 0 if keys else 1

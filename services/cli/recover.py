"""``forestall recover``: what a restored database has forgotten, read from the log of outcomes."""

from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, kafka_of, now_of
from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.notifier import recovery
from services.notifier.postgres.unit import PostgresStores
from services.notifier.world import policy_of
from services.runtime.settings import Settings


@click.command()
@config_option
def recover(config: Path | None) -> None:
    """After a backup was restored: enter from the log what has left since.

    What people did since the backup is in no log, so all stays paused until `forestall resume all`.
    The log `outcomes` keeps 90 days. Safe to repeat, and to be cut off anywhere.
    """
    run_async(_recover(settings_of(config)))


async def _recover(settings: Settings) -> int:
    receivers = Audience(registry.oncall(settings))
    async with database(settings) as pool:
        now = await now_of(settings)
        stores = PostgresStores(pool)
        policies = {shop.key: policy_of(shop, now) for shop in settings.shops}
        found = await recovery.recover(stores, kafka_of(settings), receivers, policies, now)
    click.echo(f"{found.read} records of the log `outcomes` read, {found.entered} entered")
    for status, count in sorted(found.by_status.items()):
        click.echo(f"  {count} {status}")
    if found.spends:
        click.echo(
            f"{len(found.spends)} offers and refunds are counted against the caps again; what each"
            " costs is not always known, and then it is counted as the most that it may be"
        )
    click.echo("the database knows all that the log does")
    if found.paused:
        click.echo(
            "all is paused: what people did since the backup (pauses, orders taken in hand, tasks"
            " done) is in no log; look at it, then `forestall resume all`"
        )
    return 0

"""``forestall recover``: after the database or Kafka has lost what it had."""

from datetime import timedelta
from pathlib import Path

import click

from services.cli import newlog
from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, kafka_of, now_of
from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.ingest import outbox as objects
from services.notifier import recovery
from services.notifier.postgres.unit import PostgresStores
from services.notifier.world import policy_of
from services.runtime.postgres.raised import raise_above
from services.runtime.settings import Settings
from services.tracker import outbox as parcels


@click.command()
@click.option("--kafka-lost", is_flag=True, help="Kafka is a new and empty one instead.")
@click.option(
    "--unread",
    type=click.IntRange(min=1),
    default=int(newlog.UNREAD.total_seconds() // 3600),
    show_default=True,
    help="With --kafka-lost: hours before its loss in which something may not have been read.",
)
@config_option
def recover(config: Path | None, unread: int, *, kafka_lost: bool) -> None:
    """After a backup was restored: enter from the log what has left since.

    What people did since the backup is in no log, so all stays paused until `forestall resume all`.
    The log `outcomes` keeps 90 days. Safe to repeat, and to be cut off anywhere.

    With --kafka-lost: have all go on with a Kafka that is new and empty. Its topics are made, every
    object is sent again, and lists are polled so many hours back.
    """
    settings = settings_of(config)
    if kafka_lost:
        run_async(_begin_anew(settings, timedelta(hours=unread)))
    else:
        run_async(_recover(settings))


async def _begin_anew(settings: Settings, unread: timedelta) -> int:
    async with database(settings) as pool:
        sent = await newlog.begin_anew(pool, kafka_of(settings), unread)
    for schema, count in sent.items():
        click.echo(f"{schema}: {count} objects will be sent again")
    click.echo("the topics are there; lists are read again, and what only pushes tell is lost")
    return 0


async def _recover(settings: Settings) -> int:
    receivers = Audience(registry.oncall(settings))
    async with database(settings) as pool:
        now = await now_of(settings)
        stores = PostgresStores(pool)
        policies = {shop.key: policy_of(shop, now) for shop in settings.shops}
        kafka = kafka_of(settings)
        found = await recovery.recover(stores, kafka, receivers, policies, now)
        again = [await raise_above(pool, kafka, shown) for shown in (objects.SHOWN, parcels.SHOWN)]
    click.echo(f"{found.read} records of the log `outcomes` read, {found.entered} entered")
    for status, count in sorted(found.by_status.items()):
        click.echo(f"  {count} {status}")
    if found.spends:
        click.echo(
            f"{len(found.spends)} offers and refunds are counted against the caps again; what each"
            " costs is not always known, and then it is counted as the most that it may be"
        )
    click.echo(f"{again[0]} objects and {again[1]} parcels are sent again, as newer than what was")
    click.echo("the database knows all that the log does")
    if found.paused:
        click.echo(
            "all is paused: what people did since the backup (pauses, orders taken in hand, tasks"
            " done) is in no log; look at it, then `forestall resume all`"
        )
    return 0

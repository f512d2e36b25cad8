"""``forestall topics apply`` and ``forestall republish``."""

from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, kafka_of
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.settings import Settings

# Every row of an outbox, to be sent again in its last state; the relays wake by the NOTIFY.
_MARK = {
    "ingest": "UPDATE ingest.objects SET published = 0 WHERE published > 0",
    "tracker": "UPDATE tracker.parcels SET published = 0 WHERE published > 0",
    "notifier": "UPDATE notifier.actions SET published = 0 WHERE published > 0",
}


@click.group()
def topics() -> None:
    """The Kafka topics."""


@topics.command()
@config_option
def apply(config: Path | None) -> None:
    """Create the topics that are missing, and set the settings of all."""
    run_async(_apply(settings_of(config)))


@click.command()
@click.option("--service", type=click.Choice(list(_MARK)), help="Only this service's objects.")
@config_option
def republish(service: str | None, config: Path | None) -> None:
    """Send every object's last state again, under its own version: consumers keep the greatest."""
    run_async(_republish(settings_of(config), service))


async def mark_unsent(pool: Pool, service: str) -> int:
    """Mark every object of a service as unsent; returns how many."""
    async with transaction(pool) as conn:
        done = await conn.execute(_MARK[service])
        await conn.execute("SELECT pg_notify($1, '')", service)
    return int(done.rsplit(" ", 1)[1])


async def _apply(settings: Settings) -> int:
    created = await apply_topics(kafka_of(settings))
    click.echo(f"created: {', '.join(created)}" if created else "every topic is there")
    return 0


async def _republish(settings: Settings, service: str | None) -> int:
    async with database(settings) as pool:
        for name in (service,) if service else _MARK:
            click.echo(f"{name}: {await mark_unsent(pool, name)} objects will be sent again")
    return 0

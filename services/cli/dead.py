"""``forestall dead list|show|replay``: records that no retry mended, and those that wait."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.letters import letter, original
from services.cli.servers import database, kafka_of, now_of
from services.cli.shown import cell
from services.runtime.errors import ConfigurationError
from services.runtime.kafka.dead import replay as replay_record
from services.runtime.postgres.parked import Waiting, opened
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings

SCHEMAS = ("ingest", "tracker", "notifier")

# Everything that stopped on its way, with the reason; schemas are our own constants.
_LIST = " UNION ALL ".join(
    f"""SELECT '{schema}' AS service, topic, partition, "offset", 'dead' AS state, reason, detail,
               at, replayed_at FROM {schema}.dead_letters
        UNION ALL
        SELECT '{schema}', topic, partition, "offset", CASE WHEN bug THEN 'bug' ELSE 'parked' END,
               reason, 'tried ' || attempts || ' times', first_at, NULL FROM {schema}.parked"""  # noqa: S608
    for schema in SCHEMAS
)
_ALL = f"SELECT * FROM ({_LIST}) AS stopped ORDER BY at, topic"  # noqa: S608 - our own text
_ONE = f"""SELECT service, state, reason, detail, at FROM ({_LIST}) AS stopped
            WHERE topic = $1 AND partition = $2 AND "offset" = $3"""  # noqa: S608 - the same
_WAITING = {
    schema: f"""SELECT headers, body, sealed FROM {schema}.parked
                 WHERE topic = $1 AND partition = $2 AND "offset" = $3"""  # noqa: S608 - the same
    for schema in SCHEMAS
}


@click.group()
def dead() -> None:
    """Records that could not be read, and what to do with them."""


@dead.command("list")
@config_option
def list_(config: Path | None) -> None:
    """Dead letters and parked records of every service."""
    run_async(_list(settings_of(config)))


@dead.command()
@click.argument("name", metavar="TOPIC/PARTITION/OFFSET")
@config_option
def show(name: str, config: Path | None) -> None:
    """One record: why it stopped, its headers and its bytes."""
    run_async(_show(settings_of(config), name))


@dead.command()
@click.argument("name", metavar="TOPIC/PARTITION/OFFSET")
@config_option
def replay(name: str, config: Path | None) -> None:
    """Have a dead record tried again, by every service that gave up on it."""
    run_async(_replay(settings_of(config), name))


async def _list(settings: Settings) -> int:
    async with database(settings) as pool, pool.acquire() as conn:
        rows = await conn.fetch(_ALL)
    table = Table(box=None)
    for column in ("record", "service", "state", "reason", "detail", "since", "replayed"):
        table.add_column(column)
    for row in rows:
        table.add_row(
            f"{row['topic']}/{row['partition']}/{row['offset']}",
            row["service"],
            row["state"],
            cell(row["reason"]),
            cell(row["detail"]),
            f"{row['at']:%Y-%m-%d %H:%M}",
            f"{row['replayed_at']:%Y-%m-%d %H:%M}" if row["replayed_at"] else "",
        )
    Console().print(table if rows else "nothing is dead or parked")
    return 0


async def _show(settings: Settings, name: str) -> int:
    place = _place(name)
    waiting: Sequence[Waiting] = ()
    async with database(settings) as pool, pool.acquire() as conn:
        row = await conn.fetchrow(_ONE, *place)
        if row is None:
            fail(f"{name}: no such dead or parked record; see 'forestall dead list'")
        schema = row["service"]
        if parked := await conn.fetch(_WAITING[schema], *place):
            waiting = await opened(conn, Vault(schema, master_of(settings)), parked)
    console = Console()
    console.print(f"[b]{name}[/]  {row['state']} in {row['service']} since {row['at']:%c}")
    console.print(cell(f"why: {row['reason']}: {row['detail']}"))
    for one in waiting:
        _print(console, one.headers, one.body)
        return 0
    try:
        found = await letter(kafka_of(settings), name)
    except ConfigurationError:
        console.print("its bytes lie on the topic 'dead': no Kafka is running to read them from")
        return 0
    if found is not None and found.whole:
        _print(console, found.record.headers, found.record.value)
    elif found is not None:
        console.print("it was too large to be copied: its bytes lie on its own topic")
    return 0


def _print(console: Console, headers: Sequence[tuple[str, bytes]], body: bytes) -> None:
    for header, value in headers:
        console.print(cell(f"{header}: {value.decode(errors='replace')}"))
    console.print(cell(body.decode(errors="replace")))


async def _replay(settings: Settings, name: str) -> int:
    place = _place(name)
    profile = kafka_of(settings)
    found = await letter(profile, name)
    if found is None:
        fail(f"{name}: the topic 'dead' holds no such record (any longer)")
    record = found.record if found.whole else await original(profile, place)
    if record is None:
        fail(f"{name}: was too large to be copied, and its topic holds it no longer")
    async with database(settings) as pool:
        now, master = await now_of(settings), master_of(settings)
        vaults = [Vault(schema, master) for schema in SCHEMAS]
        tried = [one.schema for one in vaults if await replay_record(pool, one, record, now)]
    if not tried:
        fail(f"{name}: is no dead letter, or is being replayed already")
    again = "tries" if len(tried) == 1 else "try"
    click.echo(f"{name}: parked, due now; {' and '.join(tried)} {again} it again")
    return 0


def _place(name: str) -> tuple[str, int, int]:
    with contextlib.suppress(ValueError):
        topic, partition, offset = name.rsplit("/", 2)
        return topic, int(partition), int(offset)
    return fail(f"{name}: give it as TOPIC/PARTITION/OFFSET, as 'forestall dead list' shows it")

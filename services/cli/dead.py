"""``forestall dead list|show|replay``: records that no retry mended, and those that wait."""

import getpass
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, kafka_of, now_of
from services.cli.shown import cell
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.shops import Done
from services.runtime.errors import ConfigurationError
from services.runtime.kafka.letters import letter, place_of, replayed
from services.runtime.postgres import stopped
from services.runtime.postgres.parked import Waiting
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings


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
@click.option("--by", default=getpass.getuser, help="Who; your login by default.")
@config_option
def replay(name: str, by: str, config: Path | None) -> None:
    """Have a dead record tried again, by every service that gave up on it."""
    run_async(_replay(settings_of(config), name, by))


async def _list(settings: Settings) -> int:
    async with database(settings) as pool, pool.acquire() as conn:
        found = await stopped.listed(conn)
    table = Table(box=None)
    for column in ("record", "service", "state", "reason", "detail", "since", "replayed"):
        table.add_column(column)
    for one in found:
        table.add_row(
            one.name,
            one.service,
            one.state,
            cell(one.reason),
            cell(one.detail),
            f"{one.at:%Y-%m-%d %H:%M}",
            f"{one.replayed_at:%Y-%m-%d %H:%M}" if one.replayed_at else "",
        )
    Console().print(table if found else "nothing is dead or parked")
    return 0


async def _show(settings: Settings, name: str) -> int:
    place = place_of(name)
    async with database(settings) as pool, pool.acquire() as conn:
        one = await stopped.found(conn, place)
        if one is None:
            fail(f"{name}: no such dead or parked record; see 'forestall dead list'")
        held: Sequence[Waiting] = ()
        if one.state != "dead":
            held = await stopped.held(conn, Vault(one.service, master_of(settings)), place)
    console = Console()
    console.print(f"[b]{name}[/]  {one.state} in {one.service} since {one.at:%c}")
    console.print(cell(f"why: {one.reason}: {one.detail}"))
    for kept in held:
        _print(console, kept.headers, kept.body)
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


async def _replay(settings: Settings, name: str, by: str) -> int:
    profile = kafka_of(settings)
    async with database(settings) as pool:
        now, master = await now_of(settings), master_of(settings)
        vaults = [Vault(schema, master) for schema in stopped.SCHEMAS]
        tried = await replayed(profile, pool, vaults, name, now)
        async with PostgresStores(pool).transaction() as unit:
            await unit.shops.note(Done(now, by, "replayed", name, before="dead"))
    again = "tries" if len(tried) == 1 else "try"
    click.echo(f"{name}: parked, due now; {' and '.join(tried)} {again} it again")
    return 0

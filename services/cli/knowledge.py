"""``forestall knowledge``: how cases like this were solved, and what repeats."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import asyncpg
import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import cell
from services.desk.knowledge import store
from services.desk.knowledge.departments import Repeats, check, repeating
from services.desk.knowledge.store import Found, Wanted
from services.desk.words import Words, words_of
from services.notifier.faults import ComplaintType
from services.notifier.told import instant
from services.runtime.postgres.pool import one_statement
from services.runtime.settings import Settings

_NOT_READ = "nothing was read yet: the desk (`forestall desk`, or `run`) reads what was solved"


@click.command()
@click.argument("words", nargs=-1)
@click.option("--type", "kind", type=click.Choice(list(ComplaintType)), help="Of this complaint.")
@click.option("--country", default="", help="To this country, ISO 3166: ES.")
@click.option("--carrier", default="", help="By this carrier.")
@click.option("--shop", help="Only this shop's, MARKETPLACE/NAME.")
@click.option("--repeats", is_flag=True, help="What repeats, and to which department it belongs.")
@click.option("--days", type=click.IntRange(min=1, max=3660), default=28, show_default=True)
@config_option
def knowledge(
    words: Sequence[str],
    *,
    kind: str | None,
    country: str,
    carrier: str,
    shop: str | None,
    repeats: bool,
    days: int,
    config: Path | None,
) -> None:
    """Solved cases that WORDS find (in any language), or the last; no answer names a buyer."""
    settings = settings_of(config)
    shops = None if shop is None else [shop]
    if repeats:
        check(settings.desk.departments)
        run_async(_repeats(settings, shops, days))
        return
    wanted = Wanted(" ".join(words), kind or "", country.upper(), carrier, shops)
    run_async(_find(settings, wanted))


async def _find(settings: Settings, wanted: Wanted) -> int:
    async with database(settings) as pool:
        try:
            async with one_statement(pool) as conn:
                found = await store.search(conn, wanted)
        except asyncpg.UndefinedTableError:
            fail(_NOT_READ)
    said = words_of(settings, {one.shop for one in found})
    for one in found:
        _show(one, said)
    click.echo(said.word("{n} found", n=len(found)))
    return 0


def _show(one: Found, said: Words) -> None:
    kind = said.told(one.type.replace("_", " "))
    about = [kind, said.value(f"the {one.party}"), one.country, one.carrier]
    click.secho(f"{one.order_key}  {', '.join(filter(None, about))}", bold=True)
    click.echo(f"  {instant(one.settled_at)}: {said.told(one.outcome)}")
    if one.rules:
        click.echo(f"  {said.word('What was done')}: {', '.join(one.rules)}")
    for line in one.answer.splitlines():
        click.echo(f"  | {line}")


async def _repeats(settings: Settings, shops: Sequence[str] | None, days: int) -> int:
    now = await now_of(settings)
    async with database(settings) as pool:
        try:
            async with one_statement(pool) as conn:
                counted = await store.repeated(conn, now, timedelta(days=days), shops)
        except asyncpg.UndefinedTableError:
            fail(_NOT_READ)
    _tell(repeating(counted, settings.desk.departments), days, words_of(settings, shops or ()))
    return 0


def _tell(found: Sequence[Repeats], days: int, said: Words) -> None:
    if not found:
        click.echo(said.word("nothing was complained of"))
        return
    table = Table(box=None, pad_edge=False)
    heads = ("Cause", "Belongs to", "Most from", "Most by")
    table.add_column(said.word(heads[0]))
    table.add_column(said.word(heads[1]))
    table.add_column(said.word("last {n} days", n=days), justify="right")
    table.add_column(said.word("the {n} before", n=days), justify="right")
    table.add_column(said.word(heads[2]))
    table.add_column(said.word(heads[3]))
    for one in found:
        cause, whose = said.value(one.cause), said.value(one.department)
        counts = str(one.now), str(one.before)
        table.add_row(cause, cell(whose), *counts, one.country, cell(one.carrier))
    Console(highlight=False).print(table)

"""``forestall playbook diff | apply | back | versions``: which rules are in force."""

import getpass
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.playbook.given import FILE, loaded
from services.cli.servers import database, now_of
from services.cli.shown import cell
from services.connectors import registry
from services.notifier.app import world_of
from services.notifier.difference import difference
from services.notifier.examples import play
from services.notifier.eyes import Eyes
from services.notifier.leaving import Change
from services.notifier.of_settings import in_settings, texts_of
from services.notifier.playbook import Playbook, written
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stored import stored
from services.notifier.stores.playbooks import Taken
from services.notifier.taking import Wanted, compare, standing, take
from services.notifier.told import instant
from services.notifier.trying import MOST, otherwise, wrong_with
from services.notifier.world import World
from services.runtime.clock import SystemClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.settings import Settings

_author = click.option("--author", default=getpass.getuser, help="Who; your login by default.")
_yes = click.option("--yes", is_flag=True, help="Ask nothing.")


@dataclass(frozen=True, slots=True)
class _Here:
    """The installation, as these commands find it.

    Attributes:
        number: of the playbook in force.
        unread: why this program cannot read that; it is then as if there were no rule at all, for
            nothing leaves by it. Empty where it can.
    """

    settings: Settings
    stores: PostgresStores
    world: World
    now: datetime
    number: int
    unread: str = ""


@asynccontextmanager
async def _here(settings: Settings) -> AsyncIterator[_Here]:
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        found = await standing(stores, world_of(settings, http, SystemClock()))
        now = await now_of(settings)
        yield _Here(settings, stores, found.world, now, found.number, found.unread)


@click.command()
@click.argument("file", type=FILE)
@config_option
def diff(file: Path, config: Path | None) -> None:
    """What FILE says otherwise than the playbook in force, rule by rule."""
    settings = settings_of(config)
    run_async(_diff(settings, loaded(settings, file)[0]))


async def _diff(settings: Settings, new: Playbook) -> int:
    async with _here(settings) as here:
        if here.unread:
            fail(here.unread)
        _show_difference(here.world.playbook, new)
    return 0


def _show_difference(old: Playbook, new: Playbook) -> None:
    found = difference(old, new)
    for rule, words in found:
        click.secho(rule, bold=True)
        for each in words:
            click.echo(f"  {each}")
    click.echo(f"{len(found)} rules are otherwise" if found else "no rule is otherwise")


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--cases", type=FILE, multiple=True, help="Your own given/expect cases: all must hold."
)
@_author
@click.option("--reason", required=True, help="Why; it stands in `versions`.")
@_yes
@config_option
def apply(
    file: Path, *, cases: tuple[Path, ...], author: str, reason: str, yes: bool, config: Path | None
) -> None:
    """Take FILE into force: checked, tried, and what it changes within a day shown first."""
    settings = settings_of(config)
    (rules, texts), told = loaded(settings, file), written(file)
    if wrong := wrong_with(rules, texts, registry.manners(settings)):
        fail(*wrong)
    try:
        failed = [one for each in cases for one in play(each, rules, texts) if one.against]
        ours = otherwise(rules, texts, told)
    except ConfigurationError as error:
        fail(*error.problems)
    if failed:
        fail(*(f"{one.name}: {'; '.join(one.against)}" for one in failed))
    for name in ours:
        click.echo(f"comes out otherwise than with the default playbook: {name}")
    wanted = Wanted(0, rules, told, author, reason)
    run_async(_take(settings, wanted, yes=yes))


@click.command()
@click.argument("number", type=int, required=False)
@_author
@click.option("--reason", default="back", show_default=True, help="Why; it stands in `versions`.")
@_yes
@config_option
def back(number: int | None, author: str, reason: str, yes: bool, config: Path | None) -> None:
    """Take the playbook before this one into force again, or that of a NUMBER (0: the file's)."""
    run_async(_back(settings_of(config), number, author, reason, yes=yes))


async def _back(
    settings: Settings, number: int | None, author: str, reason: str, *, yes: bool
) -> int:
    async with _here(settings) as here, here.stores.transaction() as unit:
        every = {one.number: one for one in await unit.playbooks.every()}
        target = here.number - 1 if number is None else number
        if target not in {0, *every}:
            fail(f"there is no playbook {target}; `forestall playbook versions` lists them")
        told = await unit.playbooks.written(target)
    names = texts_of(settings).names
    rules = stored(target, told, names) if told else loaded(settings, None)[0]
    reason = f"{reason} (to {target})"
    return await _take(settings, Wanted(0, rules, told, author, reason), yes=yes)


async def _take(settings: Settings, wanted: Wanted, *, yes: bool) -> int:
    async with _here(settings) as here:
        wanted = replace(wanted, number=here.number)
        if here.unread:
            click.secho(here.unread, fg="yellow", err=True)
        else:
            _show_difference(here.world.playbook, wanted.playbook)
        with Progress(transient=True) as shown:
            bar = shown.add_task("live cases")
            changes = await compare(
                here.stores,
                here.world,
                wanted.playbook,
                here.now,
                lambda done, total: shown.update(bar, completed=done, total=total),
            )
        more, fewer = _show_changes(changes)
        if max(more, fewer) > MOST and not yes:
            click.confirm("Take it into force?", abort=True)
        eyes = Eyes.named(settings, wanted.author)
        row = await take(here.stores, here.world, wanted, here.now, eyes)
    click.echo(f"playbook {row.number} is in force; running notifiers have it from now on")
    return 0


def _show_changes(changes: Sequence[Change]) -> tuple[int, int]:
    """Print what would leave otherwise within a day; how many acts more, and how many fewer."""
    more, fewer = sum(one.more for one in changes), sum(one.fewer for one in changes)
    click.echo(f"within 24 h {more} messages and acts more would leave, and {fewer} fewer")
    table = Table.grid(padding=(0, 2))
    for one in changes:
        table.add_row(cell(one.shop), one.rule, f"+{one.more}", f"-{one.fewer}")
    if changes:
        Console(highlight=False).print(table)
    return more, fewer


@click.command()
@config_option
def versions(config: Path | None) -> None:
    """Every playbook that was taken into force, by whom and why, and which is now."""
    run_async(_versions(settings_of(config)))


async def _versions(settings: Settings) -> int:
    async with _here(settings) as here, here.stores.transaction() as unit:
        every = await unit.playbooks.every()
    table = Table.grid(padding=(0, 2))
    for one in every:
        now = "in force" if one.number == here.number else ""
        table.add_row(*_row(one, settings), cell(one.author), cell(one.reason), now)
    if every:
        Console(highlight=False).print(table)
    else:
        click.echo(f"none was ever taken: in force is {in_settings(settings)}")
    if here.unread:
        fail(here.unread)
    click.echo(
        f"{len(here.world.playbook.rules)} rules, version {here.world.playbook.version[:12]}"
    )
    return 0


def _row(one: Taken, settings: Settings) -> tuple[str, str, str, str]:
    name = one.name or in_settings(settings)
    return str(one.number), one.version[:12], instant(one.at), name


COMMANDS = (diff, apply, back, versions)

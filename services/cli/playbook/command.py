"""The commands of ``forestall playbook``."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.playbook import force
from services.cli.playbook.given import (
    FILE,
    Given,
    file_option,
    given,
    in_force,
    of_file,
    of_settings_option,
)
from services.cli.playbook.preview import page
from services.cli.servers import database, now_of
from services.cli.shown import cell
from services.connectors import registry
from services.notifier.app import world_of
from services.notifier.examples import DEFAULT as EXAMPLES
from services.notifier.examples import Answer, play
from services.notifier.fact import Value
from services.notifier.holding import Held, holding
from services.notifier.kinds import REACHING
from services.notifier.mute import mutes, unfillable
from services.notifier.postgres.unit import PostgresStores
from services.notifier.view import explain as view_of
from services.runtime.clock import SystemClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.settings import Settings


@click.group()
def playbook() -> None:
    """The rules: check them, try them, see what they say and why."""


@playbook.command()
@file_option
@of_settings_option
@config_option
def check(file: Path | None, config: Path | None, *, of_settings: bool) -> None:
    """Every mistake in the rules and texts, with line and column; exit code 2 for any."""
    settings = settings_of(config)
    found = given(settings, file, of_settings=of_settings)
    rules, texts = found.playbook, found.texts
    click.echo(found.told)
    if problems := unfillable(texts):
        fail(*problems)
    silent = mutes(rules, texts, registry.manners(settings))
    if silent:
        fail(*silent)
    spoken = sum(rule.kind in REACHING for rule in rules.rules)
    click.echo(
        f"{len(rules.rules)} rules, {spoken} of them reach buyers or platforms; "
        f"{len(texts.spoken)} texts in {len(texts.languages)} languages"
    )


@playbook.command()
@click.argument("files", nargs=-1, type=FILE)
@file_option
@of_settings_option
@config_option
def test(
    files: tuple[Path, ...], file: Path | None, config: Path | None, *, of_settings: bool
) -> None:
    """Play given/expect cases against the rules; without FILES those that come with the program."""
    found = given(settings_of(config), file, of_settings=of_settings)
    click.echo(found.told)
    cases = files or (EXAMPLES,)
    try:
        answers = [one for each in cases for one in play(each, found.playbook, found.texts)]
    except ConfigurationError as error:
        fail(*error.problems)
    _tell(answers)


def _tell(answers: list[Answer]) -> None:
    wrong = [answer for answer in answers if answer.against]
    for answer in wrong:
        click.secho(answer.name, bold=True)
        for words in answer.against:
            click.secho(f"  {words}", fg="red")
    click.echo(f"{len(answers) - len(wrong)} of {len(answers)} cases came out as expected")
    if wrong:
        raise SystemExit(1)


@playbook.command()
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option("--rule", help="Only this one, with every fact that it read.")
@file_option
@of_settings_option
@config_option
def explain(
    order: str, rule: str | None, file: Path | None, config: Path | None, *, of_settings: bool
) -> None:
    """Which rules hold for an order, when they act, and why the others do not."""
    settings = settings_of(config)
    other = of_file(settings, file) if file or of_settings else None
    run_async(_explain(settings, order, rule, other))


async def _explain(settings: Settings, order: str, rule: str | None, other: Given | None) -> int:
    now = await now_of(settings)
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        world = world_of(settings, http, SystemClock())
        found = other or await in_force(settings, pool)
        world.pin(found.playbook)
        await world.learn(stores)
        click.echo(found.told)
        if rule and rule not in {one.id for one in world.playbook.rules}:
            fail(f"there is no rule {rule}")
        view = await view_of(stores, world, order, now)
    planned = {(one.rule, one.occasion.split("~")[0]): one for one in view.plan.actions}
    silent = {(name, about.split("~")[0]): why for name, about, why in view.plan.silent}
    table = Table.grid(padding=(0, 2))
    for held in holding(view.case, world.playbook):
        if rule not in (None, held.rule):
            continue
        action = planned.get((held.rule, held.occasion))
        if action is not None:
            words = f"{action.kind} at {action.due_at:%d %b %H:%M} UTC ({action.mode})"
        else:
            words = silent.get((held.rule, held.occasion), _why_not(held))
        told = f"{words}; {held.variant}" if held.variant else words
        table.add_row(held.rule, cell(held.occasion), cell(told))
        if rule:
            _facts(table, held)
    Console(highlight=False).print(table)
    return 0


def _why_not(held: Held) -> str:
    if held.holds is None:
        return "its condition comes out neither true nor false"
    return "it has acted, or was off" if held.holds else "its condition does not hold"


def _facts(table: Table, held: Held) -> None:
    for name, value in held.facts.items():
        table.add_row("", cell(name), cell(_literal(value)))


def _literal(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


@playbook.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    default=Path("playbook.html"),
    show_default=True,
)
@file_option
@of_settings_option
@config_option
def preview(out: Path, file: Path | None, config: Path | None, *, of_settings: bool) -> None:
    """Every text in every language and variant, which rules say it, and which buyers read it."""
    settings = settings_of(config)
    found = given(settings, file, of_settings=of_settings)
    texts = found.texts
    out.write_text(page(found, registry.manners(settings)), encoding="utf-8")
    click.echo(found.told)
    click.echo(f"{out}: {len(texts.spoken)} texts in {len(texts.languages)} languages")


for _command in force.COMMANDS:
    playbook.add_command(_command)

"""What is done with tasks by command: the same acts as at the desk, from the same table."""

import getpass
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import shown
from services.desk.acts import LONGEST_TEXT, MOST_HOURS, Act, Doing
from services.desk.words import words_of
from services.notifier.app import world_of
from services.notifier.postgres.unit import PostgresStores
from services.runtime.clock import SystemClock
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.settings import Settings

DID: Mapping[str, str] = {
    "approve": "approved",
    "edit": "approved",
    "done": "done",
    "refuse": "refused",
    "not-needed": "not needed",
    "take": "taken",
    "snooze": "put off",
    "assign": "assigned",
}
"""What is said of a task after each act."""

_FIELDS: Mapping[str, click.Option] = {
    "outcome": click.Option(["--outcome"], default="", help="How it ended, in a sentence."),
    "reason": click.Option(["--reason"], default="", help="Why not, in a sentence."),
    "hours": click.Option(["--hours"], type=click.IntRange(1, MOST_HOURS), required=True),
    "to": click.Option(["--to"], required=True, help="Whose it is; '' is nobody's."),
    "words": click.Option(["--words"], required=True, help="The text; - reads it from the input."),
}
"""What an act asks for, by its field."""


def command_of(act: Act) -> click.Command:
    """The command of an act, with one task or several, each by itself."""
    fields = [_FIELDS[act.field]] if act.field else []

    @config_option
    def run(numbers: Sequence[int], by: str, config: Path | None, **given: str | int) -> None:
        told = {name: str(value) for name, value in given.items()}
        if told.get("words") == "-":
            told["words"] = sys.stdin.read(LONGEST_TEXT)
        run_async(_run(settings_of(config), act, numbers, by, told))

    params: list[click.Parameter] = [
        click.Argument(["numbers"], type=int, nargs=-1, required=True, metavar="NUMBER..."),
        *fields,
        click.Option(["--by"], default=getpass.getuser, help="Who; your login by default."),
    ]
    made = click.command(act.name, help=act.about)(run)
    made.params = [*params, *made.params]
    return made


async def _run(
    settings: Settings, act: Act, numbers: Sequence[int], by: str, given: Mapping[str, str]
) -> int:
    """Each is a transaction of its own; what failed is told, and the others are done."""
    now, failed = await now_of(settings), 0
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        for number in numbers:
            try:
                task = await act.do(Doing(stores, world, now, number, by, given))
            except InvalidInput as error:
                if len(numbers) == 1:
                    raise
                failed += 1
                click.echo(shown(f"{number}: {error.detail or error.reason}"), err=True)
                continue
            at = words_of(settings, [task.shop])
            did, title = at.word(DID[act.name]), at.told(task.title)
            click.echo(shown(at.word("task {id} {did}: {title}", id=task.id, did=did, title=title)))
    return 1 if failed else 0

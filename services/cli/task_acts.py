"""What is done with tasks by command: the same acts as at the desk, from the same table."""

import getpass
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import shown
from services.desk.acts import BACK, LONGEST_TEXT, MOST_HOURS, SEEN, Act, Doing
from services.desk.words import words_of
from services.notifier.app import world_of
from services.notifier.eyes import Eyes
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.tasks import Task
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
    BACK: "taken back",
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
    SEEN: click.Option(
        ["--seen"], default="", help="Which first press you have read and confirm, as show tells."
    ),
}
"""What an act asks for, by its field."""

_CONFIRMED = frozenset({"approve", "edit", "done"})
"""What may wait for a second person."""


def command_of(act: Act) -> click.Command:
    """The command of an act, with one task or several, each by itself."""
    asked = {act.field, SEEN} if act.name == "done" else {act.field} - {""}
    fields = [_FIELDS[name] for name in sorted(asked)]

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
    now, failed, eyes = await now_of(settings), 0, Eyes.named(settings, by)
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        for number in numbers:
            try:
                task = await act.do(Doing(stores, world, now, number, by, given, eyes))
            except InvalidInput as error:
                if len(numbers) == 1:
                    raise
                failed += 1
                click.echo(shown(f"{number}: {error.detail or error.reason}"), err=True)
                continue
            at = words_of(settings, [task.shop])
            did, title = at.word(_did(act, task)), at.told(task.title)
            click.echo(shown(at.word("task {id} {did}: {title}", id=task.id, did=did, title=title)))
    return 1 if failed else 0


def _did(act: Act, task: Task) -> str:
    """What is said of the task: that it waits, where a second person confirms the act."""
    waits = act.name in _CONFIRMED and task.status == "open" and task.first_by
    return "to be confirmed" if waits else DID[act.name]

"""What the commands of ``forestall playbook`` are given: rules and texts.

The rules are those in force: what ``forestall playbook apply`` has stored, where a database is
there and answers; else, or where it is asked for, the file of the settings. Which ones they are is
said.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import click

from services.cli.context import REFUSED, fail
from services.cli.servers import database, has_database
from services.notifier.of_settings import in_settings, rules_of, texts_of
from services.notifier.playbook import Playbook, load
from services.notifier.postgres.playbooks import PostgresPlaybooks
from services.notifier.stored import stored
from services.notifier.texts import Texts
from services.notifier.told import instant
from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.settings import Settings

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
file_option = click.option("--playbook", "file", type=FILE, help="Another one than that in force.")
of_settings_option = click.option(
    "--of-settings", is_flag=True, help="The settings' file, whatever `playbook apply` has stored."
)


@dataclass(frozen=True, slots=True)
class Given:
    """Rules, and what they say.

    Attributes:
        told: which rules they are, in a line for people.
    """

    playbook: Playbook
    texts: Texts
    told: str


def given(settings: Settings, file: Path | None, *, of_settings: bool) -> Given:
    """A file's rules, those of the settings, or those in force; ends the program on a mistake.

    For commands without an event loop of their own.
    """
    if file is not None or of_settings or not has_database(settings):
        return of_file(settings, file)
    try:
        return asyncio.run(_reached(settings))
    except ConfigurationError as error:
        fail(*error.problems)
    except REFUSED as error:
        fail(f"database.url: PostgreSQL refuses it ({type(error).__name__}); correct it")


async def _reached(settings: Settings) -> Given:
    try:
        async with database(settings) as pool:
            return await in_force(settings, pool)
    except Unavailable as error:
        return of_file(settings, None, why=f", for the database does not answer ({error})")


async def in_force(settings: Settings, pool: Pool) -> Given:
    """The rules in force: those stored, else those of the settings' file.

    Raises:
        ConfigurationError: the stored ones cannot be read by this program.
        Unavailable: PostgreSQL does not answer.
    """
    try:
        async with transaction(pool) as conn:
            store = PostgresPlaybooks(conn)
            every = await store.every()
            told = await store.written(every[-1].number) if every else None
    except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError):
        return of_file(settings, None)  # it is older than the first playbook that was ever taken
    if told is None:
        return of_file(settings, None)
    texts, last = texts_of(settings), every[-1]
    rules = stored(last.number, told, texts.names)
    what = f"{told.name}, number {last.number}, in force since {instant(last.at)}"
    return Given(rules, texts, _told(what, rules))


def of_file(settings: Settings, file: Path | None, why: str = "") -> Given:
    """A file's rules, or those of the settings; ends the program on a mistake.

    Args:
        settings: name a file, or leave it to the one that comes with the program.
        file: taken in its place.
        why: it is taken, in words that follow its name.
    """
    rules, texts = loaded(settings, file)
    what = str(file) if file else f"{in_settings(settings)}{why}"
    return Given(rules, texts, _told(what, rules))


def _told(what: str, rules: Playbook) -> str:
    return f"playbook: {what} (version {rules.version[:12]})"


def loaded(settings: Settings, file: Path | None) -> tuple[Playbook, Texts]:
    """A file's rules, or those of the settings, and the texts; ends the program on a mistake."""
    try:
        texts = texts_of(settings)
        return (load(file, texts.names) if file else rules_of(settings, texts)), texts
    except ConfigurationError as error:
        fail(*error.problems)

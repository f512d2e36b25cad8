"""The words of a command line, as the program itself would take them."""

from collections.abc import Sequence

import click

from services.cli.main import main


def find(words: Sequence[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and the words that are left for it.

    Fails where a word names no command.
    """
    rest = list(words)
    command: click.Command | None = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        _, command, rest = command.resolve_command(context, rest)
    assert command is not None, words
    return command, rest


def parse(words: Sequence[str]) -> None:
    """Take the words as the program would, running nothing.

    Raises:
        click.UsageError: it would refuse them.
    """
    command, rest = find(words)
    command.make_context(words[0], rest).close()

"""What the commands of ``forestall playbook`` are given: files, texts, marketplaces."""

from pathlib import Path

import click

from services.cli.context import fail
from services.connectors import registry
from services.notifier.playbook import DEFAULT, Playbook, load
from services.notifier.texts import Texts, default
from services.runtime.errors import ConfigurationError
from services.runtime.settings import Settings

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
file_option = click.option(
    "--playbook", "file", type=FILE, help="Another one than the settings name."
)


def loaded(settings: Settings, file: Path | None) -> tuple[Playbook, Texts]:
    """A file's rules, or those of the settings, and the texts; ends the program on a mistake."""
    try:
        texts = Texts(settings.templates) if settings.templates else default()
        return load(file or settings.playbook or DEFAULT, texts.names), texts
    except ConfigurationError as error:
        fail(*error.problems)


def marketplaces(settings: Settings) -> list[str]:
    """Those of the settings' shops; all that we know where there is no shop."""
    return sorted({shop.marketplace for shop in settings.shops}) or sorted(registry.MARKETPLACES)

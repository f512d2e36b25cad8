"""The rules and texts that the settings name, in force where no other playbook was taken."""

from services.notifier.playbook import DEFAULT, Playbook, load
from services.notifier.texts import Texts, default
from services.runtime.settings import Settings


def texts_of(settings: Settings) -> Texts:
    """The texts that the settings name over those that come with the program.

    Raises:
        ConfigurationError: they cannot be read.
    """
    return Texts(settings.templates) if settings.templates else default()


def rules_of(settings: Settings, texts: Texts) -> Playbook:
    """The playbook that the settings name, or the one that comes with the program.

    Raises:
        ConfigurationError: with every problem, each with its line and column.
    """
    return load(settings.playbook or DEFAULT, texts.names)


def in_settings(settings: Settings) -> str:
    """The playbook that is in force where none was taken, in words."""
    if settings.playbook is None:
        return "the one that comes with the program"
    return f"the settings' file {settings.playbook}"

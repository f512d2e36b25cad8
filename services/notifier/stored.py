"""A playbook that was taken into force, made rules again. Pure."""

from services.notifier.playbook import Playbook, Written, compiled
from services.notifier.texts import Names
from services.runtime.errors import ConfigurationError

WAY_OUT = (
    "until then nothing leaves: use the version of the program that took it, or `forestall playbook"
    " back` (the one before), `back 0` (the settings' file), `apply FILE` (another)"
)


def stored(number: int, told: Written, templates: Names) -> Playbook:
    """The rules of the playbook that was taken under a number.

    Raises:
        ConfigurationError: this program cannot read it: which one it is, each problem with its line
            and column, and what leads out of it.
    """
    try:
        return compiled(told, templates)
    except ConfigurationError as error:
        what = f"playbook {number} ({told.name}) is stored, and this program cannot read it"
        raise ConfigurationError([what, *error.problems, WAY_OUT]) from error

"""What a check finds, and how checks are run so that none of them ends the others."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from services.runtime.errors import ConfigurationError, ForestallError

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        level: ``problem``: something does not work; ``warning``: somebody should know.
        what: how it stands, in a sentence without secrets or buyers' words.
        do: what a person does about it; empty where there is nothing to do.
    """

    level: Level
    what: str
    do: str = ""


def ok(what: str) -> Finding:
    """As it should be."""
    return Finding("ok", what)


def warning(what: str, do: str) -> Finding:
    """It works, and somebody should know."""
    return Finding("warning", what, do)


def problem(what: str, do: str) -> Finding:
    """It does not work."""
    return Finding("problem", what, do)


Check = Callable[[], Awaitable[Iterable[Finding]]]


async def run(name: str, check: Check) -> list[Finding]:
    """What a check finds; an error of its own is a finding too.

    Args:
        name: what it looks at, for an error's sentence.
        check: the check.
    """
    try:
        return list(await check())
    except ConfigurationError as error:
        return [problem(text, "") for text in error.problems]
    except ForestallError as error:
        return [problem(f"{name}: {error}", "see whether it runs and may be reached from here")]
    except Exception as error:  # noqa: BLE001 - a check that breaks must not hide what others find
        what = f"{name}: the check itself fails ({type(error).__name__})"
        return [problem(what, "report it, with the version that `forestall --version` tells")]

"""What every command shares: the settings, and how a mistake in them is told."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn

import asyncpg
import click

from services.runtime.errors import ConfigurationError, ForestallError, InvalidInput
from services.runtime.settings import Settings, load

DEFAULT = Path("forestall.yaml")

REFUSED = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ClientConfigurationError,
)
"""How PostgreSQL, or its driver, refuses an address that a person wrote: no retry mends it."""


def settings_of(config: Path | None) -> Settings:
    """The settings from a file, or from ``forestall.yaml`` where there is one.

    Ends the program with every mistake on a line of its own.
    """
    try:
        if config is not None and not config.is_file():
            raise ConfigurationError([f"{config}: there is no such file"])
        path = config or (DEFAULT if DEFAULT.is_file() else None)
        return load(path, os.environ)
    except ConfigurationError as error:
        fail(*error.problems)


def fail(*problems: str) -> NoReturn:
    """End the program with exit code 2, each problem on a line of standard error."""
    for problem in problems:
        click.secho(f"forestall: {problem}", fg="red", err=True)
    sys.exit(2)


def run_async(
    main: Coroutine[Any, Any, int | None],
    run: Callable[[Coroutine[Any, Any, int | None]], int | None] = asyncio.run,
) -> NoReturn:
    """Run a command's coroutine; its result is the exit code.

    An error of ours becomes a sentence and exit code 2; Ctrl-C exits with 130, and so does SIGTERM
    where the command does not handle it itself.

    Args:
        main: the command.
        run: services take uvloop's; a parent of embedded servers needs asyncio's own, which can
            start them as another user.
    """
    if _in_main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = run(_cut_short_by_sigterm(main))
    except ConfigurationError as error:
        fail(*error.problems)
    except InvalidInput as error:
        fail(error.detail or error.reason)
    except ForestallError as error:
        fail(str(error))
    except REFUSED as error:
        fail(f"database.url: PostgreSQL refuses it ({type(error).__name__}); correct it")
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    sys.exit(code or 0)


async def _cut_short_by_sigterm(main: Coroutine[Any, Any, int | None]) -> int | None:
    """The first process of a container has no default: without a handler it is deaf to SIGTERM."""
    task = asyncio.current_task()
    if task is not None and _in_main_thread():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await main


def _in_main_thread() -> bool:
    """Signals are the main thread's alone."""
    return threading.current_thread() is threading.main_thread()


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="FORESTALL_CONFIG",
    help="Settings; without it ./forestall.yaml.",
)

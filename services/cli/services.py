"""``forestall ingest|tracker|notifier|desk``: one service, or a part of it, until SIGTERM.

Each command imports its own service alone: six of them start at once on a laptop.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import click
import uvloop

from services.cli.context import config_option, run_async, settings_of
from services.runtime import logs
from services.runtime.heap import settle
from services.runtime.service import Runtime, Service, start_runtime
from services.runtime.settings import Settings

INGEST = ("edge", "normaliser", "reconciler")
NOTIFIER = ("cases", "dispatcher")

Build = Callable[[Runtime], Awaitable[Service]]


@click.command()
@click.argument("parts", metavar="[PART]...", type=click.Choice(INGEST), nargs=-1)
@config_option
def ingest(parts: tuple[str, ...], config: Path | None) -> None:
    """Marketplaces and carriers in: edge, normaliser, reconciler; without a PART all of it."""
    from services.ingest.app import build  # noqa: PLC0415 - see the module's words

    wanted = parts or INGEST
    run_async(
        _serve(
            name_of("ingest", parts),
            settings_of(config),
            lambda runtime: build(runtime, wanted),
            database=wanted != ("edge",),
        ),
        uvloop.run,
    )


@click.command()
@config_option
def tracker(config: Path | None) -> None:
    """Parcels: polls carriers, notices holds and silence."""
    from services.tracker.app import build  # noqa: PLC0415 - see the module's words

    run_async(_serve("tracker", settings_of(config), build), uvloop.run)


@click.command()
@click.argument("parts", metavar="[PART]...", type=click.Choice(NOTIFIER), nargs=-1)
@config_option
def notifier(parts: tuple[str, ...], config: Path | None) -> None:
    """Cases, and the dispatcher of what leaves; without a PART all of it."""
    from services.notifier.app import build  # noqa: PLC0415 - see the module's words

    wanted = parts or NOTIFIER
    run_async(
        _serve(
            name_of("notifier", parts), settings_of(config), lambda runtime: build(runtime, wanted)
        ),
        uvloop.run,
    )


@click.command()
@click.option("--alone", help="Your name: whoever comes from this machine is you, to try it out.")
@click.option("--port", type=click.IntRange(0, 65535), help="In place of desk.port.")
@config_option
def desk(alone: str | None, port: int | None, config: Path | None) -> None:
    """Where people work: pages and REST; on the servers that the other commands find."""
    settings = settings_of(config)
    asked: dict[str, object] = {"alone": alone, "header": "", "oidc": None} if alone else {}
    asked |= {} if port is None else {"port": port}
    given = settings.desk.model_copy(update=asked)
    run_async(_desk(settings.model_copy(update={"desk": given})))


async def _desk(settings: Settings) -> int:
    """Serve it; on a demo's data in the demo's time, which stands still."""
    from services.cli.servers import is_stepped, now_of, standing  # noqa: PLC0415 - the same
    from services.desk.app import build  # noqa: PLC0415 - see the module's words
    from services.runtime.clock import SteppedClock  # noqa: PLC0415 - the same

    async with standing(settings) as found:
        now = await now_of(settings) if is_stepped(settings) and not settings.clock else None

        async def built(runtime: Runtime) -> Service:
            if now is not None:
                runtime.clock = SteppedClock(now)
            click.echo(f"the desk: http://{found.desk.host}:{found.desk.port}/")
            return await build(runtime)

        return await _serve("desk", found, built, kafka=False)


def name_of(service: str, parts: tuple[str, ...]) -> str:
    """What a process is called in logs: a part that runs alone has a name of its own."""
    return f"{service}-{parts[0]}" if len(parts) == 1 else service


async def _serve(
    name: str, settings: Settings, build: Build, *, database: bool = True, kafka: bool = True
) -> int:
    logs.configure(name)
    runtime = await start_runtime(settings, name, database=database, needs_kafka=kafka)
    try:
        service = await build(runtime)
    except BaseException:
        await runtime.close()
        raise
    settle()
    await service.run()
    return 0

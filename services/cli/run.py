"""``forestall run``: every service on the reader's own settings, until stopped."""

import asyncio
import signal
from pathlib import Path

import click

from services.cli.checks import setup
from services.cli.context import DEFAULT, config_option, fail, run_async, settings_of
from services.cli.installation import Installation, services_of
from services.connectors import registry
from services.runtime import logs
from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.settings import Settings

READY_WITHIN = 30.0
"""Seconds in which services on servers that answer are ready; measured: 3."""


@click.command()
@config_option
def run(config: Path | None) -> None:
    """All services on your forestall.yaml, until stopped.

    Kafka and PostgreSQL are our own unless
    FORESTALL_KAFKA_BOOTSTRAP and FORESTALL_DATABASE_URL say otherwise.
    """
    settings = settings_of(config)
    path = config or (DEFAULT if DEFAULT.is_file() else None)
    if path is None or not settings.shops:
        fail(
            "there is no shop to watch: write forestall.yaml (the README shows a whole one, "
            "forestall.example.yaml every setting), or give --config FILE"
        )
    run_async(_run(settings, path.resolve()))


async def _run(settings: Settings, config: Path) -> int:
    logs.configure("run")
    await _refuse_mistakes(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    installation = Installation(settings, config, on_loss=_warn)
    try:
        if not await _started(installation, stop):
            return 0
        _tell(installation)
        return await _watch(installation, stop)
    finally:
        click.echo("stopping ...")
        await installation.supervisor.stop()


async def _refuse_mistakes(settings: Settings) -> None:
    """What no service could start with is told before any is started, as doctor tells it."""
    found = [*await setup.shops(settings), *await setup.rules(settings)]
    if wrong := [finding.what for finding in found if finding.level == "problem"]:
        raise ConfigurationError(wrong)


async def _started(installation: Installation, stop: asyncio.Event) -> bool:
    """Start everything; False where it was asked to stop meanwhile, which ends it at once."""

    async def start() -> None:
        await installation.start_servers()
        await installation.start_services()

    starting = asyncio.create_task(start())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
        return starting.done() and not stopped.done()
    finally:
        for task in (starting, stopped):
            task.cancel()
        await asyncio.gather(starting, stopped, return_exceptions=True)


async def _watch(installation: Installation, stop: asyncio.Event) -> int:
    """Say when all is ready; return when asked to stop, or when a service is given up."""
    stopped = asyncio.create_task(stop.wait())
    failed = asyncio.create_task(installation.supervisor.failed())
    ready = asyncio.create_task(_say_ready(installation))
    try:
        await asyncio.wait({stopped, failed}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ready.cancel()
        await asyncio.gather(ready, return_exceptions=True)
    if not stopped.done():
        click.secho(f"forestall: {failed.result()}", fg="red", err=True)
    return 0 if stopped.done() else 1


async def _say_ready(installation: Installation) -> None:
    try:
        await installation.ready(READY_WITHIN)
        click.secho("All of them are ready.", fg="green")
    except Unavailable as error:
        click.secho(f"{error}; it is tried on. `forestall doctor` says more.", fg="yellow")


def _warn(sentence: str) -> None:
    click.secho(f"forestall: {sentence}", fg="yellow", err=True)


def _tell(installation: Installation) -> None:
    """What runs, where, in which mode, and what an embedded broker means."""
    settings = installation.settings
    number = len(services_of(settings))
    click.echo(f"{number} services are started; their logs lie in {settings.data_dir}/logs")
    if settings.desk.on:
        click.echo(f"the desk: http://{settings.desk.host}:{settings.desk.port}/")
    edge = f"http://{settings.edge.host}:{settings.edge.port}"
    for app_id, app in settings.apps.items():
        click.echo(f"webhooks of {app_id}: {edge}/webhooks/{app.marketplace}/{app_id}")
    for provider in sorted(settings.carriers):
        if registry.carrier_push_secret(provider, settings) is None:
            continue
        click.echo(f"webhooks of {provider}: {edge}/webhooks/carriers/{provider}")
    for shop in settings.shops:
        click.echo(f"shop {shop.key}: {shop.mode}")
    if installation.kafka.embedded:
        click.secho(
            "The broker is our own and holds everything in memory: if it dies, what was accepted "
            "and not yet read comes back only by polling. Good for trying out and for 'observe'; "
            "'automatic' wants a real Kafka (FORESTALL_KAFKA_BOOTSTRAP).",
            fg="yellow",
        )
    click.echo("Ctrl-C stops it.")

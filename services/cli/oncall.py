"""``forestall oncall test``: whether a receiver of pages really hears."""

from dataclasses import replace
from pathlib import Path

import click

from services.cli.context import config_option, fail, run_async, settings_of
from services.connectors import registry
from services.connectors.ports import Alert
from services.runtime.clock import SystemClock
from services.runtime.settings import Settings


@click.group()
def oncall() -> None:
    """Who is paged; `forestall doctor` says who hears what."""


@oncall.command("test")
@click.argument("receiver")
@config_option
def test(receiver: str, config: Path | None) -> None:
    """Send one test page and its end to a RECEIVER, or one beat to `heartbeat` or `watchdog`.

    RECEIVER is `alertmanager`, `pagerduty` or a name under `oncall.receivers`.
    """
    run_async(_test(settings_of(config), receiver))


async def _test(settings: Settings, name: str) -> int:
    for watch, _ in registry.heartbeats(settings):
        if watch.name == name:
            await watch.beat()
            click.echo(f"{name}: the beat was accepted")
            return 0
    receivers = {one.name: one for one in registry.oncall(settings)}
    if name not in receivers:
        watches = [watch.name for watch, _ in registry.heartbeats(settings)]
        known = ", ".join([*receivers, *watches]) or "none"
        fail(f"there is no receiver {name}; set up are: {known}")
    page = _page(name)
    await receivers[name].send([page], page.starts_at)
    click.echo(f"{name}: the page was accepted")
    over = replace(page, ends_at=SystemClock().now())
    await receivers[name].send([over], page.starts_at)
    click.echo(f"{name}: its end was accepted")
    return 0


def _page(receiver: str) -> Alert:
    now = SystemClock().now()
    return Alert(
        dedup_key=f"page|test|{receiver}|{now.isoformat()}",
        level="page",
        labels={"rule": "test"},
        summary="A test of Forestall's pages",
        why_now="somebody ran `forestall oncall test`",
        what_to_do="Nothing: its end follows at once.",
        link="",
        starts_at=now,
    )

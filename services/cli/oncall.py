"""``forestall oncall``: what is raised and stopped; whether a receiver of pages really hears."""

from dataclasses import replace
from pathlib import Path

import click

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import shown
from services.connectors import registry
from services.connectors.ports import Alert
from services.notifier.postgres.oncall import done, paused, raised
from services.notifier.postgres.unit import PostgresStores
from services.notifier.told import instant
from services.runtime.clock import SystemClock
from services.runtime.postgres.pool import one_statement
from services.runtime.settings import Settings

LAST = 20
"""Acts of people that are shown."""


@click.group()
def oncall() -> None:
    """What stands for who is on call; `forestall doctor` says who hears what."""


@oncall.command("show")
@config_option
def show(config: Path | None) -> None:
    """What is raised and what to do, what is paused or waits, and what people did last."""
    run_async(_show(settings_of(config)))


async def _show(settings: Settings) -> int:
    async with database(settings) as pool:
        async with one_statement(pool) as conn:
            alerts = await raised(conn)
        async with one_statement(pool) as conn:
            pauses = await paused(conn)
        async with one_statement(pool) as conn:
            acts = await done(conn, LAST)
        now = await now_of(settings)
        async with PostgresStores(pool).transaction() as unit:
            waits = await unit.shops.waits(now)
    for alert in alerts:
        about = ", ".join(f"{name} {label}" for name, label in sorted(alert.labels.items()))
        click.echo(shown(f"{alert.level} since {instant(alert.starts_at)}: {alert.summary}"))
        click.echo(shown(f"  {about}\n  {alert.why_now}\n  {alert.what_to_do}"))
    for stop in pauses:
        line = f"paused since {instant(stop.at)}: {stop.scope} ({stop.by}): {stop.reason}"
        click.echo(shown(line))
    for one in waits:
        line = (
            f"waits for a second person since {instant(one.at)}: {one.act} {one.about} ({one.by})"
        )
        click.echo(shown(line))
    for act in acts:
        click.echo(shown(f"{instant(act.at)} {act.by}: {act.did} {act.about} {act.reason}".strip()))
    if not alerts and not pauses:
        click.echo("nothing is raised, and nothing is paused")
    return 0


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

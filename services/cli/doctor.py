"""``forestall doctor``: what is wrong with this installation, and what to do."""

import contextlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from services.cli.checks import (
    abilities,
    force,
    keys,
    lists,
    log,
    machine,
    mailboxes,
    people,
    pushes,
    requests,
    seconds,
    setup,
    sign_in,
    tokens,
    work,
)
from services.cli.checks import credits as money
from services.cli.checks import database as tables
from services.cli.checks.finding import Check, Finding, problem, run, warning
from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, kafka_of, noted, now_of
from services.notifier.postgres import canary
from services.runtime.clock import SystemClock
from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.settings import Settings

_COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}
_START = "`forestall run` starts it, with everything else"


@click.command()
@config_option
def doctor(config: Path | None) -> None:
    """What is wrong with this installation, and what to do.

    Exit code 1: there is a problem.
    """
    run_async(_doctor(settings_of(config)))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


async def _doctor(settings: Settings) -> int:
    found = await examine(settings)
    for finding in found:
        _tell(finding)
    counts = {level: sum(f.level == level for f in found) for level in _COLOURS}
    click.echo("\n" + ", ".join(_counted(counts[level], level) for level in ("problem", "warning")))
    return 1 if counts["problem"] else 0


async def examine(settings: Settings) -> list[Finding]:
    """Everything that is found, in the order in which it is to be read."""
    found = []
    for check in (
        setup.shops,
        setup.apps,
        setup.carriers,
        people.receivers,
        people.watches,
        seconds.confirmed,
        mailboxes.mailboxes,
        mailboxes.report,
        setup.rules,
        setup.risks,
        setup.telemetry,
    ):
        found += await run("the settings", partial(check, settings))
    found += await run("the provider of desk.oidc", partial(sign_in.provider, settings))
    found += await run("the settings", partial(_rates, settings))
    found += await run("the settings", partial(_abilities, settings))
    found += await run("the disk", partial(machine.disk, settings.data_dir))
    found += await run("the broker", partial(_forgotten, settings))
    found += await _processes(settings)
    found += await _kafka(settings)
    return found + await _database(settings)


async def _rates(settings: Settings) -> Iterable[Finding]:
    return await setup.rates(settings, await now_of(settings))


async def _abilities(settings: Settings) -> Iterable[Finding]:
    return await abilities.rules(settings, await now_of(settings))


async def _forgotten(settings: Settings) -> Iterable[Finding]:
    return await machine.forgotten(settings.data_dir, await now_of(settings))


async def _processes(settings: Settings) -> list[Finding]:
    running = noted(settings.data_dir)
    if running is not None:
        return await run("the services", partial(machine.processes, settings.data_dir, running))
    if settings.kafka.bootstrap and settings.database.url:
        return []  # services on servers that are given may run anywhere
    what = f"no `forestall run` is in progress on {settings.data_dir}: nothing is watched now"
    return [warning(what, "start `forestall run` in another terminal")]


async def _kafka(settings: Settings) -> list[Finding]:
    try:
        profile = kafka_of(settings)
    except ConfigurationError:
        return [warning("our own broker is not running", _START)]
    # By the machine's clock: so does whoever checks it.
    shown = await run("Kafka", partial(log.certificate, profile, SystemClock().now()))
    found = shown + await run("Kafka", partial(log.topics, profile))
    if any(finding.level == "problem" for finding in found):
        return found
    found += await run("Kafka", partial(log.kept, profile))
    return found + await run("Kafka", partial(log.behind, profile))


async def _database(settings: Settings) -> list[Finding]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            pool = await stack.enter_async_context(database(settings))
        except ConfigurationError as error:
            if settings.database.url is None:
                return [warning(error.problems[0], _START)]
            return [problem(text, "") for text in error.problems]
        except Unavailable as error:
            do = "see that it runs, and that `database.url` is right"
            return [problem(str(error), do)]
        found = []
        for check in await _checks(settings, pool):
            found += await run("PostgreSQL", check)
        return found


async def _checks(settings: Settings, pool: Pool) -> Sequence[Check]:
    there, url = await tables.made(pool), settings.database.url
    now = await now_of(settings)
    always: tuple[Check, ...] = (
        partial(tables.schemas, pool),
        partial(tables.clocks, pool),
        partial(tables.primaries, url.get_secret_value() if url else None),
        partial(keys.opening, settings, pool, there),
        partial(keys.in_plain, pool, there),
        partial(work.stopped, pool, there),
        partial(mailboxes.mailed, settings, pool, there, now),
    )
    if "ingest" in there:
        always = (
            *always,
            partial(tokens.standing, settings, pool, there, now),
            partial(lists.read, settings, pool, now),
            partial(pushes.heard, settings, pool),
            partial(requests.standing, pool, now),
        )
    if "tracker" in there:
        always = (*always, partial(money.credits_left, settings, pool, now))
    if "notifier" not in there:
        return always
    return (
        *always,
        partial(_canary, settings, pool, now),
        partial(work.pauses, pool),
        partial(force.playbook, settings, pool),
        partial(work.desk, pool, now),
        partial(work.alerts, pool, now),
        partial(work.folded, pool, there, now),
    )


async def _canary(settings: Settings, pool: Pool, now: datetime) -> Iterable[Finding]:
    if settings.canary is None:
        return []
    async with one_statement(pool) as conn:
        found = await canary.flight(conn)
    return people.canary(settings.canary, found.stamp if found else None, now)


def _tell(finding: Finding) -> None:
    click.secho(f"{finding.level:8}", fg=_COLOURS[finding.level], nl=False)
    click.echo(f" {finding.what}")
    if finding.do:
        click.echo(f"{'':9}-> {finding.do}")

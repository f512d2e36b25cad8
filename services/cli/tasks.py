"""``forestall tasks``: what people have to do, and what they did."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import cell, shown
from services.cli.task_acts import command_of
from services.desk.acts import ACTS
from services.desk.words import Words, words_of
from services.notifier import tasks as desk
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.tasks import Task
from services.runtime.settings import Settings


@click.group()
def tasks() -> None:
    """What people have to do, the most pressing first."""


@tasks.command("list")
@click.option("--shop", help="Only this shop's, MARKETPLACE/NAME.")
@click.option("--all", "every", is_flag=True, help="The closed ones too, the last closed first.")
@click.option("--limit", type=click.IntRange(min=1), default=200, help="At most so many.")
@config_option
def list_(shop: str | None, limit: int, config: Path | None, *, every: bool) -> None:
    """The open tasks, the most pressing first."""
    run_async(_list(settings_of(config), shop, limit, every=every))


@tasks.command()
@click.argument("number", type=int)
@config_option
def show(number: int, config: Path | None) -> None:
    """One task: why, by when, and the text that is ready."""
    run_async(_show(settings_of(config), number))


for _act in ACTS.values():
    tasks.add_command(command_of(_act))


async def _list(settings: Settings, shop: str | None, limit: int, *, every: bool) -> int:
    async with database(settings) as pool:
        found = await desk.list_tasks(
            PostgresStores(pool), shop=shop, status=None if every else "open", limit=limit + 1
        )
    asked = [shop] if shop else [one.key for one in settings.shops]
    at = words_of(settings, [task.shop for task in found] or asked)
    if not found:
        click.echo(at.word("nothing to do"))
        return 0
    Console().print(_table(at, found[:limit], await now_of(settings)))
    if len(found) > limit:
        click.echo(at.word("there are more: these are the first {limit} (--limit)", limit=limit))
    return 0


def _table(at: Words, found: Sequence[Task], now: datetime) -> Table:
    """Each task under its order's key, which is typed again: it is folded rather than cut."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column in ("no.", "kind", "left", "rule"):
        table.add_column(at.word(column), no_wrap=True)
    table.add_column(at.word("order, and what to do"), overflow="fold")
    for task in found:
        what = cell(f"{task.order_key}\n{at.told(task.title)}")
        table.add_row(str(task.id), at.word(task.kind), _left(at, task, now), task.rule, what)
    return table


def _left(at: Words, task: Task, now: datetime) -> str:
    """The time that is left for an open task; how a closed one ended."""
    if task.status != "open":
        return at.word(task.status)
    return _span(at, task.deadline, now) if task.deadline else ""


def _span(at: Words, deadline: datetime, now: datetime) -> str:
    hours = (deadline - now).total_seconds() / 3600
    if hours >= 0:
        return at.word("{hours} h", hours=f"{hours:.0f}")
    return f"[red]{at.word('{hours} h over', hours=f'{-hours:.0f}')}[/]"


async def _show(settings: Settings, number: int) -> int:
    async with database(settings) as pool:
        task = await desk.show(PostgresStores(pool), number)
    at = words_of(settings, [task.shop])
    kind, status, title = at.word(task.kind), at.word(task.status), at.told(task.title)
    due = f"{task.deadline:%Y-%m-%d %H:%M} UTC" if task.deadline else at.word("no deadline")
    rows = {
        "order": f"{task.order_key}  {task.link}",
        "rule": task.rule,
        "why": at.told(task.why),
        "since": f"{task.created_at:%Y-%m-%d %H:%M} UTC",
        "by": due,
    }
    if task.status == "open" and task.first_at:
        asked = f"{at.act(task.first_act)} ({task.first_by}) --seen {task.first_at.isoformat()}"
        rows["to be confirmed"] = f"{asked}  {task.first_with}".rstrip()
    if task.closed_at:
        rows["ended"] = f"{at.told(task.outcome)} ({task.closed_by})"
    told = "task {id} ({kind}, {status}): {title}"
    lines = [at.word(told, id=task.id, kind=kind, status=status, title=title)]
    lines += [f"{at.word(name):<10}{said}" for name, said in rows.items()]
    lines += [f"\n{task.body}"] if task.body else []
    click.echo(shown("\n".join(lines)))
    return 0

"""``forestall case ORDER``: what happened, what will happen and why, who has it in hand.

``forestall case verify``: whether what happened is still what was entered.
"""

import getpass
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.context import config_option, run_async, settings_of
from services.cli.evidence import evidence
from services.cli.promise import commit, kept
from services.cli.servers import database, now_of
from services.cli.shown import cell
from services.cli.verify import verify
from services.notifier import people
from services.notifier.app import world_of
from services.notifier.ledger import ref_of
from services.notifier.plan import NEVER
from services.notifier.postgres.unit import PostgresStores
from services.notifier.told import complaint_line, in_a_line, said_in
from services.notifier.view import CaseView, explain
from services.runtime.clock import SystemClock
from services.runtime.http.client import Http
from services.runtime.settings import Settings


class _OrderOrWord(click.Group):
    """``case ORDER`` shows an order; a word without a slash is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options of ``show`` may stand before the order."""
        if args and args[0] not in self.commands and any("/" in word for word in args):
            args = ["show", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or ``show`` for all words."""
        if args and "/" in args[0]:
            return "show", show_case, args
        return super().resolve_command(ctx, args)


@click.group(cls=_OrderOrWord, subcommand_metavar="MARKETPLACE/SHOP/ORDER | COMMAND [ARGS]...")
def case() -> None:
    """An order's timeline, and its plan with reasons."""


case.add_command(verify)
case.add_command(evidence)
case.add_command(commit)
case.add_command(kept)


@case.command("show")
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option(
    "--take-over", "hand", flag_value="take", help="You have it in hand: 72 h of silence."
)
@click.option("--hand-back", "hand", flag_value="back", help="The robot has it again.")
@click.option("--by", default=getpass.getuser, help="Who; your login by default.")
@config_option
def show_case(order: str, hand: str | None, by: str, config: Path | None) -> None:
    """An order's timeline, and its plan with reasons."""
    run_async(_case(settings_of(config), order, hand, by))


async def _case(settings: Settings, order: str, hand: str | None, by: str) -> int:
    now = await now_of(settings)
    async with (
        database(settings) as pool,
        Http.of(settings) as http,
    ):
        stores = PostgresStores(pool)
        if hand == "take":
            await people.take_over(stores, now, order, by)
        elif hand == "back":
            await people.hand_back(stores, now, order, by)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        view = await explain(stores, world, order, now)
        said = await said_in(settings, pool, view)
    show(Console(highlight=False), view, now, said)
    return 0


def show(
    console: Console, view: CaseView, now: datetime, said: Mapping[str, str] | None = None
) -> None:
    """Print a case, with what people wrote by what it is kept under."""
    _head(console, view, now)
    _section(console, "timeline", _timeline(view, said or {}))
    _section(console, "deadlines", _deadlines(view, now))
    _section(console, "plan", _plan(view))
    _section(console, "not now, and why", _silent(view))
    _section(console, "tasks", _tasks(view))


def _head(console: Console, view: CaseView, now: datetime) -> None:
    case = view.case
    console.print(f"[b]{view.order_key}[/]  at {now:%Y-%m-%d %H:%M} UTC")
    if case.order is not None:
        order = case.order
        promised = f", promised {order.promise.at:%d %b}" if order.promise else ""
        destination = order.destination.country
        console.print(cell(f"{order.status} to {destination}{promised}  {order.link}"))
    for parcel in case.parcels.values():
        held = [hold for hold in parcel.holds if hold.until is None]
        words = f", held: {held[-1].kind}, {held[-1].who_must_act} to act" if held else ""
        console.print(cell(f"parcel {parcel.number}: {parcel.stage}, {parcel.identity}{words}"))
    if view.complaint is not None:
        found = view.complaint
        line = complaint_line(found.type, found.responsible, found.decided_by)
        console.print(cell(f"complaint: {line}"))
    if view.paused:
        console.print(cell(f"nothing leaves now: {view.paused}"), style="yellow")
    if view.broken_at is not None:
        console.print(f"[red]the chain of entries does not hold at entry {view.broken_at}[/]")


def _section(console: Console, title: str, table: Table) -> None:
    if table.row_count:
        console.print(f"\n[b]{title}[/]")
        console.print(table)


def _timeline(view: CaseView, said: Mapping[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    for entry in view.entries:
        quoted = said.get(ref_of(entry), "")
        line = f"{in_a_line(entry)}: {quoted}" if quoted else in_a_line(entry)
        table.add_row(f"{entry.at:%d %b %H:%M}", entry.kind, cell(line))
    return table


def _deadlines(view: CaseView, now: datetime) -> Table:
    """What still stands, and what has passed and still does; whose word it is, and its price."""
    table = Table.grid(padding=(0, 2))
    for one in view.deadlines:
        if not one.standing:
            continue
        left = "passed" if one.passed else f"in {_span(one.at - now)}"
        whose = "stated" if one.source == "stated" else one.basis
        price = one.silence if one.binds else ""
        table.add_row(f"{one.at:%d %b %H:%M}", one.name, cell(left), cell(whose), cell(price))
    return table


def _span(left: timedelta) -> str:
    hours = int(left / timedelta(hours=1))
    return f"{hours // 24} d" if hours >= _DAYS_FROM else f"{hours} h"


_DAYS_FROM = 72
"""Hours from which they are told in days."""


def _plan(view: CaseView) -> Table:
    table = Table.grid(padding=(0, 2))
    for action in view.plan.actions:
        due = "when it may" if action.due_at >= NEVER else f"{action.due_at:%d %b %H:%M}"
        kind = f"task: {action.as_task}" if action.as_task else str(action.kind)
        table.add_row(due, action.rule, kind, action.mode, cell(action.reason))
    return table


def _silent(view: CaseView) -> Table:
    table = Table.grid(padding=(0, 2))
    for rule, occasion, why in view.plan.silent:
        table.add_row(rule, cell(occasion), cell(why))
    return table


def _tasks(view: CaseView) -> Table:
    table = Table.grid(padding=(0, 2))
    for task in view.tasks:
        table.add_row(str(task.id), task.status, cell(task.title), cell(task.outcome))
    return table

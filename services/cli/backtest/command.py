"""The command ``forestall backtest``."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from services.cli.backtest.past import PastOrder, read_past
from services.cli.backtest.play import SHOP, Played, play
from services.cli.backtest.report import Figures, figures, write
from services.cli.context import config_option, fail, settings_of
from services.cli.playbook.given import file_option, given, of_settings_option
from services.connectors.manners import Manners
from services.notifier.playbook import Playbook
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.sample import can_anything
from services.notifier.texts import Texts
from services.runtime.errors import ConfigurationError
from services.runtime.staffed import Staffed

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.option("--orders", type=_FILE, required=True, help="CSV: see docs/playbook.md.")
@click.option("--scans", type=_FILE, help="CSV of their parcels' scans.")
@file_option
@of_settings_option
@click.option("--country", default="BR", show_default=True, help="Where an order names none.")
@click.option("--zone", default="Asia/Shanghai", show_default=True, help="Of your staff.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A directory."
)
@config_option
def backtest(
    *,
    orders: Path,
    scans: Path | None,
    file: Path | None,
    country: str,
    zone: str,
    out: Path,
    config: Path | None,
    of_settings: bool,
) -> None:
    """What the playbook would have done with orders of the past, and how rightly."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        fail(f"--zone: there is no time zone {zone}")
    told = given(settings_of(config), file, of_settings=of_settings)
    click.echo(told.told)
    try:
        past = read_past(orders, scans, country)
    except ConfigurationError as error:
        fail(*error.problems)
    played = _played(past, told.playbook, told.texts, zone)
    found = figures(played, [rule.id for rule in told.playbook.rules])
    write(out, played, found)
    _show(found)
    click.echo(f"{out}: report.html, rules.csv, actions.csv")


def _played(past: list[PastOrder], rules: Playbook, texts: Texts, zone: str) -> list[Played]:
    """Every order, in a shop with a chat where everything may leave by itself."""
    if not past:
        return []
    ends = max(one.delivered or one.shipped for one in past)
    shop = ShopPolicy(
        key=SHOP,
        live_since=datetime.min.replace(tzinfo=UTC) + timedelta(days=1),
        staffed=Staffed(zone),
        mode="automatic",
        unreviewed="send",
    )
    around = Surroundings(shop=shop, can=can_anything, manners=Manners(longest=500))
    quiet = Console(stderr=True)
    return [
        play(order, rules, around, texts, ends)
        for order in track(past, "orders", console=quiet, transient=True)
    ]


def _show(found: Figures) -> None:
    table = Table(box=None, padding=(0, 1))
    for name in ("rule", "does"):
        table.add_column(name, no_wrap=True, min_width=22)
    for name in ("acts", "orders", "late", "precision", "recall"):
        table.add_column(name, justify="right")
    for one in found.rules:
        shares = ("" if share is None else f"{share:.2f}" for share in (one.precision, one.recall))
        table.add_row(one.rule, one.does, str(one.acts), str(one.orders), str(one.late), *shares)
    console = Console(highlight=False)
    console.print(
        f"{found.orders} orders, {found.late} late, {found.never} of them never; "
        f"{found.a_buyer:.2f} words to the buyer an order"
    )
    console.print(table)

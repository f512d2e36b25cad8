"""``forestall shop``: from observing to acting, a share at a time; see also ``authorize``."""

import getpass
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli.authorize import authorize
from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import cell, shown
from services.notifier.eyes import Eyes
from services.notifier.postgres.unit import PostgresStores
from services.notifier.promotion import Decision, beside, move
from services.notifier.stores.actions import Observed
from services.notifier.stores.shops import Stage
from services.notifier.stores.unit import Stores
from services.notifier.told import instant
from services.runtime.settings import Settings
from services.runtime.shops import Mode, ShopSettings

_by = click.option("--by", default=getpass.getuser, help="Who decided it; your login by default.")
_reason = click.option("--reason", required=True, help="Why; it stands in `shop show`.")
_key = click.argument("key", metavar="MARKETPLACE/SHOP")


@click.group()
def shop() -> None:
    """A shop: its authorisation, and its way from observing to acting, a share at a time."""


shop.add_command(authorize)


@shop.command()
@_key
@click.option(
    "--mode", type=click.Choice(["approve", "automatic"]), default="automatic", show_default=True
)
@click.option("--read", default=20, show_default=True, help="Texts to read, one after another.")
@_by
@_reason
@click.option("--yes", is_flag=True, help="Read nothing, ask nothing.")
@config_option
def promote(
    key: str, *, mode: Mode, read: int, by: str, reason: str, yes: bool, config: Path | None
) -> None:
    """Let the next share of the orders act: 5 %, 25 %, then all of them.

    First what was observed since the last stage, by rule and language, and texts of it to read.
    """
    settings = settings_of(config)
    decision = Decision(_observing(settings, key).key, mode, 0, by, reason)
    run_async(_promote(settings, decision, 0 if yes else read, asks=not yes))


async def _promote(settings: Settings, decision: Decision, read: int, *, asks: bool) -> int:
    async with database(settings) as pool:
        stores, now = PostgresStores(pool), await now_of(settings)
        last, observed = await _seen(stores, decision.shop)
        share = beside(last.share if last else 0, +1)
        if share is None:
            fail(f"{decision.shop}: all its orders act already; set its `mode` in the settings")
        _show_observed(observed)
        for one in _spread(observed, read):
            click.echo(f"\n{one.rule} ({one.language}), {one.order_key}, {instant(one.at)}")
            click.echo(shown(one.text))
            click.prompt("Enter for the next", default="", show_default=False)
        if asks:
            click.confirm(f"Let {share} % of the orders of {decision.shop} act?", abort=True)
        eyes = Eyes.named(settings, decision.by)
        row = await move(stores, last, replace(decision, share=share), now, eyes)
    click.echo(f"{row.shop}: {row.share} % of its orders act ({row.mode}); the rest is observed")
    return 0


async def _seen(stores: Stores, key: str) -> tuple[Stage | None, Sequence[Observed]]:
    """The shop's last stage, and what was observed since."""
    async with stores.transaction() as unit:
        stages = await unit.shops.stages(key)
        last = stages[-1] if stages else None
        return last, await unit.actions.observed(key, last.at if last else None)


def _show_observed(observed: Sequence[Observed]) -> None:
    counts = Counter((one.rule, str(one.kind), one.language, one.reason) for one in observed)
    table = Table.grid(padding=(0, 2))
    for (rule, kind, language, reason), number in sorted(counts.items()):
        table.add_row(str(number), rule, kind, language, cell(reason))
    click.echo(f"{len(observed)} messages and acts were observed since the last stage")
    Console(highlight=False).print(table)


def _spread(observed: Sequence[Observed], most: int) -> Sequence[Observed]:
    """Texts to read: every rule and language has its turn before any has a second."""
    seen: Counter[tuple[str, str]] = Counter()
    turns: list[tuple[int, int, Observed]] = []
    for one in observed:
        if one.text:
            seen[one.rule, one.language] += 1
            turns.append((seen[one.rule, one.language], len(turns), one))
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:2])[:most]]


@shop.command()
@_key
@click.option("--to-observe", is_flag=True, help="All the way, not one stage.")
@_by
@_reason
@config_option
def demote(key: str, *, to_observe: bool, by: str, reason: str, config: Path | None) -> None:
    """One stage back; what waits to leave for the others is observed instead."""
    settings = settings_of(config)
    decision = Decision(_observing(settings, key).key, "observe", 0, by, reason)
    run_async(_demote(settings, decision, to_observe=to_observe))


async def _demote(settings: Settings, decision: Decision, *, to_observe: bool) -> int:
    async with database(settings) as pool:
        stores, now = PostgresStores(pool), await now_of(settings)
        last, _ = await _seen(stores, decision.shop)
        share = beside(last.share, -1) if last else None
        if last is None or share is None:
            fail(f"{decision.shop} is observed already")
        share = 0 if to_observe else share
        row = await move(stores, last, replace(decision, share=share, mode=last.mode), now)
    click.echo(f"{row.shop}: {row.share} % of its orders act; the rest is observed")
    return 0


@shop.command("show")
@_key
@config_option
def show_shop(key: str, config: Path | None) -> None:
    """What acts in a shop, and how it came to it."""
    settings = settings_of(config)
    run_async(_show(settings, _ours(settings, key)))


async def _show(settings: Settings, ours: ShopSettings) -> int:
    async with database(settings) as pool, PostgresStores(pool).transaction() as unit:
        stages = await unit.shops.stages(ours.key)
    share = stages[-1].share if stages else 0
    click.echo(f"{ours.key}: `mode: {ours.mode}` in the settings")
    if ours.mode == "observe":
        mode = f" ({stages[-1].mode})" if share else ""
        click.echo(f"{share} % of its orders act{mode}; the rest is observed")
    click.echo(f"{ours.holdout_percent:g} % of its orders are held out")
    table = Table.grid(padding=(0, 2))
    for one in stages:
        what = f"{one.share} % {one.mode}" if one.share else "observe"
        table.add_row(instant(one.at), what, cell(one.by), cell(one.reason))
    Console(highlight=False).print(table)
    return 0


def _ours(settings: Settings, key: str) -> ShopSettings:
    found = next((one for one in settings.shops if one.key == key), None)
    if found is None:
        fail(f"there is no shop {key} in the settings")
    return found


def _observing(settings: Settings, key: str) -> ShopSettings:
    """A shop whose settings leave it to the stages what acts."""
    ours = _ours(settings, key)
    if ours.mode != "observe":
        fail(
            f"{key} is in `{ours.mode}` by its settings: all its orders act; see `forestall pause`"
        )
    return ours

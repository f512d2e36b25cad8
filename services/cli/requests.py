"""``forestall privacy requests``: what marketplaces ask for in buyers' names, and doing it."""

import getpass
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from services.cli import buyers
from services.cli.buyers import Found
from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import cell
from services.ingest import privacy
from services.ingest import requests as owed
from services.ingest.privacy import Buyer
from services.ingest.requests import Request
from services.notifier.agreeing import SecondNeeded
from services.notifier.eyes import Eyes
from services.notifier.told import instant
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.settings import Settings

_COLOURS = {"new": "", "late": "yellow", "overdue": "red"}


@click.command()
@click.argument("name", required=False, metavar="[MARKETPLACE/SHOP[/BUYER]]")
@click.option("--carry-out", is_flag=True, help="Do what stands, and note that it is done.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="A directory for exports."
)
@click.option("--by", default=getpass.getuser, help="Who; your login by default.")
@click.option("--yes", is_flag=True, help="Also while an order or a dispute of theirs is open.")
@click.option("--all", "everything", is_flag=True, help="Those that are done too.")
@config_option
def requests(
    name: str | None,
    out: Path | None,
    by: str,
    config: Path | None,
    *,
    carry_out: bool,
    yes: bool,
    everything: bool,
) -> None:
    """What marketplaces ask for in buyers' names: erasures and exports, the first due on top.

    A request names a buyer, or a shop: everybody of it. It is due 30 days after it was made. With
    --carry-out erasures are done as `forestall privacy erase` does them, and exports are written
    into the directory --out, for the shop to hand on. Exit code 1: something stands still.
    """
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    settings = settings_of(config)
    how = Doing(by, out, yes, Eyes.named(settings, by)) if carry_out else None
    run_async(_requests(settings, name, how, everything=everything))


@dataclass(frozen=True, slots=True)
class Doing:
    """How requests are carried out: by whom, exports into where, erasures past what is open."""

    by: str
    out: Path | None
    yes: bool
    eyes: Eyes


async def _requests(
    settings: Settings, name: str | None, how: Doing | None, *, everything: bool
) -> int:
    now = await now_of(settings)
    async with database(settings) as pool:
        kept = await _kept(pool, name)
        if how is None:
            _show([one for one in kept if everything or one.done_at is None], now)
            return 0
        standing = [one for one in kept if one.done_at is None]
        for request in standing:
            click.echo(f"{request.subject}: {request.wants}, due {instant(request.due_at)}")
            if await _carry_out(settings, pool, request, how, now):
                async with transaction(pool) as conn:
                    await owed.done(conn, request, how.by, now)
        erased = [one for one in standing if one.wants == "erasure"]
        if erased:
            await buyers.sweep(pool)
        left = [one for one in await _kept(pool, name) if one.done_at is None]
    for line in buyers.left_behind(now) if erased else ():
        click.echo(line)
    click.echo(f"{len(standing) - len(left)} done, {len(left)} stand")
    return 1 if left else 0


async def _kept(pool: Pool, name: str | None) -> Sequence[Request]:
    async with transaction(pool) as conn:
        return await owed.kept(conn, name)


def _show(kept: Sequence[Request], now: datetime) -> None:
    if not kept:
        click.echo("no request stands")
        return
    table = Table(box=None)
    for column in ("whose", "wants", "asked", "due", "by the push", "done"):
        table.add_column(column)
    for one in kept:
        done = f"{instant(one.done_at)} by {one.done_by}" if one.done_at else ""
        table.add_row(
            cell(one.subject if one.buyer else f"{one.subject}: everybody"),
            one.wants,
            instant(one.asked_at),
            instant(one.due_at),
            cell(f"{one.app} {one.ref}"),
            cell(done),
            style="" if one.done_at else _COLOURS[one.age(now)],
        )
    Console(soft_wrap=True).print(table)


async def _carry_out(
    settings: Settings, pool: Pool, request: Request, how: Doing, now: datetime
) -> bool:
    """Do one; whether it is done whole."""
    if request.wants == "export" and how.out is None:
        click.echo("  an export: name a directory for it with --out")
        return False
    found = await buyers.find_each(settings, pool, await _whose(pool, request))
    if request.wants == "export" and how.out is not None:
        return await _export(pool, found, how.out, now)
    ended = [await _erase(pool, one, request, how, now) for one in found]
    return all(ended)


async def _whose(pool: Pool, request: Request) -> list[Buyer]:
    async with transaction(pool) as conn:
        if not request.buyer:
            return await privacy.everybody(conn, request.shop)
        known = await privacy.is_known(conn, request.shop, request.buyer)
        return [Buyer(request.shop, request.buyer, known)]


async def _erase(pool: Pool, found: Found, request: Request, how: Doing, now: datetime) -> bool:
    """Erase one buyer; not while something of theirs is open, unless it is said so."""
    still = [*found.open.orders, *found.open.disputes]
    if still and not how.yes:
        told = f"  {found.buyer.subject}: {', '.join(still)} not over; --yes erases all the same"
        click.secho(told, fg="yellow")
        return False
    reason = f"asked for by {request.app}, {request.ref}"
    try:
        lines = await buyers.erase(pool, found, buyers.Wish(how.by, reason, now, how.eyes))
    except SecondNeeded as error:
        click.echo(f"  {found.buyer.subject}: {error.detail}")
        return False
    for line in lines:
        click.echo(f"  {found.buyer.subject}: {line}")
    return found.dead is not None


async def _export(pool: Pool, found: Sequence[Found], out: Path, now: datetime) -> bool:
    """Write what is kept of each into a file of its own."""
    for one in found:
        name = re.sub(r"[^\w.-]", "_", one.buyer.subject)
        path = out / f"{name}-{now:%Y%m%dT%H%M%S}.json"
        write_new(path, buyers.as_text(await buyers.export(pool, one, now)))
        click.echo(f"  {one.buyer.subject}: written to {path}, readable by you alone")
    return all(one.dead is not None for one in found)


def write_new(path: Path, text: str) -> None:
    """Write a new file, readable by its owner alone; ends the program where it cannot be."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        fail(f"{path}: {error.strerror}")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)

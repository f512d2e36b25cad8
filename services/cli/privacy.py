"""``forestall privacy``: the keys of personal text, and what is kept of one buyer."""

import getpass
import sys
from pathlib import Path

import click

from services.cli import buyers
from services.cli.buyers import Found
from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.requests import requests, write_new
from services.cli.servers import database, noted, now_of
from services.notifier.eyes import Eyes
from services.runtime.postgres.pool import transaction
from services.runtime.privacy.master import add_own, drop_own, master_of, new_key
from services.runtime.settings import Settings

REWRAPPED = 500
"""Keys that are wrapped anew in one transaction."""

_BUYER = "MARKETPLACE/SHOP/BUYER"


@click.group()
def privacy() -> None:
    """The keys of personal text, and what is kept of a buyer.

    A buyer is named as MARKETPLACE/SHOP/BUYER, by the marketplace's own name or number for them,
    or by one of their orders: MARKETPLACE/SHOP/ORDER.
    """


@privacy.command()
def key() -> None:
    """Print a new master key, for the secret that `privacy.key` points to."""
    click.echo(new_key())


@privacy.command()
@config_option
def rotate(config: Path | None) -> None:
    """Wrap every data key with the newest master key.

    Put the new key first into what `privacy.key` points to, leave the old ones behind it, start the
    services again, and rotate; then the old ones may go. A key of our own is made anew by itself.
    """
    run_async(_rotate(settings_of(config)))


@privacy.command()
@click.argument("buyer", metavar=_BUYER)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A new file.")
@config_option
def export(buyer: str, out: Path | None, config: Path | None) -> None:
    """Everything that is kept of a buyer, as JSON."""
    run_async(_export(settings_of(config), buyer, out))


@privacy.command()
@click.argument("buyer", metavar=_BUYER)
@click.option("--reason", required=True, help="Why, in a sentence that names nobody.")
@click.option("--by", default=getpass.getuser, help="Who; your login by default.")
@click.option("--yes", is_flag=True, help="Also while an order or a dispute of theirs is open.")
@config_option
def erase(buyer: str, reason: str, by: str, config: Path | None, *, yes: bool) -> None:
    """Destroy the key of a buyer's words in every service; there is no way back.

    Safe to repeat, and to be cut off: what was not done is done by the next call.
    """
    run_async(_erase(settings_of(config), buyer, by, reason, yes=yes))


async def _rotate(settings: Settings) -> int:
    master = master_of(settings)
    ours = master.again is not None
    if ours:
        add_own(settings.data_dir)
        master = master_of(settings)
    used: set[str] = {master.newest}
    async with database(settings) as pool:
        for vault in buyers.vaults(master):
            count = 0
            while True:
                async with transaction(pool) as conn:
                    rewrapped = await vault.rewrap(conn, REWRAPPED)
                count += rewrapped
                if rewrapped < REWRAPPED:
                    break
            async with transaction(pool) as conn:
                wrapped_by = await vault.wrapped_by(conn)
            used |= wrapped_by.keys()
            click.echo(f"{vault.schema}: {count} keys wrapped anew with {master.newest}")
    if ours and noted(settings.data_dir) is None:
        dropped = drop_own(settings.data_dir, sorted(used))
        click.echo(f"{dropped} old master keys are gone from {settings.data_dir}")
    elif old := [name for name in master.names() if name not in used]:
        click.echo(f"no data key needs {', '.join(old)} any more: {_when_gone(ours=ours)}")
    return 0


def _when_gone(*, ours: bool) -> str:
    if ours:
        return "rotate again while nothing runs, and they are gone"
    return "once every service was started with the new one, rotate again, then take them out"


async def _export(settings: Settings, name: str, out: Path | None) -> int:
    now = await now_of(settings)
    async with database(settings) as pool:
        found = await buyers.find(settings, pool, name)
        told = await buyers.export(pool, found, now)
    _refuse_unknown(found, name)
    text = buyers.as_text(told)
    if out is None:
        sys.stdout.write(text)
        return 0
    write_new(out, text)
    click.echo(f"{found.buyer.subject}: written to {out}, readable by you alone")
    return 0


async def _erase(settings: Settings, name: str, by: str, reason: str, *, yes: bool) -> int:
    now = await now_of(settings)
    async with database(settings) as pool:
        found = await buyers.find(settings, pool, name)
        _refuse_unknown(found, name)
        for kind, keys in (("order", found.open.orders), ("dispute", found.open.disputes)):
            for one in keys:
                click.secho(f"{one}: this {kind} is not over", fg="yellow", err=True)
        if (found.open.orders or found.open.disputes) and not yes:
            fail("what they wrote may still be needed there: say --yes to erase it all the same")
        wish = buyers.Wish(by, reason, now, Eyes.named(settings, by))
        for line in await buyers.erase(pool, found, wish):
            click.echo(line)
        await buyers.sweep(pool)
    for line in buyers.left_behind(now):
        click.echo(line)
    return 0


def _refuse_unknown(found: Found, name: str) -> None:
    if not found.buyer.known and not found.waiting and not found.dead:
        fail(f"nothing is kept of a buyer {name}")


privacy.add_command(requests)

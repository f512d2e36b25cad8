"""``forestall buyer``: what staff mark of a buyer, in all of their orders with a shop."""

import getpass
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import shown
from services.notifier import buyers
from services.notifier.postgres.unit import PostgresStores
from services.notifier.records import Mark, Marks
from services.notifier.stores.buyers import BuyerKey
from services.notifier.stores.unit import Stores

Step = Callable[[Stores, datetime, BuyerKey], Awaitable[Marks]]

_ABOUT = {
    Mark.NO_MESSAGES: "no unasked word; what they write is answered",
    Mark.NO_OFFERS: "no offer",
    Mark.STAFF_ONLY: "tasks only: the machine does nothing for them",
    Mark.VIP: "a person lets each word go, and their tasks come first",
}


def _buyer(ctx: click.Context, param: click.Parameter, value: str) -> BuyerKey:
    """``MARKETPLACE/SHOP/BUYER``."""
    del ctx, param
    shop, _, reference = value.rpartition("/")
    if "/" not in shop or not reference:
        raise click.BadParameter("give the buyer as MARKETPLACE/SHOP/BUYER")
    return shop, reference


_argument = click.argument("buyer", metavar="MARKETPLACE/SHOP/BUYER", callback=_buyer)
# The words themselves: of an enumeration click would take the names of its members.
_words = click.argument(
    "words", metavar="MARK...", nargs=-1, type=click.Choice([mark.value for mark in Mark])
)
_by = click.option("--by", default=getpass.getuser, help="Who decided it; your login by default.")


@click.group()
def buyer() -> None:
    """What staff mark of a buyer: no_messages, no_offers, staff_only, vip."""


@buyer.command("mark")
@_argument
@_words
@_by
@config_option
def mark(buyer: BuyerKey, words: Sequence[str], by: str, config: Path | None) -> None:
    """Mark a buyer, by the reference that their orders show."""
    if not words:
        raise click.BadParameter(f"name a mark: {', '.join(Mark)}")
    wanted = [Mark(word) for word in words]
    _run(config, buyer, lambda stores, now, who: buyers.mark(stores, now, who, wanted, by))


@buyer.command("unmark")
@_argument
@_words
@_by
@config_option
def unmark(buyer: BuyerKey, words: Sequence[str], by: str, config: Path | None) -> None:
    """Take marks from a buyer: those named, or all."""
    wanted = [Mark(word) for word in words]
    _run(config, buyer, lambda stores, now, who: buyers.unmark(stores, now, who, wanted, by))


@buyer.command("show")
@_argument
@config_option
def show(buyer: BuyerKey, config: Path | None) -> None:
    """What is marked of a buyer."""
    _run(config, buyer, lambda stores, _, who: buyers.marks_of(stores, who))


def _run(config: Path | None, buyer: BuyerKey, step: Step) -> None:
    run_async(_act(config, buyer, step))


async def _act(config: Path | None, buyer: BuyerKey, step: Step) -> int:
    settings = settings_of(config)
    async with database(settings) as pool:
        marks = await step(PostgresStores(pool), await now_of(settings), buyer)
    lines = [f"{'/'.join(buyer)}: {'' if marks.words else 'nothing is marked'}".rstrip(" ")]
    lines += [f"  {word:12} {_ABOUT[word]}" for word in marks.words]
    click.echo(shown("\n".join(lines)))
    return 0

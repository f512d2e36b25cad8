"""``forestall case verify``: whether timelines are still what was entered."""

from dataclasses import dataclass, field
from pathlib import Path

import click

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database
from services.notifier.app import SCHEMA
from services.notifier.ledger import Broken, Told, ref_of
from services.notifier.ledger import verify as verified
from services.notifier.postgres import audit
from services.runtime.errors import ConfigurationError
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings

CHUNK = 500
"""Cases that are read at a time."""


@dataclass(slots=True)
class Checked:
    """What was looked at so far."""

    cases: int = 0
    entries: int = 0
    words: int = 0
    erased: int = 0
    broken: list[Broken] = field(default_factory=list)


@click.command()
@click.argument("order", metavar="[MARKETPLACE/SHOP/ORDER]", required=False)
@click.option("--all", "every", is_flag=True, help="Every order's.")
@config_option
def verify(order: str | None, config: Path | None, *, every: bool) -> None:
    """Whether a timeline is still what was entered, and where it is not.

    Exit code 1: one is not.
    """
    if (order is None) is not every:
        raise click.UsageError("name an order, or say --all")
    run_async(_verify(settings_of(config), order))


async def _verify(settings: Settings, order: str | None) -> int:
    try:
        vault = Vault(SCHEMA, master_of(settings))
    except ConfigurationError as error:
        vault = None
        click.echo(f"{error}; so the words that are kept are not looked at", err=True)
    async with database(settings) as pool:
        checked = await check(pool, vault, order)
    if order is not None and not checked.cases and not checked.broken:
        fail(f"there is no order {order}: give it as MARKETPLACE/SHOP/ORDER")
    for one in checked.broken:
        click.secho(f"{one.order_key}: breaks at entry {one.seq}: {one.why}", fg="red")
    click.echo(_summary(checked))
    return 1 if checked.broken else 0


def _summary(checked: Checked) -> str:
    sound = checked.cases - len({one.order_key for one in checked.broken})
    return (
        f"{sound} of {checked.cases} timelines hold: {checked.entries} entries, "
        f"{checked.words} messages with their words, {checked.erased} whose words were erased"
    )


async def check(pool: Pool, vault: Vault | None, order: str | None) -> Checked:
    """Check one timeline, or all; each chunk as of one instant, while services write.

    Raises:
        Unavailable: PostgreSQL does not answer, or a master key is missing.
    """
    checked, after = Checked(), ""
    while True:
        async with transaction(pool) as conn:
            await conn.execute(audit.ONE_STATE)
            told = await audit.told(conn, after, CHUNK, order)
            await _check(conn, vault, told, checked)
        if len(told) < CHUNK:
            break
        after = told[-1].order_key
    async with transaction(pool) as conn:
        for key in await audit.stray(conn, order):
            checked.broken.append(Broken(key, 1, "there are entries, and the case is gone"))
    return checked


async def _check(conn: Connection, vault: Vault | None, told: list[Told], checked: Checked) -> None:
    entered = [
        ref_of(link.entry) for one in told for link in one.chain if link.entry.body.get("words")
    ]
    prints: dict[str, str] = {}
    if vault is not None:
        prints = await words.prints(conn, vault, entered)
        checked.words += len(prints)
        checked.erased += len(set(entered)) - len(prints)
    checked.cases += len(told)
    checked.entries += sum(len(one.chain) for one in told)
    checked.broken += [broken for one in told if (broken := verified(one, prints)) is not None]

"""``forestall case evidence``: a pack for the platform, which a person reads and hands over.

In the order of time and grouped, each line with its source and a hash, others' personal data left
out, in the language of the marketplace's people; the carriers' raw answers beside it. Nothing is
uploaded.
"""

from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.desk.evidence import FORMS, drawn, form_of
from services.desk.pack.text import ANSWERS
from services.desk.pack.words import languages
from services.notifier.app import world_of
from services.notifier.postgres.unit import PostgresStores
from services.notifier.view import explain
from services.runtime.clock import SystemClock
from services.runtime.http.client import Http
from services.runtime.settings import Settings

NAME = "evidence"


@click.command()
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A directory; made where there is none.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    default="text",
    show_default=True,
    help="text is Markdown to work on.",
)
@click.option(
    "--language", type=click.Choice(languages()), help="In place of the marketplace's own."
)
@config_option
def evidence(order: str, out: Path, form: str, language: str | None, config: Path | None) -> None:
    """The evidence of an order, to be checked and handed over; the carriers' answers beside it."""
    run_async(_evidence(settings_of(config), order, out, form, language or ""))


async def _evidence(settings: Settings, order: str, out: Path, form: str, language: str) -> int:
    now = await now_of(settings)
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        view = await explain(stores, world, order, now)
        found = await drawn(settings, pool, view, now, language)
    as_file = form_of(form)
    (out / ANSWERS).mkdir(parents=True, exist_ok=True)
    path = out / f"{NAME}.{as_file.suffix}"
    path.write_bytes(await as_file.made(found.pack))
    kept = found.answers()
    for one in kept:
        (out / ANSWERS / f"{one.hash}.txt").write_text(one.answer or "", encoding="utf-8")
    click.echo(f"{path}: read it, and hand it over yourself; {len(kept)} raw answers beside")
    return 0

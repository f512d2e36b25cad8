"""``forestall case evidence``: a draft for the platform, which a person checks and hands over.

Facts in the order of time, the scans that usually decide, the carriers' answers with hash and time,
and an answer to start from. Nothing is uploaded.
"""

from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.desk.evidence import ANSWERS, draft
from services.notifier.app import world_of
from services.notifier.postgres.unit import PostgresStores
from services.notifier.told import said_in
from services.notifier.view import explain
from services.runtime.clock import SystemClock
from services.runtime.http.client import Http
from services.runtime.settings import Settings
from services.tracker.view import each

DRAFT = "draft.md"


@click.command()
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A directory; made where there is none.",
)
@config_option
def evidence(order: str, out: Path, config: Path | None) -> None:
    """A draft of the evidence in a dispute: facts, deciding scans, the carriers' answers."""
    run_async(_evidence(settings_of(config), order, out))


async def _evidence(settings: Settings, order: str, out: Path) -> int:
    now = await now_of(settings)
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        view = await explain(stores, world, order, now)
        said = await said_in(settings, pool, view)
        parcels = await each(pool, sorted(view.case.parcels), now, answers=True)
    (out / ANSWERS).mkdir(parents=True, exist_ok=True)
    (out / DRAFT).write_text(draft(view, parcels, said, now), encoding="utf-8")
    kept = [one for parcel in parcels for one in parcel.evidence if one.answer is not None]
    for one in kept:
        (out / ANSWERS / f"{one.hash}.txt").write_text(one.answer or "", encoding="utf-8")
    click.echo(
        f"{out / DRAFT}: check it, and hand it over yourself; {len(kept)} raw answers beside"
    )
    return 0

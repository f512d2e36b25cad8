"""``forestall parcel NUMBER``: what is known of it, what that rests on, what happens next."""

import json
from pathlib import Path

import click
from rich.console import Console

from services.cli.context import config_option, run_async, settings_of
from services.cli.parcel_shown import show
from services.cli.servers import database, now_of
from services.connectors.carriers.installed import carriers
from services.runtime.settings import Settings
from services.tracker import view
from services.tracker.by_hand import name_carriers


@click.command()
@click.argument("name", metavar="[PROVIDER/]NUMBER")
@click.option("--evidence", is_flag=True, help="Also the carriers' answers that are kept, raw.")
@click.option("--carrier", default="", help="Whose number it is, where the provider asks another.")
@click.option("--final-carrier", default="", help="Who delivers it, where that is another post.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
@config_option
def parcel(
    name: str,
    config: Path | None,
    carrier: str,
    final_carrier: str,
    *,
    evidence: bool,
    as_json: bool,
) -> None:
    """What is known of a parcel, what it rests on, and what happens next.

    A number that several providers have is listed: as JSON, {"may_mean": [PROVIDER/NUMBER, ...]}.
    """
    told = (carrier, final_carrier)
    run_async(_parcel(settings_of(config), name, told, evidence=evidence, as_json=as_json))


async def _parcel(
    settings: Settings, name: str, told: tuple[str, str], *, evidence: bool, as_json: bool
) -> int:
    now = await now_of(settings)
    async with database(settings) as pool:
        ids = await view.meant(pool, name)
        if len(ids) > 1:
            _list(ids, as_json=as_json)
            return 0
        if any(told):
            provider = ids[0].partition("/")[0]
            await name_carriers(pool, ids[0], told, carriers()[provider].carrier_id, now)
        found = await view.explain(pool, ids[0], now, answers=evidence)
    if as_json:
        _print_json(found.model_dump(mode="json"))
    else:
        show(Console(highlight=False), found)
    return 0


def _list(ids: list[str], *, as_json: bool) -> None:
    if as_json:
        _print_json({"may_mean": ids})
        return
    click.echo("several providers have that number; it may mean:")
    for one in ids:
        click.echo(f"  forestall parcel {one}")


def _print_json(value: dict[str, object]) -> None:
    """In ASCII: a carrier's control characters are as harmless on a terminal as in a file."""
    click.echo(json.dumps(value, indent=2))

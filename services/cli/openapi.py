"""``forestall openapi``: what the edge takes and answers, for a gateway in front of it."""

import json
from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.ingest.openapi import document
from services.ingest.verify import doors
from services.runtime.http.client import Http
from services.runtime.settings import Settings


@click.command()
@config_option
def openapi(config: Path | None) -> None:
    """The webhook addresses of your settings, as an OpenAPI 3.1 document."""
    run_async(_print(settings_of(config)))


async def _print(settings: Settings) -> int:
    async with Http.of(settings) as http:
        click.echo(json.dumps(document(doors(settings, http)), indent=2))
    return 0

"""``forestall migrate``: the tables of every service, ahead of the services themselves."""

from pathlib import Path

import click

from services.cli.context import config_option, run_async, settings_of
from services.runtime.postgres.migrate import migrate as bring_up_to_date
from services.runtime.settings import Settings


@click.command()
@click.option("--contract", is_flag=True, help="Also take away what only older programs need.")
@config_option
def migrate(contract: bool, config: Path | None) -> None:
    """Bring the tables of all services up to date, as each does for its own at its start.

    What runs without --contract only adds: older programs go on beside it, and can be gone back to.
    With --contract nobody can go back but by a backup.
    """
    run_async(_migrate(settings_of(config), contract=contract))


async def _migrate(settings: Settings, *, contract: bool) -> int:
    url, ran = settings.database_url(), []
    for schema, files in schemas().items():
        done = await bring_up_to_date(url, schema, files, contract=contract)
        ran += [f"{schema}/{name}" for name in done]
    click.echo("\n".join(f"ran {name}" for name in ran) or "every table is up to date")
    return 0


def schemas() -> dict[str, Path]:
    """Each service's schema, and where its files are."""
    from services.desk import app as desk  # noqa: PLC0415 - a service each: a quick --help
    from services.desk.insight import store as insight  # noqa: PLC0415 - the same
    from services.ingest import app as ingest  # noqa: PLC0415 - the same
    from services.notifier import app as notifier  # noqa: PLC0415 - the same
    from services.tracker import app as tracker  # noqa: PLC0415 - the same
    from services.tracker import store  # noqa: PLC0415 - the same

    return {
        ingest.SCHEMA: ingest.MIGRATIONS,
        store.SCHEMA: tracker.MIGRATIONS,
        notifier.SCHEMA: notifier.MIGRATIONS,
        insight.SCHEMA: desk.MIGRATIONS,
    }

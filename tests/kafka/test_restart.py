"""A leader that is killed and comes back under load: nothing is lost, nothing happens twice."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.envelope import parse_headers
from schemas.topics import INBOX, INBOX_PUSH
from services.cli.demo.quiet import NotQuiet
from services.runtime.kafka.profile import KafkaProfile
from tests.support.chain import ALIEXPRESS, ASKED, HOLD, LAZADA, Chain, chain
from tests.support.eventually import eventually
from tests.support.ingest import records
from tests.support.kafka.broker import Kafka
from tests.support.servers import START, Servers
from tests.support.unaccounted import unaccounted

H = timedelta(hours=1)
MORNING = START + 4 * 24 * H + 1 * H
"""Buyers in Malaysia may be written to from here on."""

HELD = 24
"""Parcels that customs hold during the load: before the kill, while it is down, and after."""

REFUSED = 8
"""Pushes that the edge has to refuse before the broker is started again."""


@pytest.fixture(name="broker")
def _broker(servers: Servers) -> Kafka:
    if not isinstance(servers.broker, Kafka):
        pytest.skip("a given Kafka is not killed")
    return servers.broker


@pytest.fixture
async def run(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> AsyncIterator[Chain]:
    """The whole chain, with three shops and no orders yet."""
    async with chain(kafka, postgres_url, tmp_path) as made:
        yield made


@pytest.mark.timeout(900)
async def test_a_killed_leader_costs_nothing_and_repeats_nothing(
    run: Chain, broker: Kafka, servers: Servers, kafka: KafkaProfile
) -> None:
    """By the sandbox's ledger: each order once in ingest, each parcel followed, each buyer told.

    The load never pauses: pushes are refused while there is no leader, and repeated as platforms
    repeat them. What was answered 200 is in the inbox, and each record of it is one push.
    """
    numbers = await _under_way(run)
    deeds = _deeds(run, numbers)
    await _load(run, deeds, lambda: len(run.told()) >= HELD // 5)
    broker.child.signal(signal.SIGKILL)
    await _load(run, deeds, lambda: _pushes(run)["failed"] >= REFUSED)
    restart = asyncio.create_task(servers.background.meanwhile(broker.again()))
    await _load(run, deeds, restart.done)
    await restart
    await _load(run, deeds, lambda: False)
    await _rest(run)
    for _ in range(8):
        run.sandbox.step_to(run.clock.now() + H / 2)
        await _rest(run)
    await _nothing_lost(run, kafka, numbers)


async def _under_way(run: Chain) -> list[str]:
    """Parcels on their way to Malaysia, on a morning some days later; their numbers."""
    keys = [run.sandbox.place_order(LAZADA) for _ in range(HELD)]
    await _rest(run)
    numbers = [run.sandbox.ship(key) for key in keys]
    await _rest(run)
    for number in numbers:
        run.sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
    await _rest(run)
    run.sandbox.step_to(MORNING)
    await _rest(run)
    assert not run.told()
    return numbers


def _deeds(run: Chain, numbers: list[str]) -> Iterator[None]:
    """What the outside does during the load, a little at each turn."""
    for number in numbers:
        run.sandbox.scan(number, "InTransit_Arrival", "Arrived", country="MY")
        run.sandbox.scan(number, HOLD, ASKED, country="MY")
        yield
        run.sandbox.ship(run.sandbox.place_order(LAZADA))
        run.sandbox.place_order(ALIEXPRESS, country="ES")
        yield


async def _load(run: Chain, deeds: Iterator[None], enough: Callable[[], object]) -> None:
    """Go on, always with some pushes under way, until it is enough or there is nothing left."""
    while not enough():
        if next(deeds, run) is run:
            return
        await eventually(lambda: run.sandbox.pending() < 6 or enough(), within=60)


async def _rest(run: Chain) -> None:
    """Quiet, at the pace of consumers that find their groups again."""
    async with asyncio.timeout(600):
        while True:
            try:
                return await run.quiet()
            except NotQuiet:
                continue


def _pushes(run: Chain) -> Counter[str]:
    """The ledger's pushes by how they ended, whatever the status."""
    pushes = run.sandbox.ledger.entries("push")
    return Counter(entry.outcome.partition(":")[0] for entry in pushes)


async def _nothing_lost(run: Chain, kafka: KafkaProfile, numbers: list[str]) -> None:
    """Everything that can be counted from outside, and that each record of ours has one end."""
    pushes = _pushes(run)
    assert pushes["failed"] >= REFUSED
    assert not pushes["given_up"]
    taken = [parse_headers(one.headers) for one in await records(kafka, INBOX.name)]
    assert len({envelope.id for envelope in taken}) == len(taken), "a record appended twice"
    pushed = sum(envelope.type == INBOX_PUSH for envelope in taken)
    assert pushes["delivered"] <= pushed <= pushes["delivered"] + pushes["failed"]
    assert await unaccounted(run.pool, await run.watch.ends()) == {}
    floors = run.sandbox.floors.values()
    orders = {order.plan.key: order for floor in floors for order in floor.orders.values()}
    known = await run.pool.fetch("SELECT order_key FROM ingest.objects WHERE kind = 'order'")
    assert Counter(row["order_key"] for row in known) == Counter(orders.keys())
    assert Counter(await run.cases()) == Counter(orders.keys())
    sent = [parcel.number for order in orders.values() for parcel in order.parcels]
    followed = await run.pool.fetch("SELECT number FROM tracker.parcels")
    assert Counter(row["number"] for row in followed) == Counter(sent)
    told = Counter(number for said in run.told() for number in numbers if number in said.text)
    assert told == Counter(numbers), "each buyer of a held parcel once"
    assert len(run.told()) == len(numbers)

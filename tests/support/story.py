"""Five days of trade in which every part of every service takes every kind of durable step."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from services.notifier import tasks as desk
from services.notifier.postgres.unit import PostgresStores
from services.runtime.kafka.profile import KafkaProfile
from services.sandbox.accounts import DEFAULT
from services.sandbox.faults import NONE, Faults
from tests.support.beside import beside
from tests.support.chain import ALIEXPRESS, ASKED, HOLD, LAZADA, Chain, chain
from tests.support.ended import Ended, ended
from tests.support.kill import Point, Reaper, counted
from tests.support.servers import START

H, M = timedelta(hours=1), timedelta(minutes=1)
MORNING = START + 97 * H
"""Malaysia's first waking minute on the fifth day, and 24 hours before a dispute's answer."""

AGAIN = (2 * M, 2 * M, 2 * M, 6 * M, 20 * M, 30 * M)
"""Steps within which whatever was cut off is tried again: pushes, claims, looks, leases."""


async def played(
    kafka: KafkaProfile, url: str, directory: Path, name: str, due: Mapping[Point, int]
) -> tuple[Reaper, Ended]:
    """The story in a chain of its own, with a fresh service after each kill; and how it ended.

    Args:
        kafka: the test's.
        url: the test's.
        directory: for the settings.
        name: of this run, unique in its test.
        due: where to kill.
    """
    reaper = Reaper(dict(due))
    async with beside(kafka, url, name) as (own_kafka, own_url):
        with counted():
            async with chain(own_kafka, own_url, directory, reaper=reaper) as run:
                await story(run)
                reaper.over = True
                await _again(run)  # what the last death cut off
                return reaper, await ended(run)


async def story(run: Chain) -> None:
    """Play it to its end; ids are the same each time."""
    box = run.sandbox
    held = [box.place_order(LAZADA) for _ in range(4)]
    ending = box.place_order(ALIEXPRESS, country="ES", protection_days=9)
    quarrel = box.place_order(ALIEXPRESS, country="ES", protection_days=40)
    await run.quiet()
    numbers = {key: box.ship(key) for key in (*held, ending, quarrel)}
    box.push_unreadable(DEFAULT.apps[0].id)
    await _again(run)
    for number in numbers.values():
        box.scan(number, "InTransit_PickedUp", "Accepted by carrier")
    ref = box.open_dispute(quarrel)
    box.set_faults(Faults(push_lost=1.0))
    unpushed = box.place_order(LAZADA)
    await run.quiet()
    box.set_faults(NONE)
    await _again(run)
    box.buyer_writes(unpushed, "Where is it?")
    await _again(run)  # polling finds the order within hours, whoever dies of it
    await _again(run)
    await run.step_to(START + 90 * H, every=30 * H)
    for key in held:
        box.scan(numbers[key], "InTransit_Arrival", "Arrived", country="MY")
        box.scan(numbers[key], HOLD, ASKED, country="MY")
    await run.step_to(START + 96 * H, every=3 * H)
    await run.step_to(MORNING)
    await _again(run)
    await _approve(run)
    for key in held[:2]:
        box.scan(numbers[key], "InTransit_CustomsReleased", "Released", country="MY")
    await _again(run)
    await run.step_to(START + 110 * H, every=4 * H)
    await _again(run)
    box.close_dispute(ref)
    await _again(run)
    await run.step_to(START + 114 * H, every=2 * H)


async def _again(run: Chain) -> None:
    for by in AGAIN:
        await run.on(by)


async def _approve(run: Chain) -> None:
    for task in await run.tasks(status="open"):
        if task["kind"] == "approve":
            await desk.approve(PostgresStores(run.pool), run.clock.now(), task["id"], "staff")
    await run.quiet()

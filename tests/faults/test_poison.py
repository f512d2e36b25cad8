"""Poison in every topic of the whole chain: it stops nobody, lies where it is found, comes back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.base import Versioned
from schemas.topics import (
    CARRIER_UPDATES,
    CONVERSATIONS,
    DISPUTES,
    INBOX,
    INBOX_PUSH,
    ORDERS,
    PARCELS,
)
from services.cli.dead import _replay
from services.connectors.marketplaces.lazada import push
from services.ingest import normaliser
from services.notifier import casework
from services.runtime.errors import InvalidInput
from services.runtime.kafka import dead
from services.runtime.kafka.letters import letter, original
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record
from services.runtime.postgres import parked
from services.tracker import consumers
from tests.support.chain import LAZADA, Chain, chain
from tests.support.poison import everything, keyless, plant, poisons
from tests.support.sealed import vault

READERS = {
    INBOX.name: ("ingest",),
    ORDERS.name: ("tracker", "notifier"),
    CARRIER_UPDATES.name: ("tracker",),
    DISPUTES.name: ("notifier",),
    CONVERSATIONS.name: ("notifier",),
    PARCELS.name: ("notifier",),
}
RULE = "hold-buyer-must-act"


async def stopped(world: Chain, table: str) -> dict[str, dict[tuple[str, int, int], str]]:
    """By service: the records that are dead or parked, with the reasons."""
    found = {}
    for service in ("ingest", "tracker", "notifier"):
        rows = await world.pool.fetch(f"SELECT * FROM {service}.{table}")  # noqa: S608 - our names
        found[service] = {(r["topic"], r["partition"], r["offset"]): r["reason"] for r in rows}
    return found


def _of_order(record: Record) -> bool:
    """Whether an inbox record is a marketplace's push about an order."""
    attributes = dict(record.headers)
    pushed = "ce_app" in attributes and attributes["ce_type"] == INBOX_PUSH.encode()
    return pushed and json.loads(record.value)["message_type"] == 0


async def told_of_a_hold(world: Chain) -> str:
    """An order from its placing to the buyer's message, through every topic; its key."""
    key, number = await world.sent()
    await world.held(number)
    assert [row["status"] for row in await world.actions(RULE) if row["order_key"] == key] == [
        "done"
    ]
    return key


@pytest.mark.timeout(600)
async def test_poison_in_every_topic_dies_alone(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Each piece is dead with its reason, and nothing else is; all others flow."""
    async with chain(kafka, postgres_url, tmp_path) as world:
        await world.on(timedelta(hours=5))
        victim = await told_of_a_hold(world)
        world.sandbox.buyer_writes(victim, "Where is it?")
        world.sandbox.open_dispute(victim)
        await world.quiet()
        every = [one for one in await everything(kafka) if one.topic in READERS]
        goods = {one.topic: one for one in every if one.topic != INBOX.name or _of_order(one)}
        planted = {}
        for topic, services in READERS.items():
            pieces = list(poisons(goods[topic]))
            if services == ("notifier",):
                pieces += keyless(goods[topic])
            planted |= await plant(kafka, pieces, goods[topic])
        await world.quiet()
        await told_of_a_hold(world)

        assert await stopped(world, "parked") == {"ingest": {}, "tracker": {}, "notifier": {}}
        dead_ = await stopped(world, "dead_letters")
        wrong = []
        for place, piece in planted.items():
            for service in READERS[place[0]]:
                reason = dead_[service].pop(place, "")
                if piece.reason and reason != piece.reason:
                    wrong.append((service, place[0], piece.kind, reason))
        assert wrong == []
        assert dead_ == {"ingest": {}, "tracker": {}, "notifier": {}}

        for place, piece in planted.items():
            found = await letter(kafka, "/".join(map(str, place))) if piece.reason else None
            if found is not None:
                record = found.record if found.whole else await original(kafka, place)
                assert record is not None
                assert (record.value, record.key) == (piece.value or b"", piece.key)
                assert found.whole is (piece.kind != "oversized")

        both = next(p for p, piece in planted.items() if p[0] == ORDERS.name and piece.reason)
        await _replay(world.settings, "/".join(map(str, both)), "ann")
        again = await stopped(world, "parked")
        assert (both in again["tracker"], both in again["notifier"]) == (True, True)


def _failing(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, victim: str) -> None:
    """Have a function fail on one order, as a bug would."""
    real = getattr(where, name)

    def broken(*args: Any, **more: Any) -> Any:
        if any(victim in key for key in _keys(args)):
            raise ZeroDivisionError(name)
        return real(*args, **more)

    monkeypatch.setattr(where, name, broken)


def _keys(args: tuple[Any, ...]) -> Iterator[str]:
    for arg in args:
        if isinstance(arg, Versioned):
            yield str(getattr(arg, "key", ""))
        elif hasattr(arg, "order_key"):
            yield arg.order_key


@pytest.mark.timeout(600)
async def test_a_bug_holds_back_one_order_until_the_next_version(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each service: its records are parked, others flow; the next version makes up for it."""
    victims = {"ingest": "2600000000001", "tracker": "2600000000002", "notifier": "2600000000003"}
    async with chain(kafka, postgres_url, tmp_path) as world:
        await world.on(timedelta(hours=5))
        with monkeypatch.context() as bugs:
            _failing(bugs, normaliser, "advance", victims["ingest"])
            _failing(bugs, consumers, "claims_of", victims["tracker"])
            _failing(bugs, casework, "take", victims["notifier"])
            numbers = {}
            for service, order_id in victims.items():
                key, numbers[service] = await world.sent(order_id=order_id)
                assert key.endswith(order_id)
            await told_of_a_hold(world)
            for service, rows in (await stopped(world, "parked")).items():
                reasons = list(rows.values())
                assert reasons, service
                heads = [reason for reason in reasons if reason != "behind"]
                assert all(reason.startswith("ZeroDivisionError") for reason in heads)
                keys = await world.pool.fetch(f"SELECT key FROM {service}.parked")  # noqa: S608
                assert all(victims[service].encode() in row["key"] for row in keys), service
        monkeypatch.setattr(parked, "program", lambda: "the next version")
        await world.restart()
        assert await stopped(world, "parked") == {"ingest": {}, "tracker": {}, "notifier": {}}
        for number in numbers.values():
            await world.held(number)
        done = {row["order_key"] for row in await world.actions(RULE) if row["status"] == "done"}
        assert {f"{LAZADA}/{order_id}" for order_id in victims.values()} <= done
        assert len(world.told()) == len(done) == len(victims) + 1


@pytest.mark.timeout(600)
async def test_a_message_replayed_after_a_day_is_a_persons_task(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its deadline is counted from when it was written, and the robot says nothing to it."""
    async with chain(kafka, postgres_url, tmp_path) as world:
        await world.on(timedelta(hours=5))
        key, number = await world.sent()
        with monkeypatch.context() as bug:

            def refuse(*_: object) -> None:
                raise InvalidInput("unreadable", "as told")

            bug.setattr(push, "pushed_message", refuse)
            written = world.clock.now()
            world.sandbox.buyer_writes(key, "Do you have it in blue?")
            await world.quiet()
        ((place, reason),) = (await stopped(world, "dead_letters"))["ingest"].items()
        assert reason == "unreadable"
        await world.on(timedelta(days=1))
        found = await letter(kafka, "/".join(map(str, place)))
        assert found is not None
        assert await dead.replay(world.pool, vault("ingest"), found.record, world.clock.now())
        # Nobody tells the services of a replay: they see it at the next instant.
        world.sandbox.step_to(world.clock.now() + timedelta(minutes=1))
        await world.quiet()
        (task,) = await world.tasks("buyer-wrote")
        assert (task["status"], task["deadline"]) == ("open", written + timedelta(hours=24))
        await world.held(number)
        await world.on(timedelta(hours=3))
        assert world.told() == []
        assert [row["kind"] for row in await world.tasks(RULE)] == ["send"]

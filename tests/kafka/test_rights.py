"""Each workload under a user of its own, which may do what the chart's table says and no more."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import GroupAuthorizationFailedError, TopicAuthorizationFailedError

from schemas.topics import INBOX, ORDERS
from services.cli.demo import config
from services.desk.behind import READERS, behind
from services.runtime.clock import SteppedClock
from services.runtime.errors import Unavailable
from services.runtime.kafka import letters
from services.runtime.kafka.dead import letter
from services.runtime.kafka.described import described
from services.runtime.kafka.outcome import Dead
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record
from services.runtime.kafka.scan import Scan
from services.runtime.kafka.topics import apply_topics, lag, partitions
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from tests.support.arrival import becomes_a_case, reserved
from tests.support.eventually import eventually
from tests.support.kafka.rights import TABLE, USERS, rights
from tests.support.kafka.secured import PASSWORD, Secured, grant, start_secured
from tests.support.processes import program
from tests.support.recorder import out
from tests.support.sealed import KEY
from tests.support.servers import kafka_environ

WORDS = {
    "edge": ("ingest", "edge"),
    "normaliser": ("ingest", "normaliser"),
    "reconciler": ("ingest", "reconciler"),
    "tracker": ("tracker",),
    "cases": ("notifier", "cases"),
    "dispatcher": ("notifier", "dispatcher"),
}
READ = {topic for topics in READERS.values() for topic in topics}
"""Of what is read, each may come to be a dead letter."""


@pytest.mark.timeout(600)
async def test_nobody_wants_more_than_the_table_lets(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """An order comes in and becomes a case and a parcel, each process under its own user."""
    async with AsyncExitStack() as stack:
        secured = await start_secured(tmp_path / "kafka", ("forestall", *USERS))
        stack.push_async_callback(secured.child.stop, 0)
        inside = replace(secured.inside, prefix=kafka.prefix)
        await apply_topics(inside)
        await grant(inside, rights(kafka.prefix))
        port = stack.enter_context(reserved()).getsockname()[1]
        now, edge = datetime.now(UTC), f"http://127.0.0.1:{port}"
        sandbox = await app.start(world.empty(now), clock=SteppedClock(now), edge=edge)
        stack.push_async_callback(sandbox.stop)
        config.write(tmp_path / "forestall.yaml", DEFAULT, sandbox.addresses, port)
        environ = {"FORESTALL_DATABASE_URL": postgres_url, "FORESTALL_PRIVACY_KEY": KEY}
        running = []
        for part, words in WORDS.items():
            its = {**environ, **_as(secured, part, kafka.prefix)}
            running.append(await stack.enter_async_context(program(tmp_path, *words, environ=its)))
        key = await becomes_a_case(sandbox, edge, postgres_url)
        sandbox.ship(key)

        async def followed() -> bool:
            if sandbox.pusher.waiting():
                sandbox.step_to(sandbox.now() + sandbox.terms.push_every)
            return await _parcel(postgres_url, key)

        await eventually(followed, within=100, what="its parcel in its case")
        at = stack.enter_context(reserved()).getsockname()[1]
        its = {**environ, **_as(secured, "desk", kafka.prefix)}
        alone = ("desk", "--alone", "ann", "--port", str(at))
        running.append(await stack.enter_async_context(program(tmp_path, *alone, environ=its)))
        waiting = await eventually(lambda: _behind(at), within=100, what="the lag, at the desk")
        assert waiting.keys() == READERS.keys()
        for words in (("doctor",), ("recover",), ("dead", "list")):
            its = {**environ, **_as(secured, "cases", kafka.prefix)}
            done = await stack.enter_async_context(program(tmp_path, *words, environ=its))
            await done.ends()
            assert "Kafka" not in done.said() or "Kafka answers" in done.said(), done.said()
            assert words != ("doctor",) or "1 copy of every topic" in done.said(), done.said()
        for service in running:
            service.process.terminate()
        for service in running:
            assert await service.ends() == 0, service.said()
            assert "uthoriz" not in service.said(), service.said()


async def test_what_faces_the_internet_may_append_and_nothing_else(
    kafka: KafkaProfile, tmp_path: Path
) -> None:
    """The edge's user reads nothing; the scaler's asks how far others are, and reads nothing."""
    async with _users(kafka, tmp_path) as (inside, profiles):
        edge, scaler = profiles["edge"], profiles["scaler"]
        producer = Producer(edge, limit=20)
        await producer.start()
        await producer.send([replace(out("k", "a push"), topic=INBOX.name)])
        with pytest.raises(Unavailable, match="uthoriz"):
            await producer.send([out("k", "an order of nobody's")])
        await producer.stop()
        groups = {name: tuple(of["topics"]) for name, of in TABLE["groups"].items()}
        assert sum((await lag(scaler, groups)).values()) == 1
        for profile in (edge, scaler):
            with pytest.raises(Unavailable):
                await anext(Scan(profile, INBOX.name, {}).batches())
        assert (await partitions(inside))[ORDERS.name] == inside.partitions


async def test_the_desk_looks_and_changes_nothing(kafka: KafkaProfile, tmp_path: Path) -> None:
    """It tells the lag and finds what a letter is about; it neither sends nor reads for others."""
    async with _users(kafka, tmp_path) as (inside, profiles):
        desk = profiles["desk"]
        record = Record(
            INBOX.name, 0, 7, key=None, value=b"a push", headers=(), timestamp=datetime.now(UTC)
        )
        producer = Producer(inside, limit=20)
        await producer.start()
        sent = [letter("normaliser", record, Dead("unreadable"), datetime.now(UTC))]
        await producer.send(sent + [replace(out("k", "x"), topic=name) for name in READ])
        await producer.stop()
        assert await behind(desk) == {
            group: len(of["topics"]) for group, of in TABLE["groups"].items()
        }
        assert {one.settings for one in (await described(desk)).values()} == {None}
        found = await letters.letter(desk, f"{INBOX.name}/0/7")
        assert found is not None
        assert found.record.value == b"a push"
        for name in READ:
            firsts = [await letters.original(desk, (name, n, 0)) for n in range(kafka.partitions)]
            assert [one.value for one in firsts if one] == [b"x"], name
        with pytest.raises(TopicAuthorizationFailedError):
            await _appends(desk, ORDERS.name)
        with pytest.raises(GroupAuthorizationFailedError):
            await _commits(desk, "normaliser", INBOX.name)


@asynccontextmanager
async def _users(
    kafka: KafkaProfile, directory: Path
) -> AsyncIterator[tuple[KafkaProfile, dict[str, KafkaProfile]]]:
    """A Kafka with the topics: a way in with every right, and each user of the table's own."""
    secured = await start_secured(directory / "kafka", ("forestall", *USERS))
    try:
        inside = replace(secured.inside, prefix=kafka.prefix)
        await apply_topics(inside)
        await grant(inside, rights(kafka.prefix))
        outside = replace(inside, bootstrap=secured.profile.bootstrap)
        yield inside, {name: replace(outside, access=secured.as_user(name)) for name in USERS}
    finally:
        await secured.child.stop(0)


async def _appends(profile: KafkaProfile, topic: str) -> None:
    """Send a record, as plainly as Kafka takes one."""
    producer = AIOKafkaProducer(**profile.client())
    await producer.start()
    try:
        await producer.send_and_wait(profile.topic(topic), b"x")
    finally:
        await producer.stop()


async def _commits(profile: KafkaProfile, group: str, topic: str) -> None:
    """Say in a group's name that a record was read."""
    consumer = AIOKafkaConsumer(
        **profile.client(), group_id=profile.group(group), enable_auto_commit=False
    )
    try:
        await consumer.start()
        place = TopicPartition(profile.topic(topic), 0)
        consumer.assign([place])
        await consumer.commit({place: 1})
    finally:
        await consumer.stop()


def _as(secured: Secured, user: str, prefix: str) -> dict[str, str]:
    """The environment of a process under that user."""
    return {
        **kafka_environ(replace(secured.profile, prefix=prefix)),
        "FORESTALL_KAFKA_TLS": "true",
        "FORESTALL_KAFKA_CA": secured.profile.access.ca,
        "FORESTALL_KAFKA_USERNAME": user,
        "FORESTALL_KAFKA_PASSWORD": PASSWORD,
    }


async def _behind(port: int) -> dict[str, int]:
    """What the desk's on-call page tells of the lag; nothing where it does not know."""
    async with httpx.AsyncClient() as http:
        try:
            answer = await http.get(f"http://localhost:{port}/api/oncall", timeout=30)
        except httpx.ConnectError:
            return {}
    told: dict[str, int] = answer.raise_for_status().json()["behind"]
    return told


async def _parcel(url: str, key: str) -> bool:
    """Whether the order's parcel went from the tracker to its case."""
    conn = await asyncpg.connect(url)
    try:
        query = "SELECT state::jsonb -> 'parcels' FROM notifier.cases WHERE order_key = $1"
        return await conn.fetchval(query, key) not in {None, "{}"}
    finally:
        await conn.close()

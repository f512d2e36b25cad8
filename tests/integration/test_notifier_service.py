"""The whole notifier, wired as it ships: Kafka in, a real chat and on-call over HTTP, Kafka out."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from schemas.action import Action, ActionKind, ActionStatus
from schemas.base import Versioned
from schemas.dispute import AnswerDue
from schemas.envelope import Envelope
from schemas.order import Buyer, Destination, Order, OrderStatus
from schemas.parcel import Actor
from schemas.topics import (
    ACTION_CHANGED,
    DISPUTE_CHANGED,
    DISPUTES,
    ORDER_CHANGED,
    ORDERS,
    OUTCOMES,
    PARCEL_CHANGED,
    PARCELS,
)
from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.notifier.app import build
from services.notifier.people import resume
from services.notifier.postgres.unit import PostgresStores
from services.notifier.recovery import recover
from services.notifier.stores.shops import ALL
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool
from services.runtime.service import start_runtime
from services.runtime.settings import Settings, load
from services.sandbox import app, world
from services.sandbox.sandbox import Sandbox
from tests.support.eventually import eventually
from tests.support.notifier import dispute, hold, parcel
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ
from tests.support.tracing import recording

NOON = START + timedelta(hours=5)
"""Afternoon in Malaysia."""

SHOP = "lazada/laz-1"

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

FILE = """
allow_private_addresses: true
apps:
  laz: {{marketplace: lazada, key: "{app.key}", secrets: [{{env: SECRET}}], api: "{at[lazada]}"}}
shops:
  - key: lazada/laz-1
    app: laz
    seller_id: "{shop.seller_id}"
    site: {shop.site}
    token: {{env: TOKEN}}
    zone: Asia/Kuala_Lumpur
    mode: automatic
    unreviewed_texts: send
oncall:
  alertmanager: {{url: "{at[alertmanager]}"}}
  pagerduty: {{url: "{at[pagerduty]}", routing_key: {{env: ROUTING}}}}
"""


@pytest.fixture(name="outside")
async def _outside() -> AsyncIterator[Sandbox]:
    sandbox = await app.start(world.empty(START), clock_port=0)
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@pytest.fixture(name="settings")
def _settings(outside: Sandbox, kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Settings:
    accounts = outside.world.accounts
    shop, the_app = accounts.shop(SHOP), accounts.app_of(SHOP)
    file = tmp_path / "forestall.yaml"
    text = FILE.format(at=outside.addresses, app=the_app, shop=shop)
    file.write_text(text, encoding="utf-8")
    environ = {
        "SECRET": the_app.secret,
        "TOKEN": shop.token,
        "ROUTING": accounts.routing_key,
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": postgres_url,
        "FORESTALL_PRIVACY_KEY": KEY,
        "FORESTALL_CLOCK": outside.addresses["clock"],
    }
    return load(file, environ)


@asynccontextmanager
async def _notifier(settings: Settings) -> AsyncIterator[None]:
    service = await build(await start_runtime(settings, "notifier"))
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


def _record(
    topic: str, kind: str, key: str, value: Versioned, trace: str | None = None
) -> OutRecord:
    envelope = Envelope(
        id=f"{kind}@{value.version}",
        type=kind,
        source="forestall/test",
        time=START,
        traceparent=trace,
    )
    return OutRecord(topic, key.encode(), value.model_dump_json().encode(), envelope)


def _shipped(key: str) -> Order:
    return Order(
        key=key,
        version=1,
        status=OrderStatus.SHIPPED,
        placed_at=START,
        shipped_at=NOON,
        destination=Destination(country="MY"),
        buyer=Buyer(reference="b-1", language="en"),
    )


async def _published(kafka: KafkaProfile, wanted: ActionStatus, rule: str) -> Action:
    """The first action of a rule on ``outcomes`` that has come to a status."""
    reader = AIOKafkaConsumer(
        kafka.topic(OUTCOMES.name),
        bootstrap_servers=kafka.bootstrap,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=kafka.fetch_max_wait_ms,
    )
    await reader.start()
    try:
        async with asyncio.timeout(60):
            async for record in reader:
                action = Action.model_validate_json(record.value)
                if action.rule == rule and action.status is wanted:
                    return action
    finally:
        await reader.stop()
    raise AssertionError("unreachable")


async def test_a_held_parcels_buyer_reads_it_in_the_chat(
    outside: Sandbox, settings: Settings, kafka: KafkaProfile, producer: Producer
) -> None:
    """From the topics through the chat to ``outcomes``, once, across a restart of the service."""
    async with _notifier(settings):
        outside.step_to(NOON)
        key = outside.place_order(SHOP)
        held = parcel(hold(since=NOON), order_keys=(key,))
        await producer.send(
            [
                _record(ORDERS.name, ORDER_CHANGED, key, _shipped(key)),
                _record(PARCELS.name, PARCEL_CHANGED, key, held),
            ]
        )
        await eventually(lambda: outside.chats("machine"), what="the buyer is told")
        action = await _published(kafka, ActionStatus.DONE, "hold-buyer-must-act")
    async with _notifier(settings):
        outside.step_to(NOON + timedelta(hours=1))
        again = held.model_copy(update={"version": 2})
        await producer.send([_record(PARCELS.name, PARCEL_CHANGED, key, again)])
        opened = dispute(
            id=f"{SHOP}/d-1",
            order_key=key,
            opened_at=NOON,
            answer_due=AnswerDue(at=NOON + timedelta(hours=8), source="stated"),
        )
        await producer.send([_record(DISPUTES.name, DISPUTE_CHANGED, key, opened)])
        await _published(kafka, ActionStatus.DONE, "dispute-answer-page")
        await eventually(lambda: outside.oncall.incidents, what="somebody is paged")
    [told] = outside.chats("machine")
    assert told.id == action.external_ref


async def test_a_traced_hold_is_followed_to_the_chat_call(
    outside: Sandbox, settings: Settings, kafka: KafkaProfile, producer: Producer
) -> None:
    """The record, what was planned of it, the message, the calls to the marketplace: one trace."""
    async with _notifier(settings):
        with recording() as told:
            outside.step_to(NOON)
            key = outside.place_order(SHOP)
            held = parcel(hold(since=NOON), order_keys=(key,))
            await producer.send(
                [
                    _record(ORDERS.name, ORDER_CHANGED, key, _shipped(key)),
                    _record(PARCELS.name, PARCEL_CHANGED, key, held, TRACE),
                ]
            )
            await eventually(lambda: outside.chats("machine"), what="the buyer is told")
            await _published(kafka, ActionStatus.DONE, "hold-buyer-must-act")
    steps = told.names(TRACE)
    assert steps.count("handle notifier") == 1
    assert steps.count("act message") == 1
    assert steps.index("act message") < steps.index("call lazada")
    assert all(span.ended == 1 for span in told.spans if span.name != "act message")


async def test_it_starts_paused_where_the_log_is_ahead(
    outside: Sandbox, settings: Settings, kafka: KafkaProfile, producer: Producer
) -> None:
    """An action that only the log knows: somebody is paged; nothing leaves until a person says."""
    lost = Action(
        key=f"{SHOP}/9|hold-buyer-must-act|RR9#1",
        order_key=f"{SHOP}/9",
        version=3,
        rule="hold-buyer-must-act",
        occasion="RR9#1",
        kind=ActionKind.MESSAGE,
        channel="chat",
        status=ActionStatus.DONE,
        conversation="c-9",
        done_at=START,
    )
    await producer.send([_record(OUTCOMES.name, ACTION_CHANGED, lost.order_key, lost)])
    outside.step_to(NOON)
    pool = await open_pool(settings.database_url(), application="test")
    async with _notifier(settings):
        await eventually(lambda: outside.oncall.incidents, what="somebody is paged")
        key = outside.place_order(SHOP)
        stopped = hold(since=NOON, usual_until=NOON, who_must_act=Actor.UNKNOWN)
        await producer.send(
            [
                _record(ORDERS.name, ORDER_CHANGED, key, _shipped(key)),
                _record(PARCELS.name, PARCEL_CHANGED, key, parcel(stopped, order_keys=(key,))),
            ]
        )

        async def read() -> bool:
            count = "SELECT count(*) FROM notifier.entries WHERE order_key = $1"
            return bool(await pool.fetchval(count, key) == 2)

        await eventually(read, what="the case is read")
        assert not outside.chats("machine")
        receivers = Audience(registry.oncall(settings))
        found = await recover(PostgresStores(pool), kafka, receivers, {}, NOON)
        assert (found.entered, dict(found.by_status)) == (1, {"done": 1})
        assert await resume(PostgresStores(pool), NOON, ALL, receivers)
        ahead = itertools.count(1)

        def told() -> object:
            """Only after two looks into the chat: what was due by then may have been said."""
            outside.step_to(NOON + timedelta(seconds=next(ahead)))
            return outside.chats("machine")

        await eventually(told, what="the buyer is told")
    await pool.close()

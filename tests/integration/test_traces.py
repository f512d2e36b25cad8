"""A followed webhook's trace goes through every service's records and rows to the chat call."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from aiokafka import ConsumerRecord

from schemas.envelope import Envelope
from schemas.topics import INBOX, ORDERS, PARCELS
from services.runtime.clock import SteppedClock
from services.runtime.http.connections import trusted
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Item, Record
from services.runtime.postgres import traces
from services.runtime.postgres.pool import transaction
from services.runtime.postgres.publish import Relay
from services.tracker.consumers import TrackerHandler
from services.tracker.outbox import OUTBOX
from tests.support.eventually import eventually
from tests.support.ingest import (
    PATH,
    Ingest,
    edge_at,
    ingest,
    normalising,
    order_push,
    records,
    signed,
)
from tests.support.servers import START
from tests.support.tracing import recording
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import NUMBER, PROVIDER, order, update

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    async with ingest(postgres_url, kafka, clock, producer) as ground:
        ground.platform.orders["42"] = ("shipped", START)
        yield ground


def _traces(found: list["ConsumerRecord[bytes, bytes]"]) -> list[str | None]:
    headers = [dict(record.headers) for record in found]
    return [one["traceparent"].decode() if "traceparent" in one else None for one in headers]


async def _pushed(ground: Ingest, clock: SteppedClock) -> None:
    body = order_push("42", START)
    headers = {**signed(body), "traceparent": TRACE}
    async with edge_at(ground.profile, clock) as address, normalising(ground):
        async with httpx.AsyncClient(verify=trusted(), trust_env=False, timeout=60) as client:
            answer = await client.post(f"{address}{PATH}", content=body, headers=headers)
        assert answer.status_code == 200
        await eventually(lambda: records(ground.profile, ORDERS.name))


async def test_a_webhook_is_followed_to_the_topic(ground: Ingest, clock: SteppedClock) -> None:
    """One trace in the inbox and on ``orders``; not the sender's own, which nobody asked for."""
    with recording() as told:
        await _pushed(ground, clock)
    webhook = told.spans[0]
    assert (webhook.name, webhook.parent) == ("webhook", "")
    for topic in (INBOX, ORDERS):
        assert _traces(await records(ground.profile, topic.name)) == [webhook.traceparent]
    steps = told.names(webhook.traceparent)
    assert steps[0] == "handle normaliser"
    assert steps.index("read") < steps.index("call lazada")
    assert all(span.ended == 1 for span in told.spans)


@pytest.mark.parametrize("installed", [True, False])
async def test_what_is_not_followed_costs_nothing(
    ground: Ingest, clock: SteppedClock, installed: bool
) -> None:
    """Not sampled, or off: no header, no row, and not one span."""
    if installed:
        with recording(samples=False) as told:
            await _pushed(ground, clock)
        assert told.spans == []
    else:
        await _pushed(ground, clock)
    for topic in (INBOX, ORDERS):
        assert _traces(await records(ground.profile, topic.name)) == [None]
    assert await ground.pool.fetchval("SELECT count(*) FROM ingest.traces") == 0


@pytest.fixture(name="parcels")
async def _parcels(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def test_the_tracker_hands_a_trace_on(
    parcels: Tracker, kafka: KafkaProfile, producer: Producer
) -> None:
    """By the parcel's number, whether an order or a carrier's update brought it."""
    handler = TrackerHandler(PROVIDER, parcels.around)
    relay = Relay(
        pool=parcels.pool,
        producer=producer,
        outbox=OUTBOX,
        clock=parcels.clock,
        channel="tracker",
    )
    now, later = parcels.clock.now(), TRACE.replace("4bf9", "5bf9")
    with recording():
        for value, trace in ((order(NUMBER), TRACE), (update(), later)):
            envelope = Envelope(id="e", type="t", source="s", time=now, traceparent=trace)
            item = Item(Record("t", 0, 0, None, b"", (), now), envelope, value)
            async with transaction(parcels.pool) as conn:
                await handler.apply(conn, [item], [value], now)
            await relay.publish()
    assert _traces(await records(kafka, PARCELS.name)) == [TRACE, later]


async def test_a_trace_is_kept_for_a_day(parcels: Tracker) -> None:
    """Then what happens is no longer its consequence; the newest one of a row stands."""
    now = parcels.clock.now()
    with recording():
        async with transaction(parcels.pool) as conn:
            await traces.note(conn, "tracker", {"a": TRACE, "c": "old"}, now)
            await traces.note(conn, "tracker", {"c": "new"}, now)
            known = await traces.found(conn, "tracker", ["a", "b", "c", "d"])
            assert known == {"a": TRACE, "c": "new"}
            await traces.note(conn, "tracker", {"d": TRACE}, now + traces.KEPT + timedelta(1))
            assert await traces.found(conn, "tracker", ["a", "c", "d"]) == {"d": TRACE}
        assert await traces.one(parcels.pool, "tracker", "d") == TRACE
    assert await traces.one(parcels.pool, "tracker", "d") == "", "off: nothing is asked"

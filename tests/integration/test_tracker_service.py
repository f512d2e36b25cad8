"""The whole tracker, wired as it ships: Kafka in, 17TRACK over HTTP, Kafka out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

import pytest
from aiokafka import AIOKafkaConsumer

from schemas.envelope import Envelope
from schemas.order import Order
from schemas.parcel import Actor, CarrierUpdate, HoldKind, Parcel
from schemas.topics import (
    CARRIER_UPDATE_CHANGED,
    CARRIER_UPDATES,
    ORDER_CHANGED,
    ORDERS,
    PARCELS,
)
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.service import start_runtime
from services.runtime.settings import Settings, load
from services.sandbox import app, world
from services.sandbox.sandbox import Sandbox
from services.tracker.app import build
from tests.support import sealed
from tests.support.eventually import eventually
from tests.support.servers import START, kafka_environ
from tests.support.tracks import (
    ARRIVED,
    NEEDS_PAPERS,
    NUMBER,
    RELEASED,
    SHOP,
    order,
    scan,
    update,
)

KEY = f"{SHOP}/1"

FILE = """
allow_private_addresses: true
carriers:
  17track: {{key: {{env: TRACKING_KEY}}, api: "{api}", per_second: 200}}
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
    file = tmp_path / "forestall.yaml"
    file.write_text(FILE.format(api=outside.addresses["17track"]), encoding="utf-8")
    environ = {
        "TRACKING_KEY": outside.world.accounts.tracking_key,
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": postgres_url,
        "FORESTALL_PRIVACY_KEY": sealed.KEY,
        "FORESTALL_CLOCK": outside.addresses["clock"],
    }
    return load(file, environ)


@asynccontextmanager
async def _tracker(settings: Settings) -> AsyncIterator[None]:
    service = await build(await start_runtime(settings, "tracker"))
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


class Published:
    """Everything on ``parcels`` so far, as a reader with no group sees it."""

    def __init__(self, profile: KafkaProfile) -> None:
        self._inner = AIOKafkaConsumer(
            profile.topic(PARCELS.name),
            bootstrap_servers=profile.bootstrap,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=profile.fetch_max_wait_ms,
        )
        self.parcels: list[Parcel] = []
        self.keys: list[str] = []

    async def __aenter__(self) -> Self:
        """Read from the beginning."""
        await self._inner.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self._inner.stop()

    async def latest(self) -> Parcel | None:
        """The newest parcel published."""
        for records in (await self._inner.getmany(timeout_ms=50)).values():
            for record in records:
                self.keys.append(record.key.decode())
                self.parcels.append(Parcel.model_validate_json(record.value))
        return max(self.parcels, key=lambda parcel: parcel.version, default=None)


def _record(topic: str, kind: str, key: str, value: Order | CarrierUpdate) -> OutRecord:
    envelope = Envelope(
        id=f"{key}@{value.version}", type=kind, source="forestall/ingest", time=START
    )
    return OutRecord(topic, key.encode(), value.model_dump_json().encode(), envelope)


def _paid(outside: Sandbox) -> int:
    """How often anybody paid for the number, by the sandbox's own ledger."""
    return sum(entry.ref == NUMBER for entry in outside.ledger.entries("effect", "register"))


async def test_a_hold_comes_from_the_provider_to_the_topic(
    outside: Sandbox, settings: Settings, kafka: KafkaProfile, producer: Producer
) -> None:
    """Registered once, polled as it falls due, held, and released by a pushed update."""
    async with _tracker(settings), Published(kafka) as published:
        await producer.send([_record(ORDERS.name, ORDER_CHANGED, KEY, order(NUMBER))])

        async def tracked() -> bool:
            parcel = await published.latest()
            return parcel is not None and parcel.tracked == "tracked"

        await eventually(tracked, what="registered")
        outside.scan(NUMBER, ARRIVED, country="BR", at=START + timedelta(hours=1))
        outside.scan(
            NUMBER, NEEDS_PAPERS, "Tax number needed", country="BR", at=START + timedelta(hours=2)
        )
        outside.step_to(START + timedelta(hours=3))

        async def held() -> Parcel | None:
            parcel = await published.latest()
            return parcel if parcel and parcel.holds else None

        parcel = await eventually(held, what="held")
        assert parcel is not None
        [hold] = parcel.holds
        assert (hold.ordinal, hold.kind, hold.who_must_act) == (1, HoldKind.DOCUMENTS, Actor.BUYER)
        assert set(published.keys) == {KEY}
        released = update(scan(0.2, RELEASED, "Released from import customs"), version=1)
        await producer.send(
            [_record(CARRIER_UPDATES.name, CARRIER_UPDATE_CHANGED, parcel.id, released)]
        )

        async def free() -> datetime | None:
            parcel = await published.latest()
            return parcel.holds[0].until if parcel else None

        await eventually(free, what="released")
    assert _paid(outside) == 1


async def test_a_restart_pays_for_nothing_twice(
    outside: Sandbox, settings: Settings, kafka: KafkaProfile, producer: Producer
) -> None:
    """Stopped and started again, it goes on: no second registration, no repeated version."""
    async with _tracker(settings), Published(kafka) as published:
        await producer.send([_record(ORDERS.name, ORDER_CHANGED, KEY, order(NUMBER))])

        async def tracked() -> bool:
            parcel = await published.latest()
            return parcel is not None and parcel.tracked == "tracked"

        await eventually(tracked, what="registered")
    outside.scan(NUMBER, ARRIVED, country="BR")
    async with _tracker(settings), Published(kafka) as published:
        outside.step_to(START + timedelta(days=2))

        async def seen() -> bool:
            parcel = await published.latest()
            return parcel is not None and bool(parcel.scans)

        await eventually(seen, what="polled")
        versions = [parcel.version for parcel in published.parcels]
    assert versions == sorted(set(versions))
    assert _paid(outside) == 1

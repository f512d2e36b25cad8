"""Ingest on real servers: a Lazada shop behind a loopback gateway, the broker, the database."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from pydantic import SecretStr

from schemas.topics import INBOX
from services.connectors import registry
from services.connectors.carriers.seventeentrack.push import PushReader as SeventeenTrackPush
from services.connectors.marketplaces.iop.signing import sign_push
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.ports import App, Shop
from services.ingest import verify
from services.ingest.app import MIGRATIONS, SCHEMA
from services.ingest.behind import Looks, nothing_waits
from services.ingest.edge import Edge
from services.ingest.feeds import Feeds
from services.ingest.normaliser import Normaliser
from services.ingest.outbox import outbox
from services.ingest.reconciler import Reconciler
from services.ingest.states import ShopStates
from services.ingest.verify import Door, app_door, carrier_door
from services.ingest.work import Shops
from services.runtime.bugs import OnLoopBug
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.runtime.http.serving import listen, serve
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.postgres.publish import Relay
from services.runtime.sections import CarrierSettings
from services.runtime.settings import Settings
from tests.contract.gateway import Answer, Call, Gateway, serving
from tests.contract.vectors import raw
from tests.support.eventually import eventually
from tests.support.sealed import vault

SECRET, OLD_SECRET, CARRIER_KEY = "the-secret", "the-old-secret", "carrier-key"
SELLER, SHOP, APP = "1000143772", "lazada/shop-1", "laz"
OZON_PATH = "/webhooks/ozon/oz"
PATH, CARRIER_PATH = f"/webhooks/lazada/{APP}", "/webhooks/carriers/17track"
SECRETIVE = ("aftership", "easypost")
"""Providers that sign with another secret than the key."""
BUYER = 100112802006
EVERY = timedelta(hours=1)
OZON = App("oz", "ozon", "15", ("unused",), "http://127.0.0.1:9")


def app_at(address: str) -> App:
    """The app, calling that gateway."""
    return App(APP, "lazada", "123456", (SECRET, OLD_SECRET), address)


def doors() -> dict[str, Door]:
    """The addresses of the app and of the provider, and those that settings open for others."""
    signed = CarrierSettings(key=SecretStr("api-key"), secret=SecretStr("push-secret"))
    others = verify.doors(
        Settings(carriers=dict.fromkeys(SECRETIVE, signed)), Http(allow_private=False)
    )
    return others | {
        PATH: app_door(app_at("http://127.0.0.1:9"), registry.push_reader("lazada")),
        OZON_PATH: app_door(OZON, registry.push_reader("ozon")),
        CARRIER_PATH: carrier_door("17track", CARRIER_KEY, SeventeenTrackPush()),
    }


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The headers of a push."""
    return {"Authorization": sign_push("123456", secret, body)}


def signed_by_carrier(body: bytes) -> dict[str, str]:
    """The headers of the provider's push."""
    return {"sign": hashlib.sha256(body + b"/" + CARRIER_KEY.encode()).hexdigest()}


def order_push(order_id: str, changed: datetime, seller: str = SELLER) -> bytes:
    """A trade-order push."""
    push = json.loads(raw("lazada/push_trade_order.json"))
    push["seller_id"] = seller
    push["data"] |= {"trade_order_id": order_id, "status_update_time": int(changed.timestamp())}
    return json.dumps(push).encode()


def chat_push(sent: datetime, text: str = "Where is it?", message: str = "M1") -> bytes:
    """A buyer's message."""
    push = json.loads(raw("lazada/push_chat.json"))
    push["data"] |= {
        "message_id": message,
        "content": json.dumps({"txt": text}),
        "send_time": int(sent.timestamp() * 1000),
    }
    return json.dumps(push).encode()


@dataclass
class Platform:
    """The marketplace's truth: order id to (state, time of change).

    Attributes:
        silent: ids of orders about which it answers nothing usable.
        disputes: reverse order id to order id.
    """

    orders: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    disputes: dict[str, str] = field(default_factory=dict)

    def answers(self) -> dict[str, Answer | Callable[[Call], Answer]]:
        """What the gateway says."""
        return {
            "/order/get": self._order,
            "/order/items/get": self._items,
            "/orders/get": self._list,
            "/order/reverse/return/detail/list": self._reverse,
            "/reverse/getreverseordersforseller": b'{"code":"0","data":{"total":0,"items":[]}}',
        }

    def _order(self, call: Call) -> Answer:
        order_id = call["order_id"]
        if order_id in self.silent:
            return 503
        if order_id not in self.orders:
            return b'{"code":"16","type":"ISV","message":"Invalid Order ID"}'
        found = json.loads(raw("lazada/order.json"))
        found["data"] |= self._said(order_id)
        return json.dumps(found).encode()

    def _said(self, order_id: str) -> dict[str, Any]:
        state, changed = self.orders[order_id]
        return {"order_id": order_id, "statuses": [state], "updated_at": changed.isoformat()}

    def _items(self, call: Call) -> Answer:
        found = json.loads(raw("lazada/items.json"))
        for number, line in enumerate(found["data"]):
            line["status"] = self.orders[call["order_id"]][0]
            line["order_item_id"] = f"{call['order_id']}{number}"
        return json.dumps(found).encode()

    def _list(self, call: Call) -> Answer:
        after = datetime.fromisoformat(call["update_after"])
        before = datetime.fromisoformat(call["update_before"])
        listed = [self._said(o) for o, (_, at) in self.orders.items() if after <= at < before]
        data = {"count": len(listed), "countTotal": len(listed), "orders": listed}
        return json.dumps({"code": "0", "data": data}).encode()

    def _reverse(self, call: Call) -> Answer:
        found = json.loads(raw("lazada/reverse.json"))
        found["data"] |= {"trade_order_id": self.disputes[call["reverse_order_id"]]}
        found["data"] |= {"reverse_order_id": call["reverse_order_id"]}
        return json.dumps(found).encode()


@dataclass
class Ingest:
    """The parts of ingest as the service wires them.

    Attributes:
        others: shops beside ``shop``.
    """

    url: str
    profile: KafkaProfile
    pool: Pool
    clock: SteppedClock
    producer: Producer
    platform: Platform
    gateway: Gateway
    api: Api
    shop: Shop
    http: Http
    others: list[tuple[Shop, Api]] = field(default_factory=list)

    @property
    def apis(self) -> dict[str, Api]:
        """The calls of every shop."""
        return {shop.key: api for shop, api in ((self.shop, self.api), *self.others)}

    def consumer(
        self, relay: Relay | None = None, shops: Shops | None = None
    ) -> Consumer[Any, Any]:
        """The normaliser, over its own shops or others."""
        found = (self.shop, *(shop for shop, _ in self.others))
        shops = shops or Shops({(APP, shop.seller_id): shop for shop in found}, self.apis)
        return Consumer(
            profile=self.profile,
            handler=Normaliser(shops, self.pool, vault(SCHEMA), self.clock),
            pool=self.pool,
            vault=vault(SCHEMA),
            clock=self.clock,
            producer=self.producer,
            wakes=(relay.loop.wake,) if relay else (),
        )

    def relay(self) -> Relay:
        """What publishes the objects."""
        return Relay(
            pool=self.pool,
            producer=self.producer,
            outbox=outbox(vault(SCHEMA)),
            clock=self.clock,
            channel=SCHEMA,
        )

    def reconciler(
        self,
        producer: Producer | None = None,
        on_bug: OnLoopBug | None = None,
        states: ShopStates | None = None,
        feeds: Feeds | None = None,
        behind: Looks = nothing_waits,
    ) -> Reconciler:
        """What polls."""
        return Reconciler(
            pool=self.pool,
            producer=producer or self.producer,
            clock=self.clock,
            apis=self.apis,
            every=dict.fromkeys(self.apis, EVERY),
            states=states,
            feeds=feeds,
            behind=behind,
            on_bug=on_bug,
        )

    async def push(self, body: bytes, path: str = PATH) -> None:
        """Append a push as the edge does."""
        inbox = Appender(self.producer, INBOX.name, limit=10)
        headers = signed(body) if path == PATH else signed_by_carrier(body)
        edge = Edge(doors(), inbox, self.clock)
        assert await ask(edge, path, headers, body) == 200

    async def sums(self) -> dict[str, int]:
        """How the records of the inbox ended."""
        row = await self.pool.fetchrow(
            "SELECT sum(next_offset) AS read, sum(applied) AS applied, sum(parked) AS parked,"
            " sum(superseded) AS superseded, sum(dead) AS dead FROM ingest.progress"
        )
        assert row is not None
        return {name: int(value or 0) for name, value in row.items()}

    async def ended(self, **wanted: int) -> None:
        """Wait until the records have ended so."""

        async def they_have() -> bool:
            sums = await self.sums()
            return all(sums[name] == count for name, count in wanted.items())

        await eventually(they_have, what=f"{wanted}")

    async def version(self, kind: str, object_id: str) -> int | None:
        """The stored version of an object."""
        found: int | None = await self.pool.fetchval(
            "SELECT version FROM ingest.objects WHERE kind = $1 AND id = $2", kind, object_id
        )
        return found

    async def published(self, topic: str, count: int) -> list[dict[str, Any]]:
        """The objects on a topic, once there are so many."""

        async def all_there() -> list["ConsumerRecord[bytes, bytes]"]:
            found = await records(self.profile, topic)
            return found if len(found) >= count else []

        return [json.loads(one.value or b"") for one in await eventually(all_there, what=topic)]


async def ask(edge: Edge, path: str, headers: dict[str, str], body: bytes) -> int:
    """One request straight into the application; its status."""
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": pairs}
    await edge(scope, receive, send)
    status: int = said[0]["status"]
    return status


async def records(profile: KafkaProfile, topic: str) -> list["ConsumerRecord[bytes, bytes]"]:
    """Everything on a topic, partition by partition."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=profile.bootstrap,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        fetch_max_wait_ms=profile.fetch_max_wait_ms,
    )
    await consumer.start()
    try:
        places = [TopicPartition(profile.topic(topic), n) for n in range(profile.partitions)]
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        found: list[ConsumerRecord[bytes, bytes]] = []
        while len(found) < sum(ends.values()):
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                found += batch
        return found
    finally:
        await consumer.stop()


@asynccontextmanager
async def ingest(
    url: str, profile: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A migrated schema, a pool, and the marketplace."""
    await migrate(url, SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="test")
    platform = Platform()
    gateway = Gateway(SECRET, platform.answers())
    backoff = Backoff(first=0.001, most=0.002, attempts=2, retry_after=0.01)
    try:
        async with serving(gateway), Http(allow_private=True, backoff=backoff) as http:
            shop = Shop(SHOP, app_at(gateway.address), SELLER, "a-token", site="lazada_sg")
            api = Api(shop, http)
            yield Ingest(url, profile, pool, clock, producer, platform, gateway, api, shop, http)
    finally:
        await pool.close()


@asynccontextmanager
async def running(*works: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run something inside the block."""

    async def run(work: Callable[[], Awaitable[None]]) -> None:
        await work()

    tasks = [asyncio.create_task(run(work)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def normalising(ground: Ingest, shops: Shops | None = None) -> AsyncIterator[None]:
    """The normaliser, its retries and relay, and what wakes that; over other shops if given."""
    relay = ground.relay()
    consumer = ground.consumer(relay, shops)
    listener = Listener(ground.url, SCHEMA, (relay.loop.wake,))
    loops = (*consumer.loops, relay.loop)
    async with running(consumer.run, listener.run, *(loop.run for loop in loops)):
        yield


@asynccontextmanager
async def edge_at(
    profile: KafkaProfile, clock: SteppedClock, *, wait: bool = True, limit: float = 60.0
) -> AsyncIterator[str]:
    """The edge over HTTP, wired as the service does it, but patient; its base address."""
    producer = Producer(profile, limit=limit)
    edge = Edge(doors(), Appender(producer, INBOX.name, limit=limit), clock)
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    connecting = asyncio.create_task(producer.start())
    try:
        async with running(lambda: serve(edge, listening)):
            if wait:
                await connecting
            yield f"http://127.0.0.1:{port}"
    finally:
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        await producer.stop()

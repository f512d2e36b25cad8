"""Wires ingest: ``edge``, ``normaliser`` and ``reconciler``, alone or together."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from schemas.topics import INBOX
from services.connectors import registry
from services.connectors.oncall.bugs import BugPager
from services.connectors.oncall.told import loops_of, remembering
from services.connectors.ports import Api, Shop, Tokens
from services.connectors.tokens.book import token_book
from services.ingest import store_lists
from services.ingest.accepted import Accepted
from services.ingest.behind import normaliser_behind
from services.ingest.calls import Calls
from services.ingest.edge import Edge
from services.ingest.feeds import QUEUE, Feed, Feeds, owner_of
from services.ingest.gauges import measure
from services.ingest.normaliser import Normaliser
from services.ingest.outbox import outbox
from services.ingest.reconciler import Reconciler
from services.ingest.renewer import Renewer
from services.ingest.states import ShopStates
from services.ingest.stopped import PushWatch
from services.ingest.veil import seal_older
from services.ingest.verify import doors
from services.ingest.work import Shops
from services.runtime.http.client import Http
from services.runtime.http.serving import listen, serve
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.metrics import RUNNING
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.publish import Relay
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.service import Runtime, Service

SCHEMA = "ingest"
MIGRATIONS = Path(__file__).parent / "migrations"
PARTS = ("edge", "normaliser", "reconciler")
QUEUE_EVERY = timedelta(minutes=1)
"""Domain time between two looks into an app's queue; each takes all that is there."""
EDGE_LIMIT = 0.4
"""Seconds that the edge waits for Kafka; the strictest marketplaces allow 500 ms in all."""


async def build(runtime: Runtime, parts: Collection[str] = PARTS) -> Service:
    """The service with some of its parts; the edge alone needs no database, and no master key.

    Raises:
        ConfigurationError: no master key is named.
    """
    service = Service("ingest", runtime)
    for part in parts:
        RUNNING.labels(part).set(1)
    wakes: dict[str, list[asyncio.Event]] = {SCHEMA: []}
    if "edge" in parts:
        _add_edge(service, runtime)
    if set(parts) - {"edge"}:
        await migrate(runtime.settings.database_url(), SCHEMA, MIGRATIONS)
        bugs = await _add_bugs(service, runtime)
        master = master_of(runtime.settings)
        vault = Vault(SCHEMA, master)
        book = await token_book(runtime.pool, master, runtime.clock)
        service.add(book.loop, book.loop.name)
        calls = Calls(runtime.pool, runtime.clock, runtime.http)

        def api(shop: Shop) -> Api:
            return registry.api(replace(shop, tokens=book.tokens), calls.of(shop))

        if "normaliser" in parts:
            await seal_older(runtime.pool, vault, runtime.clock.now())
            wakes[SCHEMA].append(_add_normaliser(service, runtime, vault, bugs, api))
            service.add(partial(measure, runtime.pool, runtime.clock, _owners(runtime)), "gauges")
        if "reconciler" in parts:
            _add_renewer(service, runtime, vault, bugs)
            _add_push_watch(service, runtime, bugs)
            wakes[store_lists.CHANNEL] = [
                await _add_reconciler(service, runtime, bugs, book.tokens, calls)
            ]
    if any(wakes.values()):
        listener = Listener(runtime.settings.database_url(), SCHEMA, wakes.pop(SCHEMA), wakes)
        service.add(listener.run, "listen")
    return service


def _add_edge(service: Service, runtime: Runtime) -> None:
    """A producer of its own, with the edge's short limit; it serves while that still connects."""
    producer = Producer(runtime.kafka, limit=EDGE_LIMIT)
    inbox = Appender(producer, INBOX.name, limit=EDGE_LIMIT)
    accepted = Accepted(runtime.settings.data_dir) if runtime.kafka.embedded else None
    edge = Edge(doors(runtime.settings, runtime.http), inbox, runtime.clock, accepted)
    address = runtime.settings.edge

    async def run() -> None:
        connecting = asyncio.create_task(producer.start())
        try:
            await serve(edge, listen(address.host, address.port))
        finally:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)
            await producer.stop()
            if accepted is not None:
                accepted.close()

    service.add(run, "edge")


async def _add_bugs(service: Service, runtime: Runtime) -> BugPager:
    """Who is told of our own failures."""
    pool, clock = runtime.pool, runtime.clock
    oncall = remembering(
        registry.oncall(runtime.settings),
        registry.hours(runtime.settings),
        pool=pool,
        schema=SCHEMA,
        clock=clock,
    )
    bugs = BugPager(receivers=oncall, pool=pool, schema=SCHEMA, group=Normaliser.group, clock=clock)
    await bugs.begin()
    service.add(bugs.run, "bugs")
    for loop in loops_of(oncall):
        service.add(loop, loop.name)
    return bugs


def _add_normaliser(
    service: Service,
    runtime: Runtime,
    vault: Vault,
    bugs: BugPager,
    api: Callable[[Shop], Api],
) -> asyncio.Event:
    """The consumer of the inbox and the relay of what it keeps; returns what wakes the relay."""
    shops = Shops.of(runtime.settings, api)
    relay = Relay(
        pool=runtime.pool,
        producer=runtime.producer,
        outbox=outbox(vault),
        clock=runtime.clock,
        channel=SCHEMA,
        on_bug=bugs.on_loop_bug,
    )
    consumer = Consumer(
        profile=runtime.kafka,
        handler=Normaliser(shops, runtime.pool, vault, runtime.clock),
        pool=runtime.pool,
        vault=vault,
        clock=runtime.clock,
        producer=runtime.producer,
        on_bug=bugs.on_bug,
    )
    service.add(consumer, "normaliser")
    for loop in (*consumer.loops, relay.loop):
        service.add(loop, loop.name)
    return relay.loop.wake


def _add_renewer(service: Service, runtime: Runtime, vault: Vault, bugs: BugPager) -> None:
    """What renews the tokens of the shops whose platforms give them by a known flow."""
    shops = [registry.shop(runtime.settings, one.key) for one in runtime.settings.shops]
    found = {shop.key: registry.authorisation(shop, runtime.http) for shop in shops}
    renewer = Renewer(
        pool=runtime.pool,
        vault=vault,
        clock=runtime.clock,
        flows={key: flow for key, flow in found.items() if flow is not None},
        on_notices=bugs.on_notices,
        on_bug=bugs.on_loop_bug,
    )
    service.add(renewer.loop, renewer.loop.name)


def _add_push_watch(service: Service, runtime: Runtime, bugs: BugPager) -> None:
    """What notices that pushes have stopped."""
    shops = frozenset(shop.key for shop in runtime.settings.shops)
    watch = PushWatch(
        pool=runtime.pool, clock=runtime.clock, shops=shops, on_notices=bugs.on_notices
    )
    service.add(watch.loop, watch.loop.name)


def _owners(runtime: Runtime) -> frozenset[str]:
    """Whose lists are polled."""
    shops = runtime.settings.shops
    return frozenset(shop.key for shop in shops) | {owner_of(shop.app) for shop in shops}


def _feeds(shops: Sequence[Shop], calls: Calls, http: Http) -> dict[str, Feed]:
    """What hands out pushes, of each app that has a shop; a queue is no part of its platform."""
    by_app: defaultdict[str, list[Shop]] = defaultdict(list)
    for shop in shops:
        by_app[shop.app.id].append(shop)
    found = {}
    for app, owned in by_app.items():
        lost, name = registry.lost_pushes(owned, calls.of(owned[0])), owned[0].app.marketplace
        queue = registry.queue(owned, http)
        if queue is not None:
            found[owner_of(app)] = Feed(name, app, queue, registry.push_reader(name), QUEUE)
        elif lost is not None:
            found[owner_of(app)] = Feed(name, app, lost, registry.push_reader(name))
    return found


async def _add_reconciler(
    service: Service, runtime: Runtime, bugs: BugPager, tokens: Tokens, calls: Calls
) -> asyncio.Event:
    """The polling of every shop; returns what wakes it."""
    shops = [registry.shop(runtime.settings, shop.key, tokens) for shop in runtime.settings.shops]
    readers = {shop.key: registry.state(shop, calls.of(shop)) for shop in shops}
    known = {key: reader for key, reader in readers.items() if reader is not None}
    apis = {shop.key: registry.api(shop, calls.of(shop)) for shop in shops}
    lists = {key: api.listings[0] for key, api in apis.items() if api.listings}
    feeds = Feeds(runtime.producer, _feeds(shops, calls, runtime.http))
    every = {shop.key: timedelta(minutes=shop.poll_minutes) for shop in runtime.settings.shops}
    reconciler = Reconciler(
        pool=runtime.pool,
        producer=runtime.producer,
        clock=runtime.clock,
        apis=apis,
        every=every | {owner: QUEUE_EVERY for owner, list_ in feeds.lists if list_ == QUEUE},
        states=ShopStates(runtime.pool, known, lists),
        feeds=feeds,
        behind=partial(normaliser_behind, runtime.kafka),
        on_bug=bugs.on_loop_bug,
    )
    await reconciler.begin()
    service.add(reconciler.loop, "reconciler")
    return reconciler.loop.wake

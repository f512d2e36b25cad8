"""Wires the notifier: ``cases`` (what happened, what is due) and ``dispatcher`` (what leaves)."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from schemas.base import Versioned
from services.connectors import registry
from services.connectors.email.act import Contacts
from services.connectors.oncall.audience import Audience
from services.connectors.oncall.told import loops_of, remembering
from services.connectors.ports import OnCall, Tokens
from services.connectors.tokens.book import token_book
from services.notifier.canary import Pace
from services.notifier.canary_loop import CanaryLoop, set_up
from services.notifier.casework import Casework
from services.notifier.consumer import CasesHandler
from services.notifier.crowd_loop import CrowdLoop
from services.notifier.dispatcher import Dispatcher
from services.notifier.gauges import measure
from services.notifier.heartbeat import Beating
from services.notifier.of_settings import rules_of, texts_of
from services.notifier.outbox import OUTBOX
from services.notifier.pages import PAGES, Pager, report_bug, report_loop_bug
from services.notifier.postgres import deliveries
from services.notifier.postgres.cases import ALERTS, CHANNEL
from services.notifier.postgres.contacts import PostgresContacts
from services.notifier.postgres.unit import PostgresStores
from services.notifier.recovery import check
from services.notifier.state_loop import StateLoop
from services.notifier.timer import Timer
from services.notifier.world import World
from services.runtime.bugs import LoopBug
from services.runtime.clock import Clock
from services.runtime.http.client import Http
from services.runtime.kafka.books import ParkedBug
from services.runtime.kafka.consumer import Consumer
from services.runtime.loop import Loop
from services.runtime.metrics import RUNNING
from services.runtime.postgres import traces
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import transaction
from services.runtime.postgres.publish import Relay
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.service import Runtime, Service
from services.runtime.settings import Settings

SCHEMA = "notifier"
PARTS = ("cases", "dispatcher")
WOKEN = frozenset({"timer", "dispatcher", "shop states", f"relay {OUTBOX.table}"})
"""The loops that a changed case concerns, in whichever process it was changed."""

MIGRATIONS = Path(__file__).parent / "migrations"


async def build(runtime: Runtime, parts: Collection[str] = PARTS) -> Service:
    """The service with some of its parts.

    Raises:
        ConfigurationError: the playbook, a template, a shop or the master key is set up wrongly.
    """
    service = Service("notifier", runtime)
    for part in parts:
        RUNNING.labels(part).set(1)
    await migrate(runtime.settings.database_url(), SCHEMA, MIGRATIONS)
    book = await token_book(runtime.pool, master_of(runtime.settings), runtime.clock)
    service.add(book.loop, book.loop.name)
    contacts = PostgresContacts(runtime.pool, Vault(SCHEMA, master_of(runtime.settings)))
    world = world_of(runtime.settings, runtime.http, runtime.clock, book.tokens, contacts)
    stores = PostgresStores(runtime.pool)
    await world.enrol(stores, runtime.clock.now())
    oncall = remembering(
        registry.oncall(runtime.settings),
        registry.hours(runtime.settings),
        pool=runtime.pool,
        schema=SCHEMA,
        clock=runtime.clock,
    )
    casework = Casework(world, Audience(oncall))
    loops: list[Loop] = []
    if "cases" in parts:
        async with transaction(runtime.pool) as conn:
            await deliveries.enrol(conn, casework.receivers, runtime.clock.now())
        loops += add_cases(service, runtime, casework, oncall)
        loops += await add_watches(service, runtime, casework.receivers)
    if "dispatcher" in parts:
        first = partial(check, stores, runtime.kafka, casework.receivers, runtime.clock)
        dispatcher = Dispatcher(
            stores=stores,
            clock=runtime.clock,
            casework=casework,
            first=first,
            trace_of=partial(traces.one, runtime.pool, SCHEMA),
        )
        loops.append(dispatcher.loop)
    for loop in loops:
        service.add(loop, loop.name)
    wakes = [loop.wake for loop in loops if loop.name in WOKEN]
    pages = [loop.wake for loop in loops if loop.name.startswith(PAGES)]
    url = runtime.settings.database_url()
    service.add(Listener(url, CHANNEL, wakes, {ALERTS: pages}).run, "listen")
    return service


def add_cases(
    service: Service, runtime: Runtime, casework: Casework, oncall: Sequence[OnCall]
) -> list[Loop]:
    """The consumer, the timer, the pages and the publishing; returns the loops to run."""
    pool, clock = runtime.pool, runtime.clock
    stores = PostgresStores(pool)
    vault = Vault(SCHEMA, master_of(runtime.settings))

    async def on_bug(bug: ParkedBug) -> None:
        await report_bug(stores, bug, casework.receivers, clock.now())

    async def on_loop_bug(bug: LoopBug) -> None:
        await report_loop_bug(stores, bug, casework.receivers, clock.now())

    timer = Timer(stores=stores, clock=clock, casework=casework)
    relay = Relay(
        pool=pool,
        producer=runtime.producer,
        outbox=OUTBOX,
        clock=clock,
        channel=CHANNEL,
        on_bug=on_loop_bug,
    )
    pagers = [Pager(pool=pool, clock=clock, receiver=receiver) for receiver in oncall]
    for pager in pagers:
        service.add(pager.repeat, f"repeat {pager.loop.name}")
    consumer: Consumer[Versioned, Versioned] = Consumer(
        profile=runtime.kafka,
        handler=CasesHandler(casework, vault),
        pool=pool,
        vault=vault,
        clock=clock,
        producer=runtime.producer,
        on_bug=on_bug,
    )
    service.add(consumer, "consumer")
    crowds = CrowdLoop(pool=pool, clock=clock, receivers=casework.receivers)
    states = StateLoop(pool=pool, clock=clock, receivers=casework.receivers)
    shops = runtime.settings.shops
    service.add(partial(measure, pool, clock, casework.receivers.everybody, shops), "gauges")
    return [
        timer.loop,
        relay.loop,
        crowds.loop,
        states.loop,
        *(pager.loop for pager in pagers),
        *loops_of(oncall),
        *consumer.loops,
    ]


async def add_watches(service: Service, runtime: Runtime, receivers: Audience) -> list[Loop]:
    """The heartbeat and the canary order; returns the loops to run."""
    pool, clock, settings = runtime.pool, runtime.clock, runtime.settings
    watches = registry.heartbeats(settings)
    if watches:
        beating = Beating(
            watches,
            stuck=service.stuck,
            means=runtime.ready,
            receivers=receivers.everybody,
            pool=pool,
            clock=clock,
        )
        service.add(beating.run, "heartbeat")
    sender, canary = registry.canary_sender(settings), settings.canary
    await set_up(pool, receivers, clock.now(), on=canary is not None)
    if sender is None or canary is None:
        return []
    pace = Pace(timedelta(minutes=canary.every_minutes), timedelta(minutes=canary.within_minutes))
    flying = CanaryLoop(sender=sender, pace=pace, pool=pool, clock=clock, receivers=receivers)
    return [flying.loop]


def world_of(
    settings: Settings,
    http: Http,
    clock: Clock,
    tokens: Tokens | None = None,
    contacts: Contacts | None = None,
) -> World:
    """The shops and rules that the settings describe; call ``enrol`` or ``learn`` before use.

    Args:
        settings: the installation's.
        http: the shared client.
        clock: domain time.
        tokens: access tokens that are kept; none where no call is made.
        contacts: where buyers can be written to; none where nothing is sent.

    Raises:
        ConfigurationError: the playbook or a shop is set up wrongly.
    """
    acts = {
        shop.key: registry.speaking(
            settings, shop.key, http, clock, tokens=tokens, contacts=contacts
        )
        for shop in settings.shops
    }
    texts = texts_of(settings)
    return World(settings.shops, acts, rules_of(settings, texts), texts)

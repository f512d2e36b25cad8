"""The tracker, wired: consumers in, pollers and registrars out, the relay on."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TypeVar

from services.connectors import registry
from services.connectors.carriers.installed import carriers
from services.connectors.carriers.port import CarrierApi, Corrects, Registers, Retracks
from services.connectors.oncall.bugs import BugPager
from services.connectors.oncall.told import loops_of, remembering
from services.connectors.tokens.book import token_book
from services.runtime.errors import ConfigurationError
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.record import Handler
from services.runtime.loop import Loop
from services.runtime.metrics import RUNNING
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.publish import Relay
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.service import Runtime, Service
from services.tracker import store_polls, store_registrations, store_seconds
from services.tracker.batches import Means
from services.tracker.consumers import TrackerHandler
from services.tracker.corrector import Corrector
from services.tracker.credits import Credits
from services.tracker.gauges import measure
from services.tracker.learner import Learner
from services.tracker.outbox import OUTBOX
from services.tracker.poller import Poller
from services.tracker.registrar import Registrar
from services.tracker.retracker import Retracker
from services.tracker.store import LOOKS, SCHEMA
from services.tracker.surroundings import Surroundings
from services.tracker.turn import Turn
from services.tracker.turner import Turner

T = TypeVar("T")
P = TypeVar("P")

MIGRATIONS = Path(__file__).with_name("migrations")

DEFAULT_PROVIDER = "17track"
"""Who is asked for a number, where several providers are set up and nothing says otherwise."""

LEAST_CONNECTIONS = 3
"""One holds a provider's turn while another reserves its slot; the rest of the service has one.

Every further provider may hold one: a provider that hangs takes none from the others.
"""


async def build(runtime: Runtime) -> Service:
    """Bring the schema up to date and wire the service.

    Without a carrier in the settings it runs all the same: parcels are known, and wait.

    Raises:
        ConfigurationError: no database or master key is named, its pool is too small, or no
            connector knows a carrier.
        Unavailable: PostgreSQL does not answer.
    """
    settings = runtime.settings
    if settings.database.url is None:
        raise ConfigurationError(["database.url: name one (FORESTALL_DATABASE_URL)"])
    least = LEAST_CONNECTIONS + max(len(settings.carriers) - 1, 0)
    if settings.database.pool < least:
        raise ConfigurationError([f"database.pool: the tracker needs {least}: set that or more"])
    url = settings.database.url.get_secret_value()
    await migrate(url, SCHEMA, MIGRATIONS)
    service = Service("tracker", runtime)
    RUNNING.labels("tracker").set(1)
    service.add(partial(measure, runtime.pool, runtime.clock, list(settings.carriers)), "gauges")
    bugs = await _add_bugs(service, runtime)
    book = await token_book(runtime.pool, master_of(settings), runtime.clock)
    service.add(book.loop, book.loop.name)
    carrier = partial(registry.carrier, settings=settings, http=runtime.http, tokens=book.tokens)
    first = provider_of(list(settings.carriers))
    around = Surroundings(
        seconds=seconds_of(list(settings.carriers)),
        corrected=frozenset(
            name for name, one in carriers().items() if one.carrier_id is not None
        ).intersection(settings.carriers),
    )
    turner = Turner(pool=runtime.pool, clock=runtime.clock, around=around, on_bug=bugs.on_loop_bug)
    learner = Learner(
        pool=runtime.pool, clock=runtime.clock, around=around, on_notices=bugs.on_notices
    )
    loops, registering, seconds = [turner.loop, learner.loop], [], []
    for provider in settings.carriers:
        means = _means(runtime, carrier(provider), around, bugs)
        loops.append(_polling(carrier(provider), means))
        registering += _registering(runtime, carrier(provider), means)
        if provider in around.seconds:
            seconds.append(_second_look(carrier(provider), means))
    loops += [*registering, *seconds]
    relay = Relay(
        pool=runtime.pool,
        producer=runtime.producer,
        outbox=OUTBOX,
        clock=runtime.clock,
        channel=SCHEMA,
        on_bug=bugs.on_loop_bug,
    )
    wakes = [loop.wake for loop in loops]
    for loop in (*loops, relay.loop):
        service.add(loop, loop.name)
    handler = TrackerHandler(first, around, registers=_registers(runtime, first))
    _consume(runtime, service, handler, wakes, bugs)
    told = {
        store_registrations.CHANNEL: [loop.wake for loop in registering],
        LOOKS: [loop.wake for loop in seconds],
    }
    service.add(Listener(url, SCHEMA, [relay.loop.wake], told).run, "listen")
    return service


async def _add_bugs(service: Service, runtime: Runtime) -> BugPager:
    """Who is told of our own failures, and of what was found."""
    pool, clock = runtime.pool, runtime.clock
    oncall = remembering(
        registry.oncall(runtime.settings),
        registry.hours(runtime.settings),
        pool=pool,
        schema=SCHEMA,
        clock=clock,
    )
    bugs = BugPager(
        receivers=oncall, pool=pool, schema=SCHEMA, group=TrackerHandler.group, clock=clock
    )
    await bugs.begin()
    service.add(bugs.run, "bugs")
    for loop in loops_of(oncall):
        service.add(loop, loop.name)
    return bugs


def provider_of(carriers: list[str]) -> str:
    """Who is asked for the numbers of orders."""
    return carriers[0] if carriers and DEFAULT_PROVIDER not in carriers else DEFAULT_PROVIDER


def seconds_of(carriers: list[str]) -> frozenset[str]:
    """Carriers' own services that are asked beside the first provider.

    Not those that register: a number would be paid for twice.
    """
    first = provider_of(carriers)
    return frozenset(name for name in carriers if name != first and not registry.registers(name))


def _registers(runtime: Runtime, provider: str) -> bool:
    """Whether numbers wait to be registered; without the provider in the settings they wait too."""
    return provider not in runtime.settings.carriers or registry.registers(provider)


def _means(runtime: Runtime, api: CarrierApi, around: Surroundings, bugs: BugPager) -> Means:
    account = runtime.settings.carriers[api.name].account
    return Means(
        turn=Turn(runtime.pool, api.name, account, api.limit, runtime.clock),
        pool=runtime.pool,
        clock=runtime.clock,
        around=around,
        on_bug=bugs.on_loop_bug,
        on_notices=bugs.on_notices,
    )


def _polling(api: CarrierApi, means: Means) -> Loop:
    """Numbers of the orders are the first provider's; pushed ones may be any aggregator's."""
    return Poller(f"poll {api.name}", api, means, store_polls).loop


def _second_look(api: CarrierApi, means: Means) -> Loop:
    """The carriers' own services beside the first provider."""
    return Poller(f"second look {api.name}", api, means, store_seconds).loop


def _registering(runtime: Runtime, api: CarrierApi, means: Means) -> list[Loop]:
    """Who sees to it that a provider follows numbers, goes on to, and asks the right carriers."""
    carrier, loops = runtime.settings.carriers[api.name], []
    if isinstance(api, Registers):
        paid = Credits(runtime.pool, api.name, carrier.account, carrier.credits_per_month)
        loops.append(Registrar(api, means, paid).loop)
    if isinstance(api, Retracks):
        loops.append(Retracker(api, means).loop)
    if isinstance(api, Corrects):
        loops.append(Corrector(api, means).loop)
    return loops


def _consume(
    runtime: Runtime,
    service: Service,
    handler: Handler[T, P],
    wakes: list[asyncio.Event],
    bugs: BugPager,
) -> None:
    consumer = Consumer(
        profile=runtime.kafka,
        handler=handler,
        pool=runtime.pool,
        vault=Vault(SCHEMA, master_of(runtime.settings)),
        clock=runtime.clock,
        producer=runtime.producer,
        wakes=wakes,
        on_bug=bugs.on_bug,
    )
    service.add(consumer, consumer.name)
    for loop in consumer.loops:
        service.add(loop, loop.name)

"""An installation on the cluster: each workload a process under a Kafka user of its own."""

import contextlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from services.cli.demo import config
from services.cli.demo.quiet import Look, Watch, places
from services.runtime.embedded.children import free_port
from services.runtime.embedded.postgres import start_postgres
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.pool import Pool, open_pool
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from services.sandbox.clock import ClockServer
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from tests.support.fleet import Fleet, service_of
from tests.support.kafka.cluster import Cluster, start_cluster
from tests.support.kafka.rights import USERS, rights
from tests.support.kafka.secured import PASSWORD, grant
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ

SERVICES = {
    "normaliser": ("ingest", "normaliser"),
    "reconciler": ("ingest", "reconciler"),
    "tracker": ("tracker",),
    "cases": ("notifier", "cases"),
    "dispatcher": ("notifier", "dispatcher"),
    "ingest-edge": ("ingest", "edge"),
}
"""As the chart's workloads: process to the words of its command."""

EDGES = ("ingest-edge.0", "ingest-edge.1")

AT_THE_CLOCK = {
    "ingest-normaliser": "normaliser",
    "ingest-reconciler": "reconciler",
    "ingest-edge": "ingest-edge",
    "tracker": "tracker",
    "notifier-cases": "cases",
    "notifier-dispatcher": "dispatcher",
}

TERMS = Terms(push_every=timedelta(seconds=10), push_attempts=1000)
"""The platforms' own pushes are repeated as the flood's are."""


@dataclass(slots=True)
class Installation:
    """What runs.

    Attributes:
        kafka: how the program reaches the cluster, as one that may do everything.
        inside: the same past the lines, for the test's own questions.
    """

    cluster: Cluster
    sandbox: Sandbox
    fleet: Fleet
    pool: Pool
    watch: Watch
    kafka: KafkaProfile
    inside: KafkaProfile
    directory: Path

    @property
    def edges(self) -> list[int]:
        """The ports of those that a load balancer would send to."""
        return [int(url.rpartition(":")[2]) for url in self.fleet.edges.values()]


@contextlib.asynccontextmanager
async def installed(directory: Path) -> AsyncIterator[Installation]:
    """Three brokers, a database, a sandbox, and every workload, ready."""
    async with contextlib.AsyncExitStack() as stack:
        cluster = await start_cluster(directory / "kafka", list(USERS))
        stack.push_async_callback(cluster.stop)
        postgres = await start_postgres(directory, fsync=False)
        stack.push_async_callback(postgres.stop)
        kafka = replace(cluster.profile, prefix="t-")
        inside = replace(cluster.inside, prefix="t-")
        await apply_topics(inside)
        await grant(inside, rights(inside.prefix))
        await cluster.whole()
        sandbox = await app.start(world.empty(START), clock_port=0, published=TERMS)
        stack.push_async_callback(sandbox.stop)
        fleet = _fleet(directory, kafka, sandbox, postgres.url)
        stack.push_async_callback(fleet.end)
        for name in (*fleet.names(), EDGES[1]):
            await fleet.start(name)
        await fleet.ready()
        sandbox.pusher.edge = fleet.edges[EDGES[0]]
        pool = await open_pool(postgres.url, size=2, application="test")
        stack.push_async_callback(pool.close)
        ends = Ends(inside)
        await ends.start()
        stack.push_async_callback(ends.stop)
        watch = _watch(sandbox, fleet, pool, ends, kafka)
        yield Installation(cluster, sandbox, fleet, pool, watch, kafka, inside, directory)


def _fleet(directory: Path, kafka: KafkaProfile, sandbox: Sandbox, url: str) -> Fleet:
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, free_port())
    environ = {
        "FORESTALL_CONFIG": str(path),
        "FORESTALL_CLOCK": sandbox.clock_address,
        **kafka_environ(kafka),
        "FORESTALL_KAFKA_TLS": "true",
        "FORESTALL_KAFKA_CA": kafka.access.ca,
        "FORESTALL_KAFKA_PASSWORD": PASSWORD,
        "FORESTALL_KAFKA_REPLICATION": "3",
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
    }
    own = {name: {"FORESTALL_KAFKA_USERNAME": name.removeprefix("ingest-")} for name in SERVICES}
    return Fleet(environ, directory / "logs", 1, services=SERVICES, own=own)


def _watch(sandbox: Sandbox, fleet: Fleet, pool: Pool, ends: Ends, kafka: KafkaProfile) -> Watch:
    clock = sandbox.clock
    assert isinstance(clock, ClockServer)

    async def look(expected: Collection[str]) -> Look:
        """The replicas of a workload as one: idle once all that should run are there and idle."""
        del expected
        clients = clock.snapshot()
        states = {}
        for service in SERVICES:
            own = [one for who, one in clients.items() if AT_THE_CLOCK[service_of(who)] == service]
            there = len(own) == len(fleet.running(service))
            states[service] = (
                there and all(idle and step == clock.step for idle, step, _ in own),
                clock.step,
                sum(changes for _, _, changes in own),
            )
        return Look(sandbox.pending(), states)

    return Watch(pool, lambda: ends.read(places(kafka.partitions)), look, frozenset(SERVICES))

"""One node of Apache Kafka on loopback: broker and controller in one process, small and mortal.

It keeps its data when it ends, so that it can be started again on it: ``again``.
"""

import os
import signal
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from aiokafka.client import AIOKafkaClient

from services.runtime.embedded.children import Child, free_port, last_words, spawn
from services.runtime.errors import Unavailable
from services.runtime.kafka.profile import kafka_failures
from tests.support.eventually import eventually
from tests.support.kafka import jars

START_LIMIT = 240.0
"""Seconds in which it must answer; on a quiet machine it takes 5."""

JVM = (
    *("-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)
"""Of the node's Java: it lives for minutes, and what the second compiler gains is spent on it."""

SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "offsets.topic.num.partitions": "4",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "log.segment.bytes": str(16 * 1024 * 1024),
    "log.index.size.max.bytes": str(64 * 1024),
    "log.segment.delete.delay.ms": "1000",
    "log.cleaner.dedupe.buffer.size": str(2 * 1024 * 1024),
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "2",
}
"""Of every node for the tests, however it is started; addresses and folders come on top."""


class Process(Protocol):
    """What a test may do to the node's process."""

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        ...

    async def stop(self, grace: float) -> int:
        """Ask it to end, and after ``grace`` seconds end it."""
        ...


@dataclass(slots=True)
class Kafka:
    """A running node.

    Attributes:
        bootstrap: ``host:port``; it stays the same.
        child: its process; after ``again`` another one.
        launch: starts a process on the same data and port.
        close: takes away what outlives the process.
    """

    bootstrap: str
    child: Process
    launch: Callable[[], Awaitable[Process]]
    close: Callable[[], Awaitable[None]] | None = None

    async def stop(self, grace: float = 10.0) -> None:
        """End it."""
        await self.child.stop(grace)
        if self.close is not None:
            await self.close()

    async def again(self) -> None:
        """Start it on what it left behind, and wait until it answers.

        Raises:
            Unavailable: it does not.
        """
        await self.child.stop(0)
        self.child = await self.launch()
        await answers(self.bootstrap)


async def start_kafka(directory: Path) -> Kafka:
    """Start a node on Java and wait until it answers.

    Args:
        directory: for its settings, its data and ``logs/kafka.log``.

    Raises:
        Missing: this machine lacks something.
        Unavailable: it does not come up; the end of its log is told.
    """
    java, classes = jars.java(), f"{jars.fetch()}/*"
    port, controller = free_port(), free_port()
    file, log = directory / "kafka.properties", directory / "logs" / "kafka.log"
    _write(file, directory / "data", port, controller)

    async def launch() -> Child:
        argv = [java, *JVM, "-cp", classes, "kafka.Kafka", str(file)]
        return await spawn("kafka", argv, env={"PATH": os.environ["PATH"]}, log=log)

    kafka = Kafka(f"127.0.0.1:{port}", await launch(), launch)
    try:
        await answers(kafka.bootstrap)
    except Unavailable as error:
        await kafka.stop(0)
        raise Unavailable(f"{error}: {last_words(log)}") from None
    return kafka


def _write(file: Path, data: Path, port: int, controller: int) -> None:
    settings = {
        **SETTINGS,
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": f"1@127.0.0.1:{controller}",
        "log.dirs": str(data),
    }
    properties(file, settings)
    # What its storage tool would write, at the price of another JVM.
    cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    properties(data / "meta.properties", {"version": "1", "cluster.id": cluster, "node.id": "1"})


def properties(file: Path, values: Mapping[str, str]) -> None:
    """Write a file of settings as Java reads them, and the folders that it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}={value}\n" for name, value in values.items()]
    file.write_text("".join(lines), encoding="utf-8")


async def answers(bootstrap: str) -> None:
    """Wait until a Kafka tells a client of its brokers.

    Raises:
        Unavailable: it does not, within ``START_LIMIT``.
    """
    try:
        await eventually(lambda: _reached(bootstrap), within=START_LIMIT)
    except AssertionError:
        raise Unavailable(f"Kafka at {bootstrap} does not answer") from None


async def _reached(bootstrap: str) -> bool:
    client = AIOKafkaClient(bootstrap_servers=bootstrap)
    try:
        with kafka_failures("connect"):
            await client.bootstrap()
    except Unavailable:
        return False
    finally:
        await client.close()
    return bool(client.cluster.brokers())

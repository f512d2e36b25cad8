"""Three nodes of Apache Kafka, each broker and controller, behind lines that a test can cut.

Clients come over TLS, under a name with a password (OUTSIDE, through the lines) or with a
certificate (MUTUAL, straight). The nodes themselves talk plainly (INSIDE, CONTROLLER): that traffic
is not ours. What Kafka's own defaults decide about recovery is left as it ships, and how many
replicas have to have what is acknowledged is said by our topics, not by the brokers.
"""

import asyncio
import os
import re
import shutil
import signal
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient

from services.runtime.embedded.children import Child, free_port, last_words, spawn
from services.runtime.errors import Unavailable
from services.runtime.kafka.profile import KafkaAccess, KafkaProfile, kafka_failures
from tests.contract.certificates import Named, authority, named
from tests.support.eventually import eventually
from tests.support.kafka import jars
from tests.support.kafka.broker import JVM, SETTINGS, START_LIMIT, properties
from tests.support.kafka.quorum import active_controller
from tests.support.kafka.secured import CLUSTER, NAME, PASSWORD
from tests.support.lines import Lines

NODES = (1, 2, 3)

_SHARED = {
    **SETTINGS,
    "offsets.topic.num.partitions": "3",
    "offsets.topic.replication.factor": "3",
    "transaction.state.log.replication.factor": "3",
    "transaction.state.log.min.isr": "2",
    "default.replication.factor": "3",
    "listener.security.protocol.map": "OUTSIDE:SASL_SSL,MUTUAL:SSL,INSIDE:PLAINTEXT,"
    "CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "INSIDE",
    "sasl.enabled.mechanisms": "SCRAM-SHA-512",
    "listener.name.outside.scram-sha-512.sasl.jaas.config": "org.apache.kafka.common.security."
    "scram.ScramLoginModule required;",
    "listener.name.mutual.ssl.client.auth": "required",
    "listener.name.mutual.ssl.principal.mapping.rules": "RULE:^.*CN=([^,]+).*$/$1/",
    "ssl.keystore.type": "PEM",
    "ssl.truststore.type": "PEM",
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": f"User:ANONYMOUS;User:{NAME}",
}


@dataclass(slots=True)
class Ports:
    """Where a node listens."""

    outside: int = field(default_factory=free_port)
    mutual: int = field(default_factory=free_port)
    inside: int = field(default_factory=free_port)
    controller: int = field(default_factory=free_port)


@dataclass(slots=True)
class Cluster:
    """The nodes, by number.

    Attributes:
        lines: before each node's OUTSIDE, in the order of ``NODES``.
        profile: how the program is told of it; ``access`` is ``NAME``'s.
        inside: a way in that asks for nothing, with every right.
    """

    directory: Path
    ports: dict[int, Ports]
    authority: Named
    lines: Lines
    nodes: dict[int, Child] = field(default_factory=dict)

    @property
    def profile(self) -> KafkaProfile:
        """Through the lines."""
        servers = ",".join(f"localhost:{port}" for port in self.lines.ports)
        return KafkaProfile(servers, embedded=False, replication=3, access=self.as_user(NAME))

    @property
    def inside(self) -> KafkaProfile:
        """Past the lines, with every right."""
        servers = ",".join(f"127.0.0.1:{self.ports[n].inside}" for n in NODES)
        return KafkaProfile(servers, embedded=False, replication=3)

    @property
    def mutual(self) -> str:
        """The servers that ask for a certificate."""
        return ",".join(f"localhost:{self.ports[n].mutual}" for n in NODES)

    def as_user(self, name: str) -> KafkaAccess:
        """How one of its users is let in, by password."""
        ca = self.authority.pem.decode()
        return KafkaAccess(tls=True, ca=ca, username=name, password=PASSWORD)

    def as_certified(self, name: str) -> KafkaAccess:
        """How one of its users is let in at ``mutual``."""
        shown, ca = named(name, datetime.now(UTC), self.authority), self.authority.pem.decode()
        return KafkaAccess(
            tls=True, ca=ca, certificate=shown.pem.decode(), key=shown.key_pem.decode()
        )

    async def start(self, number: int) -> None:
        """Start a node's process; it may take seconds until it answers."""
        file = self.directory / f"{number}.properties"
        argv = [jars.java(), *JVM, "-cp", f"{jars.fetch()}/*", "kafka.Kafka", str(file)]
        environ = {"PATH": os.environ["PATH"]}
        self.nodes[number] = await spawn(f"kafka-{number}", argv, env=environ, log=self.log(number))

    async def kill(self, number: int) -> None:
        """SIGKILL."""
        self.nodes[number].signal(signal.SIGKILL)
        await self.nodes[number].wait()

    def hang(self, number: int) -> None:
        """SIGSTOP: its sockets stand and take connections, and nobody answers."""
        self.nodes[number].signal(signal.SIGSTOP)

    def go_on(self, number: int) -> None:
        """SIGCONT."""
        self.nodes[number].signal(signal.SIGCONT)

    async def leave(self, number: int) -> None:
        """SIGTERM: it hands on what it leads, and ends."""
        await self.nodes[number].stop(60)

    async def heal(self) -> None:
        """Whatever was done to it: every line carries, every node runs, all is in step."""
        for place, number in enumerate(NODES):
            for deed in ("reopen", "find", "go_on"):
                await self.lines.do(place, deed)
            await self.lines.do(place, "delay", 0)
            self.go_on(number)
            if not self.nodes[number].alive:
                await self.start(number)
        await self.whole()

    async def stop(self) -> None:
        """End everything."""
        await asyncio.gather(*(node.stop(0) for node in self.nodes.values()))
        await self.lines.stop()

    def log(self, number: int) -> Path:
        """What a node has to say."""
        return self.directory / "logs" / f"kafka-{number}.log"

    async def controller(self) -> int:
        """The node that decides for all."""

        async def found() -> int | None:
            for number in NODES:
                try:
                    if leader := await active_controller(self.ports[number].inside):
                        return leader
                except (OSError, TimeoutError):
                    continue
            return None

        leader = await eventually(found, what="an active controller")
        assert leader is not None
        return leader

    async def partitions(self, topic: str = "") -> dict[tuple[str, int], tuple[int, set[int]]]:
        """Topic and partition to its leader and the replicas that are in step; of all, or one."""
        admin = AIOKafkaAdminClient(**self.inside.client())
        try:
            with kafka_failures("describe"):
                await admin.start()
                topics = [topic] if topic else await admin.list_topics()
                described = await admin.describe_topics(topics)
        finally:
            await admin.close()
        return {
            (each["topic"], one["partition"]): (one["leader"], set(one["isr"]))
            for each in described
            for one in each["partitions"]
        }

    async def whole(self, within: float = 120) -> None:
        """Wait until every replica of every partition is in step."""

        async def found() -> bool:
            try:
                every = await self.partitions()
            except Unavailable:
                return False
            return bool(every) and all(isr == set(NODES) for _, isr in every.values())

        await eventually(found, within=within, what="all replicas in step")


async def start_cluster(directory: Path, users: Sequence[str]) -> Cluster:
    """Start it, and wait until all three answer; users have ``PASSWORD``, and no rights yet.

    Raises:
        Missing: this machine lacks something.
        Unavailable: it does not come up; the end of a log is told.
    """
    ports = {number: Ports() for number in NODES}
    above = authority(datetime.now(UTC))
    lines = await Lines.open([ports[number].outside for number in NODES])
    cluster = Cluster(directory, ports, above, lines)
    try:
        for number, line in zip(NODES, lines.ports, strict=True):
            _write(cluster, number, line)
        await _format(cluster, [NAME, *users])
        for number in NODES:
            await cluster.start(number)
        await eventually(lambda: _listen(cluster), within=START_LIMIT, what="three nodes")
        await eventually(lambda: _all_there(cluster), within=START_LIMIT, what="three brokers")
    except AssertionError as error:
        said = " | ".join(last_words(cluster.log(number)) for number in NODES)
        await cluster.stop()
        raise Unavailable(f"{error}: {said}") from None
    except BaseException:
        await cluster.stop()
        raise
    return cluster


def _write(cluster: Cluster, number: int, line: int) -> None:
    own = cluster.ports[number]
    server = named("localhost", datetime.now(UTC), cluster.authority)
    pem = {
        "ssl.keystore.certificate.chain": server.pem,
        "ssl.keystore.key": server.key_pem,
        "ssl.truststore.certificates": cluster.authority.pem,
    }
    voters = (f"{n}@127.0.0.1:{ports.controller}" for n, ports in cluster.ports.items())
    properties(
        cluster.directory / f"{number}.properties",
        {
            **_SHARED,
            "node.id": str(number),
            "listeners": f"OUTSIDE://127.0.0.1:{own.outside},MUTUAL://127.0.0.1:{own.mutual},"
            f"INSIDE://127.0.0.1:{own.inside},CONTROLLER://127.0.0.1:{own.controller}",
            "advertised.listeners": f"OUTSIDE://localhost:{line},MUTUAL://localhost:{own.mutual},"
            f"INSIDE://127.0.0.1:{own.inside}",
            "controller.quorum.voters": ",".join(voters),
            "log.dirs": str(cluster.directory / "data" / str(number)),
            **{name: text.decode().replace("\n", "\\n") for name, text in pem.items()},
        },
    )


async def _format(cluster: Cluster, users: Sequence[str]) -> None:
    """Make the storage of the first node with its users, and of the others by copying that."""
    scram = [
        word
        for name in users
        for word in ("--add-scram", f"SCRAM-SHA-512=[name={name},password={PASSWORD}]")
    ]
    made = await asyncio.create_subprocess_exec(
        *(jars.java(), *JVM, "-cp", f"{jars.fetch()}/*", "kafka.tools.StorageTool", "format"),
        *("-t", CLUSTER, "-c", str(cluster.directory / "1.properties"), *scram),
        env={"PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await made.communicate()
    assert made.returncode == 0, said.decode()
    data = cluster.directory / "data"
    for number in NODES[1:]:
        shutil.copytree(data / "1", data / str(number))
        file = data / str(number) / "meta.properties"
        text = re.sub(r"node\.id=\d+", f"node.id={number}", file.read_text(encoding="utf-8"))
        own = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        file.write_text(re.sub(r"directory\.id=\S+", f"directory.id={own}", text), encoding="utf-8")


async def _listen(cluster: Cluster) -> bool:
    """Whether every node takes connections; asked first, for it costs nobody anything."""
    for ports in cluster.ports.values():
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", ports.outside)
        except OSError:
            return False
        writer.close()
    return True


async def _all_there(cluster: Cluster) -> bool:
    """Whether every node is known to every other as a broker, and lets its users in."""
    for bootstrap in (*cluster.inside.bootstrap.split(","), *cluster.profile.bootstrap.split(",")):
        profile = cluster.inside if bootstrap in cluster.inside.bootstrap else cluster.profile
        admin = AIOKafkaAdminClient(**replace(profile, bootstrap=bootstrap).client())
        try:
            with kafka_failures("count brokers"):
                await admin.start()
                told = await admin.describe_cluster()
        except Unavailable:
            return False
        finally:
            await admin.close()
        if {broker["node_id"] for broker in told["brokers"]} != set(NODES):
            return False
    return True

"""A node that lets nobody in but over TLS, and under a name with a password."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.admin import CreateAclsRequest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.runtime.embedded.children import Child, free_port, spawn
from services.runtime.errors import Unavailable
from services.runtime.kafka.profile import KafkaAccess, KafkaProfile, kafka_failures
from services.runtime.kafka.topics import partitions
from tests.support.eventually import eventually
from tests.support.kafka import jars
from tests.support.kafka.broker import JVM, SETTINGS, START_LIMIT, properties

NAME, PASSWORD = "forestall", "made-up"  # a password that opens nothing
CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg"


def certificate() -> tuple[str, str]:
    """A certificate for 127.0.0.1 that has signed itself, and its key; PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "forestall tests")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return (
        signed.public_bytes(serialization.Encoding.PEM).decode(),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
    )


@dataclass(frozen=True, slots=True)
class Secured:
    """A running node.

    Attributes:
        child: its process.
        profile: how the program is told of it; ``access`` is ``NAME``'s.
        inside: a way in that asks for nothing, with every right.
    """

    child: Child
    profile: KafkaProfile
    inside: KafkaProfile

    def as_user(self, name: str) -> KafkaAccess:
        """How another of its users is let in."""
        return replace(self.profile.access, username=name)


async def start_secured(directory: Path, users: Sequence[str] = (NAME,)) -> Secured:
    """Start it on Java, and wait until it answers.

    ``NAME`` may do everything, others what ``grant`` lets them. All have one password.

    Raises:
        Missing: this machine lacks something.
        AssertionError: it does not come up.
    """
    java, classes = jars.java(), f"{jars.fetch()}/*"
    port, inner, controller = free_port(), free_port(), free_port()
    authority, key = certificate()
    file = directory / "kafka.properties"
    pem = {"certificate.chain": authority, "key": key}
    properties(
        file,
        {
            **SETTINGS,
            "listeners": f"OUTSIDE://127.0.0.1:{port},INSIDE://127.0.0.1:{inner},"
            f"CONTROLLER://127.0.0.1:{controller}",
            "advertised.listeners": f"OUTSIDE://localhost:{port},INSIDE://127.0.0.1:{inner}",
            "listener.security.protocol.map": "OUTSIDE:SASL_SSL,INSIDE:PLAINTEXT,"
            "CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "INSIDE",
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "listener.name.outside.scram-sha-512.sasl.jaas.config": "org.apache.kafka.common."
            "security.scram.ScramLoginModule required;",
            "ssl.keystore.type": "PEM",
            **{f"ssl.keystore.{one}": text.replace("\n", "\\n") for one, text in pem.items()},
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": f"User:ANONYMOUS;User:{NAME}",
            "controller.quorum.voters": f"1@127.0.0.1:{controller}",
            "log.dirs": str(directory / "data"),
        },
    )
    run = (java, *JVM, "-cp", classes)
    scram = [
        word
        for name in users
        for word in ("--add-scram", f"SCRAM-SHA-512=[name={name},password={PASSWORD}]")
    ]
    environ = {"PATH": os.environ["PATH"]}
    words = ("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(file))
    made = await asyncio.create_subprocess_exec(
        *run,
        *words,
        *scram,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await made.communicate()
    assert made.returncode == 0, said.decode()
    child = await spawn(
        "kafka", [*run, "kafka.Kafka", str(file)], env=environ, log=directory / "logs/kafka.log"
    )
    access = KafkaAccess(tls=True, ca=authority, username=NAME, password=PASSWORD)
    found = Secured(
        child,
        KafkaProfile(f"localhost:{port}", embedded=False, access=access),
        KafkaProfile(f"127.0.0.1:{inner}", embedded=False),
    )
    try:
        await eventually(lambda: reached(found.inside), within=START_LIMIT)
    except BaseException:
        await child.stop(0)
        raise
    return found


async def reached(profile: KafkaProfile) -> bool:
    """Whether it answers us."""
    try:
        with kafka_failures("reach it"):
            return bool(await partitions(profile))
    except Unavailable:
        return False


Right = tuple[str, str, str, str]
"""A user, what it may do (``Read``), with what (``topic``), and that one's name."""

_KINDS = {"topic": 2, "group": 3, "cluster": 4}
_DEEDS = {"Read": 3, "Write": 4, "Describe": 8, "DescribeConfigs": 10, "IdempotentWrite": 12}
_LITERAL, _ALLOW = 3, 3
"""As Kafka's protocol numbers them."""


async def grant(kafka: KafkaProfile, rights: Iterable[Right]) -> None:
    """Let users do what each right says."""
    admin = AIOKafkaAdminClient(**kafka.client())
    await admin.start()
    try:
        for user, deed, kind, name in rights:
            request = CreateAclsRequest(
                _KINDS[kind], name, _LITERAL, f"User:{user}", "*", _DEEDS[deed], _ALLOW
            )
            node = admin._client.get_random_node()
            answer = await admin._client.send(node, request)
            assert [code for code, _ in answer.creation_responses] == [0], answer
    finally:
        await admin.close()

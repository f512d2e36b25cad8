"""A node that lets nobody in but over TLS, and under a name with a password."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


async def start_secured(directory: Path) -> tuple[Child, KafkaProfile]:
    """Start it on Java, and wait until it lets us in.

    Returns:
        Its process, and how the program is told of it.

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
            "controller.quorum.voters": f"1@127.0.0.1:{controller}",
            "log.dirs": str(directory / "data"),
        },
    )
    run = (java, *JVM, "-cp", classes)
    user = f"SCRAM-SHA-512=[name={NAME},password={PASSWORD}]"
    environ = {"PATH": os.environ["PATH"]}
    words = ("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(file))
    made = await asyncio.create_subprocess_exec(
        *run,
        *words,
        "--add-scram",
        user,
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
    profile = KafkaProfile(f"localhost:{port}", embedded=False, access=access)
    try:
        await eventually(lambda: reached(profile), within=START_LIMIT)
    except BaseException:
        await child.stop(0)
        raise
    return child, profile


async def reached(profile: KafkaProfile) -> bool:
    """Whether it answers us."""
    try:
        with kafka_failures("reach it"):
            return bool(await partitions(profile))
    except Unavailable:
        return False

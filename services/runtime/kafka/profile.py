"""What differs between the embedded broker and a real Kafka, in one place."""

import ssl
import tempfile
from dataclasses import dataclass, field
from typing import Any

from aiokafka.errors import ConsumerStoppedError, IllegalOperation, KafkaError

from services.runtime.errors import Unavailable, in_words

MAX_RECORD_BYTES = 2 * 1024 * 1024
"""A webhook of 1 MiB, its headers and framing fit; the topics are created to allow it."""


@dataclass(frozen=True, slots=True)
class KafkaAccess:
    """How a Kafka is spoken to, and who we are to it.

    Attributes:
        tls: whether over TLS, the broker's certificate and name being checked.
        ca: the authorities that may have signed it, PEM; empty: those that the system trusts.
        certificate: who we are, PEM, with what it was signed through; empty: none is shown.
        key: of the certificate, PEM.
        username: of SASL; empty: without.
        mechanism: of SASL: SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN.
    """

    tls: bool = False
    ca: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    mechanism: str = "SCRAM-SHA-512"

    def arguments(self) -> dict[str, Any]:
        """What each of the client's classes takes of it.

        Raises:
            ssl.SSLError: the certificates are none, or the key is another's.
        """
        found: dict[str, Any] = {}
        if self.tls:
            found["ssl_context"] = self._context()
        if self.username:
            found |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.username,
                "sasl_plain_password": self.password,
            }
        kind = ("SASL_SSL" if self.tls else "SASL_PLAINTEXT") if self.username else "SSL"
        return {"security_protocol": kind, **found} if found else {}

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cadata=self.ca or None)
        if self.certificate:
            # The library reads a certificate and its key from a file only.
            with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
                file.write(f"{self.certificate}\n{self.key}\n")
                file.flush()
                context.load_cert_chain(file.name, password="")
        return context


@dataclass(frozen=True, slots=True)
class KafkaProfile:
    """How to reach Kafka, and what it can do.

    Attributes:
        bootstrap: ``host:port``, several separated by commas.
        embedded: the Tansu broker of the ``embedded`` extra: no idempotent producer, no static
            membership, and its fetch wait is a fixed delay.
        prefix: put before every topic and group, so that installations can share a cluster.
        partitions: of every topic this program creates.
        replication: of every topic this program creates.
        access: how it is spoken to.
    """

    bootstrap: str
    embedded: bool
    prefix: str = ""
    partitions: int = 4
    replication: int = 1
    access: KafkaAccess = KafkaAccess()

    def client(self, request_ms: int | None = None) -> dict[str, Any]:
        """What every client of this Kafka is made with.

        Args:
            request_ms: how long a broker may take over a request; left out, ``request_ms``.
        """
        limit = {"request_timeout_ms": self.request_ms if request_ms is None else request_ms}
        return {"bootstrap_servers": self.bootstrap, **limit, **self.access.arguments()}

    @property
    def request_ms(self) -> int:
        """How long a broker may leave a request unanswered (machine time, ms).

        A hung one is found out by this, and others are asked; a real cluster puts another in its
        place after 9 s. The embedded one is alone, and what is sent to it again stands there twice.
        """
        return 10_000 if self.embedded else 4_000

    @property
    def session_ms(self) -> int:
        """After how long a silent member loses its partitions (machine time, ms)."""
        return 1_000 if self.embedded else 10_000

    @property
    def join_ms(self) -> int:
        """The same for a member of a group: the others have a session's time to join again."""
        return 40_000 if self.embedded else self.session_ms + 5_000

    @property
    def fetch_max_wait_ms(self) -> int:
        """How long the broker may hold a fetch back (machine time, ms).

        The embedded one holds every fetch so long: what is saved in delay is spent in idle calls.
        """
        return 20 if self.embedded else 500

    @property
    def idempotent(self) -> bool:
        """Whether producers may ask for idempotence."""
        return not self.embedded

    def topic(self, name: str) -> str:
        """The topic's name on the broker."""
        return f"{self.prefix}{name}"

    def group(self, name: str) -> str:
        """The consumer group's name on the broker."""
        return f"{self.prefix}{name}"

    def unprefixed(self, topic: str) -> str:
        """The name of a broker's topic in the table of topics."""
        return topic.removeprefix(self.prefix)


class kafka_failures:  # noqa: N801 - read as a word after `with`
    """Every failure of Kafka inside the block becomes ``Unavailable``, here and nowhere else.

    Args:
        doing: what was tried, for the log.
    """

    __slots__ = ("_doing",)

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __enter__(self) -> None:
        """Nothing has failed."""

    def __exit__(
        self, _type: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> None:
        """What failed, in our own words.

        Raises:
            Unavailable: Kafka did.
        """
        if isinstance(error, _FAILURES):
            raise Unavailable(f"Kafka, {self._doing}: {in_words(error)}") from error


_FAILURES = (KafkaError, ConsumerStoppedError, IllegalOperation, OSError, TimeoutError)

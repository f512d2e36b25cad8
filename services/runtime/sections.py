"""The sections of the settings that are not a shop's: servers, keys, edge, calls, on-call."""

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from services.runtime.secrets import Secret


class Section(BaseModel):
    """A part of the settings: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise PydanticCustomError("address", "write an address that begins with https://")
    return text.rstrip("/")


def webhook_address(text: str) -> str:
    """The address without a trailing slash; letters and digits alone are a webhook's id."""
    return text if re.fullmatch(r"[A-Za-z0-9]*", text) else _web_address(text)


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""``http`` or ``https``, without a trailing slash."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+$")]
"""A name of our own, as it stands in addresses and metrics."""


class KafkaSettings(Section):
    """The broker.

    Attributes:
        bootstrap: ``host:port`` of it; None starts one of our own.
        embedded: it is our own (the supervisor sets this for its services).
        prefix: before the name of every topic and group, where a cluster is shared.
        tls: speak TLS, and check the broker's certificate and name.
        ca: the authorities that may have signed it, PEM; None: those that the system trusts.
        certificate: who we are to it, PEM; None: no certificate of ours is shown.
        key: of that certificate, PEM, under no password.
        username: of SASL; None: without.
    """

    bootstrap: str | None = None
    embedded: bool = False
    prefix: str = ""
    tls: bool = False
    ca: Secret | None = None
    certificate: Secret | None = None
    key: Secret | None = None
    username: str | None = None
    password: Secret | None = None
    mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] = "SCRAM-SHA-512"
    partitions: Annotated[int, Field(ge=1, le=1000)] = 4
    replication: Annotated[int, Field(ge=1, le=9)] = 1

    @model_validator(mode="after")
    def _lets_in(self) -> "KafkaSettings":
        if (self.username is None) != (self.password is None):
            raise PydanticCustomError("access", "username and password stand together, or neither")
        if self.username and self.mechanism == "PLAIN" and not self.tls:
            raise PydanticCustomError("access", "PLAIN shows the password to the network: set tls")
        if (self.certificate is None) != (self.key is None):
            raise PydanticCustomError("access", "certificate and key stand together, or neither")
        if (self.ca or self.certificate) and not self.tls:
            raise PydanticCustomError("access", "ca and certificate are for TLS: set tls")
        return self


class DatabaseSettings(Section):
    """PostgreSQL.

    Attributes:
        url: ``postgresql://user:password@host/name``; None starts one of our own.
        fsync: whether our own one waits for the disk; off only where data may be lost.
    """

    url: Secret | None = None
    pool: Annotated[int, Field(ge=1, le=200)] = 8
    fsync: bool = True


class PrivacySettings(Section):
    """The keys under which personal text is sealed.

    Attributes:
        key: the master keys, base64, the newest first; None keeps one beside a database of our own.
        own: that one is to be used (the supervisor sets this for its services).
    """

    key: Secret | None = None
    own: bool = False


class EdgeSettings(Section):
    """Where webhooks arrive."""

    host: str = "0.0.0.0"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080


class HttpSettings(Section):
    """Calls to the outside, in machine time.

    Attributes:
        backoff_first_ms: about the first pause before a repeated call; it doubles from there.
        backoff_most_ms: the longest pause of our own making.
        attempts: how often a call that is safe to repeat is made in all.
        retry_after_most_ms: to how much a Retry-After is clamped.
    """

    backoff_first_ms: Annotated[int, Field(ge=1)] = 500
    backoff_most_ms: Annotated[int, Field(ge=1)] = 10_000
    attempts: Annotated[int, Field(ge=1, le=10)] = 4
    retry_after_most_ms: Annotated[int, Field(ge=1)] = 30_000


class TelemetrySettings(Section):
    """Where traces go, by OpenTelemetry.

    Attributes:
        endpoint: a collector's address for OTLP over HTTP, without ``/v1/traces``; None: off.
        sample: the share of webhooks that are followed.
    """

    endpoint: WebAddress | None = None
    sample: Annotated[float, Field(ge=0, le=1)] = 0.01


class CarrierSettings(Section):
    """A provider of tracking.

    Attributes:
        key: API key, user or OAuth client id, as the provider calls it; left out where it wants
            none.
        secret: what belongs to it, where the provider wants two, or what it signs its webhooks
            with, where that is another secret than the key: without it no webhook is taken.
        api: its base address; empty takes the connector's own.
        account: names the budget that several installations with one key share.
        per_second: overrides the provider's published limit.
        concurrency: overrides how many calls may be in flight.
        per_day: overrides how many calls a domain day allows.
        credits_per_month: most registrations that are paid for in a calendar month (UTC), for
            providers that charge; None sets no bound.
    """

    key: Annotated[Secret, Field(description="the provider's key, {env: NAME}")] = SecretStr("")
    secret: Secret | None = None
    api: WebAddress | None = None
    account: Id = "main"
    per_second: Annotated[float | None, Field(gt=0)] = None
    concurrency: Annotated[int | None, Field(ge=1)] = None
    per_day: Annotated[int | None, Field(ge=1)] = None
    credits_per_month: Annotated[int | None, Field(ge=1)] = None

"""What every published object shares: frozen models, aware UTC times, money, and a version."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("the time lies before the first year or after the last") from error


Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An aware time, held in UTC. A naive time is refused."""

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""An outside system's identifier: always text, even where the source sends a number."""

OrderKey = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9_-]+/[^/\s]+/[^/\s]+$", max_length=300)
]
"""``marketplace/shop/order_id``: the Kafka key, and the case's name everywhere."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""


class Model(BaseModel):
    """A frozen value. Unknown fields are ignored, so that an old reader survives a new writer."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=False)

    def content(self) -> dict[str, Any]:
        """The object as plain JSON values, without its version and the times it was read.

        Two reads of one state have equal contents: what the content hash is taken over.
        """
        volatile = {"version", "source_updated_at", "read_started_at", "known_since"}
        return self.model_dump(mode="json", exclude=volatile)


class Versioned(Model):
    """A canonical object: consumers keep the greatest version and compare nothing else.

    Attributes:
        version: increased by the owning service alone, under the row's lock; 0 is a draft.
        source_updated_at: when the source says it last changed (UTC), where it says so.
        read_started_at: when our read of the source began (UTC).
    """

    version: int = 0
    source_updated_at: Instant | None = None
    read_started_at: Instant | None = None


def _countable(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value.adjusted()) > _FARTHEST:
        raise ValueError("it is no amount of money")
    return value


_FARTHEST = 30
"""Powers of ten of an amount: beyond them reckoning overflows, and spelled out it has no end."""


class Money(Model):
    """An amount with its currency (ISO 4217)."""

    amount: Annotated[Decimal, AfterValidator(_countable)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


def order_key(marketplace: str, shop: str, order_id: str) -> str:
    """The key of an order; ``shop`` is the shop's own name without the marketplace."""
    return f"{marketplace}/{shop}/{order_id}"


def shop_of(key: str) -> str:
    """The shop (``marketplace/name``) that an order key belongs to."""
    return key.rsplit("/", 1)[0]

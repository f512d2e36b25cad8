"""The interface behind which every provider of tracking stands, and the values that cross it.

Reading a push is pure. Only the ``CarrierApi`` does I/O; all of it raises ``OutsideError`` (see
``services.runtime.errors``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from schemas.parcel import CarrierUpdate
from services.connectors.ports import Shop


@dataclass(frozen=True, slots=True)
class Limit:
    """What a provider allows us, by its own word; of the rate we use nine tenths.

    Attributes:
        per_second: calls, machine time.
        concurrency: calls in flight.
        per_day: calls in a domain day; None where no such limit is known.
    """

    per_second: float
    concurrency: int
    per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """How we come in at a provider.

    Attributes:
        key: API key, token, user or client id, as the provider calls it.
        secret: what belongs to it, where the provider wants two.
        api: base address without a trailing slash; None takes the provider's own.
        per_second: overrides the published limit, as do the two that follow.
        shops: ours on the marketplace of the provider's name, where it answers a shop for its
            own orders only.
    """

    key: str = field(repr=False)
    secret: str = field(default="", repr=False)
    api: str | None = None
    per_second: float | None = None
    concurrency: int | None = None
    per_day: int | None = None
    shops: tuple[Shop, ...] = field(default=(), repr=False)

    def reached(self) -> tuple[Shop, ...]:
        """The shops, their apps under ``api`` where it is given."""
        if self.api is None:
            return self.shops
        return tuple(
            replace(shop, app=replace(shop.app, api=self.base(self.api))) for shop in self.shops
        )

    def base(self, own: str) -> str:
        """The address to call, ``own`` being the provider's."""
        return (self.api or own).rstrip("/")

    def limit(self, published: Limit) -> Limit:
        """The published limit with what the settings override."""
        return Limit(
            per_second=self.per_second or published.per_second,
            concurrency=self.concurrency or published.concurrency,
            per_day=self.per_day or published.per_day,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A number to ask a provider for.

    Attributes:
        carrier: the marketplace's word for the carrier, or empty.
        destination: country of the order, or empty.
        order_key: of an order that the parcel carries, or empty: a marketplace answers for it.
        seen: the ``digest`` of the last answer that was taken in, or empty: where the provider
            says the same again, ``Unchanged`` is answer enough.
        service: the marketplace's key of the logistics service, where it is not ``carrier``.
        detected: the provider's own word for the carrier, where it ``Detects`` it.
        final_carrier: who delivers it, by name, where that is known beforehand.
    """

    number: str
    carrier: str = ""
    destination: str = ""
    tag: str = ""
    order_key: str = ""
    service: str = ""
    seen: str = ""
    detected: str = ""
    final_carrier: str = ""


@dataclass(frozen=True, slots=True)
class CarrierChange:
    """Whom a provider is to ask for a number from now on; one of the two at least.

    Attributes:
        carrier: who took it in, by name; empty leaves that as it is.
        final_carrier: who delivers it, by name; empty leaves that as it is.
    """

    number: str
    carrier: str = ""
    final_carrier: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A provider's refusal for one number.

    Attributes:
        meaning: what to do about it: ``unregistered`` register · ``no_information`` it knows
            nothing of the number, ask later · ``quota`` the account is spent · ``invalid`` give
            up, a task · ``parameter`` the carrier wants more than the number (postcode, phone, tax
            number) · ``stopped`` no longer followed, or not stopped yet, as the call wants it ·
            ``spent`` followed once more already · ``carrier`` another carrier's number, or the
            carrier must be named · ``final_carrier`` who delivers it cannot be named ·
            ``unchangeable`` its carrier is not changed (any more) · ``later`` try again.
    """

    number: str
    code: str
    meaning: Literal[
        "unregistered",
        "no_information",
        "quota",
        "invalid",
        "parameter",
        "stopped",
        "spent",
        "carrier",
        "final_carrier",
        "unchangeable",
        "later",
    ]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The provider says what it said when ``Asked.seen`` was its digest."""


class CarrierApi(Protocol):
    """A provider of tracking.

    Each of its methods makes one call, besides one for a token now and then: who calls it takes a
    turn for each.
    """

    @property
    def name(self) -> str:
        """Its name in settings, ids and metrics."""
        ...

    @property
    def batch(self) -> int:
        """How many numbers one call takes."""
        ...

    @property
    def limit(self) -> Limit:
        """What it allows."""
        ...

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Unchanged | Rejected]:
        """What is known of each number, in one call. Safe to repeat.

        A number that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where key or account are refused.
        """
        ...


@runtime_checkable
class Registers(CarrierApi, Protocol):
    """A provider that follows only what it was told to follow."""

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have numbers followed (this costs money); None means that it is registered."""
        ...


@runtime_checkable
class Detects(Registers, Protocol):
    """A provider that has a number followed only under its own word for the carrier."""

    async def detect(self, asked: Sequence[Asked]) -> Mapping[str, str | Rejected]:
        """Its word for the carrier of each number, for ``Asked.detected``. Safe to repeat.

        A number that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        ...


@runtime_checkable
class Retracks(CarrierApi, Protocol):
    """A provider that follows a number which it has stopped following once more, and only once."""

    async def retrack(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Have numbers followed once more; None means that it is done.

        Never repeated by itself. A number that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree.
        """
        ...


@runtime_checkable
class Corrects(CarrierApi, Protocol):
    """A provider that asks one carrier for a number, and can be told to ask another.

    That may be done a few times only for each number.
    """

    def carrier_id(self, name: str) -> str:
        """Its own word for a carrier of that name; empty where it has none. Pure."""
        ...

    async def change_carrier(
        self, changes: Sequence[CarrierChange]
    ) -> Mapping[str, Rejected | None]:
        """Have another carrier asked; None means that it is, also where it was before.

        Never repeated by itself. A number that the answer leaves out is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers, or no carrier that it has a word for.
            OutsideError: see the tree.
        """
        ...


class CarrierPushReader(Protocol):
    """The pure half of a provider: what arrives by push."""

    @property
    def signed_with(self) -> Literal["key", "secret", "address"]:
        """Which of the two that ``Access`` has signs the pushes, and is given to ``verify``.

        ``address``: no signature can be held against the body. The secret is the last part of the
        address that is given to the provider, and a push is a pointer (``pointed_at``).
        """
        ...

    def verify(self, key: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the signature holds; constant time. ``headers`` have lower-case names."""
        ...

    def read(self, body: bytes, received_at: datetime) -> CarrierUpdate:
        """The update.

        Raises:
            InvalidInput: it cannot be read.
        """
        ...

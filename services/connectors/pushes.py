"""The pure half of a marketplace: what arrives by push, and how it is known to be genuine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from services.connectors.ports import App, Hint


@dataclass(frozen=True, slots=True)
class Pushed:
    """A push as it arrived.

    Attributes:
        headers: by lower-case name; back from the inbox only those that the reader hears.
        body: the raw bytes, as they are signed.
        at: when the edge took it, domain time.
    """

    headers: Mapping[str, str]
    body: bytes
    at: datetime


class PushReader(Protocol):
    """The pure half of a marketplace: what arrives by push. Holds no state."""

    @property
    def heard(self) -> tuple[str, ...]:
        """Headers that ``read`` needs, by lower-case name; they go to the inbox with the body."""
        ...

    def partition_key(self, body: bytes) -> str | None:
        """The order's id where a cheap look at the raw bytes finds it, else None. Never raises."""
        ...

    def polled(self, body: bytes) -> bool:
        """Whether a list brings as well what the push tells; a cheap look. Never raises."""
        ...

    def read(self, app: App, push: Pushed) -> Hint:
        """What the push says.

        Raises:
            InvalidInput: the body is not readable (``unreadable``) or of no known shape.
        """
        ...


class SignedPushes(PushReader, Protocol):
    """Pushes that are known by a secret of the app, or by what they point to."""

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature holds under any live secret; constant time. Never raises."""
        ...


@runtime_checkable
class KeyedPushes(PushReader, Protocol):
    """Pushes that are signed with a key which the platform publishes."""

    def key_ref(self, app: App, push: Pushed) -> str | None:
        """What names the key; None where the push names none that may be asked for. Never raises.

        It is the sender's word before anything is verified: what leads elsewhere than to the
        platform is None.
        """
        ...

    def verify_under(self, app: App, push: Pushed, key: bytes) -> bool:
        """Whether the signature holds under the key, as ``Keys`` gave it. Never raises."""
        ...


class Keys(Protocol):
    """Where a platform publishes the keys of its pushes."""

    async def key(self, ref: str) -> bytes:
        """The key of that name.

        Raises:
            InvalidInput: there is none.
            OutsideError: the platform does not answer.
        """
        ...


@runtime_checkable
class Greets(Protocol):
    """A platform that asks an address whether it is ours before it pushes there."""

    asks: Literal["GET", "POST"]
    """By which method."""

    def greeting(self, app: App, query: str, push: Pushed) -> bytes | None:
        """The body of the answer (200); None where this is no such question. Never raises.

        What is answered so is not kept: nothing is signed yet. ``query`` is the address's, still
        encoded.
        """
        ...


@runtime_checkable
class Acknowledges(Protocol):
    """A platform that wants to read that a push was taken."""

    accepted: bytes
    """The body of every 200, JSON."""


@runtime_checkable
class Points(Protocol):
    """A platform that signs nothing: its pushes are pointers, which anybody may make."""

    a_second: float
    """How many are taken in the long run; the rest is told to come again, and polling heals it."""


@runtime_checkable
class Explains(Protocol):
    """A platform that reads why a push was not taken."""

    def refused(self, status: int) -> bytes:
        """The body of an answer of that status, which is no 200; JSON."""
        ...

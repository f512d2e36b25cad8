"""What is known of shops and rules: since when they live, and what is paused."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from services.notifier.inforce import InForce, Named
from services.notifier.share import Draw
from services.runtime.shops import Mode

ALL = "all"
"""The scope of a pause that stops every shop."""

RECOVER = "recover"
"""The scope of the pause that stops every shop until the log has been read; see ``recovery``."""


_STATE = "state:"


def state_scope(shop: str) -> str:
    """The scope of the pause for which a shop's marketplace is the reason, see ``state_loop``."""
    return _STATE + shop


def shop_of_scope(scope: str) -> str:
    """The shop that a scope is about; the scope itself where it is about all of them."""
    return scope.removeprefix(_STATE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What people have decided; read in every transaction that decides something.

    So it holds from its commit on, in every replica, and no cache has to hear of it.

    Attributes:
        pauses: scope to reason.
        playbook: the number of the playbook in force; 0: that of the settings.
        draws: by shop, which of its orders act though it is in ``observe``.
    """

    pauses: Mapping[str, str]
    playbook: int
    draws: Mapping[str, Draw]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a shop in ``observe`` was let go on.

    Attributes:
        number: they are counted from 1 in each shop.
        share: percent of its orders that act, in ``mode``.
    """

    shop: str
    number: int
    share: int
    mode: Mode
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What a person did that is about no order.

    Attributes:
        did: in a word.
        about: the scope of a pause, a record, the playbooks before and after, an order, or what a
            second person was asked for.
        reason: in their words; empty where they gave none.
        before: how it was; empty where nothing was.
    """

    at: datetime
    by: str
    did: Literal["paused", "resumed", "replayed", "took", "hid", "asked", "withdrew"]
    about: str
    reason: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that somebody asked a second person for, and that is about no task.

    Attributes:
        act: of ``services.runtime.desk.Watched``.
        about: what it is done to; with ``act`` it says which one it is.
        what: exactly what is asked for: who asks for anything else begins anew.
        reason: in the words of whoever asked.
    """

    act: str
    about: str
    what: str
    by: str
    reason: str
    at: datetime


WAITS = timedelta(hours=24)
"""Domain time for which something waits for a second person; later it is asked for anew."""


class ShopStore(ABC):
    """The shops, within one transaction."""

    @abstractmethod
    async def enrol(self, rules: Mapping[str, Sequence[Named]], now: datetime) -> None:
        """Note the first sight of every shop, and which of its rules are in force from now on.

        Args:
            rules: by shop, the rules and where they are in force; see ``inforce.taken``.
            now: domain time; what began before it is the past, and is not due.
        """

    @abstractmethod
    async def live_since(self) -> dict[str, datetime]:
        """Since when each shop is served."""

    @abstractmethod
    async def in_force(self) -> dict[str, dict[str, InForce]]:
        """Since when each rule is in force, or no longer is, by shop."""

    @abstractmethod
    async def standing(self) -> Standing:
        """What is decided for all at once, in one statement: see ``Standing``."""

    @abstractmethod
    async def stages(self, shop: str) -> list[Stage]:
        """How far a shop was let go on, the first stage first."""

    @abstractmethod
    async def move(self, stage: Stage) -> bool:
        """Put a shop's next stage into force; False where another has taken its number.

        Claims in hand are waited for; those that come read the stage in their transaction.
        """

    @abstractmethod
    async def pauses(self) -> dict[str, str]:
        """What is paused now: scope to reason. Read in every transaction that decides something.

        So a pause holds from its commit on, in every replica, and no cache has to hear of it.
        """

    @abstractmethod
    async def pause(self, scope: str, reason: str, by: str, now: datetime) -> None:
        """Stop what leaves for buyers and platforms in one shop, or in every one.

        Claims are waited for that are being made, and none is made once this has committed. What
        was claimed before is asked for a pause once more just before it is sent: only a message
        that is on the wire by then still leaves, within the time limit of a step on a channel.
        """

    @abstractmethod
    async def note(self, done: Done) -> None:
        """Enter what a person did; it is never changed."""

    @abstractmethod
    async def ask(self, waiting: Waiting, *, again: bool = False) -> tuple[Waiting, bool]:
        """Have something wait for a second person; what waits there, held until the commit.

        That is what was asked for before, and False, unless it is asked ``again`` in its place.
        """

    @abstractmethod
    async def waits(self, now: datetime) -> list[Waiting]:
        """What waits for a second person, the oldest first; what has waited too long is over."""

    @abstractmethod
    async def settle(self, act: str, about: str) -> None:
        """It waits no more: it is done, or taken back."""

    @abstractmethod
    async def hold(self, scope: str) -> None:
        """Wait for the claims in hand in a scope's shop, or in every one; none begins meanwhile.

        What is read of pauses afterwards stands until the transaction ends.
        """

    @abstractmethod
    async def resume(self, scope: str) -> bool:
        """Lift a pause; False where nothing was paused. Its cases have to be woken."""

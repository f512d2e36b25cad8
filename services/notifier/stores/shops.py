"""What is known of shops and rules: since when they live, and what is paused."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime

ALL = "all"
"""The scope of a pause that stops every shop."""

RECOVER = "recover"
"""The scope of the pause that stops every shop until the log has been read; see ``recovery``."""


class ShopStore(ABC):
    """The shops, within one transaction."""

    @abstractmethod
    async def enrol(
        self,
        shops: Iterable[str],
        rules: Iterable[tuple[str, tuple[str, ...]]],
        now: datetime,
    ) -> None:
        """Note the first sight of every shop and rule; what is noted already stays.

        Args:
            shops: keys of the shops this installation serves.
            rules: each rule's id and the ids it had before, whose history it carries on.
            now: domain time; what began before it is the past, and is not due.
        """

    @abstractmethod
    async def live_since(self) -> dict[str, datetime]:
        """Since when each shop is served."""

    @abstractmethod
    async def in_force(self) -> dict[str, dict[str, datetime]]:
        """Since when each rule is in force, by shop."""

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
    async def resume(self, scope: str) -> bool:
        """Lift a pause; False where nothing was paused. Its cases have to be woken."""

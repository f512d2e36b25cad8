"""What the database is asked when the log ``outcomes`` is held against it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.action import Action


@dataclass(frozen=True, slots=True)
class Identity:
    """Which database this is.

    Attributes:
        name: another text where it may have lost what was committed: after a failover and after a
            restore, and, which does no harm, after a plain restart.
        since: domain time at which it was found to go on from an earlier state: what was due until
            then may have left, and be forgotten; None where nothing was ever lost.
    """

    name: str
    since: datetime | None = None


class RecoveryStore(ABC):
    """The database as it knows the log, within one transaction."""

    @abstractmethod
    async def identity(self) -> Identity:
        """Which database this is."""

    @abstractmethod
    async def note_lineage(self, now: datetime, *, lost: bool = False) -> None:
        """Note at ``now`` that it goes on from an earlier state, where it does.

        A replica that took over and a restored backup tell of themselves; files that were put back
        as they were do not: of these a person knows.

        Args:
            now: domain time.
            lost: it does, whatever it tells.
        """

    @abstractmethod
    async def read_to(self) -> dict[int, int]:
        """Partition of ``outcomes`` to the offset up to which it was held against the database."""

    @abstractmethod
    async def note_read(self, ends: Mapping[int, int]) -> None:
        """All before these offsets is known."""

    @abstractmethod
    async def unknown(self, told: Sequence[Action]) -> list[Action]:
        """Those versions that were neither entered here when they came about, nor recovered.

        A version is known by its entry in the case's timeline: numbers alone would not tell, for a
        restored database counts on from where the backup was.
        """

    @abstractmethod
    async def unlooked(self, limit: int) -> list[tuple[str, str]]:
        """(key, order key) of claims that came out of the log and are looked for at no time yet."""

    @abstractmethod
    async def lock(self) -> None:
        """Have whoever pauses for a recovery and whoever ends one take turns, to the commit."""

"""Cases, as they are kept: locked in key order, due, swept, written.

The row of a case is the lock of everything that belongs to its order; nobody writes an action, an
entry or a task without it.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.notifier.case import Case
from services.notifier.ledger import Chained, Entry, seal


@dataclass(slots=True)
class CaseRow:
    """A case as it is held in a transaction, locked.

    Attributes:
        playbook: version of the playbook it was last planned with.
        wake_at: when its plan next changes; None where nothing is to come.
        entries: how many entries its chain has, and ``head`` the hash of the last.
        unwritten: the end of the chain that has still to be saved.
    """

    order_key: str
    shop: str
    case: Case
    version: int
    playbook: str
    wake_at: datetime | None
    entries: int
    head: str
    unwritten: list[Chained] = field(default_factory=list)

    def enter(self, entry: Entry) -> None:
        """Add an entry to the end of the chain; it is kept once the row is saved."""
        link = seal(self.order_key, self.entries + 1, entry, self.head)
        self.entries, self.head = link.seq, link.hash
        self.unwritten.append(link)


def buyer_of(row: CaseRow) -> tuple[str, str] | None:
    """Shop and reference of a case's buyer; None before the order was read."""
    order = row.case.order
    return (row.shop, order.buyer.reference) if order else None


class CaseStore(ABC):
    """The cases, within one transaction."""

    @abstractmethod
    async def lock(self, keys: Collection[str], now: datetime) -> dict[str, CaseRow]:
        """Lock the cases of ``keys`` in key order, making those that are missing."""

    async def lock_one(self, key: str) -> CaseRow | None:
        """Lock one case; None where there is no such order."""
        return (await self.lock_known([key])).get(key)

    @abstractmethod
    async def lock_known(self, keys: Collection[str]) -> dict[str, CaseRow]:
        """Lock those of the cases that there are, in key order."""

    @abstractmethod
    async def lock_free(self, keys: Collection[str], limit: int | None = None) -> list[CaseRow]:
        """Lock those of the cases that nobody else holds, in key order, at most ``limit``."""

    @abstractmethod
    async def lock_due(self, now: datetime, limit: int) -> list[CaseRow]:
        """Lock up to ``limit`` due cases that nobody else holds, in key order."""

    @abstractmethod
    async def read(self, key: str) -> CaseRow | None:
        """A case to look at, not locked."""

    @abstractmethod
    async def count_live(self) -> int:
        """How many cases are of orders that are live."""

    @abstractmethod
    async def live(self, after: str, limit: int) -> list[CaseRow]:
        """Cases of live orders to look at, not locked, in key order after a key (``""``: first)."""

    @abstractmethod
    async def save(self, rows: Sequence[CaseRow]) -> None:
        """Write locked cases back as their next versions, and wake every replica's loops.

        What was entered in them is written with them; the same source is entered once in a case.
        """

    @abstractmethod
    async def next_wake(self) -> datetime | None:
        """The earliest instant at which a case is due."""

    @abstractmethod
    async def sweep(self, playbook: str, now: datetime, after: str, limit: int) -> str | None:
        """Have cases planned with another version of the playbook planned anew, a chunk of them.

        Args:
            playbook: the version that stands.
            now: domain time, to which ``wake_at`` of those that are not due is moved.
            after: the key after which the chunk begins; empty for the first.
            limit: most cases of it.

        Returns:
            Where the next chunk begins; None where none is left. Keys only rise: what another
            replica plans in between, with whatever version, is not met again.
        """

    @abstractmethod
    async def wake_shop(self, scope: str, now: datetime, after: str, limit: int) -> str | None:
        """Have cases of a shop (or ``all``) that are not due planned anew, a chunk as ``sweep``."""

    @abstractmethod
    async def wake(self, keys: Collection[str], now: datetime) -> int:
        """Make locked cases due."""

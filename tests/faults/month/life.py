"""One buyer's orders as the notifier keeps them, in tables of their own.

Nothing but the ledgers, the spends, the pauses and the shops is shared between buyers, so a
transaction sees one buyer's few rows and those: stores in memory copy and search all they hold.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from typing_extensions import override

from services.notifier.judging import Watch
from services.notifier.stores.unit import Stores, Unit
from tests.faults.month.truth import Happens, Truth
from tests.support.lives.outside import Line
from tests.support.memory.tables import Tables
from tests.support.memory.unit import MemoryUnit

SHARED = ("ledgers", "traffic", "spends", "pauses", "shops", "rules", "playbooks")


class Forgotten(dict[Any, Any]):
    """Rows that nobody here asks for again: the chains of entries."""

    @override
    def __setitem__(self, key: Any, value: Any) -> None:
        pass


@dataclass
class Life:
    """One buyer of a shop.

    Attributes:
        kinds: of their orders' stories, by order.
        story: what happens, from ``place`` on still to come.
        coming: acts of people and echoes that are on their way.
        due: when the notifier next has something to do.
        known: tasks and causes that the staff have been given.
        lines: what the seller's side has said.
        watches: each order's deadlines, as the program itself dates them.
    """

    buyer: str
    tables: Tables
    kinds: dict[str, str]
    story: list[Happens]
    truth: Truth = field(default_factory=Truth)
    place: int = 0
    coming: int = 0
    due: datetime | None = None
    known: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    watches: dict[str, Watch] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether nothing more can come of it."""
        done = self.place == len(self.story) and not self.coming and self.due is None
        return done and all(one.status != "open" for one in self.tables.tasks.values())

    def next_due(self) -> datetime | None:
        """The earliest instant at which a case or an action has something to come."""
        return min(self._dues(), default=None)

    def _dues(self) -> Iterator[datetime]:
        for row in self.tables.cases.values():
            if row.wake_at:
                yield row.wake_at
        for action in self.tables.actions.values():
            if action.retry_at:
                yield action.retry_at


class OneByOne(Stores):
    """Transactions over the tables of whoever is in hand.

    They are never rolled back: an error in one is a finding, and ends that buyer's part.
    """

    def __init__(self) -> None:
        self.shop = Tables()
        self.tables = self.shop

    def fresh(self) -> Tables:
        """Tables for one buyer, over what the shop's buyers share."""
        shared = {name: getattr(self.shop, name) for name in SHARED}
        return Tables(entries=Forgotten(), sources=Forgotten(), **shared)

    @override
    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        yield MemoryUnit(self.tables)

    @override
    @asynccontextmanager
    async def one_statement(self) -> AsyncIterator[Unit]:
        yield MemoryUnit(self.tables)

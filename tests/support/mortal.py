"""Death from outside: points in a process's life at which it may end, and nothing in its code."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from typing_extensions import override

from schemas.action import ActionKind, Option
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.ports import Acts, Capability, OwnMessage, Sent
from services.connectors.remedies import Remedies
from services.notifier.stores.unit import Stores, Unit
from tests.support.kill import Killed


class Life:
    """A process's life, in points; whoever passes one after its end dies as well.

    Args:
        points: after so many it ends; 0 lives on.
        dice: how long others go first at each point; its seed repeats the interleaving.
    """

    def __init__(self, points: int = 0, dice: Random | None = None) -> None:
        self.points = points
        self.passed = 0
        self._dice = dice or Random(0)  # noqa: S311 - no secret

    def begin(self, other: "Life") -> None:
        """Be as ``other`` is, for those who hold this one."""
        self.points, self.passed, self._dice = other.points, other.passed, other._dice

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return 0 < self.points <= self.passed

    async def point(self) -> None:
        """Let others go first, and pass the point or die at it."""
        for _ in range(self._dice.randrange(3)):
            await asyncio.sleep(0)
        self.passed += 1
        if self.over:
            raise Killed


class MortalStores(Stores):
    """Stores with a point before a transaction, before its commit and after it."""

    def __init__(self, stores: Stores, life: Life) -> None:
        self._stores = stores
        self._life = life

    @override
    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        await self._life.point()
        async with self._stores.transaction() as unit:
            yield unit
            await self._life.point()
        await self._life.point()

    @override
    @asynccontextmanager
    async def one_statement(self) -> AsyncIterator[Unit]:
        await self._life.point()
        async with self._stores.one_statement() as unit:
            yield unit


class MortalActs:
    """A shop's abilities with a point before and after every call."""

    def __init__(self, acts: Acts, life: Life) -> None:
        self._acts = acts
        self._life = life
        self.reads_back = acts.reads_back
        self.manners = acts.manners

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """As the shop says."""
        return self._acts.can(order, kind, conversation, now)

    async def open_conversation(self, order: Order) -> str:
        """Between two points."""
        await self._life.point()
        opened = await self._acts.open_conversation(order)
        await self._life.point()
        return opened

    async def send(self, conversation: str, text: str) -> Sent:
        """Between two points."""
        await self._life.point()
        sent = await self._acts.send(conversation, text)
        await self._life.point()
        return sent

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Between two points."""
        await self._life.point()
        found = await self._acts.own_messages(conversation, since)
        await self._life.point()
        return found

    async def extend(self, order: Order, days: int) -> None:
        """Between two points."""
        await self._life.point()
        await self._acts.extend(order, days)
        await self._life.point()

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """As the shop says."""
        return self._acts.remedies(order, now)

    async def remedy(self, order: Order, option: Option) -> str:
        """Between two points."""
        await self._life.point()
        ref = await self._acts.remedy(order, option)
        await self._life.point()
        return ref

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Between two points."""
        await self._life.point()
        ref = await self._acts.answer(order, dispute, answer)
        await self._life.point()
        return ref

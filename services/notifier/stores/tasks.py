"""Tasks, as they are kept: what lies on the desk.

Written only under the lock of the order's case.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

TaskKind = Literal["do", "approve", "send", "check"]
"""What a person is asked for: to do something, to approve a text, to send a text that is ready,
to check something that the machine is not sure of."""

TaskStatus = Literal["open", "done", "refused", "gone"]


@dataclass(frozen=True, slots=True)
class Ask:
    """The first of two presses: what somebody asks a second person to confirm.

    Attributes:
        act: its name, as the desk's buttons have it.
        given: what they wrote beside it; personal where it is other words for a buyer.
    """

    act: str
    by: str
    given: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        id: short, for people; 0 before it is stored.
        key: its cause: the action's key, or that with ``#approval``, ``#check``, ``#text`` or
            ``#again``.
        body: the text to approve or to paste; personal, never logged.
        status: ``gone`` where the cause went away before anybody did it.
        outcome: how it ended, in a sentence.
        vip: its buyer is marked so: it comes before the others.
        country: where the order goes; empty while it has not been read.
        at_risk: what the order was worth when the task was made, less what was paid back: in the
            shop's currency (``offers``) where a rate is set, else as the platform told it.
        currency: of that; empty where nobody told the worth.
        assignee: who has it in hand; empty: nobody.
        snoozed_until: it is left out of the queue until then.
        first_act: what waits for a second person's confirmation, see ``Ask``; empty: nothing.
        first_by: who asked for it; ``first_with``: what they wrote; ``first_at``: when.
    """

    key: str
    action_key: str
    order_key: str
    shop: str
    kind: TaskKind
    rule: str
    title: str
    created_at: datetime
    why: str = ""
    body: str = ""
    link: str = ""
    deadline: datetime | None = None
    id: int = 0
    status: TaskStatus = "open"
    closed_at: datetime | None = None
    closed_by: str = ""
    outcome: str = ""
    vip: bool = False
    country: str = ""
    at_risk: Decimal = Decimal(0)
    currency: str = ""
    assignee: str = ""
    snoozed_until: datetime | None = None
    first_act: str = ""
    first_by: str = ""
    first_with: str = ""
    first_at: datetime | None = None


class TaskStore(ABC):
    """The tasks, within one transaction."""

    @abstractmethod
    async def insert(self, task: Task) -> bool:
        """Put a task on the desk; False where its key has lain there before."""

    @abstractmethod
    async def close(
        self, key: str, *, status: TaskStatus, by: str, outcome: str, now: datetime
    ) -> bool:
        """Close an open task; False where it is not open."""

    @abstractmethod
    async def give(self, key: str, to: str) -> None:
        """Somebody has an open task in hand."""

    @abstractmethod
    async def snooze(self, key: str, until: datetime) -> None:
        """Leave an open task out of the queue until an instant."""

    @abstractmethod
    async def ask(self, key: str, ask: Ask | None) -> None:
        """Something waits on an open task for a second person; None: no longer."""

    async def settled(self, action_key: str, now: datetime) -> None:
        """What a person was asked to check has shown itself meanwhile."""
        await self.close(
            f"{action_key}#check",
            status="gone",
            by="forestall",
            outcome="it was seen in the chat",
            now=now,
        )

    @abstractmethod
    async def of_order(self, order_key: str, *, status: TaskStatus | None = None) -> list[Task]:
        """The tasks of an order, oldest first."""

    @abstractmethod
    async def open_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Task]]:
        """The open tasks of several orders, by order."""

    @abstractmethod
    async def read(self, task_id: int) -> Task | None:
        """One task by its number."""

    @abstractmethod
    async def find(self, shop: str | None, status: TaskStatus | None, limit: int) -> list[Task]:
        """Tasks of a shop (or all) in a status (or any), the first ``limit`` of those that remain.

        Open ones first, of them those about buyers marked ``vip``, by deadline, then by number;
        then the closed ones, last closed first.
        """

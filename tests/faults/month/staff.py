"""A shop's people: they work through the desk in staffed hours, overlook some, and miss days."""

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from services.notifier.stores.tasks import Task
from services.runtime.staffed import next_staffed
from tests.faults.month.life import Life
from tests.faults.month.traders import DAY, Trader

SLOT = timedelta(minutes=10)
EACH = 2
"""Tasks that one person deals with in a slot."""

OVERLOOKED = 0.05
"""Share of tasks that lie for days before anybody sees them."""

AWAY = 0.03
"""Share of working days on which nobody works at the desk after all."""

HEARD = 0.9
"""Share of pages on which somebody acts within the half hour."""


@dataclass
class Staff:
    """Who works at a shop's desk.

    Attributes:
        desk: (most pressing instant, number, life, key) of tasks that somebody has yet to see.
    """

    trader: Trader
    dice: Random
    desk: list[tuple[datetime, int, Life, str]] = field(default_factory=list)
    later: list[tuple[datetime, int, Life, str]] = field(default_factory=list)
    _number: int = 0

    def given(self, life: Life, task: Task) -> None:
        """A task comes to lie on the desk; nobody may see it for days."""
        self._number += 1
        pressing = task.deadline or task.created_at + 2 * DAY
        entry = (pressing, self._number, life, task.key)
        if self.dice.random() < OVERLOOKED:
            seen = task.created_at + self.dice.uniform(0.5, 4) * DAY
            heapq.heappush(self.later, (seen, *entry[1:]))
        else:
            heapq.heappush(self.desk, entry)

    def next_slot(self, after: datetime) -> datetime:
        """When people next turn to the desk."""
        return next_staffed(self.trader.staffed, after + SLOT)

    def slot(self, now: datetime) -> list[tuple[Life, str]]:
        """What they deal with now."""
        while self.later and self.later[0][0] <= now:
            _, number, life, key = heapq.heappop(self.later)
            heapq.heappush(self.desk, (now, number, life, key))
        if self._away(now):
            return []
        found = []
        while self.desk and len(found) < self.trader.people * EACH:
            _, _, life, key = heapq.heappop(self.desk)
            task = life.tables.tasks.get(key)
            if task is not None and task.status == "open":
                found.append((life, key))
        return found

    def _away(self, now: datetime) -> bool:
        """Whether this is one of the days on which nobody comes."""
        day = now.astimezone(ZoneInfo(self.trader.settings.zone)).date()
        return Random(f"{self.trader.key} {day}").random() < AWAY  # noqa: S311 - no secret

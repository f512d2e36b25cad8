"""What is asked of people about one case: its open tasks and standing alerts, and when they end."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from schemas.action import ActionKind
from services.notifier.actionrow import ActionRow
from services.notifier.cause import Cause
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Unit


async def put(unit: Unit, task: Task, again: ActionRow | None) -> Task | None:
    """Put a task on the desk, as it then lies there; None where its key has lain there before.

    An offer that a person was to make, and was not made before its cause went, may be called for
    ``again``: it lies there anew.
    """
    if await unit.tasks.insert(task):
        return task
    if again is None or again.kind is not ActionKind.OFFER or task.kind != "send":
        return None
    anew = replace(task, key=f"{task.key}#again~{again.version}")
    return anew if await unit.tasks.insert(anew) else None


class Asked:
    """Tasks and alerts of a case whose row is locked.

    Args:
        tasks: open.
        causes: standing.

    Attributes:
        touched: dedup keys of the alerts to fold anew.
    """

    def __init__(
        self,
        unit: Unit,
        now: datetime,
        tasks: Sequence[Task],
        causes: Sequence[Cause],
    ) -> None:
        self.touched: set[str] = set()
        self._unit = unit
        self._now = now
        self._tasks = list(tasks)
        self._causes = list(causes)

    @property
    def standing(self) -> frozenset[str]:
        """Keys of the actions that ended in something a person is still asked for.

        Approvals go with their action, and what has to be checked is never taken back.
        """
        tasks = {task.action_key for task in self._tasks if task.kind in {"do", "send"}}
        return frozenset(tasks | {cause.action_key for cause in self._causes})

    async def add(self, asked: Task | Cause, again: ActionRow | None = None) -> None:
        """Put a task on the desk, or raise an alert; once for its key, or for each time it is back.

        ``again`` is the action where it had been taken back and is called for once more.
        """
        if isinstance(asked, Task):
            task = await put(self._unit, asked, again)
            if task is not None:
                self._tasks.append(task)
        elif await self._unit.alerts.add_cause(asked):
            await self._raised(asked)

    async def end(self, gone: Collection[str], why: str) -> None:
        """Close the tasks (all but those to check) and end the alerts of these actions."""
        for task in [task for task in self._tasks if task.action_key in gone]:
            if task.kind != "check":
                await self._close(task, why)
        for cause in [cause for cause in self._causes if cause.action_key in gone]:
            await self._end(cause)

    async def _raised(self, cause: Cause) -> None:
        self.touched.add(cause.dedup_key)
        if cause.level == "page":
            # A higher level is a new key; the notice about the same is over.
            lower = [
                other
                for other in self._causes
                if other.level == "notice" and other.occasion == cause.occasion
            ]
            for other in lower:
                await self._end(other)
        self._causes.append(cause)

    async def _end(self, cause: Cause) -> None:
        await self._unit.alerts.end_cause(cause.action_key, self._now)
        self.touched.add(cause.dedup_key)
        self._causes.remove(cause)

    async def _close(self, task: Task, why: str) -> None:
        await self._unit.tasks.close(
            task.key, status="gone", by="forestall", outcome=why, now=self._now
        )
        self._tasks.remove(task)

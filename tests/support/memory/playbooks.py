"""Playbooks in memory."""

from typing_extensions import override

from services.notifier.playbook import Written
from services.notifier.stores.playbooks import PlaybookStore, Taken
from tests.support.memory.tables import Tables


class MemoryPlaybooks(PlaybookStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.playbooks

    @override
    async def number(self) -> int:
        return max(self._rows, default=0)

    @override
    async def every(self) -> list[Taken]:
        return [taken for _, (taken, _) in sorted(self._rows.items())]

    @override
    async def written(self, number: int) -> Written | None:
        return self._rows[number][1] if number in self._rows else None

    @override
    async def take(self, taken: Taken, written: Written | None) -> bool:
        if taken.number in self._rows:
            return False
        self._rows[taken.number] = taken, written
        return True

"""Playbooks, as they are kept: every one that was ever in force, with who took it and why."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from services.notifier.playbook import Written


@dataclass(frozen=True, slots=True)
class Taken:
    """One taking into force.

    Attributes:
        number: they are counted from 1.
        version: of the playbook; empty where the file of the settings is in force again.
        name: of the file it came from.
    """

    number: int
    version: str
    name: str
    author: str
    reason: str
    at: datetime


class PlaybookStore(ABC):
    """The playbooks, within one transaction."""

    @abstractmethod
    async def number(self) -> int:
        """The number of the one in force; 0 where none was ever taken."""

    @abstractmethod
    async def every(self) -> list[Taken]:
        """Each taking into force, the first first."""

    @abstractmethod
    async def written(self, number: int) -> Written | None:
        """The text that was taken under a number; None where that is the settings' file."""

    @abstractmethod
    async def take(self, taken: Taken, written: Written | None) -> bool:
        """Put one into force once this commits; False where another has taken that number.

        Claims in hand are waited for. None is made with the former playbook afterwards: whoever
        decides something reads the number in the same transaction.
        """

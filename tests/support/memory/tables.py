"""What stores in memory hold."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from services.notifier.actionrow import ActionRow
from services.notifier.cause import Cause
from services.notifier.inforce import InForce
from services.notifier.ledger import Chained
from services.notifier.playbook import Written
from services.notifier.records import Marks
from services.notifier.spending import Spend
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.playbooks import Taken
from services.notifier.stores.shops import Done, Stage, Waiting
from services.notifier.stores.tasks import Task


@dataclass(frozen=True, slots=True)
class Standing:
    """The wanted state of one dedup key."""

    level: str
    labels: Mapping[str, str]
    summary: str
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """A cause, and since when it is gone."""

    cause: Cause
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Minute:
    """What left a shop in a minute."""

    used: int = 0
    messages: int = 0
    refused: int = 0


@dataclass(slots=True)
class Tables:
    """All rows, by their keys. A row that is stored is never changed, only replaced.

    Attributes:
        parked: (reason, whether a bug) of the records that wait; the consumer's, not the port's.
        books: how the records of each topic have ended; the same.
        lineage: when what was committed was lost, if ever.
    """

    cases: dict[str, CaseRow] = field(default_factory=dict)
    entries: dict[tuple[str, int], Chained] = field(default_factory=dict)
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    actions: dict[str, ActionRow] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    causes: dict[str, Raised] = field(default_factory=dict)
    alerts: dict[str, Standing] = field(default_factory=dict)
    ledgers: dict[tuple[str, datetime], int] = field(default_factory=dict)
    traffic: dict[tuple[str, datetime], Minute] = field(default_factory=dict)
    spends: dict[str, Spend] = field(default_factory=dict)
    outcomes_read: dict[int, int] = field(default_factory=dict)
    lineage: dict[str, datetime] = field(default_factory=dict)
    pauses: dict[str, str] = field(default_factory=dict)
    acts: dict[int, Done] = field(default_factory=dict)
    waiting: dict[tuple[str, str], Waiting] = field(default_factory=dict)
    playbooks: dict[int, tuple[Taken, Written | None]] = field(default_factory=dict)
    stages: dict[tuple[str, int], Stage] = field(default_factory=dict)
    shops: dict[str, datetime] = field(default_factory=dict)
    rules: dict[tuple[str, str], InForce] = field(default_factory=dict)
    buyers: dict[tuple[str, str], Marks] = field(default_factory=dict)
    parked: dict[tuple[str, bool], int] = field(default_factory=dict)
    books: dict[str, Counter[str]] = field(default_factory=dict)

    def copy(self) -> "Tables":
        """The same rows; what is stored from now on is stored in one of the two."""
        return Tables(**{one.name: dict(getattr(self, one.name)) for one in fields(self)})

    def become(self, other: "Tables") -> None:
        """Hold what ``other`` holds."""
        for one in fields(self):
            setattr(self, one.name, getattr(other, one.name))

    def rows(self, table: str) -> list[Any]:
        """A table's rows, by key."""
        held: dict[Any, Any] = getattr(self, table)
        return [held[key] for key in sorted(held)]

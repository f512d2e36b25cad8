"""What an evidence pack holds. Every text in it is as it is shown: translated, and redacted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

Group = Literal["dispatch", "scans", "customs", "delivery", "conversation", "offered"]
GROUPS: tuple[Group, ...] = (
    "dispatch",
    "scans",
    "customs",
    "delivery",
    "conversation",
    "offered",
)

Proof = Literal["answer", "scan", "entry"]
"""Of what a hash is: a carrier's raw answer, a scan as it was read, an entry of our timeline."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened.

    Attributes:
        what: in the pack's language.
        source: who tells it, in the pack's language.
        proof: of what ``hash`` is.
        words: of others, as they were written.
        note: why it usually decides; empty: it does not.
        number: its place in the order of time, from 1.
    """

    at: datetime
    group: Group
    what: str
    source: str
    proof: Proof
    hash: str
    words: str = ""
    note: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A carrier's raw answer that is kept.

    Attributes:
        what: what it was the first to show.
        intact: it still has this hash.
    """

    at: datetime
    number: str
    what: str
    hash: str
    intact: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """The evidence of one order.

    Attributes:
        language: BCP 47, in which it is put.
        zone: where the order goes: in which local times are told.
        drawn_at: domain time.
        about: what it is about, a name and a value each.
        items: in the order of time.
        entries: how many our timeline of the order has; ``head`` is the hash of the last.
        broken_at: the entry at which that timeline does not hold; None where all of it does.
    """

    language: str
    order_key: str
    zone: ZoneInfo
    drawn_at: datetime
    about: Sequence[tuple[str, str]]
    items: Sequence[Item]
    answers: Sequence[Answer]
    entries: int
    head: str
    broken_at: int | None

    @property
    def number(self) -> str:
        """The order's, as the marketplace knows it."""
        return self.order_key.rsplit("/", 1)[1]

    def of(self, group: Group) -> list[Item]:
        """Those of a group, in the order of time."""
        return [one for one in self.items if one.group == group]

"""What a fact is, and how a table of them is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from services.notifier.subject import Subject

Value = str | bool | int
Kind = Literal["STRING", "BOOL", "INT"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its CEL type, what it means, and where it comes from."""

    type: Kind
    meaning: str
    find: Callable[[Subject], Value | None]

    def of(self, on: Subject) -> Value:
        """The value; the type's empty one where nothing is known."""
        found = self.find(on)
        if found is True or found is False:
            return found
        if found is None:
            return EMPTY[self.type]
        # CEL takes texts of exactly that type, and enumerations are a kind of text.
        return str(found) if isinstance(found, str) else found


EMPTY: dict[Kind, Value] = {"STRING": "", "BOOL": False, "INT": 0}

Row = tuple[Kind, str, Callable[[T], Value | None]]


def table(
    group: str, pick: Callable[[Subject], T | None], rows: Mapping[str, Row[T]]
) -> dict[str, Fact]:
    """Facts about one thing of the subject; empty where it has none."""

    def fact(row: Row[T]) -> Fact:
        kind, meaning, find = row

        def found(on: Subject) -> Value | None:
            thing = pick(on)
            return None if thing is None else find(thing)

        return Fact(kind, meaning, found)

    return {f"{group}.{name}": fact(row) for name, row in rows.items()}

"""Rows of the collected events whose label is wrong, and the figures with the right one.

A row is taken out where it is torn out of a sentence, or of a program, and says nothing by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.contract.test_tracking_events import Figures, Row, counted, of, rows


@dataclass(frozen=True)
class Corrected:
    """Rows by their text: the right category, or None for what is no event; and why."""

    category: str | None
    reason: str
    texts: tuple[str, ...]


def relabelled(provider: str, *corrections: Corrected) -> Figures:
    """The figures of a provider's rows under corrected labels.

    Every correction must correct something: a row of that text whose label is another one.
    """
    return counted(corrected(provider, *corrections))


def corrected(provider: str, *corrections: Corrected) -> list[Row]:
    """A provider's rows under corrected labels."""
    right = {text: one.category for one in corrections for text in one.texts}
    taken = list(filter(of(provider), rows()))
    labels = {row.text: row.category for row in taken}
    assert [text for text, category in right.items() if labels.get(text) in {None, category}] == []
    return [one for row in taken for one in _corrected(row, right)]


def _corrected(row: Row, right: Mapping[str, str | None]) -> list[Row]:
    category = right.get(row.text, row.category)
    return [] if category is None else [replace(row, category=category)]

"""Classification measured on wordings of our own, in every language the words are kept in.

The rows are ours to publish: carriers' statuses in our words, and codes of their lists. They carry
the columns of the collected events, and ``actor``: whom the wording names as the one to act, which
is never the buyer where it is somebody else. ``held`` rows are only measured: what is read wrong in
them is not looked at when words are added, so that they show how unknown wordings fare.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from schemas.parcel import Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.words import LEXICONS
from tests.contract.test_tracking_events import Figures, Row, counted

_DATA = Path(__file__).parent / "data"
WORDINGS = ("wordings", "carriers", "jargon")
"""Folders of rows: sentences of all kinds, such as each country's own carriers write, and their
trade's short words."""
_OTHERS = {"sender", "broker", "carrier"}
_LEAST = 30
"""Rows that a language needs for its figures to say anything."""


@dataclass(frozen=True)
class Wording(Row):
    """A row of ours.

    Attributes:
        held: whether it is only measured.
        folder: of ``WORDINGS``.
        actor: who is named as the one to act, empty where nobody is.
    """

    language: str
    held: bool
    actor: str
    folder: str

    @property
    def buyer_right(self) -> bool:
        """Nor may the buyer be named where the wording names another."""
        return super().buyer_right and self.actor not in _OTHERS


def _read(file: Path) -> Iterator[Wording]:
    with file.open(newline="") as lines:
        for line in csv.DictReader(lines):
            given = (line["provider"], line["code"], line["sub_code"], line["description"])
            yield Wording(
                provider=line["provider"],
                text=line["description"],
                category=line["category"],
                is_customs=line["is_customs"] == "true",
                bare_hold=line["bare_hold"] == "true",
                found=classify(*given, file.stem),
                language=file.stem,
                held=line["held"] == "yes",
                actor=line["actor"],
                folder=file.parent.name,
            )


@cache
def wordings() -> tuple[Wording, ...]:
    """Every row, classified."""
    files = (file for one in WORDINGS for file in sorted((_DATA / one).glob("*.csv")))
    return tuple(row for file in files for row in _read(file))


def figures(chosen: Callable[[Wording], bool]) -> Figures:
    """The figures of the chosen rows."""
    return counted([row for row in wordings() if chosen(row)])


def test_rows_at_hand() -> None:
    """Where words may be added to read them, nearly all are read."""
    found = figures(lambda row: not row.held)
    print(f"wordings  {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


def test_the_words_of_the_trade() -> None:
    """What carriers note for each other, in fewer words than for a customer, is read as well."""
    found = figures(lambda row: row.folder == "jargon")
    print(f"jargon    {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.96
    assert found.buyer >= 0.995


def test_held_rows() -> None:
    """Of an unknown wording it is known whether it is customs, and never wrongly asked of a buyer.

    How far the parcel is takes more words than that: its floor is what unknown wordings came to.
    """
    found = figures(lambda row: row.held)
    print(f"held      {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.9
    assert found.buyer >= 0.995


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_no_language_is_left_behind(language: str) -> None:
    """Every language is read, not only most of them."""
    found = figures(lambda row: row.language == language)
    assert found.rows >= _LEAST
    assert found.f1 >= 0.97
    assert found.stage >= 0.95
    assert found.buyer >= 0.995


def test_nothing_undelivered_is_called_delivered() -> None:
    """Neither a forecast, a denial nor a delivery to another than the buyer."""
    wrong = [row.text for row in wordings() if row.found.stage is Stage.DELIVERED]
    right = [row.text for row in wordings() if row.category == Stage.DELIVERED]
    assert set(wrong) <= set(right)


def test_who_is_named_is_asked() -> None:
    """A buyer whom the wording names is told, nine times in ten at least."""
    named = [row.names_buyer for row in wordings() if row.actor == "buyer"]
    assert sum(named) / len(named) >= 0.9

"""What buyers say that they do not want, and where something else than a parcel is.

Each ``.tsv`` line holds language, the grave topics that stay, and the sentence.
"""

from pathlib import Path

import pytest

from services.notifier.hearing.hear import UNSURE, hear
from services.notifier.hearing.tongue import tongue_of
from services.notifier.hearing.topics import GRAVE, STATES, Topic


def rows(name: str) -> list[list[str]]:
    """Language, topics and sentence of each line."""
    file = Path(__file__).with_name(name)
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("hearing_negated.tsv"), ids="-".join)
def test_what_is_negated_is_never_answered_by_the_machine(row: list[str]) -> None:
    """A wish stays, for a person; a state that is not so is not heard; nothing is sure."""
    _, told, text = row
    heard = hear(text)
    assert set(heard.topics) & GRAVE == set(told.split(",")) - {""}
    assert not STATES & set(heard.topics)
    assert heard.confidence <= UNSURE


@pytest.mark.parametrize("row", rows("hearing_elsewhere.tsv"), ids="-".join)
def test_who_looks_for_something_else_does_not_look_for_the_parcel(row: list[str]) -> None:
    """Papers, goods in stock, money: no machine tells where those are."""
    _, told, text = row
    heard = set(hear(text).topics)
    assert Topic.WHERE_IS_PARCEL not in heard
    assert heard & GRAVE == set(told.split(",")) - {""}


def test_short_and_accentless_texts_are_told_by_their_words() -> None:
    """Nine of ten of them, and none is taken for another language."""
    told = [(language, tongue_of(text)) for language, text in rows("hearing_short.tsv")]
    assert all(found in {language, ""} for language, found in told)
    assert sum(language == found for language, found in told) >= 0.9 * len(told)

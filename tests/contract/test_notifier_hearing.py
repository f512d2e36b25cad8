"""What buyers' messages are about, in every language that we write in.

Each ``hearing/<language>.tsv`` holds sentences with the topics that a person hears in them.
"""

from pathlib import Path

import pytest

from services.notifier.hearing.hear import SURE, hear
from services.notifier.hearing.topics import GRAVE, Topic

FILES = sorted(Path(__file__).with_name("hearing").glob("*.tsv"))


def sentences(file: Path) -> list[tuple[frozenset[str], str]]:
    """Topics and sentence of each line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line]
    return [(frozenset(told.split(",")) - {""}, text) for told, text in pairs]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_nothing_grave_is_missed_and_nothing_else_is_answered_by_the_machine(file: Path) -> None:
    """The two errors that cost: a threat unheard, and a machine's answer to another question."""
    for told, text in sentences(file):
        heard = hear(text)
        assert set(heard.topics) >= told & GRAVE, text
        answers = heard.topics == (Topic.WHERE_IS_PARCEL,) and heard.confidence >= SURE
        assert not answers or told == {"where_is_parcel"}, text


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_most_sentences_are_understood(file: Path) -> None:
    """All topics and no other in nine of ten; of who asks where it is, most are surely heard."""
    known = sentences(file)
    right = [text for told, text in known if set(hear(text).topics) == told]
    assert len(right) >= 0.9 * len(known), sorted({text for _, text in known} - set(right))
    asked = [text for told, text in known if told == {"where_is_parcel"}]
    sure = [text for text in asked if hear(text).confidence >= SURE]
    assert len(sure) >= 0.6 * len(asked), sorted(set(asked) - set(sure))


def test_a_long_or_mixed_message_is_never_sure() -> None:
    """Whatever else may stand in it, a person reads it."""
    assert hear("Where is my parcel? " + "I was at the office today. " * 10).confidence < SURE
    assert hear("Where is my parcel? I want a refund.").confidence < SURE
    assert hear("").confidence == 0

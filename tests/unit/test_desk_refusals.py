"""Whatever refuses somebody at the desk says why in their language."""

from pathlib import Path

import pytest

import services
from services.notifier import staff_words
from tests.support.refusals import refusals

SERVICES = Path(services.__file__ or "").parent
ROOMS = ("desk/**/*.py", "notifier/**/*.py", "runtime/kafka/letters.py", "runtime/kafka/dead.py")
"""Whose sentences staff may be shown; what connectors and intake say ends in a dead letter."""

OF_TOKENS = frozenset({"provider", "back_channel"})
"""Said to the provider, to programs and to the log: no page shows it."""

FILES = [
    path
    for room in ROOMS
    for path in sorted(SERVICES.glob(room))
    if path.stem not in OF_TOKENS and refusals(path)
]


def test_every_room_is_looked_through() -> None:
    """The desk's pages, REST and sign-in, and the notifier behind them."""
    stems = {path.stem for path in FILES}
    assert {"site", "door", "signed", "acting", "tasks", "people", "taking", "agreeing"} <= stems
    assert sum(len(refusals(path)) for path in FILES) > 80


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_every_refusal_has_its_chinese(path: Path) -> None:
    """With whatever is filled into it; a sentence of two places is found as a whole."""
    found = refusals(path)
    assert {one for one in found if staff_words.in_words(one, "zh-Hans") == one} == set()

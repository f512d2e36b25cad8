"""The count of what a broker forgot."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.accepted import Accepted, Forgotten, begin_anew, count_forgotten

PLACES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.booleans()), max_size=30)


@given(PLACES, st.dictionaries(st.integers(0, 3), st.integers(0, 10)))
def test_what_was_noted_and_not_reached_is_forgotten(
    tmp_path_factory: pytest.TempPathFactory,
    places: list[tuple[int, int, bool]],
    reached: dict[int, int],
) -> None:
    """By partition, and apart for what polling brings; a note cut short by a crash is none."""
    directory = tmp_path_factory.mktemp("data")
    accepted = Accepted(directory)
    for partition, offset, polled in places:
        accepted.note((partition, offset), polled=polled)
    accepted.close()
    with (directory / "accepted").open("ab") as file:
        file.write(b"half")
    unread = [polled for p, offset, polled in places if offset >= reached.get(p, 0)]
    wanted = Forgotten(polled=unread.count(True), lost=unread.count(False))
    assert count_forgotten(directory, reached) == wanted
    begin_anew(directory)
    assert count_forgotten(directory, {}) == Forgotten()


def test_nothing_is_forgotten_where_nothing_was_accepted(tmp_path: Path) -> None:
    """No edge ever ran there."""
    begin_anew(tmp_path)
    assert count_forgotten(tmp_path, {0: 5}) == Forgotten()

"""Files of tables, as spreadsheets and Python's own reader take them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.insight.sheet import guarded, sheet
from services.desk.insight.table import Cell, Column, Table
from services.desk.words import Words

COLUMNS = (
    Column("product", "text"),
    Column("reason", "word"),
    Column("sent"),
    Column("share", "percent"),
)
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
NASTY = st.text(st.sampled_from("=+-@;,'\"\t\r\n\u2028\ufeff\x00 a正＝"), max_size=12)


def read_back(*rows: tuple[Cell, ...], language: str = "en") -> list[list[str]]:
    """What Python reads of a file of these rows."""
    words = Words("zh-Hans" if language == "zh-Hans" else "en")
    file = sheet(words, Table("week", "The week", COLUMNS, rows))
    return list(csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), strict=True))


@given(st.lists(st.tuples(st.text() | NASTY, st.integers(), st.floats(0, 1)), max_size=5))
def test_a_file_has_the_lines_and_cells_of_its_table(rows: list[tuple[str, int, float]]) -> None:
    """Whatever a product is called; figures are read back as they were."""
    _, *found = read_back(*((title, "", count, share) for title, count, share in rows))
    assert [(int(count), float(share)) for _, _, count, share in found] == [
        (count, share) for _, count, share in rows
    ]
    assert [title for title, *_ in found] == [guarded(title or "not known") for title, *_ in rows]


@given(st.text() | NASTY)
def test_no_cell_begins_a_formula(title: str) -> None:
    """Nor does what a spreadsheet makes of it that takes a semicolon for the end of a cell."""
    cell = guarded(title)
    assert not any(part.lstrip().startswith(FORMULAS) for part in cell.split(";"))
    assert len(cell.splitlines()) <= 1
    assert not set(cell) & set("\t\r\n\x00\ufeff")


@given(st.text(st.characters(categories=["L", "N", "Zs"]) | st.sampled_from(".;,'\"")))
def test_what_is_no_formula_stays_as_it_is(title: str) -> None:
    """To the letter."""
    assert guarded(title) == title


@given(st.lists(st.text() | NASTY, min_size=1, max_size=4))
def test_a_reader_of_semicolons_meets_no_formula_either(titles: list[str]) -> None:
    """Of the whole line, quotes or not."""
    file = sheet(
        Words("en"), Table("week", "The week", COLUMNS, tuple((one, "", 1, 0.5) for one in titles))
    )
    for row in csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert not any(cell.lstrip().startswith(FORMULAS) for cell in row)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_file_is_in_the_readers_words(language: str, tmp_path: Path) -> None:
    """With the mark by which a spreadsheet knows its encoding, and lines that end in CRLF."""
    words = Words("zh-Hans" if language == "zh-Hans" else "en")
    rows = (("手机壳; black", "quality", 3, None), ("", "", 0, 0.25))
    path = tmp_path / "a.csv"
    path.write_text(
        sheet(words, Table("week", "The week", COLUMNS, rows)), encoding="utf-8", newline=""
    )
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, first, second = csv.reader(file, strict=True)
    assert head == [words.word(one.name) for one in COLUMNS]
    assert first == ["手机壳; black", words.value("quality"), "3", ""]
    assert second == [words.word("not known"), words.word("none"), "0", "0.25"]

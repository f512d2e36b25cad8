"""Whatever others write is printed as it is, and does nothing to the terminal it is printed on."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

from services.cli.shown import cell, shown

HOSTILE = st.lists(
    st.sampled_from(("[red]", "[/]", "[/x]", "[b", "\\[", "\x1b[2J", "\x9b1m", "\x07", "a", "é"))
).map("".join)


@given(HOSTILE)
def test_the_words_are_shown_and_obeyed_in_nothing(text: str) -> None:
    """In a table: no markup is read, none raises, and no control character comes out."""
    out = StringIO()
    table = Table.grid()
    table.add_row(cell(text))
    Console(file=out, width=500, highlight=False).print(table)
    assert out.getvalue().strip() == shown(text).strip()
    assert not {"\x1b", "\x9b", "\x07"} & set(shown(text))

"""A release rolls out beside the one before it: what its migrations do only adds."""

import re
from pathlib import Path

import pytest

from services.cli.migrate import schemas
from services.runtime.postgres.migrate import COMMON, refused, takes_away

BEFORE = {
    "tracker/0010_followed.sql": "an index, which no program names",
    "tracker/0011_polls.sql": "deploy/README.md: stop the older trackers first",
}
"""Files that take away without saying so in their names, and what made that bearable."""

TAKES = re.compile(
    r"\b(DROP\s+(TABLE|COLUMN|INDEX|CONSTRAINT|VIEW|FUNCTION|SCHEMA|TYPE)"
    r"|RENAME\s+(TO|COLUMN)|ALTER\s+COLUMN\s+\w+\s+(SET\s+NOT\s+NULL|(SET\s+DATA\s+)?TYPE))",
    re.IGNORECASE,
)
FILES = [
    *((f"common/{path.name}", path) for path in COMMON),
    *(
        (f"{schema}/{path.name}", path)
        for schema, directory in schemas().items()
        for path in sorted(directory.glob("*.sql"))
    ),
]


@pytest.mark.parametrize(("name", "path"), FILES, ids=[name for name, _ in FILES])
def test_what_takes_away_says_so_in_its_name(name: str, path: Path) -> None:
    """A file that drops, renames or tightens is run by `forestall migrate --contract` alone."""
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    temporary = re.findall(r"CREATE\s+TEMP\w*\s+TABLE\s+(\w+)", text, re.IGNORECASE)
    text = re.sub(
        rf"DROP\s+TABLE\s+({'|'.join([*temporary, '-'])})\b", "", text, flags=re.IGNORECASE
    )
    assert not TAKES.search(text) or takes_away(path.name) or name in BEFORE


def test_no_two_files_have_one_number() -> None:
    """The program before a file takes it for a newer one by its name: it has to sort behind all."""
    numbers = [name.split("_")[0] for name, _ in FILES if not name.startswith("common/")]
    assert len(numbers) == len(set(numbers))


def test_only_a_newer_file_may_be_unknown() -> None:
    """A file that has run and is gone is told, however its name sorts within our own."""
    own = {"common.sql": "c", "0001_a.sql": "1", "0003_c.sql": "3"}
    done = {**own, "0004_d.sql": "4"}
    assert refused("shop", done, own) == []
    assert len(refused("shop", {**done, "0002_b.sql": "2"}, own)) == 1
    assert refused("shop", {**done, "0002_b.sql": "2"}, own, {"0002_b.sql"}) == []
    assert len(refused("shop", {**done, "0005_e.contract.sql": "5"}, own)) == 1
    assert refused("shop", {**done, "more_common.sql": "m"}, own) == []
    assert len(refused("shop", {**done, "common.sql": "changed"}, own)) == 1
    assert len(refused("shop", {**done, "0001_a.sql": "other"}, own)) == 1

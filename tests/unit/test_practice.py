"""The page that shows the practice line by line, held to the cases and tests that it names."""

import re
from pathlib import Path

import yaml

from services.notifier.examples import DEFAULT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")


def test_every_line_of_the_practice_names_what_shows_it() -> None:
    """Each line has a case or a test beneath it, and each of them is there."""
    cases = {one["case"] for one in yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))}
    lines = re.split(r"^- ", PAGE, flags=re.MULTILINE)[1:]
    assert lines
    for line in lines:
        practice, *shown = [one.strip() for one in line.split("\n  - ")]
        assert shown, f"nothing shows: {practice}"
        for one in shown:
            kind, name = one.split("\n")[0].split(": ", 1)
            if kind == "case":
                assert name.strip('"') in cases, name
            else:
                assert (ROOT / name.split("::")[0]).is_file(), name

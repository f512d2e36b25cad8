"""The README as a program: the commands that it tells its reader to type."""

import re
import shlex
from pathlib import Path

TEXT = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def blocks(section: str = "") -> list[list[str]]:
    """The lines of each shell block, of one section or of all; without remarks."""
    text = TEXT
    if section:
        text = text.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [[line for raw in block.splitlines() if (line := _plain(raw))] for block in found]


def after_the_demo() -> list[list[str]]:
    """The words of each ``forestall`` command that works on an ended demo's data."""
    lines = blocks("After the demo")[0]
    return [shlex.split(line)[1:] for line in lines if line.startswith("forestall ")]


def environment() -> dict[str, str]:
    """What that block exports."""
    exports = [line.removeprefix("export ") for line in blocks("After the demo")[0]]
    return dict(line.split("=", 1) for line in exports if "=" in line.split(" ")[0])


def _plain(line: str) -> str:
    return line.split(" #", 1)[0].strip()

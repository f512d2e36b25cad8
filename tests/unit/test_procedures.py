"""The page of procedures tells the commands that its tests run, and no other."""

import re
import shlex

import pytest

from tests.support.commands import find
from tests.support.processes import ROOT

PAGE = (ROOT / "docs/procedures.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`(forestall [a-z][^`]*)`", PAGE)))
LOOKED_UP = {"pause", "run", "shop"}
"""Commands that the page names beside its steps; tests of their own run them."""


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_is_one(line: str) -> None:
    """Each word that names a command is a command, and each option is one of its options."""
    command, words = find(shlex.split(line)[1:])
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_each_step_is_run() -> None:
    """Commands and options of the page stand in the tests of the procedures, word for word."""
    told = "".join(file.read_text("utf-8") for file in (ROOT / "tests/procedures").glob("*.py"))
    for line in COMMANDS:
        name, *words = shlex.split(line)[1:]
        if name not in LOOKED_UP:
            for word in (name, *(word for word in words if word.startswith("--"))):
                assert f'"{word}"' in told, line

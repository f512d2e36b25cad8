"""The README tells no command, target or file that is not there."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from services.runtime.settings import load
from tests.support import readme
from tests.support.commands import find

ROOT = Path(__file__).parents[2]
COMMANDS = [line for block in readme.blocks() for line in block]


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("forestall ")])
def test_every_command_is_one(line: str) -> None:
    """Each word that names a command is a command, and each option is one of its options."""
    command, words = find(shlex.split(line)[1:])
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("make ")])
def test_every_target_is_one(line: str) -> None:
    """Each target that the README names stands in the Makefile."""
    target = line.split()[1]
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_first_shop_is_right_as_it_stands(tmp_path: Path) -> None:
    """The README's forestall.yaml loads, given the secrets it refers to, and observes."""
    text = re.findall(r"```yaml\n(.*?)```", readme.TEXT, re.DOTALL)[0]
    path = tmp_path / "forestall.yaml"
    path.write_text(text, encoding="utf-8")
    secrets = dict.fromkeys(re.findall(r"env: (\w+)", text), "x")
    settings = load(path, secrets)
    assert [shop.mode for shop in settings.shops] == ["observe"]
    assert yaml.safe_load(text)["shops"][0]["key"] == settings.shops[0].key


def test_every_file_it_points_to_is_there() -> None:
    """Where to read on leads somewhere."""
    table = readme.TEXT.split("## Where to read on", 1)[1]
    for name in re.findall(r"`([\w./-]+\.(?:yaml|py)|[\w/-]+/)`", table):
        assert (ROOT / name).exists(), name

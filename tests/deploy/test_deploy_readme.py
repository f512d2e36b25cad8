"""deploy/README.md tells nothing that is not there."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from services.runtime.settings import load
from tests.deploy import chart
from tests.support.commands import parse

DEPLOY = chart.ROOT / "deploy"
TEXT = (DEPLOY / "README.md").read_text(encoding="utf-8")


def test_its_values_are_whole(tmp_path: Path) -> None:
    """They render as they stand, and the program takes what comes of them."""
    values = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0])
    chart.release(values).lay_out(tmp_path)
    settings = load(tmp_path / "cases/forestall.yaml", {})
    assert [shop.mode for shop in settings.shops] == ["observe"]


def test_its_secrets_are_those_that_the_sample_points_to() -> None:
    """Who follows it misses none."""
    sample = (DEPLOY / "forestall.yaml").read_text(encoding="utf-8")
    (names,) = re.findall(r"^for name in ([^;]+); do", TEXT, re.MULTILINE)
    made = re.findall(r"> secrets/([\w-]+)", TEXT)
    assert {*names.split(), *made} == set(re.findall(r"file: secrets/([\w-]+)", sample))


@pytest.mark.parametrize("line", re.findall(r"forestall (?:doctor|tasks|privacy)[^`]*", TEXT))
def test_every_command_is_one(line: str) -> None:
    """The program takes it."""
    parse(shlex.split(line)[1:])


def test_every_file_it_points_to_is_there() -> None:
    """From the repository's root, or from this folder."""
    named = re.findall(r"(?<![\w/.])((?:deploy|helm|monitoring)/[\w./-]+)", TEXT)
    assert named
    for name in named:
        if name not in {"deploy/secrets", "deploy/secrets/privacy", "deploy/.env"}:
            assert (chart.ROOT / name).exists() or (DEPLOY / name).exists(), name

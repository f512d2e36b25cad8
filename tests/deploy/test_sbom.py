"""The list of what the image installs (`make sbom`)."""

import json
import re
from typing import Any

import pytest

from tests.deploy.chart import ROOT

LOCKED = (ROOT / "requirements.txt").read_text(encoding="utf-8")
UNTOLD = {"httpx-aiohttp"}  # BSD-3-Clause by its repository; its package does not declare it


def _name(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


@pytest.fixture(name="listed", scope="module")
def _listed() -> dict[str, Any]:
    path = ROOT / "build/sbom.json"
    assert path.exists(), "make sbom writes it"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_it_lists_what_is_locked_and_nothing_else(listed: dict[str, Any]) -> None:
    """Every package that this platform is given, at the version that is locked by its hash."""
    locked = re.findall(r"^([\w.-]+)==([\w.]+)(?: ; (.*?))? \\$", LOCKED, re.MULTILINE)
    here = {(_name(name), version) for name, version, only in locked if "win32" not in only}
    told = {(_name(one["name"]), one["version"]) for one in listed["components"]}
    assert told <= here
    assert {name for name, _ in here - told} <= {
        _name(name) for name, _, only in locked if only
    }  # what another Python or system would be given
    assert listed["metadata"]["component"]["name"] == "forestall"


def test_every_part_says_its_licence(listed: dict[str, Any]) -> None:
    """None unknown, but those of which we know that they do not say."""
    silent = {one["name"] for one in listed["components"] if not one.get("licenses")}
    assert silent <= UNTOLD

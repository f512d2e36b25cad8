"""What the doctor says of the settings alone."""

from pathlib import Path

import pytest

from services.cli.checks import setup
from services.connectors.carriers.installed import carriers
from services.runtime.settings import load

KEYS = {"K": "key"}


async def test_a_provider_that_is_never_asked_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every number is paid for once: a second aggregator does nothing, and is named."""
    monkeypatch.setitem(carriers(), "ups", carriers()["17track"])
    path = tmp_path / "forestall.yaml"
    path.write_text("carriers: {17track: {key: {env: K}}, ups: {key: {env: K}, secret: {env: K}}}")
    found = await setup.carriers(load(path, KEYS))
    assert [(one.level, "never asked" in one.what) for one in found] == [
        ("ok", False),
        ("ok", False),
        ("warning", True),
    ]
    assert "ups" in list(found)[-1].what


async def test_a_carrier_beside_the_aggregator_is_no_warning(tmp_path: Path) -> None:
    """It is asked while something is suspected."""
    path = tmp_path / "forestall.yaml"
    path.write_text("carriers: {17track: {key: {env: K}}, ups: {key: {env: K}, secret: {env: K}}}")
    assert [one.level for one in await setup.carriers(load(path, KEYS))] == ["ok", "ok"]


async def test_a_carrier_alone_is_the_one_asked(tmp_path: Path) -> None:
    """Without an aggregator the carrier's own service is asked, and that is no warning."""
    path = tmp_path / "forestall.yaml"
    path.write_text("carriers: {ups: {key: {env: K}, secret: {env: K}}}")
    assert [one.level for one in await setup.carriers(load(path, KEYS))] == ["ok"]


async def test_a_key_that_is_not_wanted_is_not_missed(tmp_path: Path) -> None:
    """Only a provider that wants a key lacks one."""
    path = tmp_path / "forestall.yaml"
    for name, level in (("cainiao", "ok"), ("aliexpress", "ok"), ("ups", "problem")):
        path.write_text(f"carriers: {{{name}: {{}}}}")
        assert [one.level for one in await setup.carriers(load(path, KEYS))] == [level]

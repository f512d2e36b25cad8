"""Connectors of other packages: found by their entry points, refused where they are none."""

import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.connectors import registry
from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.installed import OWN, marketplaces
from services.connectors.marketplaces.lazada.connector import CONNECTOR
from services.connectors.oncall.installed import receivers
from services.connectors.plugins import plugged
from services.runtime.errors import ConfigurationError
from services.runtime.settings import Settings

GROUP = "forestall.marketplaces"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where a stranger's package is installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    marketplaces.cache_clear()
    return tmp_path


def install(site: Path, package: str, points: str, source: str) -> None:
    """A package as an installer leaves it."""
    (site / f"{package}.py").write_text(source)
    info = site / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{points}\n")


def test_a_strangers_connector_stands_beside_ours(site: Path) -> None:
    """Its name works in settings as ours do."""
    source = "from services.connectors.marketplaces.lazada.connector import CONNECTOR as stall\n"
    install(site, "forestall_stall", "stall = forestall_stall:stall", source)
    try:
        found = marketplaces()
        assert found["stall"] is CONNECTOR
        assert OWN.keys() < found.keys()
    finally:
        marketplaces.cache_clear()
        sys.modules.pop("forestall_stall", None)


@pytest.mark.parametrize(
    ("points", "source", "said"),
    [
        ("lazada = stranger_a:it", "it = 1", "name that is taken"),
        ("odd = stranger_b:it", "it = 1", "is no Marketplace"),
        ("odd = stranger_c:it", "raise OSError('no licence')", "no licence"),
        ("odd = stranger_d:that", "", "cannot be loaded"),
    ],
)
def test_what_is_no_connector_is_named_with_its_package(
    site: Path, points: str, source: str, said: str
) -> None:
    """A configuration error that says which package to mend or remove."""
    package = points.split("= ")[1].split(":", maxsplit=1)[0]
    install(site, package, points, source)
    with pytest.raises(ConfigurationError, match=said) as refused:
        plugged(GROUP, Marketplace, OWN)
    assert package in str(refused.value)


def test_a_strangers_receiver_is_made_by_its_kind(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the receiver's name, address and what it is told; an unknown kind is named."""
    source = (
        "from types import SimpleNamespace\n"
        "from services.connectors.oncall.installed import Receiver\n"
        "RECEIVER = Receiver(lambda name, url, hears, backoff: SimpleNamespace(name=name, url=url))"
    )
    monkeypatch.setattr(sys.modules[__name__], "GROUP", "forestall.oncall")
    install(site, "forestall_bell", "bell = forestall_bell:RECEIVER", source)
    receivers.cache_clear()
    one = {"name": "duty", "kind": "bell", "url": SecretStr("ring://")}
    try:
        settings = Settings.model_validate({"oncall": {"receivers": [one]}})
        (made,) = registry.oncall(settings)
        assert (made.name, getattr(made, "url", "")) == ("duty", "ring://")
        with pytest.raises(
            ConfigurationError, match="'gong' is not known; known are: apprise, bell"
        ):
            registry.oncall(
                Settings.model_validate({"oncall": {"receivers": [one | {"kind": "gong"}]}})
            )
    finally:
        receivers.cache_clear()
        sys.modules.pop("forestall_bell", None)

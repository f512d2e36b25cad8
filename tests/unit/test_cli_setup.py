"""What the doctor says of the settings alone."""

from datetime import UTC, datetime
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


async def test_what_pushes_want_and_an_app_lacks_is_told(tmp_path: Path) -> None:
    """One finding for each setting; an app whose marketplace wants none has none."""
    path = tmp_path / "forestall.yaml"
    app = 'key: k, secrets: [{env: K}], api: "http://127.0.0.1:9"'
    for more, missing in (
        ("marketplace: lazada", []),
        ("marketplace: shopee", ["webhook"]),
        ("marketplace: ebay", ["webhook", "challenge"]),
        ('marketplace: ebay, webhook: "https://a.example/e"', ["challenge"]),
        ('marketplace: ebay, webhook: "https://a.example/e", challenge: {env: K}', []),
    ):
        path.write_text(f"apps: {{a: {{{app}, {more}}}}}")
        found = list(await setup.apps(load(path, KEYS)))
        assert [one.level for one in found] == ["warning"] * len(missing)
        assert all(f"apps.a.{name}" in one.do for name, one in zip(missing, found, strict=True))


@pytest.mark.parametrize(
    ("marketplace", "seller", "told"),
    [("ozon", "k", 0), ("ozon", "7", 1), ("lazada", "7", 0), ("paypal", "7", 1)],
)
async def test_a_seller_who_is_not_the_apps_is_told(
    tmp_path: Path, marketplace: str, seller: str, told: int
) -> None:
    """Where one app is one seller, the pushes of another are refused."""
    path = tmp_path / "forestall.yaml"
    path.write_text(
        f"""
apps:
  a: {{marketplace: {marketplace}, key: k, secrets: [{{env: K}}], api: "http://127.0.0.1:9",
      webhook: "https://a.example/e"}}
shops:
  - {{key: {marketplace}/s, app: a, seller_id: "{seller}", token: {{env: K}}, zone: Asia/Shanghai}}
"""
    )
    found = list(await setup.apps(load(path, KEYS)))
    assert [(one.level, f"{marketplace}/s" in one.what) for one in found] == [
        ("warning", True)
    ] * told


async def test_a_rate_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """One that is too old, and one of a day that is yet to come in the shop's zone."""
    path = tmp_path / "forestall.yaml"
    path.write_text(
        """
apps: {a: {marketplace: lazada, key: k, secrets: [{env: K}], api: http://127.0.0.1:9}}
shops:
  - key: lazada/s
    app: a
    seller_id: s
    token: {env: K}
    zone: Asia/Shanghai
    offers:
      currency: CNY
      rates:
        EUR: {value: 8, since: 2026-03-11}
        MYR: {value: 1.5, since: 2026-01-01}
"""
    )
    settings = load(path, KEYS)
    for hour, expected in ((15, ["EUR", "MYR"]), (16, ["MYR"])):
        found = list(await setup.rates(settings, datetime(2026, 3, 10, hour, tzinfo=UTC)))
        assert [one.what.split("the rate of ")[1][:3] for one in found] == expected
        assert all(one.level == "warning" and "offers.rates" in one.do for one in found)
    assert (
        "yet to come"
        in next(iter(await setup.rates(settings, datetime(2026, 3, 1, tzinfo=UTC)))).what
    )


@pytest.mark.parametrize("installed", [True, False])
async def test_traces_without_what_they_need_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    """Nothing would start; where none are wanted nothing is said."""
    monkeypatch.setattr(setup, "find_spec", lambda _: object() if installed else None)
    path = tmp_path / "forestall.yaml"
    for text, told in (("{}", []), ("telemetry: {endpoint: 'http://c:4318'}", ["problem"])):
        path.write_text(text)
        found = await setup.telemetry(load(path, KEYS))
        assert [one.level for one in found] == ([] if installed else told)

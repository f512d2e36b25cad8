"""What the doctor says that each rule can do at a shop."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from services.cli.checks import abilities
from services.connectors.marketplaces.installed import marketplaces
from services.notifier.kinds import REACHING
from services.notifier.playbook import DEFAULT, load
from services.notifier.texts import default
from services.runtime.settings import Settings
from services.runtime.settings import load as settings_of
from tests.support.notifier import NOW

KEYS = {"K": "key"}
PLAYBOOK = load(DEFAULT, default().names)
STAFFS = {rule.id for rule in PLAYBOOK.rules if rule.kind not in REACHING and rule.mode != "off"}


def _settings(path: Path, marketplace: str, more: str = "") -> Settings:
    file = path / "forestall.yaml"
    file.write_text(
        f"""
apps:
  a: {{marketplace: {marketplace}, key: k, secrets: [{{env: K}}], api: "http://127.0.0.1:9",
      webhook: "https://a.example/e", challenge: {{env: K}}}}
shops:
  - {{key: {marketplace}/s, app: a, seller_id: k, token: {{env: K}}, zone: Asia/Shanghai{more}}}
allow_private_addresses: true
"""
    )
    return settings_of(file, KEYS)


async def _told(settings: Settings) -> Mapping[str, tuple[str, str]]:
    """By rule: what it can do, and the reason."""
    (finding,) = await abilities.rules(settings, NOW)
    assert finding.level == "ok"
    head, *lines = finding.what.splitlines()
    assert head.startswith(f"shop {settings.shops[0].key}: ")
    found = {}
    for line in lines:
        way, names = line.strip().rsplit(": ", 1)
        may, _, why = way.partition(", since ")
        for name in names.split(", "):
            assert name not in found
            found[name] = may.split(" ")[0], why.rsplit(" (", 1)[0]
    return found


@pytest.mark.parametrize(
    "marketplace",
    sorted(name for name, one in marketplaces().items() if not one.sandbox and name != "canary"),
)
async def test_every_rule_is_told_once_at_every_marketplace(
    tmp_path: Path, marketplace: str
) -> None:
    """All that are not off; rules for staff are tasks everywhere, without a reason."""
    told = await _told(_settings(tmp_path, marketplace))
    assert set(told) == {rule.id for rule in PLAYBOOK.rules if rule.mode != "off"}
    assert {told[name] for name in STAFFS} == {("task", "")}
    assert {may for may, _ in told.values()} <= {"automatic", "task", "impossible"}


async def test_texts_that_nobody_has_reviewed_are_peoples(tmp_path: Path) -> None:
    """Unless the shop says otherwise; then the chat's rules act by themselves."""
    told = await _told(_settings(tmp_path, "lazada"))
    assert told["hold-buyer-must-act"] == ("task", "nobody has reviewed its text in any language")
    told = await _told(_settings(tmp_path, "lazada", ", unreviewed_texts: send"))
    assert told["hold-buyer-must-act"] == ("automatic", "")


async def test_what_a_marketplace_has_not_is_a_task_or_impossible(tmp_path: Path) -> None:
    """The reason is the connector's own; a chat that cannot be opened is nobody's to open."""
    told = await _told(_settings(tmp_path, "aliexpress", ", unreviewed_texts: send"))
    (opens,) = [rule.id for rule in PLAYBOOK.rules if rule.kind == "conversation"]
    (extends,) = [rule.id for rule in PLAYBOOK.rules if rule.kind == "extend"]
    assert told[opens][0] == "impossible"
    assert told["hold-buyer-must-act"][0] == "task"
    assert told["hold-buyer-must-act"][1]
    assert told[extends] == ("automatic", "")
    told = await _told(_settings(tmp_path, "lazada", ", unreviewed_texts: send"))
    assert told[extends] == ("task", "Lazada lets no seller extend protection")
    assert told[opens] == ("automatic", "")


async def test_a_rule_that_is_off_is_not_told(tmp_path: Path) -> None:
    """At that shop it does nothing."""
    off = ", rules: {hold-buyer-must-act: {mode: 'off'}}"
    assert "hold-buyer-must-act" not in await _told(_settings(tmp_path, "lazada", off))


async def test_a_playbook_that_cannot_be_read_is_another_checks(tmp_path: Path) -> None:
    """It is told of once."""
    settings = _settings(tmp_path, "lazada").model_copy(update={"playbook": tmp_path / "gone"})
    assert list(await abilities.rules(settings, NOW)) == []

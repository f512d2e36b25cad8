"""``forestall playbook diff | apply | back | versions`` and ``doctor``, as a seller runs them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.notifier import NOW, D, H, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.terminal import Terminal, terminal

OWN = """
extends: default
change:
  pickup-waiting: { mode: "off" }
  silent-before-promise: { at: promise - 3d }
"""


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


async def test_a_playbook_is_taken_and_taken_back(
    forestall: Terminal, shell: Shell, tmp_path: Path
) -> None:
    """What it changes is told in words and numbers first; doctor and versions say who has why."""
    own = tmp_path / "own.yaml"
    own.write_text(OWN)
    assert "none was ever taken" in await forestall.says("playbook", "versions")
    told = await forestall.says("playbook", "diff", str(own))
    assert "at: promise - 2d -> promise - 3d" in told
    assert "mode: automatic -> off" in told
    assert "2 rules are otherwise" in told
    told = await forestall.says("playbook", "apply", str(own), "--author", "ana", "--reason", "try")
    assert "within 24 h 0 messages and acts more would leave, and 0 fewer" in told
    assert "comes out otherwise" in told
    assert await shell.casework.world.refresh(shell.stores)
    assert shell.casework.world.number == 1
    told = await forestall.says("playbook", "versions")
    assert "ana" in told
    assert "in force" in told
    assert "playbook 1 is in force: own.yaml" in await forestall.says("doctor")
    assert "playbook 2 is in force" in await forestall.says("playbook", "back")
    assert "the playbook in force is the one that comes" in await forestall.says("doctor")


async def test_more_than_fifty_are_asked_about(
    forestall: Terminal, shell: Shell, tmp_path: Path
) -> None:
    """Without an answer nothing is taken; ``--yes`` answers, and a broken case of ours refuses."""
    for number in range(51):
        key = f"{SHOP}/{number}"
        here = parcel(order_keys=(key,), stage="pickup", stage_since=NOW + H)
        young = order(key=key, placed_at=NOW - 2 * D, shipped_at=NOW - D)
        await shell.tell(young, here, key=key)
    own, case = tmp_path / "own.yaml", tmp_path / "cases.yaml"
    own.write_text(OWN)
    asked = await forestall("playbook", "apply", str(own), "--reason", "try")
    assert asked.exit_code == 1
    assert "and 51 fewer" in asked.output
    assert not await shell.rows("playbooks")
    case.write_text(
        "- case: pickup is told\n  given: {parcel: {stage: pickup, stage_since: 0h}}\n"
        "  until: +2d\n  expect: [{rule: pickup-waiting, do: message}]\n"
    )
    words = ("playbook", "apply", str(own), "--reason", "try", "--yes")
    refused = await forestall(*words, "--cases", str(case))
    assert refused.exit_code == 2
    assert "pickup-waiting was to message" in refused.output
    assert "playbook 1 is in force" in await forestall.says(*words)

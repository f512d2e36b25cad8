"""``forestall playbook diff | apply | back | versions`` and ``doctor``, as a seller runs them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.support.notifier import KEY, NOW, D, H, order, parcel
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


async def test_what_only_looks_looks_at_the_playbook_in_force(
    forestall: Terminal, shell: Shell, tmp_path: Path
) -> None:
    """What ``apply`` has stored, or the settings' file where asked for it; and it is said which."""
    own, orders = tmp_path / "own.yaml", tmp_path / "orders.csv"
    own.write_text(OWN)
    orders.write_text("order_id,purchased_at,shipped_at,promised_at,delivered_at\n")
    await shell.tell(order(), parcel())
    ours, theirs = "playbook: the one that comes with the program", "playbook: own.yaml, number 1"
    commands = {
        ("playbook", "check"): 0,
        ("playbook", "test"): 1,
        ("playbook", "preview", "--out", str(tmp_path / "page.html")): 0,
        ("playbook", "explain", KEY): 0,
        ("backtest", "--orders", str(orders), "--out", str(tmp_path / "out")): 0,
    }
    for words in commands:
        assert ours in await forestall.says(*words)
    await forestall.says("playbook", "apply", str(own), "--reason", "try")
    for words, code in commands.items():
        assert theirs in await forestall.says(*words, code=code)
        assert ours in await forestall.says(*words, "--of-settings")
        assert f"playbook: {own}" in await forestall.says(*words, "--playbook", str(own), code=code)
    assert f"playbook: {own}" in (tmp_path / "page.html").read_text()
    url = "postgresql://nobody@127.0.0.1:9/none"
    silent = await forestall("playbook", "check", FORESTALL_DATABASE_URL=url)
    assert silent.exit_code == 0
    assert f"{ours}, for the database does not answer" in silent.output


async def test_out_of_a_playbook_that_cannot_be_read(
    forestall: Terminal, shell: Shell, tmp_path: Path
) -> None:
    """Whoever looks is told what is wrong and what to do, and that is what helps."""
    await shell.tell(order(), parcel())
    async with transaction(shell.pool) as conn:
        await conn.execute(
            """INSERT INTO notifier.playbook_texts
               VALUES ('own', 'extends: default\nchnge: {}'), ('base', '[]');
               INSERT INTO notifier.playbooks
               VALUES (1, 'v', 'newer.yaml', 'own', 'base', 'ana', 'why', now())"""
        )
    own = tmp_path / "own.yaml"
    own.write_text(OWN)
    for words in (("check",), ("test",), ("explain", KEY), ("diff", str(own)), ("versions",)):
        told = await forestall.says("playbook", *words, code=2)
        assert "playbook 1 (newer.yaml) is stored, and this program cannot read it" in told
        assert "there is no `chnge`" in told or "has no `chnge`" in told
        assert "`forestall playbook back`" in told
    assert "passed" not in await forestall.says("playbook", "check", "--of-settings")
    told = await forestall.says("playbook", "back", "--yes")
    assert "cannot read it" in told
    assert "playbook 2 is in force" in told
    assert "playbook: the one that comes with the program" in await forestall.says(
        "playbook", "check"
    )

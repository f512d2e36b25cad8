"""``forestall case commit`` and ``kept``: a promise to a buyer, from its note to its end."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.notifier import KEY, NOW, H, order, parcel
from tests.support.notifier_shell import Shell, open_shell
from tests.support.terminal import Terminal, terminal

BY = NOW + 6 * H


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


async def test_a_promise_is_raised_before_it_is_missed_until_it_is_kept(
    forestall: Terminal, shell: Shell
) -> None:
    """Noted in words, a task two hours before, and gone once a person says that it was kept."""
    await shell.tell(order(), parcel())
    words = ("case", "commit", KEY, "--by", BY.isoformat(), "--what", "a photo of the receipt")
    assert "noted" in await forestall.says(*words, "--who", "ana")
    assert "promised" in await forestall.says("case", KEY)
    await shell.step(3 * H)
    assert await shell.tasks("commitment-due") == []
    await shell.step(2 * H)
    assert await shell.tasks("commitment-due") == [("do", "open")]
    (task,) = [row for row in await shell.rows("tasks") if row["rule"] == "commitment-due"]
    assert task["deadline"] == BY
    forestall.stands_at(NOW + 5 * H)
    assert f"{KEY}: 1 kept" in await forestall.says("case", "kept", KEY, "--who", "ben")
    await shell.run()
    assert await shell.tasks("commitment-due") == [("do", "gone")]
    assert f"{KEY}: 0 kept" in await forestall.says("case", "kept", KEY)
    told = await forestall.says("case", KEY)
    assert "kept" in told
    assert "ben" in told
    assert "1 of 1 timelines hold" in await forestall.says("case", "verify", "--all")


async def test_a_promise_that_nobody_can_keep_is_refused(
    forestall: Terminal, shell: Shell, tmp_path: Path
) -> None:
    """Of a time that is over, in a vacation, without an offset, to nobody we know."""
    await shell.tell(order(), parcel())
    config = tmp_path / "forestall.yaml"
    away = (NOW + timedelta(days=3)).date()
    vacation = f"    staffed: {{vacations: [{{from: {away}, to: {away}}}]}}\n"
    config.write_text(config.read_text().replace("    mode: auto", f"{vacation}    mode: auto"))
    for by, key, why in (
        (NOW - H, KEY, "a time ahead"),
        (NOW + timedelta(days=3), KEY, "on vacation"),
        (NOW + H, f"{KEY}9", "there is no order"),
        (NOW + H, "lazada/other/1", "there is no shop"),
    ):
        words = ("case", "commit", key, "--by", by.isoformat(), "--what", "x")
        assert why in await forestall.says(*words, code=2)
    words = ("case", "commit", KEY, "--by", "2026-03-10T18:00", "--what", "x")
    assert "say the offset" in await forestall.says(*words, code=2)
    assert "there is no order" in await forestall.says("case", "kept", f"{KEY}9", code=2)

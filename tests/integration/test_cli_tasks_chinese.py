"""``forestall tasks`` for people who read Simplified Chinese."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.notifier import NOW, H, dispute, hold, order, parcel
from tests.support.notifier_shell import Shell, open_shell
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW + H)
    config = tmp_path / "forestall.yaml"
    config.write_text(
        config.read_text().replace("    mode: auto", "    staff_language: zh-Hans\n    mode: auto")
    )
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url, staff_language="zh-Hans")
    yield shell
    await shell.pool.close()


async def test_tasks_are_listed_shown_and_closed_in_chinese(
    forestall: Terminal, shell: Shell
) -> None:
    """The frame, the title and why; the buyer's words stay in the buyer's language."""
    assert "没有待办" in await forestall.says("tasks", "list")
    shell.market.allowed = False
    await shell.tell(order(), parcel(hold(since=NOW)))
    await shell.run()
    told = await forestall.says("tasks", "list")
    for word in ("编号", "类型", "剩余", "订单与待办", "发送", "海关扣留包裹，需要买家处理"):
        assert word in told
    (task,) = await shell.rows("tasks")
    told = await forestall.says("tasks", "show", str(task["id"]))
    assert f"任务{task['id']}（发送，待处理）：海关扣留包裹，需要买家处理" in told
    assert "aduana" in told
    assert "no chat here" in told, "a reason from elsewhere is told as it came"
    ended = ("tasks", "done", str(task["id"]), "--by", "li")
    assert f"任务{task['id']}已完成" in await forestall.says(*ended)
    await shell.tell(dispute())
    told = await forestall.says("tasks", "list", "--all")
    assert "已完成" in told
    assert all(ord(sign) > 127 for row in await shell.rows("tasks") for sign in row["title"][:4])

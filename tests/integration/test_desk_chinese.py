"""The desk's pages as staff read them whose language is Chinese."""

from collections.abc import AsyncIterator

import pytest

from services.notifier import tasks
from tests.support.desk import at, furnish, room_of
from tests.support.notifier import KEY, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

HOLD = "hold-buyer-must-act"


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    shell = await open_shell(postgres_url, mode="approve")
    await furnish(postgres_url)
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    yield shell
    await shell.pool.close()


async def test_the_desk_speaks_chinese_to_who_reads_it(shell: Shell) -> None:
    """The frame and our own words, whatever the shop's language; the buyer's text stays."""
    (task,) = [one for one in await tasks.list_tasks(shell.stores) if one.rule == HOLD]
    number = task.id
    async with at(room_of(shell), "li") as li:
        assert '<html lang="zh-Hans">' in await li.sees("/queue")
        told = await li.sees(f"/tasks/{number}")
        for words in ("海关扣留包裹，需要买家处理", "批准", "海关", "已知情况"):
            assert words in told
        assert "aduana" in told
        await li.sends(f"/tasks/{number}/take")
        told = (await li.sees(f"/cases/{KEY}")).split('class="timeline"')[1]
        for words in ("li: 认领任务", "状态 已发货", "RR123456789CN: 海关", "待批准"):
            assert words in told
    async with at(room_of(shell), "ann") as ann, at(room_of(shell), "li") as li:
        told = await ann.sends(f"/tasks/{number}/take", status=409)
        assert "li has task" in told.text
        await li.sends(f"/tasks/{number}/approve")
        told = await li.sends(f"/tasks/{number}/approve", status=409)
        assert f"任务{number}已不在待办中" in told.text
        told = await li.sends("/resume", status=403, scope=SHOP)
        assert "需要lead角色" in told.text


async def test_rest_says_in_chinese_why_it_refuses(shell: Shell) -> None:
    """To who reads it, and to a browser that asks for it before anybody is known."""
    async with at(room_of(shell), "li") as li, at(room_of(shell), "ann") as ann:
        for path, body, status, told in (
            ("/tasks/99", None, 404, "没有任务99"),
            ("/resume", {"scope": SHOP}, 403, "需要lead角色"),
            ("/tasks?hands=x", None, 409, "mine、free或second"),
            ("/nowhere", None, 404, "没有这个页面"),
        ):
            found = await li.asks(path, body, status)
            assert told in found["detail"], found
            assert (await ann.asks(path, body, status))["detail"].isascii()
    async with at(room_of(shell), "nobody") as nobody:
        answer = await nobody.http.get("/queue", headers={"accept-language": "zh-CN"})
        assert (answer.status_code, answer.text[:6]) == (403, "您不能进入：")

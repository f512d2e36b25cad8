"""What is done at the desk is done by command too: every act, several at once, search, on call."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.cli.main import main
from services.cli.task_acts import DID
from services.cli.tasks import tasks as group
from services.desk.acts import ACTS
from services.notifier import people, tasks
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from services.tracker.app import MIGRATIONS as TRACKER
from tests.support.notifier import KEY, NOW, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    """Three orders that customs holds, in ``approve``."""
    assert forestall
    shell = await open_shell(postgres_url, mode="approve")
    await migrate(postgres_url, "tracker", TRACKER)
    for number in "123":
        key = f"{KEY}{number}"
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await shell.run()
    yield shell
    await shell.pool.close()


async def numbers(shell: Shell) -> list[str]:
    """Of the open tasks."""
    return sorted(str(one.id) for one in await tasks.list_tasks(shell.stores))


def test_every_act_of_the_desk_is_a_command() -> None:
    """Each with what it asks for, and each said of a task in a word."""
    assert set(ACTS) <= set(group.commands)
    assert set(DID) == set(ACTS)
    for name, act in ACTS.items():
        options = {one.name for one in group.commands[name].params}
        assert {"numbers", "by", *filter(None, [act.field])} <= options
    assert main.get_command(None, "search") is not None  # type: ignore[arg-type]


async def test_several_are_done_at_once_each_by_itself(shell: Shell, forestall: Terminal) -> None:
    """What failed is told, the others are done, and the exit code says that not all were."""
    first, second, third = await numbers(shell)
    await forestall.says("tasks", "refuse", second, "--reason", "not this one", "--by", "ann")
    told = await forestall.says("tasks", "approve", first, second, third, "--by", "bob", code=1)
    assert f"{second}: task {second} is no longer open" in told
    assert f"task {first} approved" in told
    await shell.run()
    assert len(shell.market.chat) == 2


async def test_a_text_leaves_in_other_words(shell: Shell, forestall: Terminal) -> None:
    """Which pass the same gate as at the desk."""
    number = (await numbers(shell))[0]
    refused = await forestall.says("tasks", "edit", number, "--words", "write to a@b.es", code=2)
    assert "the marketplace would not have it" in refused
    await forestall.says("tasks", "edit", number, "--words", "Hola, lo miramos hoy.")
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == ["Hola, lo miramos hoy."]


async def test_a_task_is_given_and_put_off(shell: Shell, forestall: Terminal) -> None:
    """As at the desk: it has somebody's name, and is out of the queue for some hours."""
    number = (await numbers(shell))[0]
    assert "assigned" in await forestall.says("tasks", "assign", number, "--to", "bob")
    assert "put off" in await forestall.says("tasks", "snooze", number, "--hours", "1")
    (row,) = [one for one in await shell.rows("tasks") if str(one["id"]) == number]
    assert row["assignee"] == "bob"
    assert row["snoozed_until"] is not None


async def test_orders_are_found_and_what_stands_is_shown(shell: Shell, forestall: Terminal) -> None:
    """By an order's number; and what somebody has stopped, by whom and why."""
    assert f"{KEY}1" in await forestall.says("search", f"{KEY}1")
    assert "nothing was found" in await forestall.says("search", "no such word", code=1)
    assert "nothing is paused" in await forestall.says("oncall", "show")
    await people.pause(shell.stores, NOW, SHOP, "a recall", "ann")
    told = await forestall.says("oncall", "show")
    assert f"{SHOP} (ann): a recall" in told

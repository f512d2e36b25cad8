"""Four eyes by command: ``forestall tasks approve``, by people whom the desk knows."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.notifier import tasks
from services.runtime.kafka.profile import KafkaProfile
from tests.support.notifier import NOW, H, hold, order, parcel
from tests.support.notifier_shell import Shell, open_shell
from tests.support.terminal import Terminal, terminal

DESK = """
desk:
  header: X-User
  peers: [10.0.0.0/8]
  people: [{name: ann, role: agent}, {name: lea, role: lead}]
  four_eyes: [{acts: [approve]}]
"""


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW + H)
    config = tmp_path / "forestall.yaml"
    config.write_text(config.read_text() + DESK)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold(since=NOW)))
    await shell.run()
    yield shell
    await shell.pool.close()


async def test_two_names_let_a_text_go(forestall: Terminal, shell: Shell) -> None:
    """Asked for, shown, not by the same and by nobody unknown; the second lets it go."""
    (found,) = await tasks.list_tasks(shell.stores)
    number = str(found.id)
    told = await forestall.says("tasks", "approve", number, "--by", "ann")
    assert f"task {number} to be confirmed" in told
    assert "to be confirmed" in await forestall.says("tasks", "show", number)
    told = (await forestall("tasks", "approve", number, "--by", "Ann")).output
    assert "somebody else confirms" in told
    told = (await forestall("tasks", "approve", number, "--by", "root")).output
    assert "wants the role lead" in told
    told = await forestall.says("tasks", "approve", number, "--by", "lea")
    assert f"task {number} approved" in told
    assert (await tasks.show(shell.stores, found.id)).closed_by == "ann, lea"


async def test_other_words_are_confirmed_by_who_has_read_them(
    forestall: Terminal, shell: Shell
) -> None:
    """Without naming the first press that ``show`` tells, the second confirms nothing."""
    (found,) = await tasks.list_tasks(shell.stores)
    number = str(found.id)
    told = await forestall.says(
        "tasks", "edit", number, "--words", "Please call customs.", "--by", "ann"
    )
    assert "to be confirmed" in told
    told = (await forestall("tasks", "approve", number, "--by", "lea")).output
    assert "changed meanwhile" in told
    (seen,) = re.findall(r"--seen (\S+)", await forestall.says("tasks", "show", number))
    told = await forestall.says("tasks", "approve", number, "--seen", seen, "--by", "lea")
    assert f"task {number} approved" in told


async def test_what_waits_is_taken_back(forestall: Terminal, shell: Shell) -> None:
    """The task lies there as before; once more there is nothing to take back."""
    (found,) = await tasks.list_tasks(shell.stores)
    number = str(found.id)
    await forestall.says("tasks", "approve", number, "--by", "ann")
    assert "taken back" in await forestall.says("tasks", "withdraw", number, "--by", "lea")
    assert (await tasks.show(shell.stores, found.id)).first_by == ""
    assert "nothing waits" in (await forestall("tasks", "withdraw", number)).output

"""A dispute that a person answers from here: once, on record, and never again by itself."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from schemas.action import ActionStatus
from schemas.base import Money
from services.connectors.answers import Answer, Decision
from services.notifier import answering, people
from services.notifier.eyes import Eyes
from services.runtime.desk import FourEyes, Role
from services.runtime.errors import InvalidInput
from tests.support.notifier import KEY, H, dispute, order
from tests.support.notifier_shell import Shell, open_shell

ASKED = Money(amount=Decimal(20), currency="USD")
PAY = Answer(Decision.ACCEPT, ASKED)
ANN = answering.Giver("ann")


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier whose buyer has just opened a dispute, not yet answered."""
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(order(), dispute(amount=ASKED))
        yield shell
    finally:
        await shell.pool.close()


async def _answer(shell: Shell) -> ActionStatus:
    seen = await answering.pending(shell.stores, KEY)
    given = await answering.answer(
        shell.stores, shell.casework, shell.clock.now, KEY, (seen, PAY), giver=ANN
    )
    return given.status


async def test_an_answer_is_given_once_for_each_submission(shell: Shell) -> None:
    """The same submission takes no second one; the next does, if the person has seen it."""
    seen = await answering.pending(shell.stores, KEY)
    assert await _answer(shell) is ActionStatus.DONE
    with pytest.raises(InvalidInput, match="answered"):
        await _answer(shell)
    await shell.tell(dispute(version=2, round=2, amount=ASKED))
    with pytest.raises(InvalidInput, match="changed"):
        await answering.answer(
            shell.stores, shell.casework, shell.clock.now, KEY, (seen, PAY), giver=ANN
        )
    assert await _answer(shell) is ActionStatus.DONE
    await shell.run()
    assert shell.market.answered == [("d-1", PAY), ("d-1", PAY)]


async def test_an_answer_that_wants_two_leaves_with_the_second(shell: Shell) -> None:
    """The very same, of another person with the role; the case names both, and no word waits."""
    rules = (FourEyes(acts=("answer",), role="lead"),)
    seen = await answering.pending(shell.stores, KEY)
    words = Answer(Decision.REFUSE, words="It is at customs.")

    async def gives(name: str, role: Role, told: Answer) -> ActionStatus:
        giver = answering.Giver(name, Eyes(rules, role=role))
        ended = await answering.answer(
            shell.stores, shell.casework, shell.clock.now, KEY, (seen, told), giver=giver
        )
        return ended.status

    for name, role, told, why in (
        ("ann", "agent", PAY, "second_needed"),
        ("ann", "admin", PAY, "second_needed"),
        ("bob", "agent", PAY, "second_role"),
        ("lea", "lead", words, "second_needed"),
        ("ann", "agent", PAY, "second_needed"),
    ):
        with pytest.raises(InvalidInput, match=why):
            await gives(name, role, told)
    assert shell.market.answered == []
    assert not any("customs" in str(row) for row in await shell.rows("waiting"))
    assert await gives("lea", "lead", PAY) is ActionStatus.DONE
    assert shell.market.answered == [("d-1", PAY)]
    assert "ann, lea" in await _told(shell)
    assert await shell.rows("waiting") == []
    with pytest.raises(InvalidInput, match="answered"):
        await gives("ann", "agent", PAY)


async def _told(shell: Shell) -> str:
    rows = await shell.rows("entries")
    return " ".join(str(row["body"]) for row in rows if row["kind"] == "action")


async def test_a_lost_answer_pages_and_is_never_given_again(shell: Shell) -> None:
    """It may have paid: a person looks, however long the machine goes on."""
    shell.market.faults = ["lost"]
    assert await _answer(shell) is ActionStatus.UNCERTAIN
    for _ in range(3):
        await shell.step(H)
    assert shell.market.answered == [("d-1", PAY)]
    assert await shell.tasks(answering.RULE) == [("check", "open")]
    paged = [row for row in await shell.rows("alerts") if "answer-uncertain" in row["dedup_key"]]
    assert [row["level"] for row in paged] == ["page"]


async def test_nothing_is_answered_while_all_is_paused(shell: Shell) -> None:
    """A pause holds what people give from here as well, and leaves no trace of an attempt."""
    await people.pause(shell.stores, shell.clock.now(), "all", "a test", "me")
    with pytest.raises(InvalidInput, match="paused"):
        await _answer(shell)
    assert not shell.market.answered

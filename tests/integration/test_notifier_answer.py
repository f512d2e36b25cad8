"""A dispute that a person answers from here: once, on record, and never again by itself."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from schemas.action import ActionStatus
from schemas.base import Money
from services.connectors.answers import Answer, Decision
from services.notifier import answering, people
from services.runtime.errors import InvalidInput
from tests.support.notifier import KEY, H, dispute, order
from tests.support.notifier_shell import Shell, open_shell

ASKED = Money(amount=Decimal(20), currency="USD")
PAY = Answer(Decision.ACCEPT, ASKED)


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
    given = await answering.answer(shell.stores, shell.casework, shell.clock.now, KEY, (seen, PAY))
    return given.status


async def test_an_answer_is_given_once_for_each_submission(shell: Shell) -> None:
    """The same submission takes no second one; the next does, if the person has seen it."""
    seen = await answering.pending(shell.stores, KEY)
    assert await _answer(shell) is ActionStatus.DONE
    with pytest.raises(InvalidInput, match="answered"):
        await _answer(shell)
    await shell.tell(dispute(version=2, round=2, amount=ASKED))
    with pytest.raises(InvalidInput, match="changed"):
        await answering.answer(shell.stores, shell.casework, shell.clock.now, KEY, (seen, PAY))
    assert await _answer(shell) is ActionStatus.DONE
    await shell.run()
    assert shell.market.answered == [("d-1", PAY), ("d-1", PAY)]


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

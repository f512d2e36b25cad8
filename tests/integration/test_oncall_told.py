"""A receiver that joins nothing, behind its memory: each page once, notices folded."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.connectors.oncall import told
from services.connectors.oncall.told import FOLD, LEASE, SaidOnce
from services.connectors.ports import Alert
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused, TryLater, Unanswered
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.staffed import Staffed
from tests.contract.conformance_oncall import OTHER, PAGE
from tests.support.notifier_shell import Receiver
from tests.support.recorder import SCHEMA, SQL
from tests.support.servers import START

H = timedelta(hours=1)
NIGHT = START + 22 * H
MORNING = START + 33 * H
HOURS = (Staffed("UTC"),)


@pytest.fixture(name="pool")
async def _pool(postgres_url: str) -> AsyncIterator[Pool]:
    await migrate(postgres_url, SCHEMA, SQL)
    pool = await open_pool(postgres_url, application="test")
    yield pool
    await pool.close()


class Chat(Receiver):
    """Joins nothing; may refuse single alerts."""

    refused: frozenset[str] = frozenset()

    async def send(self, alerts: list[Alert], now: datetime) -> None:  # type: ignore[override]
        """Accepted, but for what is refused."""
        if any(alert.dedup_key in self.refused for alert in alerts):
            raise Refused(self.name, "no")
        await super().send(alerts, now)


def _two(pool: Pool, chat: Chat, clock: SteppedClock) -> list[SaidOnce]:
    """Two processes before one chat."""
    return [SaidOnce(chat, HOURS, pool=pool, schema=SCHEMA, clock=clock) for _ in range(2)]


def _over(alert: Alert, at: datetime) -> Alert:
    return replace(alert, ends_at=at)


async def test_a_page_is_said_once_and_its_end_once(pool: Pool) -> None:
    """Whichever replica is told of it, however often, changed or not; a second episode is new."""
    clock, chat = SteppedClock(START), Chat("chat")
    both = _two(pool, chat, clock)
    for _ in range(2):
        for one in (*both, *_two(pool, chat, clock)):
            await one.send([PAGE], START)
            await one.send([replace(PAGE, summary="changed")], START)
        for one in (*both, *_two(pool, chat, clock)):
            await one.send([_over(PAGE, START)], START)
    assert [alert.ends_at is None for alert in chat.accepted] == [True, False] * 2
    assert await pool.fetch(f"SELECT * FROM {SCHEMA}.told") == []  # noqa: S608 - the test's own


async def test_what_is_not_accepted_is_said_later(pool: Pool) -> None:
    """A page that a chat refuses keeps no other back; one that was never said has no end."""
    clock, chat = SteppedClock(START), Chat("chat")
    memory, _ = _two(pool, chat, clock)
    other = replace(PAGE, dedup_key="other")
    chat.refused = frozenset({PAGE.dedup_key})
    with pytest.raises(Refused):
        await memory.send([PAGE, other], START)
    assert [alert.dedup_key for alert in chat.accepted] == ["other"]
    chat.refused = frozenset()
    await memory.send([PAGE, other], START)
    assert [alert.dedup_key for alert in chat.accepted] == ["other", PAGE.dedup_key]
    chat.down = True
    with pytest.raises(TryLater):
        await memory.send([replace(PAGE, dedup_key="short")], START)
    chat.down = False
    await memory.send([_over(replace(PAGE, dedup_key="short"), START)], START)
    assert len(chat.accepted) == 2


async def test_a_page_outlives_the_process_that_was_saying_it(pool: Pool) -> None:
    """Killed before it could note that it was said: another says it, once, when the lease ends."""
    clock, chat = SteppedClock(START), Chat("chat")
    dying, next_one = _two(pool, chat, clock)
    assert await dying._claim(PAGE, START, START + LEASE) is not None
    with pytest.raises(TryLater, match="another process"):
        await next_one.send([PAGE], START)
    await next_one.send([PAGE], START + LEASE)
    await next_one.send([PAGE], START + LEASE)
    assert len(chat.accepted) == 1


async def test_the_end_of_a_page_whose_answer_was_lost_is_said(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chat may have shown it, whether the answer or the process was lost."""
    clock, chat = SteppedClock(START), Chat("chat")
    memory, dying = _two(pool, chat, clock)

    async def lost(*_: object) -> None:
        await asyncio.sleep(0)
        raise Unanswered("chat", "cut")

    with monkeypatch.context() as cut:
        cut.setattr(Chat, "send", lost)
        with pytest.raises(Unanswered):
            await memory.send([PAGE], START)
    other = replace(PAGE, dedup_key="other")
    assert await dying._claim(other, START, START + LEASE) is not None
    chat.down = True
    with pytest.raises(TryLater):
        await memory.send([PAGE], START)
    chat.down = False
    for _ in range(2):
        await memory.send([_over(PAGE, START), _over(other, START)], START + LEASE)
    said = [(alert.dedup_key, alert.ends_at is None) for alert in chat.accepted]
    assert said == [(PAGE.dedup_key, False), ("other", False)]


async def test_a_receiver_that_hangs_is_given_up(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within its limit, as unanswered; the page may be said again at once, by anybody."""
    monkeypatch.setattr(told, "LIMIT", 0.05)
    clock, chat = SteppedClock(START), Chat("chat")
    first, second = _two(pool, chat, clock)
    with monkeypatch.context() as hanging:
        hanging.setattr(Chat, "send", lambda *_: asyncio.Event().wait())
        with pytest.raises(Unanswered):
            await first.send([PAGE], START)
    await second.send([PAGE], START)
    assert len(chat.accepted) == 1


async def test_notices_are_folded_into_staffed_hours(pool: Pool) -> None:
    """Those of a night are one message in the morning; one that is over by then is none."""
    clock, chat = SteppedClock(NIGHT), Chat("chat")
    both = _two(pool, chat, clock)
    notices = [replace(OTHER, dedup_key=f"notice|{n}", summary=str(n)) for n in range(4)]
    for place, notice in enumerate(notices):
        clock.step_to(NIGHT + place * H)
        await both[place % 2].send([notice], clock.now())
    await both[0].send([_over(notices[3], clock.now())], clock.now())
    clock.step_to(MORNING - timedelta(minutes=1))
    assert await both[0].fold() == MORNING
    assert not chat.accepted
    clock.step_to(MORNING)
    for one in both:
        await one.fold()
    assert [alert.summary for alert in chat.accepted] == ["0", "1", "2"]
    chat.accepted.clear()
    for one in both:
        await one.send(notices[:3], clock.now())
    await both[1].send([replace(notices[1], summary="1 and 4 more")], clock.now())
    clock.step_to(MORNING + FOLD)
    for one in both:
        await one.fold()
    assert [alert.summary for alert in chat.accepted] == ["1 and 4 more"]


async def test_notices_that_are_not_accepted_are_told_later(pool: Pool) -> None:
    """The receiver is down in the morning; words that change meanwhile are the ones told."""
    clock, chat = SteppedClock(MORNING), Chat("chat", down=True)
    memory, _ = _two(pool, chat, clock)
    await memory.send([OTHER], clock.now())
    clock.step_to(MORNING + FOLD)
    again = await memory.fold()
    assert again is not None
    await memory.send([replace(OTHER, summary="newer")], clock.now())
    chat.down = False
    clock.step_to(again)
    assert await memory.fold() is None
    assert [alert.summary for alert in chat.accepted] == ["newer"]

"""Insight on a real database: what happened in a week, as a page, a file and by REST."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from services.desk.insight import gather, line
from services.desk.insight.gather import EVERY, Gatherer
from services.desk.insight.line import Line
from services.notifier.case import Case
from tests.support.desk import at, furnish, room_of
from tests.support.eventually import eventually
from tests.support.notifier import KEY, dispute, hold, order, parcel
from tests.support.notifier_shell import Shell, open_shell

WEEK = "2026-W11"
"""Of ``NOW``, in which it is held and disputed; it was sent in the one before."""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier with an order that customs holds, and that is disputed."""
    await furnish(postgres_url)
    shell = await open_shell(postgres_url)
    await shell.tell(order(), parcel(hold(), carrier="=China Post"), dispute())
    yield shell
    await shell.pool.close()


def gatherer_of(shell: Shell) -> Gatherer:
    """Of the shell's desk."""
    return Gatherer(shell.pool, shell.clock, room_of(shell).settings)


async def test_a_week_as_page_file_and_answer(shell: Shell) -> None:
    """The same figures three times, and no plot of one order; a name begins no formula."""
    await gatherer_of(shell).to_the_end()
    async with at(room_of(shell), "ann") as ann, at(room_of(shell), "li") as li:
        told = await ann.asks(f"/insight/week?week={WEEK}&by=carrier")
        names = [f"{one['of']} {one['name']}".strip() for one in told["columns"]]
        (row,) = told["rows"]
        found = dict(zip(names, row, strict=True))
        assert found["carrier"] == "=China Post"
        assert (found["sent"], found["held this week"], found["disputed this week"]) == (0, 1, 1)
        assert told["zones"] == ["UTC"]
        page = await ann.sees(f"/insight?week={WEEK}&by=carrier")
        assert "=China Post" in page
        assert "<svg" not in page
        assert "not yet all" not in page
        assert "每千单纠纷" in await li.sees(f"/insight?week={WEEK}")
        file = await ann.sees(f"/insight/week.csv?week={WEEK}&by=carrier")
        assert file.splitlines()[1].startswith('"\'=China Post",0,1,0,"",0,')


async def test_a_shop_is_its_peoples_alone(shell: Shell) -> None:
    """Others' weeks do not exist, whatever is asked for."""
    await gatherer_of(shell).to_the_end()
    async with at(room_of(shell), "eve") as eve:
        assert (await eve.asks(f"/insight/week?week={WEEK}"))["rows"] == []
        asked = f"/insight/week?week={WEEK}&shop=lazada/shop-1"
        assert (await eve.asks(asked, status=404))["reason"] == "unknown_shop"
        for wrong in ("week=2026-W54", "week=x", "by=buyer"):
            await eve.asks(f"/insight/week?{wrong}", status=409)
        await eve.asks("/insight/cases", status=404)


async def test_what_has_changed_is_read_in_the_next_round(shell: Shell) -> None:
    """Only that; a line that is up to date is not made anew, and nothing counts twice."""
    gatherer = gatherer_of(shell)
    await gatherer.to_the_end()
    made = "SELECT xmin::text FROM desk.orders"
    first = await shell.pool.fetchval(made)
    await gatherer.to_the_end()
    assert await shell.pool.fetchval(made) == first
    await shell.tell(parcel(hold(until=shell.clock.now()), carrier="Cainiao", version=2))
    assert not await gatherer.step()
    shell.clock.step_to(shell.clock.now() + EVERY)
    while await gatherer.step():
        continue
    assert await shell.pool.fetchval(made) != first
    sums = "SELECT value, held FROM desk.weeks WHERE by = 'carrier' AND held > 0"
    assert [tuple(row) for row in await shell.pool.fetch(sums)] == [("Cainiao", 1)]


async def test_a_desk_reads_by_itself(shell: Shell) -> None:
    """From a schema that was just made: a round, then nothing until the next is due."""
    gatherer = gatherer_of(shell)
    running = asyncio.create_task(gatherer.loop.run())
    done = "SELECT done_at IS NOT NULL AND NOT EXISTS (SELECT FROM desk.stale) FROM desk.gathering"
    await eventually(lambda: shell.pool.fetchval(done))
    gatherer.loop.stop()
    await running
    assert await shell.pool.fetchval("SELECT held FROM desk.weeks WHERE by = '' AND held > 0") == 1


async def test_a_bug_over_one_case_holds_up_no_other(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the reading nor in the line; once it is mended, the next round has them too."""
    whole, other = line.line_of, "lazada/shop-1/7777777"

    def with_a_bug(case: Case, *told: Any) -> Line:
        if case.order_key == KEY:
            raise ZeroDivisionError
        return whole(case, *told)

    await shell.tell(order(key=other), key=other)
    await shell.pool.execute(
        """INSERT INTO notifier.cases
           SELECT (jsonb_populate_record(held, '{"order_key": "a/b/c", "state": {}}')).*
             FROM notifier.cases AS held LIMIT 1"""
    )
    monkeypatch.setattr(gather, "line_of", with_a_bug)
    await gatherer_of(shell).to_the_end()
    keys = "SELECT array_agg(order_key ORDER BY order_key) FROM desk.orders"
    assert len(await shell.pool.fetchval(keys)) == 1
    monkeypatch.undo()
    await gatherer_of(shell).to_the_end()
    assert len(await shell.pool.fetchval(keys)) == 2


async def test_a_side_is_read_from_the_case(postgres_url: str) -> None:
    """It was kept when the order was decided, and what the settings say by now changes nothing."""
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, holdout_percent=50)
    keys = [f"lazada/shop-1/{number}" for number in range(20)]
    for key in keys:
        await shell.tell(order(key=key), key=key)
    kept = "SELECT state ->> 'side' AS side, count(*) AS orders FROM notifier.cases GROUP BY 1"
    sides = {row["side"]: row["orders"] for row in await shell.pool.fetch(kept)}
    assert set(sides) == {"told", "held_out"}
    assert sum(sides.values()) == len(keys)
    await gatherer_of(shell).to_the_end()
    counted = "SELECT arm, count(*) AS orders FROM desk.orders GROUP BY arm"
    assert {row["arm"]: row["orders"] for row in await shell.pool.fetch(counted)} == sides
    await shell.pool.close()


async def test_each_payment_counts_in_its_own_week(shell: Shell) -> None:
    """Two remedies of one order, weeks apart; what is only held has cost nothing."""
    await gatherer_of(shell).to_the_end()
    for key, day, state in (("a", 9, "spent"), ("b", 2, "spent"), ("c", 9, "held")):
        await shell.pool.execute(
            """INSERT INTO notifier.spends VALUES ($1, 'lazada/shop-1', $2, 'b', 3, 'EUR', $3,
               $4)""",
            key,
            KEY,
            date(2026, 3, day),
            state,
        )
    async with at(room_of(shell), "ann") as ann:
        told = await ann.asks(f"/insight/remedies?week={WEEK}")
    names = [f"{one['of']} {one['name']}".strip() for one in told["columns"]]
    for row in told["rows"]:
        found = dict(zip(names, row, strict=True))
        assert (found["orders"], found["cost this week"], found["cost the week before"]) == (
            1,
            3,
            3,
        )
    assert len(told["rows"]) == 2

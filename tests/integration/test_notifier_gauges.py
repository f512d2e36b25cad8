"""What only the notifier's database can tell: deadlines that passed, work that nobody takes."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial

import pytest

from services.notifier import gauges
from services.notifier.caps import measure_caps
from services.notifier.gauges import PASSED, WINDOWS
from services.notifier.ledger import hour_of
from services.runtime.clock import SteppedClock
from services.runtime.metrics import CAP_USED_RATIO, DEADLINES, OLDEST_DUE_SECONDS
from services.runtime.postgres.pool import one_statement
from services.runtime.shops import ShopSettings
from tests.support.eventually import eventually
from tests.support.ingest import running
from tests.support.notifier import NOW, D, H
from tests.support.notifier_shell import Shell, open_shell

M = timedelta(minutes=1)

CASE = """INSERT INTO notifier.cases (order_key, shop, state, version, playbook, wake_at)
          VALUES ('m/s/1', 'm/s', '{}', 1, '', $1)"""
TASK = """INSERT INTO notifier.tasks
              (key, action_key, order_key, shop, kind, rule, title, deadline, status, created_at,
               closed_at)
          VALUES ($1, $1, 'm/s/1', 'm/s', 'do', 'r', '', $2, $3, $4, $5)"""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


async def _task(
    shell: Shell,
    name: str,
    deadline: datetime | None,
    *,
    closed: datetime | None = None,
    made: datetime = NOW - 5 * D,
) -> None:
    status = "open" if closed is None else "done"
    await shell.pool.execute(TASK, name, deadline, status, made, closed)


def _counted() -> dict[str, tuple[int, int]]:
    return {
        window: tuple(  # type: ignore[misc] # two outcomes
            int(DEADLINES.labels(window, outcome)._value.get()) for outcome in ("met", "missed")
        )
        for window in WINDOWS
    }


async def test_deadlines_are_counted_as_met_or_missed(shell: Shell) -> None:
    """By when they passed; what had passed when it was made, or is still ahead, is neither."""
    await shell.pool.execute(CASE, NOW - 40 * M)
    await _task(shell, "met", NOW - 30 * M, closed=NOW - H)
    await _task(shell, "late", NOW - 2 * H, closed=NOW - H)
    await _task(shell, "open", NOW - 7 * H)
    await _task(shell, "yesterday", NOW - 2 * D, closed=NOW - 3 * D)
    await _task(shell, "long ago", NOW - 4 * D)
    await _task(shell, "ahead", NOW + H)
    await _task(shell, "born late", NOW - 30 * M, made=NOW - 20 * M)
    await _task(shell, "without", None)
    wanted = {"1h": (1, 0), "6h": (1, 1), "1d": (1, 2), "3d": (2, 2)}

    async def counted() -> bool:
        return _counted() == wanted and OLDEST_DUE_SECONDS.labels("cases")._value.get() == 40 * 60

    clock = SteppedClock(NOW)
    async with running(partial(gauges.measure, shell.pool, clock, frozenset({"pagerduty"}))):
        await eventually(counted, what="the gauges")
    assert OLDEST_DUE_SECONDS.labels("pages")._value.get() == 0


async def test_deadlines_that_passed_are_found_by_an_index(shell: Shell) -> None:
    """However many tasks were ever closed, those of the last days are few."""
    await shell.pool.execute(CASE, NOW)
    await shell.pool.execute(
        """INSERT INTO notifier.tasks (key, action_key, order_key, shop, kind, rule, title,
                                       deadline, status, created_at, closed_at)
           SELECT n::text, n::text, 'm/s/1', 'm/s', 'do', 'r', '', $1::timestamptz - n * interval
                  '1 hour', 'done', $1::timestamptz - interval '9 years', $1
           FROM generate_series(1, 20000) AS n""",
        NOW,
    )
    await shell.pool.execute("ANALYZE notifier.tasks")
    given = NOW, list(WINDOWS), list(WINDOWS.values()), NOW - 3 * D
    rows = await shell.pool.fetch(f"EXPLAIN {PASSED}", *given)
    plan = "\n".join(row[0] for row in rows)
    assert "tasks_deadline" in plan, plan
    assert "Seq Scan" not in plan, plan


async def test_caps_are_told_as_what_share_of_them_is_used(shell: Shell) -> None:
    """Of this hour, day and month alone; what was given back or has expired is not used."""
    shop = ShopSettings.model_validate(
        {
            "key": "lazada/a",
            "app": "x",
            "seller_id": "1",
            "zone": "UTC",
            "ceiling_per_hour": 10,
            "ceiling_per_day": 0,
            "offers": {"currency": "EUR", "per_day": 20, "per_month": 40},
        }
    )
    words, money = "lazada/a#hour", "lazada/a"
    await shell.pool.executemany(
        "INSERT INTO notifier.ledgers (scope, window_start, used) VALUES ($1, $2, $3)",
        [(words, hour_of(NOW), 4), (words, hour_of(NOW) - H, 9)],
    )
    today = NOW.date()
    spends = [
        ("1", 5, today, "spent", None),
        ("2", 7, today.replace(day=1), "held", NOW + H),
        ("3", 9, today, "held", NOW - H),
        ("4", 9, today, "released", None),
        ("5", 9, today - 40 * D, "spent", None),
    ]
    await shell.pool.executemany(
        """INSERT INTO notifier.spends (key, shop, order_key, buyer, amount, currency, day, state,
                                        expires_at)
           VALUES ($1, $2, 'o', 'b', $3, 'EUR', $4, $5, $6)""",
        [(key, money, *rest) for key, *rest in spends],
    )
    async with one_statement(shell.pool) as conn:
        await measure_caps(conn, [shop], NOW)
    told = {
        one.labels["cap"]: one.value
        for metric in CAP_USED_RATIO.collect()
        for one in metric.samples
        if one.labels["shop"] == "lazada/a"
    }
    assert today.day > 1
    assert told == {"hour": 0.4, "money_day": 0.25, "money_month": 0.3}

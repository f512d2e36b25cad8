"""Cases whose time has come: planned anew and put off, two in a hundred with something to do."""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta

import asyncpg

from benchmarks.notifier.stream import key_of, order_of, parcel_of
from benchmarks.span import Span
from schemas.action import Action, ActionKind, ActionStatus
from schemas.order import OrderStatus
from schemas.parcel import Stage
from services.notifier.case import (
    ActionChanged,
    ConversationOpened,
    apply,
    new_case,
    remember,
)
from services.notifier.plan import plan
from services.runtime.heap import settle
from tests.support.notifier import AROUND, DEFAULT, NOW, D
from tests.support.notifier_shell import SHOP, Shell, open_shell

CASES, ACTING = int(os.environ.get("FORESTALL_BENCH_CASES", "100000")), 50
"""One of so many has something to do."""

BAR = 1_500
_NUMBER = 123456784
"""Of the order whose case is written once and copied under every other number."""


async def run(url: str, servers: tuple[int, ...]) -> None:
    """Fill the table, then let the timer settle all of it."""
    shell = await open_shell(url)
    await _fill(url)
    settle()  # as the service does before it begins
    span = Span(*servers)
    while (due := await shell.timer.work()) is not None and due <= shell.clock.now():
        pass
    print(span.told(CASES, "due cases planned and put off", BAR))
    await _all_done(shell)
    await shell.pool.close()


async def _fill(url: str) -> None:
    conn = await asyncpg.connect(url)
    await conn.copy_records_to_table(
        "cases",
        schema_name="notifier",
        columns=("order_key", "shop", "state", "version", "playbook", "wake_at"),
        records=_rows(),
    )
    await conn.execute("VACUUM ANALYZE notifier.cases")
    await conn.execute("CHECKPOINT")
    await conn.close()


def _rows() -> Iterator[tuple[str, str, str, int, str, datetime]]:
    """Cases as an older playbook left them, due within the last hour in no order of their keys."""
    quiet = case_of(Stage.IN_TRANSIT, NOW - D)
    # Nothing was planned of it since the hold: what there is to do is found now.
    held = case_of(Stage.CUSTOMS, NOW - D)
    assert "hold-buyer-must-act" not in held
    for number in range(CASES):
        state = held if number % ACTING == 0 else quiet
        at = NOW - timedelta(seconds=number * 7919 % 3600)
        state = state.replace(str(_NUMBER), f"{number:09d}")
        yield key_of(number).replace(str(number), f"{number:09d}"), SHOP, state, 4, "older", at


def case_of(stage: Stage, planned_at: datetime) -> str:
    """The JSON of a case with its order, its parcel, its open chat, and what it has seen."""
    case = new_case(key_of(_NUMBER), planned_at)
    opened = Action(
        key=f"{case.order_key}|open-conversation|order",
        order_key=case.order_key,
        version=3,
        rule="open-conversation",
        occasion="order",
        kind=ActionKind.CONVERSATION,
        status=ActionStatus.DONE,
        channel="platform",
        conversation=f"c-{_NUMBER}",
        due_at=planned_at,
        claimed_at=planned_at,
        done_at=planned_at,
    )
    events = (
        order_of(_NUMBER, OrderStatus.SHIPPED, 2),
        parcel_of(_NUMBER, Stage.IN_TRANSIT, 3),
        ActionChanged(opened),
        ConversationOpened(f"c-{_NUMBER}"),
    )
    for event in events:
        case, _ = apply(case, event, planned_at)
    case = remember(case, plan(case, DEFAULT, AROUND, planned_at).seen)
    if stage is Stage.CUSTOMS:
        case, _ = apply(case, parcel_of(_NUMBER, stage, 4), planned_at)
    return case.model_dump_json()


async def _all_done(shell: Shell) -> None:
    """Every case was planned with this playbook and put off, or the figure is of something else."""
    left = await shell.pool.fetchval(
        "SELECT count(*) FROM notifier.cases WHERE playbook = 'older' OR wake_at <= $1",
        shell.clock.now(),
    )
    acted = await shell.pool.fetchval("SELECT count(*) FROM notifier.actions")
    if left or acted < CASES // ACTING:
        raise SystemExit(f"{left:,} cases are still due, and {acted:,} have acted")
    kinds = await shell.pool.fetch(
        "SELECT rule, count(*) AS n FROM notifier.actions GROUP BY rule ORDER BY rule"
    )
    print(f"  what they did: {json.dumps({row['rule']: row['n'] for row in kinds})}")

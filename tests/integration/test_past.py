"""The past is not due: what began before a shop, a rule or a restart is no flood of messages."""

from collections import Counter
from datetime import datetime, timedelta

from schemas.dispute import AnswerDue
from schemas.order import Promise
from schemas.parcel import Stage
from tests.past.backfill import back_fill
from tests.support.notifier import NOW, D, H, dispute, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell, restarted, rewritten

HOLD = """
- id: {id}
  {was}
  when: hold.open
  once: hold
  do: {{ message: hold_beyond_usual }}
"""
PICKUP = """
- id: pickup
  when: parcel.stage == "pickup"
  once: parcel
  do: { message: pickup_waiting }
"""

OUTAGE = """
- id: promised-drop
  when: parcel.stage == "in_transit"
  at: promise - 2d
  late: drop
  once: parcel
  do: { message: running_late }
- id: promised-task
  when: parcel.stage == "arrived"
  at: promise - 2d
  late: task
  once: parcel
  do: { message: running_late }
- id: promised-send
  when: parcel.stage == "accepted"
  at: promise - 2d
  late: send
  once: parcel
  do: { message: running_late }
- id: held
  when: hold.open
  once: hold
  deadline: seen + 2h
  do: { message: hold_needs_buyer }
- id: answer
  when: dispute.state == "open"
  at: dispute.answer_due - 12h
  once: dispute
  past: due
  do: { page: dispute_answer_due }
"""


async def tell(shell: Shell, number: int, promise: datetime, stage: str = "in_transit") -> None:
    """An order on its way to Spain, promised for an instant."""
    key = f"{SHOP}/{number}"
    promised = order(key=key, promise=Promise(at=promise, source="marketplace"))
    moving = parcel(order_keys=(key,), stage=Stage(stage), last_movement=NOW - H)
    await shell.tell(promised, moving, key=key)


async def held(shell: Shell, number: int, since: datetime, version: int = 1) -> None:
    """Its parcel is held."""
    key = f"{SHOP}/{number}"
    stopped = parcel(hold(since=since), order_keys=(key,), version=version)
    await shell.tell(order(key=key), stopped, key=key)


def said(shell: Shell) -> list[str]:
    """The orders whose buyers were written to."""
    return sorted(where.rsplit("/", 1)[1] for where, _ in shell.market.chat)


async def statuses(shell: Shell) -> Counter[tuple[str, str]]:
    """How the actions stand, by rule."""
    return Counter((row["rule"], row["status"]) for row in await shell.rows("actions"))


async def test_a_shop_with_two_months_behind_it_says_nothing_of_them(postgres_url: str) -> None:
    """Every rule of the playbook, every kind of case: missed, and each entered as that once."""
    found = await back_fill(postgres_url, days=60, a_day=4)
    assert found.orders == 240
    assert found.early == []
    rules = {rule for rule, status in found.statuses if status == "missed"}
    assert {"silent-before-promise", "hold-beyond-usual", "buyer-wrote"} <= rules
    assert found.statuses["hold-beyond-usual", "missed"] > 0
    assert found.said > 0, "what fell due after the first instant is said"


async def test_a_rule_that_is_added_says_nothing_of_what_stood_before(postgres_url: str) -> None:
    """A hold from before it came into force is missed; the next one is told."""
    shell = await open_shell(postgres_url, playbook=PICKUP)
    await held(shell, 1, NOW - H)
    await shell.run()
    shell = await rewritten(shell, PICKUP + HOLD.format(id="new", was=""))
    await shell.run()
    await held(shell, 2, NOW - H)
    await shell.step(H)
    assert said(shell) == []
    assert await statuses(shell) == {("new", "missed"): 2}
    await held(shell, 3, NOW + timedelta(minutes=30))
    await shell.step(H)
    assert said(shell) == ["3"]
    await shell.pool.close()


async def test_a_renamed_rule_carries_its_history_on(postgres_url: str) -> None:
    """Nothing is said again under the new id, and what was still to come is not missed."""
    shell = await open_shell(postgres_url, playbook=HOLD.format(id="old", was=""))
    await held(shell, 1, NOW)
    await shell.run()
    assert said(shell) == ["1"]
    await shell.tell(parcel(hold(since=NOW), order_keys=(f"{SHOP}/2",)), key=f"{SHOP}/2")
    shell = await rewritten(shell, HOLD.format(id="new", was="was: [old]"))
    await held(shell, 2, NOW, version=2)
    for _ in range(3):
        await shell.step(H)
    assert said(shell) == ["1", "2"]
    nameless = await rewritten(shell, HOLD.format(id="other", was=""))
    for _ in range(2):
        await nameless.step(H)
    assert said(nameless) == ["1", "2"], "without `was` it is another rule, and this is its past"
    await shell.pool.close()


async def test_ten_hours_outage_is_caught_up_without_a_flood(postgres_url: str) -> None:
    """What fell due meanwhile waits for the buyer's day and the ceilings; deadlines are at once."""
    shell = await open_shell(
        postgres_url, playbook=OUTAGE, ceiling_per_hour=7, rule_ceiling_per_hour=5
    )
    for number in range(1, 11):
        await tell(shell, number, NOW + 2 * D + number * H / 2)
    await shell.run()
    back = NOW + 10 * H
    shell.clock.step_to(back)  # nobody was there; it is eleven in the evening in Madrid
    shell = restarted(shell)
    due = AnswerDue(at=back + 9 * H, source="stated")
    key = f"{SHOP}/30"
    opened = dispute(id=f"{key}-d", order_key=key, opened_at=NOW + H, answer_due=due)
    await shell.tell(order(key=key), opened, key=key)
    await held(shell, 31, NOW + 2 * H)
    for number, stage in ((41, "in_transit"), (42, "arrived"), (43, "accepted")):
        await tell(shell, number, back - 26 * H + 2 * D, stage)
    await shell.run()
    assert [row["level"] for row in await shell.rows("alerts")] == ["page"], "a deadline, at once"
    assert said(shell) == [], "quiet hours"
    by_hour: Counter[datetime] = Counter()
    for _ in range(24):
        await shell.step(H)
    for _, own in shell.market.chat:
        by_hour[own.sent_at] += 1
    assert all(8 <= at.hour < 19 for at in by_hour), "waking hours in Madrid"
    assert max(by_hour.values()) <= 7
    assert {str(number) for number in range(1, 11)} <= set(said(shell))
    assert max(Counter(said(shell)).values()) == 1
    assert "31" in said(shell)
    assert "41" not in said(shell)
    assert [row["order_key"] for row in await shell.rows("tasks") if row["kind"] == "send"] == [
        f"{SHOP}/42"
    ]
    assert "43" in said(shell)
    await shell.pool.close()

"""What a buyer wrote for several of their orders, and was answered in one: answered in all.

A message is published for each live order of its buyer, and the machine answers it in the first.
Its case alone knows of the answer, or of the task that a person closed, so the others ask: whenever
one with a message that stands without an answer is settled or about to speak, and ever again while
it waits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.order import LIVE
from services.notifier import talk
from services.notifier.case import AnsweredElsewhere, Case
from services.notifier.records import Elsewhere
from services.notifier.settle import take
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.unit import Unit

FIRST_LOOK = timedelta(hours=1)
LAST_LOOK = timedelta(hours=6)
"""Least and most time between two looks for what another order's case has answered."""


async def learn_answers(unit: Unit, rows: Sequence[CaseRow], now: datetime) -> None:
    """Let locked cases know which of their open messages were dealt with in another order."""
    asked = {row.order_key: ids for row in rows if (ids := _open(row.case))}
    buyers = {buyer for row in rows if row.order_key in asked and (buyer := buyer_of(row))}
    if not buyers:
        return
    every = sorted(set().union(*asked.values()))
    found = await unit.buyers.dealt(sorted(buyers), every)
    for row in rows:
        ids, known = asked.get(row.order_key, frozenset()), row.case.elsewhere
        dealt = (ids & found) | (set(known.messages) - ids)
        if dealt != set(known.messages):
            told = Elsewhere(version=known.version + 1, messages=tuple(sorted(dealt)))
            take(row, AnsweredElsewhere(told), now)


def look_again(case: Case, now: datetime) -> datetime | None:
    """When to ask again, of a message that another order's case is to answer; else None.

    Of an order that is over nothing more is said, whatever was answered.
    """
    if case.order is None or case.order.status not in LIVE:
        return None
    waiting = [
        one
        for one in case.messages.values()
        if one.sender == "buyer" and not one.lead and not talk.answered(case, one)
    ]
    if not waiting:
        return None
    age = now - max(one.sent_at for one in waiting)
    return now + min(max(age, FIRST_LOOK), LAST_LOOK)


def _open(case: Case) -> frozenset[str]:
    """The buyer's messages that were not dealt with in this order."""
    return frozenset(
        one.id
        for one in case.messages.values()
        if one.sender == "buyer" and not talk.answered_here(case, one)
    )

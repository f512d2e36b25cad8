"""How many plans a second one core makes, and where a plan's time goes.

The default playbook; seconds of the processor, not of the clock. No I/O is measured.
"""

import time
from collections.abc import Callable

from services.notifier.case import Case
from services.notifier.facts import facts
from services.notifier.plan import plan
from services.notifier.scope import Scope
from services.notifier.subject import subjects
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    NOW,
    D,
    Desk,
    H,
    case_of,
    hold,
    message,
    order,
    parcel,
)

SECONDS = 1.5


def main() -> None:
    """Plan cases over and over and print the rates."""
    held = case_of(order(), parcel(hold(ordinal=1, until=NOW, since=NOW - 9 * D), hold()))
    cases = {
        "in transit, nothing due": case_of(order(), parcel()),
        "held and told": _settled(held),
        "held, and the buyer wrote": _settled(case_of(order(), parcel(hold()), message())),
    }
    for name, case in cases.items():
        made = _rate(lambda case=case: plan(case, DEFAULT, AROUND, NOW + H))  # type: ignore[misc]
        print(f"plan, {name}: {made:,.0f} a second, {len(DEFAULT.rules)} rules (bar 5,000)")
    subject = next(iter(subjects(cases["held and told"], Scope.HOLD)))
    print(f"every fact of a hold: {_rate(lambda: facts(subject)):,.0f} a second")


def _settled(case: Case) -> Case:
    desk = Desk(case)
    desk.settle(NOW)
    return desk.case


def _rate(work: Callable[[], object]) -> float:
    made, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        work()
        made += 1
    return made / (time.process_time() - began)

"""How many plans a second one core makes: ``python -m benchmarks.notifier_plan``.

The default playbook; seconds of the processor, not of the clock. One case is a busy one: an order
with an ended and an open hold and what was done about them. No I/O is measured.
"""

import time

from services.notifier.facts import facts
from services.notifier.plan import plan
from services.notifier.scope import Scope
from services.notifier.subject import subjects
from tests.support.notifier import AROUND, DEFAULT, NOW, D, Desk, H, case_of, hold, order, parcel

SECONDS = 1.5


def main() -> None:
    """Plan two cases over and over and print the rates."""
    quiet = case_of(order(), parcel())
    desk = Desk(case_of(order(), parcel(hold(ordinal=1, until=NOW, since=NOW - 9 * D), hold())))
    desk.settle(NOW)
    for name, case in (("in transit, nothing due", quiet), ("held and told", desk.case)):
        made, began = 0, time.process_time()
        while time.process_time() - began < SECONDS:
            plan(case, DEFAULT, AROUND, NOW + H)
            made += 1
        rate = made / (time.process_time() - began)
        print(f"{name}: {rate:,.0f} plans a second, {len(DEFAULT.rules)} rules")
    subject = next(iter(subjects(desk.case, Scope.HOLD)))
    began = time.process_time()
    for _ in range(2000):
        facts(subject)
    print(f"facts of a hold: {2000 / (time.process_time() - began):,.0f} a second")


if __name__ == "__main__":
    main()

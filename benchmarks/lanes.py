"""``make bench-lanes``: late parcels told apart by the learned lanes, on real orders.

The orders of ``shared/data/orders_real.csv``. For each order that is shipped and not delivered so
many days before its promised local day, the product's own functions say how likely it is to be
late: ``learn_lanes`` over what was known at that instant, ``miss`` over the lane it gives. Nothing
is fitted beside them. Judged are the orders of the later half by shipping, against alarming on all
of them, by the precision at a recall of 0.95; the earlier half shows what choices were made by.

Orders cancelled are left out: nothing says when they were.
"""

import csv
import random
import sys
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from services.runtime.zones import end_of_day
from services.tracker.durations import Observation, learn_lanes
from services.tracker.hazard import miss
from services.tracker.lane import PRIORS, LaneKey, LaneTable

ORDERS = Path(__file__).parents[2] / "shared" / "data" / "orders_real.csv"
RECALL, ROUNDS, SEED = 0.95, 2000, 4
LEADS = (5, 2)


class Trial(NamedTuple):
    """One alarm: the probability of being late, and whether it was."""

    probability: float
    late: bool


class Outcome(NamedTuple):
    """Precision on all, at the recall, and the gain's 95 % interval by paired bootstrap."""

    trials: int
    base: float
    reached: float
    low: float
    high: float


def orders(path: Path = ORDERS) -> list[Observation]:
    """The orders' ways by shipping; a lane is a region of Brazil, or Brazil where none is given."""
    found = []
    with path.open(newline="") as rows:
        for row in csv.DictReader(rows):
            if row["status"] == "canceled":
                continue
            place = f"BR-{row['region']}" if row["region"] else "BR"
            found.append(
                Observation(
                    key=LaneKey("BR", place, "standard"),
                    start=datetime.fromisoformat(row["shipped_at"]),
                    end=datetime.fromisoformat(row["delivered_at"])
                    if row["delivered_at"]
                    else None,
                    promise=end_of_day(datetime.fromisoformat(row["promised_at"]), "BR"),
                )
            )
    return sorted(found, key=lambda one: one.start)


class Bench:
    """The trials of all orders, each on a table learned at its own instant."""

    def __init__(self, known: list[Observation]) -> None:
        self._known = known
        self._split = known[len(known) // 2].start
        self._table = lru_cache(maxsize=None)(self._learned)

    def _learned(self, now: datetime) -> LaneTable:
        return learn_lanes(self._known, now, PRIORS)

    def trials(self, lead: int, *, later: bool) -> list[Trial]:
        """Alarms at the beginning of the day ``lead`` days before the promised one."""
        found = []
        for one in self._known:
            by = one.promise
            if by is None or (one.start >= self._split) is not later:
                continue
            now = by - timedelta(days=lead + 1)
            if one.start > now or (one.end is not None and one.end <= now):
                continue
            lane = self._table(now).at(one.key)
            late = one.end is None or one.end >= by
            found.append(Trial(miss(lane, one.start, now, by, promise=by), late))
        return found


def precision(trials: list[Trial]) -> float:
    """The precision at the highest bar that finds ``RECALL`` of the late; equals go together."""
    wanted = RECALL * sum(trial.late for trial in trials)
    caught = 0
    ranked = sorted(trials, reverse=True)
    for number, trial in enumerate(ranked, start=1):
        caught += trial.late
        tied = number < len(ranked) and ranked[number].probability == trial.probability
        if caught >= wanted and not tied:
            return caught / number
    return 0.0


def judged(trials: list[Trial]) -> Outcome:
    """Both precisions, and the interval of their difference over resampled orders."""
    chance = random.Random(SEED)  # noqa: S311 - a bootstrap, repeatable
    gains = []
    for _ in range(ROUNDS):
        drawn = chance.choices(trials, k=len(trials))
        gains.append(precision(drawn) - _share(drawn))
    gains.sort()
    low, high = gains[int(0.025 * ROUNDS)], gains[int(0.975 * ROUNDS)]
    return Outcome(len(trials), _share(trials), precision(trials), low, high)


def _share(trials: list[Trial]) -> float:
    return sum(trial.late for trial in trials) / len(trials)


def main() -> int:
    """Print the figures; 1 where the gain five days before does not exclude nil."""
    if not ORDERS.exists():
        print(f"skipped: {ORDERS.name} is not there")
        return 0
    bench = Bench(orders())
    held = True
    for lead in LEADS:
        for later in (False, True):
            trials = bench.trials(lead, later=later)
            outcome = judged(trials)
            expected = sum(trial.probability for trial in trials) / len(trials)
            print(
                f"{lead} days before, {'later' if later else 'earlier'} half: "
                f"{outcome.trials} orders, on all {outcome.base:.3f}, "
                f"at recall {RECALL} {outcome.reached:.3f}, "
                f"gain {outcome.low:+.3f} to {outcome.high:+.3f} (95 %); "
                f"late {outcome.base:.3f}, foretold {expected:.3f}"
            )
            if later and lead == LEADS[0]:
                held = outcome.low > 0
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())

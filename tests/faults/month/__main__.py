"""``python -m tests.faults.month``: play it, print what it came to, and fail on a violation."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.faults.month.judge import Findings
from tests.faults.month.play import played
from tests.faults.month.report import report
from tests.faults.month.traders import TRADERS

SEED = 20260914


def main(asked: argparse.Namespace) -> int:
    """All shops, the largest first."""
    began, found = time.monotonic(), Findings()
    with ProcessPoolExecutor(asked.processes, max_tasks_per_child=1) as pool:
        given = (asked.seed, asked.days, asked.parcels)
        shops = {pool.submit(played, n, *given): TRADERS[n].key for n in range(len(TRADERS))}
        for ended in as_completed(shops):
            found.add(ended.result())
            took = time.monotonic() - began
            print(f"{shops[ended]}: done after {took:.0f} s", file=sys.stderr, flush=True)
    print(report(found, asked.days, asked.parcels, time.monotonic() - began))
    return int(bool(found.violations))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--parcels", type=int, default=5_000, help="a day, of all shops")
    parser.add_argument("--processes", type=int, default=2)
    sys.exit(main(parser.parse_args()))

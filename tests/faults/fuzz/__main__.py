"""``make fuzz``: hostile inputs from a printed seed; exit code 1 where one finds something."""

import argparse
import logging
import resource
import secrets
import sys
import time

from services.runtime import logs
from services.runtime.http.client import Http
from tests.faults.fuzz import contract, readers, requests, wire
from tests.faults.fuzz.ground import ground

PARTS = {
    "readers": (readers.attack, 0.6),
    "requests": (requests.attack, 0.28),
    "wire": (wire.attack, 0.05),
    "contract": (contract.attack, 0.07),
}
MOST_MEGABYTES = 150
"""By which the process may grow after a part has begun: nothing of an input is kept."""


def main() -> int:
    """Run the parts; returns the exit code."""
    told = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    told.add_argument("--inputs", type=int, default=100_000)
    told.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    told.add_argument("--only", choices=sorted(PARTS), action="append")
    given = told.parse_args()
    logs.configure("fuzz")
    logging.disable(logging.WARNING)
    print(f"seed {given.seed}")
    there, whole = ground(Http(allow_private=False)), 0
    for name in given.only or PARTS:
        attack, share = PARTS[name]
        attack(there, 200, given.seed)  # what is loaded once is no growth
        before, began = _megabytes(), time.monotonic()
        tried = attack(there, round(given.inputs * share), given.seed)
        grown, took = _megabytes() - before, time.monotonic() - began
        whole += tried
        print(f"{name}: {tried:,} inputs in {took:.0f} s, {grown:.0f} MB more at the most")
        if grown > MOST_MEGABYTES:
            print(f"{name}: the process grew by more than {MOST_MEGABYTES} MB")
            return 1
    print(
        f"{whole:,} inputs: no other status than the edge's own, no secret, no stack;"
        f" {there.inbox.taken:,} came in, {there.inbox.read:,} of them could be read"
    )
    return 0


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())

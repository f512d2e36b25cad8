"""``make bench-ingest``: ratio, open, silence, normaliser one after the other, or those named."""

import asyncio
import os
import sys

from benchmarks.ingest import normaliser, openloop, ratio, silence
from benchmarks.ingest.processes import pin

PARTS = {
    "ratio": ratio.run,
    "open": openloop.run,
    "silence": silence.run,
    "normaliser": normaliser.run,
}


def main() -> None:
    """All of it, or what the command line names."""
    which = sys.argv[1:] or list(PARTS)
    cores = sorted(os.sched_getaffinity(0))
    own, rest = {cores[0]}, set(cores[1:]) or {cores[0]}
    print(f"{len(cores)} cores, one for what is measured; load before {os.getloadavg()[0]:.1f}")
    for name in which:
        asyncio.run(PARTS[name](own, rest))
        pin(set(cores))


if __name__ == "__main__":
    main()

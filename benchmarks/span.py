"""Time as it is told here: on the clock, and of the processor, for the machine may be shared."""

import os
import time
from collections.abc import Iterator
from pathlib import Path


class Span:
    """Runs from when it is made.

    Args:
        servers: processes whose seconds, and their children's, are counted beside ours.
    """

    def __init__(self, *servers: int) -> None:
        self._servers = servers
        self._theirs = seconds_of(*servers)
        self._wall, self._used = time.perf_counter(), time.process_time()

    def told(self, count: int, what: str, bar: int) -> str:
        """So many of them were done since: a line that says how fast."""
        wall, used = time.perf_counter() - self._wall, time.process_time() - self._used
        theirs = seconds_of(*self._servers) - self._theirs
        return (
            f"{count:,} {what} in {wall:.1f} s: {count / wall:,.0f} a second (bar {bar:,}); of the"
            f" processor {used / count * 1e6:.0f} us each here and {theirs / count * 1e6:.0f} us in"
            f" the servers, so {count / (used + theirs):,.0f} a second one after the other"
        )


def seconds_of(*roots: int) -> float:
    """Processor time of processes and of their children that live, so far."""
    return sum(seconds for pid, parent, seconds in _living() if pid in roots or parent in roots)


def ticks_by_process() -> dict[int, float]:
    """Processor time in seconds of every process that lives, so far."""
    return {pid: seconds for pid, _, seconds in _living()}


def _living() -> Iterator[tuple[int, int, float]]:
    """Every process: its id, its parent's, its seconds of the processor."""
    tick = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        yield int(stat.parent.name), int(fields[1]), (int(fields[11]) + int(fields[12])) / tick

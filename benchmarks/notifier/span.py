"""Time as it is told here: on the clock, and of the processor, for the machine may be shared."""

import time


class Span:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._wall, self._used = time.perf_counter(), time.process_time()

    def told(self, count: int, what: str, bar: int) -> str:
        """So many of them were done since: a line that says how fast."""
        wall, used = time.perf_counter() - self._wall, time.process_time() - self._used
        return (
            f"{count:,} {what} in {wall:.1f} s: {count / wall:,.0f} a second (bar {bar:,});"
            f" {used / count * 1e6:.0f} us of our core each, so at most {count / used:,.0f}"
        )

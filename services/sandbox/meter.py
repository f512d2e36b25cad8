"""A limit of calls, counted as the platforms count it: in a span that slides along machine time."""

import time
from collections import deque


class Meter:
    """Counts the calls of the span that ends now.

    Args:
        limit: calls in a span.
        span: seconds of machine time.

    Attributes:
        ticks: machine time in seconds.
    """

    def __init__(self, limit: int, span: float = 1.0) -> None:
        self.ticks = time.monotonic
        self._limit, self._span = limit, span
        self._calls: deque[float] = deque()

    def full(self) -> bool:
        """Count a call, unless it is one too many."""
        now = self.ticks()
        while self._calls and self._calls[0] <= now - self._span:
            self._calls.popleft()
        if len(self._calls) >= self._limit:
            return True
        self._calls.append(now)
        return False

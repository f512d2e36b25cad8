"""Which objects changed when: a list that is asked by spans of time and read page by page."""

from bisect import bisect_left, bisect_right, insort
from datetime import datetime


class Changes:
    """The last change of each object, in order of time. Finding a span costs a logarithm."""

    def __init__(self) -> None:
        self._ordered: list[tuple[datetime, str]] = []
        self._at: dict[str, datetime] = {}

    def touch(self, name: str, at: datetime) -> None:
        """The object changed; its earlier change is forgotten."""
        before = self._at.get(name)
        if before is not None:
            del self._ordered[bisect_left(self._ordered, (before, name))]
        self._at[name] = at
        insort(self._ordered, (at, name))

    def between(self, since: datetime | None, until: datetime | None) -> list[str]:
        """Names of those last changed in the closed span, oldest first."""
        return [name for _, name in self.dated(since, until)]

    def dated(self, since: datetime | None, until: datetime | None) -> list[tuple[datetime, str]]:
        """The same, each with its change."""
        low = 0 if since is None else bisect_left(self._ordered, (since, ""))
        high = len(self._ordered)
        if until is not None:
            high = bisect_right(self._ordered, (until, "\U0010ffff"))
        return self._ordered[low:high]

"""Failures of our own code in loops, where no record waits that would tell of them later."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.runtime import metrics
from services.runtime.errors import Unavailable
from services.runtime.logs import get_logger

log = get_logger()


@dataclass(frozen=True, slots=True)
class LoopBug:
    """What people have to know about a loop.

    Attributes:
        group: who met it, as in ``forestall_bugs_total``.
        reason: stable, and without anyone's words.
    """

    group: str
    reason: str

    @property
    def summary(self) -> str:
        """A sentence for people."""
        return f"{self.group} fails on some of its work: {self.reason}"


WHAT_TO_DO = (
    "Read the log of that loop; the rest of its work goes on. Once it is mended, `forestall "
    "republish` sends what a relay left out; all else is tried again by itself."
)

OnLoopBug = Callable[[LoopBug], Awaitable[None]]


class LoopBugs:
    """Counts what one loop meets, and tells people of each reason.

    Args:
        group: the loop.
        on_bug: told at least once for each reason; it may be told of one that stands.
    """

    def __init__(self, group: str, on_bug: OnLoopBug | None) -> None:
        self._group = group
        self._on_bug = on_bug
        self._untold: dict[str, None] = {}

    def met(self, reason: str) -> None:
        """Count a bug; people hear of it at the next ``tell``, outside any transaction."""
        metrics.BUGS.labels(group=self._group).inc()
        self._untold[reason] = None

    async def tell(self) -> None:
        """Tell people what they were not told yet; what cannot be told now is told later."""
        while self._untold:
            reason = next(iter(self._untold))
            if self._on_bug is not None:
                try:
                    await self._on_bug(LoopBug(self._group, reason))
                except Unavailable as error:
                    log.warning("bug.not_told", group=self._group, error=str(error))
                    return
            self._untold.pop(reason, None)

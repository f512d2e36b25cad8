"""A tracer that keeps what it was told: who begins which span, within which trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from services.runtime import tracing


@dataclass
class Kept:
    """The port ``Span``."""

    name: str
    traceparent: str
    parent: str = ""
    ended: int = 0

    def end(self) -> None:
        """Once."""
        self.ended += 1


@dataclass
class Recorder:
    """The port ``Tracer``.

    Attributes:
        samples: whether the next traces are followed.
        spans: every one that was made, in order.
    """

    samples: bool = True
    spans: list[Kept] = field(default_factory=list)
    closed: bool = False
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def begin(self, name: str) -> Kept | None:
        """The first span of a trace."""
        return self._kept(name) if self.samples else None

    def child(self, name: str, parent: str) -> Kept:
        """A step of one."""
        return self._kept(name, parent)

    def close(self) -> None:
        """Nothing is left."""
        self.closed = True

    def names(self, trace: str) -> list[str]:
        """The steps of a trace, in the order in which they began."""
        return [span.name for span in self.spans if span.parent == trace]

    def _kept(self, name: str, parent: str = "") -> Kept:
        number = next(self._numbers)
        span = Kept(name, f"00-{number:032x}-{number:016x}-01", parent)
        self.spans.append(span)
        return span


@contextmanager
def recording(*, samples: bool = True) -> Iterator[Recorder]:
    """Have this process tell a recorder."""
    recorder = Recorder(samples)
    tracing.install(recorder)
    try:
        yield recorder
    finally:
        tracing.install(None)

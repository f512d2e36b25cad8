"""Traces: one webhook's way through every service, as far as a sampled one is followed.

Off until a tracer is installed, and then nothing is made: every place asks for ``tracer()`` or
``current()`` first. What is followed carries W3C's ``traceparent`` of the webhook in its records;
each hop is a child of that one span. What is not sampled carries none, so nothing behind it asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Protocol

HEADER = "traceparent"


class Span(Protocol):
    """One step of a trace, from when it was begun to when it is ended."""

    @property
    def traceparent(self) -> str:
        """How those that follow name it."""
        ...

    def end(self) -> None:
        """It is over."""
        ...


class Tracer(Protocol):
    """Where spans go (``services.runtime.telemetry``)."""

    def begin(self, name: str) -> Span | None:
        """The first span of a trace; None where this one is not sampled."""
        ...

    def child(self, name: str, parent: str) -> Span:
        """A step of a trace that is followed."""
        ...

    def close(self) -> None:
        """Hand over what is left, within seconds; blocks."""
        ...


_NOTHING: AbstractContextManager[None] = nullcontext()
_installed: list[Tracer] = []
_current: ContextVar[str] = ContextVar("traceparent", default="")


def install(tracer: Tracer | None) -> None:
    """Have this process follow traces from now on; None: none any more."""
    _installed[:] = [] if tracer is None else [tracer]


def tracer() -> Tracer | None:
    """What was installed, if anything was."""
    return _installed[0] if _installed else None


def current() -> str:
    """The trace that the code here works for; empty where none is followed."""
    return _current.get()


def step(name: str, parent: str = "") -> AbstractContextManager[None]:
    """A span around the block, and the trace of whatever is done in it.

    Args:
        name: of the step: few values, no keys.
        parent: the trace; left out, the one that the code here works for.
    """
    where = tracer()
    if where is None:
        return _NOTHING
    within = parent or current()
    return _within(where.child(name, within), within) if within else _NOTHING


def first(name: str) -> AbstractContextManager[None]:
    """The first span of a trace around the block, where this one is sampled."""
    where = tracer()
    begun = None if where is None else where.begin(name)
    return _NOTHING if begun is None else _within(begun, begun.traceparent)


@contextmanager
def _within(span: Span, trace: str) -> Iterator[None]:
    token = _current.set(trace)
    try:
        yield
    finally:
        _current.reset(token)
        span.end()


def steps(
    name: str, headers: Iterable[Iterable[tuple[str, bytes]]]
) -> AbstractContextManager[object]:
    """A span around the block in each trace that records carry.

    What is done for one of them says so by a step of its own: the block works for all.
    """
    where, found = tracer(), traces_of(headers)
    if where is None or not found:
        return _NOTHING
    return _together([where.child(name, trace) for trace in found])


@contextmanager
def _together(spans: Sequence[Span]) -> Iterator[None]:
    try:
        yield
    finally:
        for span in spans:
            span.end()


def traces_of(headers: Iterable[Iterable[tuple[str, bytes]]]) -> list[str]:
    """The traces that records carry, each once; none while nothing is installed."""
    if not _installed:
        return []
    found = (value.decode("latin-1") for one in headers for name, value in one if name == HEADER)
    return list(dict.fromkeys(found))

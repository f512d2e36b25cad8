"""Counts of a path that is too hot for the client's own: plain numbers, told when asked for.

A counter of the client's takes a lock, an observation takes several, and both wander through code
that nothing else on the path has in its cache. One process's event loop alone counts here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from prometheus_client import REGISTRY
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector


class Tally:
    """How one source was answered, and how fast.

    Attributes:
        answered: how often, by what was answered.
    """

    __slots__ = ("_bounds", "answered", "buckets", "seconds")

    def __init__(self, answers: Iterable[int], bounds: Sequence[float]) -> None:
        self.answered = dict.fromkeys(answers, 0)
        self.buckets = [0] * (len(bounds) + 1)
        self.seconds = 0.0
        self._bounds = bounds

    def count(self, answer: int, seconds: float) -> None:
        """One more, and how long it took; ``answer`` is one of those that were named."""
        self.answered[answer] += 1
        self.buckets[bisect_left(self._bounds, seconds)] += 1
        self.seconds += seconds


class Tallies(Collector):
    """A counter of answers by source and answer, and a histogram of their seconds by source.

    Args:
        counter: the counter's name, ending with ``_total``, and what it means.
        histogram: the same of the histogram.
        bounds: its buckets' upper bounds, seconds, ascending.
    """

    def __init__(
        self, counter: tuple[str, str], histogram: tuple[str, str], bounds: Sequence[float]
    ) -> None:
        self._counter, self._histogram, self._bounds = counter, histogram, tuple(bounds)
        self._of: dict[str, Tally] = {}
        REGISTRY.register(self)

    def of(self, source: str, answers: Iterable[int]) -> Tally:
        """The tally of a source; the same one each time."""
        return self._of.setdefault(source, Tally(answers, self._bounds))

    def collect(self) -> Iterator[Metric]:
        """Both series as they stand."""
        answers = CounterMetricFamily(*self._counter, labels=["source", "answer"])
        seconds = HistogramMetricFamily(*self._histogram, labels=["source"])
        bounds = [*(str(bound) for bound in self._bounds), "+Inf"]
        for source, tally in self._of.items():
            for answer, count in tally.answered.items():
                answers.add_metric([source, str(answer)], count)
            counts = list(zip(bounds, accumulate(tally.buckets), strict=True))
            seconds.add_metric([source], counts, tally.seconds)
        yield answers
        yield seconds

"""Counts of a hot path are what the client's own would be."""

from collections.abc import Iterator

import pytest
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest

from services.runtime.tally import Tallies

BOUNDS = (0.01, 0.1)
SECONDS = (0.001, 0.01, 0.05, 0.1, 7.0)


@pytest.fixture(name="tallies")
def _tallies() -> Iterator[Tallies]:
    found = Tallies(("told_total", "How often."), ("told_seconds", "How long."), BOUNDS)
    yield found
    REGISTRY.unregister(found)


def test_what_is_scraped_is_what_the_clients_own_would_tell(tallies: Tallies) -> None:
    """Counts by answer, buckets with their bounds in them, sums; zeros from the start."""
    registry = CollectorRegistry()
    counter = Counter("told_total", "How often.", ["source", "answer"], registry=registry)
    histogram = Histogram(
        "told_seconds", "How long.", ["source"], buckets=BOUNDS, registry=registry
    )
    tally = tallies.of("lazada", (200, 503))
    for answer in ("200", "503"):
        counter.labels("lazada", answer)
    histogram.labels("lazada")
    for seconds in SECONDS:
        tally.count(200, seconds)
        counter.labels("lazada", "200").inc()
        histogram.labels("lazada").observe(seconds)
    own = CollectorRegistry()
    own.register(tallies)
    assert told(own) == told(registry)


def test_a_source_has_one_tally(tallies: Tallies) -> None:
    """Two edges of a process count together."""
    tallies.of("lazada", (200,)).count(200, 0.001)
    tallies.of("lazada", (200,)).count(200, 0.001)
    assert REGISTRY.get_sample_value("told_total", {"source": "lazada", "answer": "200"}) == 2


def told(registry: CollectorRegistry) -> set[str]:
    """The lines of a scrape, but for when a series began."""
    lines = generate_latest(registry).decode().splitlines()
    return {line for line in lines if "_created" not in line}

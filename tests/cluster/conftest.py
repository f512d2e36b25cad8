"""The cluster suite's options, its one installation, and the table at its end."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest
import pytest_asyncio

from tests.cluster.installation import Installation, installed
from tests.cluster.timeline import Row, Timeline, timeline

Begin = Callable[[str], AbstractAsyncContextManager[Timeline]]
"""Begins a timeline of that name."""

_rows: list[Row] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much load."""
    parser.addoption("--rate", type=float, default=500, help="webhooks a second")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """Everything, started once for all timelines."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a broker is away: that is the test
    async with installed(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture(scope="session")
def held() -> list[str]:
    """Numbers of all parcels that customs hold."""
    return []


@pytest.fixture
def begin(here: Installation, held: list[str], request: pytest.FixtureRequest) -> Begin:
    """How a test begins its timeline."""
    rate = request.config.getoption("rate")

    def begun(name: str) -> AbstractAsyncContextManager[Timeline]:
        return timeline(here, _rows, held, name=name, rate=rate)

    return begun


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was measured, a line a timeline."""
    if not _rows:
        return
    rate = terminalreporter.config.getoption("rate")
    terminalreporter.section(f"three brokers at {rate:g} webhooks a second")
    line = partial("{:<34} {:>8} {:>9} {:>9} {:>7} {:>8}  {}".format)
    head = ("", "pushes", "refused", "all read", "p99", "slowest", "not taken, by code")
    terminalreporter.write_line(line(*head))
    for row in _rows:
        times = (f"{row.refused_for:.1f} s", f"{row.lag:.1f} s")
        answers = (f"{row.p99 * 1000:.0f} ms", f"{row.slowest * 1000:.0f} ms", row.refused or "")
        terminalreporter.write_line(line(row.name, row.pushes, *times, *map(str, answers)))

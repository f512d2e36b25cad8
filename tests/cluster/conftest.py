"""The cluster suite's options, its one installation, and the table at its end."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

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
    words = "ms in which each is answered; the bar is 500, a busy machine wants more"
    parser.addoption("--limit", type=float, default=500, help=words)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """Everything, started once for all timelines."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a broker is away: that is the test
    async with installed(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def begin(here: Installation, request: pytest.FixtureRequest) -> Begin:
    """How a test begins its timeline."""
    option = request.config.getoption

    def begun(name: str) -> AbstractAsyncContextManager[Timeline]:
        return timeline(here, _rows, name=name, rate=option("rate"), limit=option("limit") / 1000)

    return begun


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was measured, a line a timeline."""
    if not _rows:
        return
    rate = terminalreporter.config.getoption("rate")
    terminalreporter.section(f"three brokers at {rate:g} webhooks a second")
    line = "{:<27} {:>7} {:>7} {:>7} {:>7} {:>8} {:>6} {:>8}  {}".format
    head = ("", "mended", "again", "steady", "read", "pushes", "p99", "slowest", "not taken; later")
    terminalreporter.write_line(line(*head))
    for row in _rows:
        mended = "" if row.mended is None else f"{row.mended:.1f} s"
        times = (f"{seconds:.1f} s" for seconds in (row.again, row.steady, row.read))
        took = (f"{seconds * 1000:.0f} ms" for seconds in (row.p99, row.slowest))
        refused = f"{row.refused or 0}; {row.later or 0}"
        terminalreporter.write_line(line(row.name, mended, *times, row.pushes, *took, refused))

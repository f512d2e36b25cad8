"""What holds for every test: fixtures from tests/support, no judgement by machine time.

And what campaigns are told.
"""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.support.campaign", "tests.support.servers")

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


_MEMORY, _ROOM = Path("/dev/shm"), 8 * 1024**3  # noqa: S108 - pytest makes folders of its own there


_SELDOM = (50_000, 20, 20)
"""Of the collector: new objects before it looks, and looks before it looks at all that is old.

A worker holds thousands of tests and modules, which each full look walks for nothing.
"""


def pytest_configure() -> None:
    """Keep what tests write in memory, where there is plenty: databases begin five times as fast.

    Not where nothing may be run from there: a server may have to run from a copy of its program.
    Nothing is let go of while tests are collected, so nobody looks for it.
    """
    gc.disable()
    if not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _ROOM:
        return
    if not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


_LONGEST = ("e2e", "faults")
"""Folders whose files take longest: begun first, so that no worker ends long after the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; xdist hands them out in this order."""
    here = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        folder = item.path.relative_to(here).parts[0]
        return _LONGEST.index(folder) if folder in _LONGEST else len(_LONGEST)

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """Set apart from the collector what stands for the whole run, then let it look again."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much the campaigns of tests/faults play, and from which seeds."""
    parser.addoption("--lives", type=int, default=25, help="lives on stores in memory")
    parser.addoption("--lives-postgres", type=int, default=4, help="lives on PostgreSQL")
    parser.addoption("--lives-seed", type=int, default=1, help="the first seed; 0: a random one")
    parser.addoption("--seed", type=int, default=1, help="of the kills of a campaign")
    parser.addoption("--kills", type=int, default=200, help="SIGKILLs of a campaign")
    parser.addoption("--old", default="", help="what an upgrade begins with, in git's words")
    parser.addoption("--rounds", type=int, default=60, help="of kill points; 0: every ordinal")

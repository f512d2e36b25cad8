"""`make test-procedures`: upgrade, rollback and contraction, old and new beside one another."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support import earlier
from tests.support.campaign import Campaign
from tests.support.eventually import eventually
from tests.support.mishaps import Weeks, weeks
from tests.support.processes import ROOT, program

HOURS = 41
FIRST, SECOND = 0, 1
"""The two replicas of each service."""


@pytest.mark.timeout(3600)
async def test_upgrade_and_back(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """Tables first, then replica by replica, under load; back the same way on the new tables.

    No push is lost, nothing is said twice, nothing is parked or dead, and no version says a word
    of an error: neither of a column, nor of a field that it does not know.
    """
    old = tmp_path / "old"
    revision = _earlier(campaign, old)
    async with weeks(
        kafka, postgres_url, tmp_path, seed=campaign.seed, hours=HOURS, replicas=2, tree=old
    ) as week:
        week.staffed = False  # the desk's program is the new one
        await week.hours(3)
        ran = 0

        async def tables() -> None:
            nonlocal ran
            ran = await _migrate(week, tmp_path)

        await week.hour(tables)
        week.staffed = True
        assert ran, "nothing was new: the procedure is not shown"
        await week.hours(2)  # all of the old program, on the new tables
        await _roll(week, FIRST, None)
        await week.hours(3)
        await _roll(week, SECOND, None)
        await week.hours(2)
        await _roll(week, FIRST, old)
        await week.hours(3)
        await _roll(week, SECOND, old)
        await week.hours(2)
        for number in (FIRST, SECOND):
            await _roll(week, number, None)
        await week.hour()
        await _contract(week, tmp_path, old)
        wrong = [*await week.verdict(), *_errors(tmp_path / "logs")]
    campaign.say(
        f"upgrade from {revision[:9]} and back, {ran} migrations, "
        f"{len(wrong)} violations, seed {campaign.seed}"
    )
    for each in wrong:
        campaign.say(f"  {each}")
    assert not wrong


def _earlier(campaign: Campaign, into: Path) -> str:
    """Unpack what is upgraded from; its name."""
    try:
        revision = campaign.old or earlier.before_the_last_migrations()
        earlier.unpack(revision, into)
        lacking = earlier.lacking(revision)
    except earlier.NoHistoryError as why:
        pytest.skip(f"no earlier version of the program is here: {why}")
    if lacking:
        pytest.skip(f"{revision[:9]} needs other libraries than are here: {lacking}")
    return revision


async def _migrate(week: Weeks, directory: Path) -> int:
    """What the chart's Job runs before the first new pod; how many files ran."""
    async with program(directory, "migrate", environ=week.fleet.environ) as job:
        assert await job.ends() == 0, job.said()
    return job.said().count("ran ")


async def _roll(week: Weeks, number: int, tree: Path | None) -> None:
    """One replica of every service after the other ends, and one of a version begins."""
    week.fleet.tree = tree
    for service in week.fleet.services:
        await week.hour(partial(_replace, week, f"{service}.{number}"))


async def _replace(week: Weeks, name: str) -> None:
    await week.fleet.stop(name)
    week.sandbox.pusher.edge = week.fleet.edge(week.draw)
    await week.fleet.start(name)
    await week.fleet.ready()
    week.sandbox.pusher.edge = week.fleet.edge(week.draw)


async def _contract(week: Weeks, directory: Path, old: Path) -> None:
    """What only adds has run beside the old; what takes away runs when asked for, and shuts it out.

    The old program says why it does not start.
    """
    newer = directory / "newer"
    for name in ("schemas", "services"):
        shutil.copytree(ROOT / name, newer / name, ignore=shutil.ignore_patterns("__pycache__"))
    files = newer / "services/notifier/migrations"
    (files / "9998_made.sql").write_text("CREATE TABLE notifier.made (x integer);\n")
    (files / "9999_gone.contract.sql").write_text("DROP TABLE notifier.made;\n")
    environ = {**week.fleet.environ, "PYTHONPATH": str(newer)}
    for words, ran in (((), 1), ((), 0), (("--contract",), 1), (("--contract",), 0)):
        async with program(newer, "migrate", *words, environ=environ) as job:
            assert await job.ends() == 0, job.said()
        assert job.said().count("ran ") == ran, job.said()
    week.fleet.tree = old
    late = f"notifier.{SECOND}"
    await week.fleet.stop(late)
    await week.fleet.start(late)
    await eventually(lambda: late in week.fleet.died(), within=120, what="the old one gives up")
    log = (directory / "logs" / f"{late}.log").read_text(encoding="utf-8")
    assert "9999_gone.contract.sql has taken away what this program needs" in log
    await week.fleet.kill(late)


def _errors(logs: Path) -> list[str]:
    """What any process has told of as its own failure."""
    found = []
    for log in sorted(logs.glob("*.log")):
        for line in log.read_text(encoding="utf-8").splitlines():
            told = json.loads(line) if line.startswith("{") else {}
            if told.get("level") in {"error", "critical"}:
                found.append(f"{log.stem}: {told}")
    return found

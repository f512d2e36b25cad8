"""PostgreSQL or Kafka fail under ``forestall run``: services wait, say so once, and go on.

Judged from outside: by the probes, the logs, the sandbox's own ledger and the database's rows.
"""

import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from services.cli.installation import SERVICES
from tests.support.eventually import eventually
from tests.support.house import WITHIN, Database, House, house

STORED = tuple(name for name in SERVICES if name != "ingest-edge")
"""Services that stand on PostgreSQL."""

TOLD = ["service.paused", "service.resumed"]

Outage = tuple[Callable[[Database], Awaitable[None]], Callable[[Database], Awaitable[None]]]


@pytest.fixture(name="run")
async def _run(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, given=True) as made:
        yield made


async def _hang(database: Database) -> None:
    database.hang()


async def _go_on(database: Database) -> None:
    database.go_on()


async def _close(database: Database) -> None:
    database.line.close()


async def _reopen(database: Database) -> None:
    database.line.reopen()


OUTAGES: dict[str, Outage] = {
    "stopped": (lambda database: database.end(signal.SIGINT), Database.back),
    "stopped at once": (lambda database: database.end(signal.SIGQUIT), Database.back),
    "killed": (lambda database: database.end(signal.SIGKILL), Database.back),
    "hung": (_hang, _go_on),
    "cut off": (_close, _reopen),
}


def _told(run: House, service: str) -> list[str]:
    """Pauses and their ends, in the order of the log."""
    return [line["event"] for line in run.lines(service, "service.paused", "service.resumed")]


@pytest.mark.timeout(300)
async def test_services_wait_for_postgresql_and_the_edge_does_not(run: House) -> None:
    """Stopped, killed, hung or cut off, for forty minutes of domain time: the edge answers 200.

    The others are alive, not ready and say why; a pause and its end are one line each. Once the
    database is back everything pushed meanwhile is one case each, without a restart.
    """
    database = run.database
    assert database is not None
    pids = run.pids()
    run.place()
    await run.accounted()
    for number, (begin, end) in enumerate(OUTAGES.values(), 1):
        await begin(database)
        for service in STORED:
            assert "PostgreSQL does not answer" in await run.why_not(service)
            await _has_told(run, service, [*TOLD * (number - 1), "service.paused"])
        before = _answered(run)["delivered"]
        run.place(3)
        run.sandbox.step_to(run.sandbox.now() + timedelta(minutes=40))
        await run.sandbox.settle()
        answers = _answered(run)
        assert answers["delivered"] > before
        # On a machine that stands still the edge's own 400 ms may pass; it is pushed again.
        assert set(answers) <= {"delivered", "failed:503"}
        assert await run.probe("ingest-edge", "readyz") == (200, "ready")
        await run.all_alive()
        await end(database)
        await run.ready()
        await run.accounted()
        for service in STORED:
            await _has_told(run, service, TOLD * number)
            _paired(run, service)
    assert _told(run, "ingest-edge") == []
    assert run.pids() == pids


def _answered(run: House) -> Counter[str]:
    return Counter(str(entry.outcome) for entry in run.sandbox.ledger.entries("push"))


async def _has_told(run: House, service: str, wanted: list[str]) -> None:
    def told() -> bool:
        return _told(run, service) == wanted

    await eventually(told, within=WITHIN, what=f"{service} tells {wanted}")


def _paired(run: House, service: str) -> None:
    """Each part of a service says once that it waits, however often it tries, and once that it
    goes on.
    """  # noqa: D205 - one sentence
    for kind, name in (("loop", "loop"), ("consumer", "group"), ("listen", "channel")):
        lines = run.lines(service, f"{kind}.unavailable", f"{kind}.available")
        for who in {line[name] for line in lines}:
            events = [line["event"] for line in lines if line[name] == who]
            begins = [event.endswith(".unavailable") for event in events]
            assert begins == [n % 2 == 0 for n in range(len(begins))], (service, who, events)


@pytest.mark.timeout(300)
async def test_without_kafka_the_edge_refuses_and_everybody_waits(run: House) -> None:
    """The broker hangs: pushes are answered 503 by the edge's own limit, and pushed again.

    Everybody is alive, not ready and says why, once; afterwards nothing is lost or there twice.
    """
    broker = run.broker
    assert broker is not None
    pids = run.pids()
    run.place()
    await run.accounted()
    broker.signal(signal.SIGSTOP)
    run.place(3)
    for service in SERVICES:
        assert "Kafka does not answer" in await run.why_not(service)
        await _has_told(run, service, ["service.paused"])

    def refused() -> bool:
        ended = [entry.outcome for entry in run.sandbox.ledger.entries("push")]
        return ended.count("failed:503") >= 3

    await eventually(refused, within=WITHIN, what="pushes are refused")
    await run.all_alive()
    broker.signal(signal.SIGCONT)
    await run.ready()
    run.sandbox.step_to(run.sandbox.now() + timedelta(minutes=40))
    await eventually(lambda: not run.sandbox.pending(), within=WITHIN, what="all is pushed")
    await run.accounted()
    for service in SERVICES:
        await _has_told(run, service, TOLD)
        _paired(run, service)
    await _cut_again_and_again(run)
    assert run.pids() == pids


async def _cut_again_and_again(run: House) -> None:
    """Connections end under the work, whatever is on its way: that costs time and nothing else."""
    assert run.line is not None
    assert run.database is not None
    for _ in range(3):
        run.place(3)
        for line in (run.line, run.database.line):
            before = line.tried
            line.cut()
            await eventually(lambda b=before, li=line: li.tried > b, within=WITHIN)  # type: ignore[misc] # bound
    run.sandbox.step_to(run.sandbox.now() + timedelta(minutes=40))
    await eventually(lambda: not run.sandbox.pending(), within=WITHIN, what="all is pushed")
    await run.accounted()

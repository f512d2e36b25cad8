"""Whole lives of the notifier's core, played by a state machine on both kinds of stores."""

import asyncio
import logging
import secrets
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.postgres.unit import PostgresStores
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import open_pool
from tests.faults.states.arrivals import Arrivals
from tests.faults.states.machine import done
from tests.faults.states.out_there import OutThere
from tests.faults.states.people import People
from tests.faults.states.services import Services
from tests.support.lives.process import Ground, MemoryGround, PostgresGround

PART = 250
"""Lives that one seed repeats."""

ENOUGH = 25
"""Lives of which some bring a message: those of the suite's own seed do."""

STEPS = 40
"""Most things that happen in a life before it is brought to its end."""

TABLES = (
    "cases, entries, actions, tasks, alerts, alert_causes, deliveries, pauses, shops, rules, "
    "ledgers, spends, buyers, playbooks, playbook_texts, progress, parked, dead_letters"
)

Make = Callable[[], Coroutine[Any, Any, Ground]]


@pytest.fixture(autouse=True)
def _silent() -> Iterator[None]:
    """Thousands of lives have nothing to say to the log."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The loop in which all lives of a test are played."""
    with asyncio.Runner() as runner:
        yield runner.get_loop()


def play(ground: Make, loop: asyncio.AbstractEventLoop, *, runs: int, number: int) -> None:
    """Play so many lives; the number repeats them."""

    class Played(OutThere, Arrivals, Services, People):
        pass

    Played.ground = staticmethod(ground)
    Played.loop = loop
    chosen = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(Played), settings=chosen)


def campaign(
    name: str,
    ground: Make,
    loop: asyncio.AbstractEventLoop,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As many lives as were asked for, in parts; a failure names the seed of its part."""
    option = "lives" if name == "memory" else f"lives_{name}"
    runs: int = request.config.getoption(option)
    first: int = request.config.getoption("lives_seed") or secrets.randbelow(1_000_000)
    done.clear()
    for number in range(first, first + -(-runs // PART)):
        part = min(PART, runs - (number - first) * PART)
        again = f'make test-states ARGS="--lives-seed {number}" plays it again'
        try:
            play(ground, loop, runs=part, number=number)
        except Exception as error:
            error.add_note(f"{name}, seed {number}, {part} lives: {again}")
            raise
        told = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
        with capsys.disabled():
            sys.stdout.write(f"\n{name}: seed {number} done; so far {told}")
    assert runs < ENOUGH or done["messages"], "lives in which nobody was told of anything"


def test_in_memory(
    loop: asyncio.AbstractEventLoop,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nobody is told twice, no deadline passes unsaid, every record in is accounted for."""

    async def ground() -> Ground:
        return MemoryGround()

    campaign("memory", ground, loop, request, capsys)


def test_on_postgresql(
    postgres_url: str,
    loop: asyncio.AbstractEventLoop,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same, with the statements, the books and the locks of PostgreSQL."""
    do = loop.run_until_complete
    do(migrate(postgres_url, SCHEMA, MIGRATIONS))
    pool = do(open_pool(postgres_url, application="test"))
    tables = ", ".join(f"notifier.{table}" for table in TABLES.split(", "))

    async def ground() -> Ground:
        # Entries are append-only but for who may put the database's own rules aside.
        await pool.execute(f"SET session_replication_role = replica; TRUNCATE {tables}; RESET ALL")
        return PostgresGround(pool, PostgresStores(pool))

    try:
        campaign("postgres", ground, loop, request, capsys)
    finally:
        do(pool.close())

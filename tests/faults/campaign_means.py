"""Minutes of machine time without PostgreSQL or Kafka: what a suite cannot wait for.

Every time limit of the program runs out meanwhile, again and again. Prints how long the edge took
for its answers.
"""

import json
import signal
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from services.connectors.marketplaces.iop.signing import sign_push
from services.sandbox.accounts import DEFAULT
from tests.support.eventually import eventually
from tests.support.house import WITHIN, House, house

pytestmark = [pytest.mark.campaign, pytest.mark.timeout(1200)]

MINUTES = 3
BODY = json.dumps({"message_type": 99, "seller_id": "1", "data": {}}).encode()
"""A push that is valid and says nothing to us: no order has to exist for it."""


@pytest.fixture(name="run")
async def _run(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, given=True) as made:
        yield made


async def _outlast(run: House, *, wanted: int) -> None:
    """Push and probe until the minutes are over; every answer is the wanted one."""
    app = DEFAULT.app_of("lazada/laz-1")
    url = f"{run.edge}/webhooks/lazada/{app.id}"
    signed = {"Authorization": sign_push(app.key, app.secret, BODY)}
    took: list[float] = []
    until = time.monotonic() + MINUTES * 60
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        while time.monotonic() < until:
            began = time.monotonic()
            answer = await client.post(url, content=BODY, headers=signed)
            took.append(time.monotonic() - began)
            assert answer.status_code == wanted
            assert (wanted == httpx.codes.OK) or int(answer.headers["retry-after"]) > 0
            await run.all_alive()
    took.sort()
    print(  # noqa: T201 - the campaign's own figure
        f"{len(took)} answers of {wanted} in {MINUTES} minutes: "
        f"median {took[len(took) // 2]:.3f} s, slowest {took[-1]:.3f} s"
    )


@pytest.mark.parametrize("means", ["PostgreSQL", "Kafka"])
async def test_minutes_of_a_hang(run: House, means: str) -> None:
    """All are alive throughout; the edge answers 200 without PostgreSQL, 503 without Kafka; all
    goes on by itself, and nothing is lost or there twice.
    """  # noqa: D205 - one sentence
    assert run.database is not None
    assert run.broker is not None
    begin: Callable[[], None]
    end: Callable[[], None]
    if means == "PostgreSQL":
        begin, end, wanted = run.database.hang, run.database.go_on, 200
    else:
        broker = run.broker
        begin, end, wanted = (
            lambda: broker.signal(signal.SIGSTOP),
            lambda: broker.signal(signal.SIGCONT),
            503,
        )
    pids = run.pids()
    run.place(3)
    await run.accounted()
    begin()
    assert f"{means} does not answer" in await run.why_not("notifier")
    run.place(3)
    await _outlast(run, wanted=wanted)
    end()
    await run.ready()
    run.sandbox.step_to(run.sandbox.now() + timedelta(minutes=40))
    await eventually(lambda: not run.sandbox.pending(), within=WITHIN, what="all is pushed")
    await run.accounted()
    assert run.pids() == pids

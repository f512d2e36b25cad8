"""The embedded servers die under ``forestall run``: what comes back, and what is said to be lost.

The broker forgets everything with its death; how much that is only the outside can tell: it knows
what it was answered 200 for.
"""

import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.cli.installation import SERVICES
from tests.support.eventually import eventually
from tests.support.house import WITHIN, House, house
from tests.support.processes import program, zombies

CHATS = 4


@pytest.fixture(name="run")
async def _run(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, given=False) as made:
        yield made


def _accepted(run: House, after: int) -> Counter[str]:
    """Kind of push to how many were answered 200, by the sandbox's own ledger."""
    entries = run.sandbox.ledger.entries("push", after=after)
    return Counter(entry.what for entry in entries if entry.outcome == "delivered")


async def _messages(run: House) -> int:
    rows = await run.rows("SELECT count(*) AS n FROM ingest.objects WHERE kind = 'message'")
    return int(rows[0]["n"])


@pytest.mark.timeout(300)
async def test_what_a_dead_broker_took_with_it_is_counted_and_said(run: House) -> None:
    """Pushes were accepted and not read when it died: orders come back by polling, chat does not.

    The number of each is the sandbox's; it is printed, logged, and told by ``doctor``.
    """
    [first] = run.place()
    await run.accounted()
    await _all_read(run)
    before, known = len(run.sandbox.ledger), await _messages(run)
    pids = run.pids()
    os.kill(pids["ingest"], signal.SIGSTOP)
    run.place(3)
    for number in range(CHATS):
        run.sandbox.buyer_writes(first, f"Where is it? {number}")
    await run.sandbox.settle()
    accepted = _accepted(run, before)
    lost = accepted.pop("lazada:2")
    assert lost == CHATS
    # An answer to its last fetch may lie in its socket: with it gone, nothing is read any more.
    for name in ("ingest", "broker"):
        os.kill(pids[name], signal.SIGKILL)
    polled = sum(accepted.values())
    said = f"{polled + lost} accepted pushes unread: {polled} come back by polling, {lost} are lost"
    await run.run.says(said)
    await run.ready()
    run.sandbox.step_to(run.sandbox.now() + timedelta(hours=1))
    await run.accounted()
    assert await _messages(run) == known
    after = run.pids()
    assert after["postgres"] == pids["postgres"]
    assert all(after[name] != pids[name] for name in (*SERVICES, "broker"))
    async with program(run.directory, "doctor", "--config", "forestall.yaml") as doctor:
        await doctor.ends()
    assert said in doctor.said()
    await _goes_on(run, first)


async def _all_read(run: House) -> None:
    """Wait until every accepted push has had its effect."""
    await run.sandbox.settle()
    delivered = sum(_accepted(run, 0).values())

    async def read() -> bool:
        rows = await run.rows(
            "SELECT sum(next_offset) AS n FROM ingest.progress WHERE topic = 'inbox'"
        )
        return bool((rows[0]["n"] or 0) >= delivered)

    await eventually(read, within=WITHIN, what=f"{delivered} pushes are read")


async def _goes_on(run: House, order: str) -> None:
    """A new order and a buyer's words take the whole way; nothing more is said to be lost."""
    run.place()
    run.sandbox.buyer_writes(order, "And now?")
    run.sandbox.pusher.moved()
    await run.accounted()
    await eventually(lambda: _messages(run), within=WITHIN, what="the buyer's words are read")
    assert run.run.said().count("accepted pushes unread") == 1


@pytest.mark.timeout(300)
async def test_both_servers_may_die_at_once(run: House) -> None:
    """As a machine short of memory has it: both come back, the database before it is asked.

    No zombie stays; what was read before is neither lost nor there twice.
    """
    run.place(2)
    await run.accounted()
    pids = run.pids()
    os.kill(pids["postgres"], signal.SIGKILL)
    await run.ready()
    assert run.pids() == pids | {"postgres": run.pids()["postgres"]}
    run.place()
    await run.accounted()
    pids = run.pids()
    for name in ("postgres", "broker"):
        os.kill(pids[name], signal.SIGKILL)

    def renewed() -> bool:
        now = run.pids()
        return now.keys() == pids.keys() and not set(now.values()) & set(pids.values())

    await eventually(renewed, within=WITHIN, what="everything is started again")
    await run.ready()
    run.place()
    run.sandbox.step_to(run.sandbox.now() + timedelta(hours=1))
    await run.accounted()
    assert not zombies(run.run.process.pid)
    assert "accepted pushes unread" not in run.run.said()

"""`make test-faults`: replicas of the tracker, really killed while they ask providers that fail."""

import asyncio
import random
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from services.runtime.kafka.profile import KafkaProfile
from services.tracker.batches import LEASE
from services.tracker.cadence import STALLED
from tests.support.campaign import Campaign
from tests.support.door import KINDS, Where, fullest
from tests.support.servers import START, Servers
from tests.support.trackers import PER_MINUTE, PER_SECOND, Trackers, trackers

pytestmark = [pytest.mark.campaign, pytest.mark.timeout(3600)]

HOUR, LEAST = timedelta(hours=1), timedelta(minutes=1)
REPLICAS, HOURS, KILLS, CALM = 3, 72, 60, 12
"""Processes, hours that are played, SIGKILLs in them, and hours after them in which nothing fails:
by then whatever was cut off or refused has been made up for."""

PATIENCE = 2.0
"""Seconds in which a call is waited for to kill its caller; in many an hour there is none."""

LONGEST = STALLED * 1.2 + 16 * HOUR
"""Between two answers on a parcel: the slowest cadence, and what failures put it off by."""

LIMITS = {"17track": (PER_SECOND, 1.0), "laposte": (PER_MINUTE, 60.0)}
"""As they are published: calls in so many seconds."""

_PLANS = """
SELECT number, poll_at, poll_why, state ->> 'stage' AS stage, state ->> 'role' AS role,
    state ->> 'tracked' AS tracked
FROM tracker.parcels JOIN tracker.polls ON parcel_id = id
"""
_ENDED = {"delivered", "returned", "seized", "lost"}


async def test_replicas_killed_while_they_ask(
    servers: Servers, kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """No number asked for by two at once, no second with too many calls, no parcel forgotten.

    A fifth of the answers is 429, 500, hangs, is torn or lies; whoever asks is killed at any
    instant of a call, and between calls.
    """
    struck = set(campaign.draw.sample(range(1, HOURS + 1), KILLS))
    wrong: list[str] = []
    means = (kafka, postgres_url, tmp_path, servers.background)
    async with trackers(*means, seed=campaign.seed, replicas=REPLICAS) as ground, ground.held_up():
        for hour in range(1, HOURS + CALM + 1):
            at = START + hour * HOUR
            ground.door.share = 0.2 if hour <= HOURS else 0.0
            due = {row["number"] for row in await _plans(ground) if _due(row["poll_at"], at)}
            await ground.step_to(at)
            if hour in struck:
                await _strike(ground, campaign.draw)
                if campaign.draw.random() < 0.3:  # leases end while their owners wait for a turn
                    await ground.step_to(at + LEASE + LEAST)
            await ground.settle()
            await ground.step_to(max(ground.sandbox.now(), at + LEASE + LEAST))
            await ground.settle()
            wrong += await _left_out(ground, due, at)
        wrong += ground.fleet.died()
        wrong += await _judged(ground)
        _say(campaign, ground, wrong)
    assert not wrong
    assert ground.kills.total() >= KILLS
    assert set(ground.door.failed) == set(KINDS)


async def _strike(ground: Trackers, draw: random.Random) -> None:
    """Kill the next caller at some point of its call, or somebody at a moment."""
    where = draw.choice((*get_args(Where), "moment"))
    moment, victim = draw.uniform(0, 0.5), draw.randrange(REPLICAS)
    if where != "moment":
        ground.door.strike(where, ground.kill_caller)
        try:
            async with asyncio.timeout(PATIENCE):
                while not ground.door.fallen:  # noqa: ASYNC110 - the door's own word
                    await asyncio.sleep(0.005)
        except TimeoutError:
            ground.door.spare()
        else:
            ground.kills[where] += 1
            return
    else:
        await asyncio.sleep(moment)  # which moment is what the seed decides
    ground.kills["moment"] += 1
    await ground.kill(f"tracker.{victim}")


def _due(at: datetime | None, by: datetime) -> bool:
    return at is not None and at <= by


async def _plans(ground: Trackers) -> list[dict[str, Any]]:
    return [dict(row) for row in await ground.pool.fetch(_PLANS)]


async def _left_out(ground: Trackers, due: set[str], since: datetime) -> list[str]:
    """What was due, and was neither asked for nor put off with a reason."""
    return [
        f"{row['number']} was due by {since} and not asked for: {row}"
        for row in await _plans(ground)
        if row["number"] in due
        and row["poll_at"] is not None
        and not str(row["poll_why"]).startswith("deferred")
        and ground.door.asked.get(str(row["number"]), START) < since
    ]


async def _judged(ground: Trackers) -> list[str]:
    """What the door counted, and what the rows say at the end."""
    door, wrong = ground.door, []
    wrong += [f"{number} was asked for by two at once" for number in door.twice]
    wrong += [f"{most} calls of {who} at once" for who, most in door.most.items() if most > 1]
    for provider, (limit, span) in LIMITS.items():
        most = fullest(door.calls[provider], span)
        if len(most) > limit:
            wrong.append(f"{len(most)} calls of {provider} in {span:g} s: {most}")
    now = ground.sandbox.now()
    for row in await _plans(ground):
        number = str(row["number"])
        if row["role"] == "void":
            continue
        if row["tracked"] != "tracked":
            wrong.append(f"{number} is {row['tracked']}")
        elif row["poll_at"] is None and row["stage"] not in _ENDED:
            wrong.append(f"{number} is asked for no more: {row['poll_why']}")
        elif row["poll_at"] is not None:
            if row["poll_at"] > now + LONGEST:
                wrong.append(f"{number} is put off to {row['poll_at']}: {row['poll_why']}")
            told = [*door.told[number], now]
            longest = max((later - one for one, later in pairwise(told)), default=None)
            if longest is None or longest > LONGEST:
                wrong.append(f"{number} was not answered for in {longest}")
    paid = [entry.ref for entry in ground.sandbox.ledger.entries("effect", "register")]
    wrong += [f"{number} was paid for twice" for number in set(paid) if paid.count(number) > 1]
    return wrong


def _say(campaign: Campaign, ground: Trackers, wrong: list[str]) -> None:
    door = ground.door
    calls = {who: len(found) for who, found in sorted(door.calls.items())}
    most = {
        f"{who} in {span:g} s": len(fullest(door.calls[who], span))
        for who, (_, span) in LIMITS.items()
    }
    campaign.say(
        f"{ground.kills.total()} SIGKILLs {dict(sorted(ground.kills.items()))} of {REPLICAS} "
        f"trackers in {HOURS} hours, {ground.stops} held up for a moment: "
        f"{len(door.told)} numbers, calls {calls}, "
        f"failed {dict(sorted(door.failed.items()))}, at most {most}, "
        f"{dict(door.most)} at once, {len(wrong)} violations, seed {campaign.seed}"
    )
    for each in wrong:
        campaign.say(f"  {each}")

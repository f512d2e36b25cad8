"""`make test-procedures`: PostgreSQL's primary is killed under load, its replica takes over."""

from pathlib import Path

import asyncpg
import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.campaign import Campaign
from tests.support.mishaps import weeks
from tests.support.pair import pair
from tests.support.processes import program

HOURS = 20


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("waits", ["remote_apply", ""], ids=["waits", "lags"])
async def test_a_replica_takes_over(
    kafka: KafkaProfile, tmp_path: Path, campaign: Campaign, waits: str
) -> None:
    """The services go on by themselves, where commits waited for the replica and where not.

    The replica that lacked the last of it is as a restored backup: `recover`. The dead primary
    comes back, takes writes, and is given none.
    """
    async with pair(tmp_path / "pair") as both:
        if waits:
            await both.wait_for_it(waits)
        async with weeks(kafka, both.url, tmp_path, seed=campaign.seed, hours=HOURS) as week:
            pids = week.fleet.pids()
            await week.hours(6)

            async def lost() -> None:
                await both.fail_over()
                if not waits:
                    await week.fleet.ready()
                    for words in (("recover",), ("resume", "all")):
                        async with program(tmp_path, *words, environ=week.fleet.environ) as done:
                            assert await done.ends() == 0, done.said()

            if not waits:
                await both.level()
                both.lag()
            await week.hour(lost)
            await both.comes_back()
            assert both.old is not None
            left = await asyncpg.connect(both.old.url)
            query = "SELECT sum(n_tup_ins + n_tup_upd) FROM pg_stat_user_tables"
            before = await left.fetchval(query)
            await week.hours(HOURS - 8)
            assert await left.fetchval(query) == before
            await left.close()
            assert week.fleet.pids() == pids
            wrong = await week.verdict()
    how = f"commits that wait ({waits})" if waits else "a replica that lacks the last hour"
    campaign.say(f"failover, {how}: {len(wrong)} violations, seed {campaign.seed}")
    for each in wrong:
        campaign.say(f"  {each}")
    assert not wrong

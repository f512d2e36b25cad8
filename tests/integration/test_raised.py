"""A restored database counts on from its backup: what it publishes is newer all the same."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from services.runtime.kafka.profile import KafkaProfile
from tests.support.chain import Chain, chain
from tests.support.processes import program

H = timedelta(hours=1)


async def test_what_a_restored_database_says_is_heard(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """An order and its parcel are as in the backup, and the topics hold more: `recover` mends it.

    Nobody listens to them before; afterwards what they become is the newest that there is. So it
    is for what the backup did not know at all. Running it again does no harm.
    """
    async with chain(kafka, postgres_url, tmp_path) as run:
        key = run.sandbox.place_order("lazada/laz-1", country="MY")
        await run.quiet()
        number = run.sandbox.ship(key)
        await run.quiet()
        old = await _rows(run, key)
        run.sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
        run.sandbox.scan(number, "Delivered_Other", "Delivered", country="MY")
        unknown, _ = await run.sent()
        await run.on(30 * H)
        before = await _versions(run, key)
        await _put_back(run, old, unknown)
        for _ in range(2):
            async with program(tmp_path, "recover", environ=run.environ()) as done:
                assert await done.ends() == 0, done.said()
        async with program(tmp_path, "resume", "all", environ=run.environ()) as done:
            assert await done.ends() == 0, done.said()
        await run.quiet()
        after = await _versions(run, key)
        assert all(now > was for now, was in zip(after, before, strict=True)), (before, after)
        known = (await _versions(run, unknown))[0]
        run.sandbox.buyer_writes(unknown, "Where is it?")
        await run.on(48 * H)
        assert (await _versions(run, unknown))[0] >= known


async def _rows(run: Chain, key: str) -> list[dict[str, Any]]:
    return [
        dict(row) for row in await run.pool.fetch("SELECT * FROM ingest.objects WHERE id = $1", key)
    ]


async def _put_back(run: Chain, old: list[dict[str, Any]], unknown: str) -> None:
    """The order as it was, and another one that is not known any more."""
    for row in old:
        await run.pool.execute(
            """UPDATE ingest.objects SET version = $3, published = $4, hash = $5, body = $6
               WHERE kind = $1 AND id = $2""",
            *(row[name] for name in ("kind", "id", "version", "published", "hash", "body")),
        )
    await run.pool.execute("DELETE FROM ingest.objects WHERE id = $1", unknown)


async def _versions(run: Chain, key: str) -> list[int]:
    """Of the order in its case, and of its parcels."""
    state = await run.pool.fetchval("SELECT state FROM notifier.cases WHERE order_key = $1", key)
    case = json.loads(state)
    return [case["order"]["version"], *(one["version"] for one in case["parcels"].values())]

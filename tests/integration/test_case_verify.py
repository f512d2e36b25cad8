"""What happened is only added to; whoever gets past that is found out, at the right place."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from services.cli.verify import check
from services.runtime.kafka.profile import KafkaProfile
from tests.support.buyers import Planted, plant
from tests.support.notifier_shell import Shell, open_shell
from tests.support.sealed import vault
from tests.support.terminal import terminal


@pytest.fixture(name="shell")
async def _shell(postgres_url: str, kafka: KafkaProfile, tmp_path: Path) -> AsyncIterator[Shell]:
    """Three orders, each with a message."""
    await terminal(kafka, postgres_url, tmp_path)
    shell = await open_shell(postgres_url)
    for number in (1, 2, 3):
        await plant(shell.pool, shell.handler, number)
    yield shell
    await shell.pool.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notifier.entries SET kind = 'x' WHERE seq = 1",
        "UPDATE notifier.entries SET at = at",
        "DELETE FROM notifier.entries",
        "TRUNCATE notifier.entries",
        """INSERT INTO notifier.entries SELECT * FROM notifier.entries
           ON CONFLICT (order_key, seq) DO UPDATE SET kind = 'x'""",
    ],
)
async def test_the_database_refuses_to_rewrite_an_entry(shell: Shell, statement: str) -> None:
    """Whoever asks, by whatever statement; adding goes on."""
    before = await shell.rows("entries")
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="append-only"):
        await shell.pool.execute(statement)
    assert await shell.rows("entries") == before


FORGERIES = {
    'UPDATE notifier.entries SET body = body || \'{"sender": "seller"}\' WHERE {which}': 2,
    "UPDATE notifier.entries SET at = at + interval '1 second' WHERE {which}": 2,
    "DELETE FROM notifier.entries WHERE {first}": 1,
    "DELETE FROM notifier.entries WHERE {which}": 2,
    "DELETE FROM notifier.entries WHERE {last}": 3,
    "DELETE FROM notifier.cases WHERE {first_case}": 1,
    "UPDATE notifier.cases SET entries = entries + 1 WHERE {first_case}": 4,
    "UPDATE notifier.personal SET sealed = sealed || '\\x00' WHERE subject = '{subject}'": 2,
    "UPDATE notifier.personal SET sealed = (SELECT sealed FROM notifier.personal "
    "WHERE subject <> '{subject}' LIMIT 1) WHERE subject = '{subject}'": 2,
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forgery_past_the_database_is_found_at_its_place(
    shell: Shell, forgery: str
) -> None:
    """A changed, a missing, a cut-off entry, a lost case, other words: that order, that entry."""
    planted = Planted(2)
    mine = f"order_key = '{planted.order_key}'"
    statement = (
        forgery.replace("{which}", f"{mine} AND seq = 2")
        .replace("{first}", f"{mine} AND seq = 1")
        .replace("{last}", f"{mine} AND seq = 3")
        .replace("{first_case}", mine)
        .replace("{subject}", planted.subject)
    )
    async with shell.pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL session_replication_role = replica")
        await conn.execute(statement)
    whole = await check(shell.pool, vault("notifier"), None)
    assert [(one.order_key, one.seq) for one in whole.broken] == [
        (planted.order_key, FORGERIES[forgery])
    ]
    alone = await check(shell.pool, vault("notifier"), planted.order_key)
    assert alone.broken == whole.broken
    assert not (await check(shell.pool, vault("notifier"), Planted(1).order_key)).broken


async def test_the_command_ends_with_1_where_one_breaks(
    shell: Shell, kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """And says which, where and why; without a master key the chain alone is looked at."""
    forestall = await terminal(kafka, postgres_url, tmp_path)
    assert "3 of 3 timelines hold: 9 entries, 3 messages" in await forestall.says(
        "case", "verify", "--all"
    )
    key = Planted(3).order_key
    await shell.pool.execute("UPDATE notifier.cases SET head = 'x' WHERE order_key = $1", key)
    told = await forestall.says("case", "verify", key, code=1)
    assert f"{key}: breaks at entry 4" in told
    del forestall.environ["FORESTALL_PRIVACY_KEY"]
    told = await forestall.says("case", "verify", "--all", code=1)
    assert "the words that are kept are not looked at" in told
    assert "2 of 3 timelines hold" in told
    assert "there is no order" in await forestall.says("case", "verify", "lazada/x/9", code=2)

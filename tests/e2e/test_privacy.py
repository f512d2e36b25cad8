"""No personal word that the outside shows stands in plain in a table or a log line."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.cli.main import main
from services.cli.servers import keep_last_step
from services.cli.topics import mark_unsent
from services.runtime.errors import InvalidInput
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import one_statement
from services.runtime.privacy.vault import Vault
from services.sandbox.faults import Faults
from services.sandbox.people import person_of
from tests.support.chain import LAZADA, Chain, chain
from tests.support.dump import dump, found_in
from tests.support.sealed import KEY, vault
from tests.support.servers import kafka_environ

CHAT, STAFF, EARLY, SIGNER = "Quixotrine", "Dearest-Zabrine", "Parkedwords", "OBERQUELL"
"""Marks of what a buyer wrote, a person of the shop, a buyer nobody knew yet; of who signed."""


@pytest.fixture(name="written")
def _written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is logged from here on."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


@pytest.fixture(name="run")
async def _run(
    written: io.StringIO, kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> AsyncIterator[Chain]:
    """The whole chain, its log kept."""
    async with chain(kafka, postgres_url, tmp_path) as made:
        assert "service.started" in written.getvalue()
        yield made


async def _says(run: Chain, kafka: KafkaProfile, directory: Path, *typed: str) -> str:
    keep_last_step(run.settings.data_dir, run.clock.now())
    environ = {
        "FORESTALL_CONFIG": str(directory / "forestall.yaml"),
        "FORESTALL_DATABASE_URL": run.settings.database_url(),
        "FORESTALL_PRIVACY_KEY": KEY,
        **kafka_environ(kafka),
        "COLUMNS": "240",
    }
    result = await asyncio.to_thread(CliRunner().invoke, main, typed, env=environ)
    assert result.exit_code == 0, result.output
    return result.output


async def _lives(run: Chain) -> tuple[str, list[str]]:
    """A buyer who writes, is written to, and signs; the order's key, and all that is personal."""
    key, number = await run.sent()
    run.sandbox.buyer_writes(key, f"I am {CHAT}, where is my parcel?")
    run.sandbox.staff_writes(key, f"{STAFF}, it is on its way.")
    await run.quiet()
    run.sandbox.scan(number, "Delivered_Other", f"Delivered, signed by {SIGNER}", country="MY")
    await run.on(timedelta(hours=2))
    marks = [CHAT, STAFF, SIGNER, *person_of(run.sandbox.order(key).plan).marks()]
    return key, marks


async def _unknown(run: Chain) -> list[str]:
    """A buyer whose order cannot be read yet writes: everything of theirs is parked, raw."""
    run.sandbox.set_faults(Faults(call_refused=1.0))
    key = run.sandbox.place_order(LAZADA)
    await run.quiet()
    run.sandbox.buyer_writes(key, f"I am {EARLY}")
    await run.on(timedelta(hours=2))
    return [EARLY, *person_of(run.sandbox.order(key).plan).marks()]


def _plain(tables: dict[str, str], marks: Iterable[str]) -> dict[str, list[str]]:
    return {mark: where for mark in marks if (where := found_in(tables, mark))}


async def test_no_personal_word_stands_in_plain_and_none_survives_its_erasure(
    written: io.StringIO, run: Chain, kafka: KafkaProfile, tmp_path: Path
) -> None:
    """Through all services, parked records and logs; afterwards no key that is left opens it."""
    key, marks = await _lives(run)
    marks += await _unknown(run)
    parked = await run.pool.fetchval("SELECT count(*) FROM ingest.parked")
    assert parked >= 2
    assert _plain(await dump(run.pool), marks) == {}
    shown = await _says(run, kafka, tmp_path, "case", key)
    assert CHAT in shown
    assert STAFF in shown
    sealed = await _sealed(run)
    assert len(sealed) == 4

    await _says(run, kafka, tmp_path, "privacy", "erase", key, "--reason", "asked", "--yes")
    await mark_unsent(run.pool, "ingest")
    run.sandbox.set_faults(Faults())
    await run.on(timedelta(hours=2))
    assert _plain(await dump(run.pool), marks) == {}
    assert await _opened(run, sealed) == []
    shown = await _says(run, kafka, tmp_path, "case", key)
    assert shown.count("[erased]") == 2
    assert "timelines hold" in await _says(run, kafka, tmp_path, "case", "verify", "--all")
    # Another's words were parked meanwhile, and are theirs still.
    told = await _says(run, kafka, tmp_path, "case", await _of(run, key))
    assert EARLY in told

    assert _plain({"log": written.getvalue()}, marks) == {}


async def _of(run: Chain, other: str) -> str:
    """The key of the order that is not the other."""
    [found] = [key for key in await run.cases() if key != other]
    return found


async def _sealed(run: Chain) -> list[tuple[str, str, str, bytes]]:
    """Schema, subject, ref and the sealed words, of all that lie there."""
    found = []
    for schema in ("ingest", "notifier"):
        rows = await run.pool.fetch(f"SELECT * FROM {schema}.personal")  # noqa: S608
        found += [(schema, row["subject"], row["ref"], row["sealed"]) for row in rows]
    return found


async def _opened(run: Chain, sealed: list[tuple[str, str, str, bytes]]) -> list[str]:
    """Which of them any key that is left in the database still opens."""
    found = []
    for schema, subject, ref, content in sealed:
        own: Vault = vault(schema)
        async with one_statement(run.pool) as conn:
            rows = await conn.fetch(
                f"SELECT * FROM {schema}.personal_keys WHERE wrapped IS NOT NULL"  # noqa: S608
            )
        for row in rows:
            try:
                own.unwrap(row).open(content, f"{schema}|message|{ref}|{subject}")
            except InvalidInput:
                continue
            found.append(ref)
    return found

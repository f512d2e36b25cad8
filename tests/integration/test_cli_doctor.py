"""``forestall doctor`` and mistakes in the settings: what is wrong, and what to do."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.cli.servers import Running, note
from services.runtime.embedded.children import free_port
from services.runtime.kafka.profile import KafkaProfile
from tests.support.buyers import Planted, plant
from tests.support.notifier import NOW, dispute, order
from tests.support.notifier_shell import Shell, open_shell
from tests.support.sealed import KEY
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


async def test_a_healthy_installation_has_no_problems(forestall: Terminal) -> None:
    """Exit code 0, and every part was looked at."""
    told = await forestall.says("doctor")
    assert "0 problems, 0 warnings" in told
    for part in ("shop lazada/shop-1", "playbook", "Kafka answers", "up to date", "MiB are free"):
        assert part in told


async def test_each_means_that_is_missing_is_a_problem(forestall: Terminal) -> None:
    """Without Kafka, or without PostgreSQL, the rest is still told; exit code 1."""
    nowhere = f"127.0.0.1:{free_port()}"
    told = await forestall("doctor", FORESTALL_KAFKA_BOOTSTRAP=nowhere)
    assert told.exit_code == 1
    assert "Kafka" in _problems(told.output)
    assert "up to date" in told.output
    told = await forestall("doctor", FORESTALL_DATABASE_URL=f"postgresql://a:b@{nowhere}/c")
    assert told.exit_code == 1
    assert "PostgreSQL" in _problems(told.output)
    assert "Kafka answers" in told.output
    url = forestall.environ["FORESTALL_DATABASE_URL"].replace("forestall:", "nobody:", 1)
    told = await forestall("doctor", FORESTALL_DATABASE_URL=url)
    assert "InvalidPassword" in _problems(told.output)
    assert url not in told.output
    told = await forestall("doctor", FORESTALL_DATABASE_URL="postgresql://a:b@here:port/c")
    assert "database.url" in _problems(told.output)


async def test_an_older_or_newer_database_is_told(forestall: Terminal, shell: Shell) -> None:
    """Each migration that is missing, edited or unknown is named."""
    await shell.pool.execute("DELETE FROM tracker.migrations WHERE name LIKE '0001%'")
    await shell.pool.execute("UPDATE ingest.migrations SET hash = 'x' WHERE name = 'common.sql'")
    await shell.pool.execute("INSERT INTO notifier.migrations VALUES ('0099_later.sql', 'x')")
    told = _problems(await forestall.says("doctor", code=1))
    assert "schema tracker: 0001_parcels.sql has not run" in told
    assert "schema ingest: common.sql is not the file that has run" in told
    assert "schema notifier: 0099_later.sql is not known here" in told


async def test_keys_that_are_missing_or_old_are_told(forestall: Terminal, shell: Shell) -> None:
    """A master key that is wanted and not there is a problem; one that may go is a warning."""
    await plant(shell.pool, shell.handler, 1)
    await shell.pool.execute("DELETE FROM ingest.parked; DELETE FROM notifier.parked")
    assert "sealed under master key" in await forestall.says("doctor")
    newer = (await forestall.says("privacy", "key")).strip()
    forestall.environ["FORESTALL_PRIVACY_KEY"] = f"{newer} {KEY}"
    assert "still wrapped by an older master key" in await forestall.says("doctor")
    await forestall.says("privacy", "rotate")
    forestall.environ["FORESTALL_PRIVACY_KEY"] = newer
    assert "still wrapped" not in await forestall.says("doctor")
    assert Planted(1).mark in await forestall.says("case", Planted(1).order_key)
    forestall.environ["FORESTALL_PRIVACY_KEY"] = KEY
    told = _problems(await forestall.says("doctor", code=1))
    assert "4 data keys want a master key that is not there" in told
    del forestall.environ["FORESTALL_PRIVACY_KEY"]
    assert "privacy.key: is missing" in _problems(await forestall.says("doctor", code=1))


async def test_what_waits_for_a_person_is_told(forestall: Terminal, shell: Shell) -> None:
    """Late tasks, a page that stands, one that was not accepted, records that are parked."""
    await shell.tell(order(), dispute())
    for receiver in shell.receivers:
        receiver.down = True
    await shell.step(timedelta(hours=40))
    await shell.pool.execute(
        "INSERT INTO ingest.parked VALUES ('inbox', 0, 7, 'k', '[]', 'x', $1, 'KeyError at x', 1, "
        "NULL, true, '0', $1)",
        NOW,
    )
    await shell.pool.execute(
        "INSERT INTO ingest.dead_letters VALUES ('inbox', 0, 6, 'unreadable', 'no JSON', $1)", NOW
    )
    forestall.stands_at(NOW + timedelta(hours=49))
    told = await forestall.says("doctor", code=1)
    assert "1 of 1 open tasks are past their deadline" in told
    assert "page: " in told
    assert "have not been accepted by pagerduty" in _problems(told)
    assert "`forestall dead show inbox/0/7`" in told
    assert "ingest: 1 dead letters" in told
    assert "1 records lie in plain in ingest.parked" in told


async def test_a_service_that_does_not_answer_is_a_problem(forestall: Terminal) -> None:
    """What a run in progress has noted is asked whether it lives."""
    bootstrap, url = (
        forestall.environ[f"FORESTALL_{name}"] for name in ("KAFKA_BOOTSTRAP", "DATABASE_URL")
    )
    port = free_port()
    note(forestall.directory, Running(os.getpid(), bootstrap, url, None, {"tracker": port}))
    assert "tracker does not answer its probe" in _problems(await forestall.says("doctor", code=1))


async def test_nothing_at_all_is_told_with_what_to_start(tmp_path: Path) -> None:
    """In an empty directory doctor says what to write and what to start, and breaks nowhere."""
    data = str(tmp_path / "none")
    told = await Terminal(tmp_path)("doctor", FORESTALL_DATA_DIR=data)
    assert told.exit_code == 1
    assert "no shop is set up" in _problems(told.output)
    assert "forestall run" in told.output


async def test_every_mistake_in_the_settings_has_a_line(forestall: Terminal) -> None:
    """Exit code 2, one line for each mistake, with its key; before anything is started."""
    config = forestall.directory / "forestall.yaml"
    text = config.read_text(encoding="utf-8").replace("zone: UTC", "zone: Mars/Base")
    config.write_text(text + "\nplaybok: x\n", encoding="utf-8")
    for words in (("doctor",), ("tasks", "list"), ("run",), ("tracker",)):
        told = await forestall(*words, SECRET="")
        assert told.exit_code == 2
        lines = [line for line in told.output.splitlines() if line]
        assert all(line.startswith("forestall: ") for line in lines)
        for key in ("shops[0].zone", "playbok", "shops[0].token", "apps.laz.secrets[0]"):
            assert sum(f" {key}:" in line for line in lines) == 1, told.output
    missing = await forestall("doctor", "--config", str(forestall.directory / "no.yaml"))
    assert missing.exit_code == 2


def _problems(told: str) -> str:
    return "\n".join(line for line in told.splitlines() if line.startswith("problem"))

"""`make test-procedures`: a backup taken under load, the database lost, the backup restored."""

import shutil
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from services.notifier.stores.shops import RECOVER
from services.runtime.embedded.children import spawn
from services.runtime.embedded.identity import find_identity
from services.runtime.embedded.postgres import Postgres, start_postgres
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool
from tests.support.campaign import Campaign
from tests.support.chain import ASKED, HOLD
from tests.support.eventually import eventually
from tests.support.mishaps import Weeks, weeks
from tests.support.pair import base_backup
from tests.support.processes import program

HOURS = 36
SHOP = "lazada/laz-1"


class Ground:
    """A database server of the test's own, and the backups that are taken of it.

    Attributes:
        server: the one that runs.
    """

    def __init__(self, directory: Path, server: Postgres) -> None:
        self.server = server
        self._directory = directory

    async def copy_files(self) -> None:
        """``pg_basebackup``."""
        copy = self._directory / "copy"
        await base_backup(self._directory / "data", copy, self.server.port, standby=False)

    async def put_files_back(self) -> str:
        """The files of the backup in the place of those that are lost; the database's address."""
        self.server.child.signal(signal.SIGKILL)
        await self.server.child.wait()
        lost = find_identity(self._directory / "data").home / "postgres"
        shutil.rmtree(lost)
        (find_identity(self._directory / "copy").home / "postgres").rename(lost)
        self.server = await start_postgres(self._directory / "data", port=self.server.port)
        return self.server.url

    async def dump(self) -> None:
        """``pg_dump``."""
        await self._run("pg_dump", "-Fc", "-f", str(self._file), self.server.url)

    async def load(self) -> str:
        """``pg_restore`` into a new database beside the lost one; its address."""
        conn = await asyncpg.connect(self.server.url)
        await conn.execute("CREATE DATABASE restored")
        await conn.close()
        url = f"{self.server.url.rsplit('/', 1)[0]}/restored"
        await self._run("pg_restore", "--exit-on-error", "-d", url, str(self._file))
        return url

    @property
    def _file(self) -> Path:
        return find_identity(self._directory / "data").home / "forestall.dump"

    async def _run(self, name: str, *words: str) -> None:
        identity = find_identity(self._directory / "data")
        log = self._directory / f"{name}.log"
        argv = [*identity.command(name), *words]
        child = await spawn(name, argv, env=identity.env, log=log, user=identity.user)
        assert await child.wait() == 0, log.read_text(encoding="utf-8")


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("way", ["files", "dump"])
async def test_a_backup_is_restored(
    kafka: KafkaProfile, tmp_path: Path, campaign: Campaign, way: str
) -> None:
    """What left since the backup is entered from the log, and looked for; nothing leaves before.

    The notifier pauses by itself; two commands, and it goes on. Nobody is told twice.
    """
    ground = Ground(tmp_path, await start_postgres(tmp_path / "data"))
    take: Callable[[], Awaitable[None]] = ground.copy_files if way == "files" else ground.dump
    bring = ground.put_files_back if way == "files" else ground.load
    try:
        async with weeks(
            kafka, ground.server.url, tmp_path, seed=campaign.seed, hours=HOURS
        ) as week:
            await week.hours(2)
            numbers = await _sent(week)
            await week.hours(4)
            await week.hour(take)
            for number in numbers:
                week.sandbox.scan(number, HOLD, ASKED, country="MY")
            await week.hours(18)  # their buyers are told in the morning
            told = len(list(week.sandbox.chats("machine")))
            assert told >= len(numbers)
            said = ""

            async def lost() -> None:
                nonlocal said
                url = await bring()
                await _on(week, url)
                said = await _recovered(week, tmp_path)

            await week.hour(lost)
            await week.hours(5)
            # The desk's tasks since the backup are in no log: they are raised again, and so late.
            wrong = [one for one in await week.verdict() if not one.startswith("dispute_task")]
    finally:
        await ground.server.stop(0)
    campaign.say(
        f"restored from {way}: {said.splitlines()[0]}; {len(wrong)} violations, "
        f"seed {campaign.seed}"
    )
    for each in wrong:
        campaign.say(f"  {each}")
    assert not wrong


async def _sent(week: Weeks) -> list[str]:
    """Parcels that have come as far as customs; their numbers."""
    keys = [week.sandbox.place_order(SHOP, country="MY") for _ in range(4)]
    await week.hour()
    numbers = [week.sandbox.ship(key) for key in keys]
    await week.hour()
    for number in numbers:
        week.sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
        week.sandbox.scan(number, "InTransit_Arrival", "Arrived", country="MY")
    return numbers


async def _on(week: Weeks, url: str) -> None:
    """The services on the restored database: where its address is another, they start again."""
    if week.fleet.environ["FORESTALL_DATABASE_URL"] == url:
        return
    week.fleet.environ = {**week.fleet.environ, "FORESTALL_DATABASE_URL": url}
    for name in week.fleet.running():
        await week.fleet.stop(name)
    for name in week.fleet.names():
        await week.fleet.start(name)
    await week.fleet.ready()
    week.sandbox.pusher.edge = week.fleet.edge(week.draw)
    await week.pool.close()
    week.pool = await open_pool(url, size=4, application="test")
    week.watch = replace(week.watch, pool=week.pool)


async def _recovered(week: Weeks, directory: Path) -> str:
    """What the page says: nothing leaves, ``recover``, a look, ``resume all``."""

    async def paused() -> bool:
        query = "SELECT count(*) FROM notifier.pauses WHERE scope = $1"
        return bool(await week.pool.fetchval(query, RECOVER))

    await eventually(paused, within=120, what="the notifier has paused by itself")
    told = ""
    for words in (("recover",), ("doctor",), ("resume", "all")):
        async with program(directory, *words, environ=week.fleet.environ) as done:
            code = await done.ends()
        assert "Traceback" not in done.said(), done.said()
        assert code == 0 or words == ("doctor",), done.said()
        told = told or done.said()
    return told

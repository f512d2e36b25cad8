"""Two PostgreSQL servers of a test's own, from the embedded binaries: a primary and its replica.

The replica hangs on the primary by a line that a test can hold up: what is committed meanwhile it
lacks, as an asynchronous one lacks the last of it when its primary dies.
"""

import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from services.runtime.embedded.children import spawn
from services.runtime.embedded.identity import find_identity
from services.runtime.embedded.postgres import DATABASE, USER, Postgres, start_postgres
from tests.support.eventually import eventually
from tests.support.line import Line

REPLICA = "replica"


class Pair:
    """Both servers.

    Attributes:
        line: what the replica hears its primary by.
        primary: where commits go; the replica after ``promote``.
        old: what was the primary before, once there is one.
    """

    def __init__(self, directory: Path, primary: Postgres, line: Line) -> None:
        self.line = line
        self.primary = primary
        self.old: Postgres | None = None
        self._directory = directory
        self._replica: Postgres | None = None

    @property
    def url(self) -> str:
        """Both addresses in one, which leads to whichever takes writes."""
        assert self._replica is not None
        password = self.primary.url.split(":", 2)[2].split("@")[0]
        hosts = ",".join(f"127.0.0.1:{each.port}" for each in self._both)
        return f"postgresql://{USER}:{password}@{hosts}/{DATABASE}?target_session_attrs=read-write"

    @property
    def _both(self) -> list[Postgres]:
        first = self.old or self.primary
        assert self._replica is not None
        return [first, self._replica]

    async def follow(self) -> None:
        """Make the replica from a base backup of the primary, and start it."""
        await base_backup(self._directory / "first", self._directory / "second", self.line.port)
        self._replica = await start_postgres(self._directory / "second")
        await self.level()

    async def wait_for_it(self, level: str) -> None:
        """A commit waits for the replica: ``on`` for its disk, ``remote_apply`` for its reads."""
        conn = await asyncpg.connect(self.primary.url)
        try:
            await conn.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{REPLICA}'")
            await conn.execute("SELECT pg_reload_conf()")
            await conn.execute(f"ALTER DATABASE {DATABASE} SET synchronous_commit = '{level}'")
        finally:
            await conn.close()

    async def level(self) -> None:
        """Wait until the replica has all that is committed now."""
        conn = await asyncpg.connect(self.primary.url)
        try:
            end = await conn.fetchval("SELECT pg_current_wal_lsn()")

            async def there() -> bool:
                query = "SELECT replay_lsn >= $1 FROM pg_stat_replication"
                return bool(await conn.fetchval(query, end))

            await eventually(there, what="the replica has all")
        finally:
            await conn.close()

    def lag(self) -> None:
        """From now on the replica hears nothing."""
        self.line.hang()

    async def fail_over(self) -> None:
        """The primary dies at once; the replica takes its place with what it has."""
        assert self._replica is not None
        self.primary.child.signal(signal.SIGKILL)
        await self.primary.child.wait()
        self.line.close()
        await self.promote()

    async def promote(self) -> None:
        """The replica takes writes, whatever becomes of the primary."""
        assert self._replica is not None
        conn = await asyncpg.connect(self._replica.url)
        try:
            assert await conn.fetchval("SELECT pg_promote()")
        finally:
            await conn.close()
        self.old, self.primary = self.primary, self._replica

    async def comes_back(self) -> None:
        """The dead primary starts again where it was, and takes writes: nobody has fenced it."""
        assert self.old is not None
        self.old = await start_postgres(self._directory / "first", port=self.old.port)

    async def stop(self) -> None:
        """End both."""
        for server in (self.old, self.primary, self._replica):
            if server is not None and server.child.alive:
                await server.stop(0)
        await self.line.stop()


async def base_backup(source: Path, target: Path, port: int, *, standby: bool = True) -> None:
    """``pg_basebackup`` of the embedded server in one directory into another.

    Args:
        source: the running server's; its password is the copy's as well.
        target: a directory that does not exist yet.
        port: where the server, or a line to it, listens.
        standby: the copy follows the server by that port.
    """
    identity = find_identity(target)
    password = (find_identity(source).home / "postgres.password").read_text(encoding="utf-8")
    kept = identity.home / "postgres.password"
    kept.write_text(password, encoding="utf-8")
    kept.chmod(0o600)
    identity.own_file(kept)
    files = identity.home / "postgres"
    shutil.rmtree(files, ignore_errors=True)
    identity.own(files)
    where = f"host=127.0.0.1 port={port} user={USER} password={password} application_name={REPLICA}"
    argv = [*identity.command("pg_basebackup"), "-D", str(files), "-X", "stream", "-c", "fast"]
    argv += ["--no-sync", "-d", where, *(["-R"] if standby else [])]
    log = target / "logs" / "backup.log"
    child = await spawn("backup", argv, env=identity.env, log=log, user=identity.user)
    assert await child.wait() == 0, log.read_text(encoding="utf-8")


@asynccontextmanager
async def pair(directory: Path) -> AsyncIterator[Pair]:
    """A primary and its replica, level; both end with the block."""
    primary = await start_postgres(directory / "first")
    line = await Line(primary.port).open()
    made = Pair(directory, primary, line)
    try:
        await made.follow()
        yield made
    finally:
        await made.stop()

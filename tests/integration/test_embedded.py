"""The embedded servers and their supervisor: they come up, come back, and never outlive it."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from services.runtime.embedded import identity
from services.runtime.embedded.broker import start_broker
from services.runtime.embedded.children import spawn
from services.runtime.embedded.postgres import start_postgres
from services.runtime.embedded.supervisor import Patience, Supervisor
from services.runtime.errors import Unavailable
from tests.support.eventually import eventually

QUICK = Patience(first=0.01, most=0.05, settled=30, tries=4, grace=5)
SLEEPER = [sys.executable, "-S", "-c", "import time; print('up', flush=True); time.sleep(600)"]

PARENT = """
import asyncio, sys
from pathlib import Path
from services.runtime.embedded.supervisor import Supervisor

async def main():
    supervisor = Supervisor(Path(sys.argv[1]))
    await supervisor.start_broker()
    await supervisor.start_postgres(fsync=False)
    sleeper = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
    await supervisor.start("service", sleeper, {})
    print(*supervisor.pids().values(), flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


def runs(pid: int) -> bool:
    """Whether a process does anything still; a zombie that nobody reaps does not."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return False
    return words[0] not in {"Z", "X"}


def owner(path: Path) -> tuple[int, int]:
    """Who owns a path, and with which mode."""
    found = path.stat()
    return found.st_uid, stat.S_IMODE(found.st_mode)


def known(pid: int) -> bool:
    """Whether a process is there, were it as a zombie."""
    return Path(f"/proc/{pid}").exists()


def descendants(pid: int) -> set[int]:
    """Every process below one."""
    children: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        children |= {int(word) for word in (task / "children").read_text().split()}
    return children.union(*(descendants(child) for child in children))


@pytest.fixture
async def supervisor(tmp_path: Path) -> AsyncIterator[Supervisor]:
    """A supervisor that is patient in milliseconds."""
    made = Supervisor(tmp_path, patience=QUICK)
    yield made
    await made.stop()


async def topics(bootstrap: str) -> list[str]:
    """The topics a broker knows."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        return sorted(await admin.list_topics())
    finally:
        await admin.close()


async def make_topic(bootstrap: str, name: str) -> None:
    """A topic, so that one can see whether it is still there."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, 1, 1)])
    finally:
        await admin.close()


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
async def test_no_process_outlives_its_parent(tmp_path: Path, ending: signal.Signals) -> None:
    """Broker, database with all its workers, and a service end with the parent, however it ends."""
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(tmp_path), stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    pids = [int(word) for word in (await parent.stdout.readline()).split()]
    assert len(pids) == 3
    everything = descendants(parent.pid)
    assert set(pids) < everything
    parent.send_signal(ending)
    await parent.wait()
    await eventually(lambda: not any(runs(pid) for pid in everything))


async def test_the_database_keeps_what_it_has_and_its_password(tmp_path: Path) -> None:
    """Made once: a second start finds data and password; only the port may differ."""
    first = await start_postgres(tmp_path, fsync=False)
    connection = await asyncpg.connect(first.url)
    await connection.execute("create table kept as select 1 as one")
    await connection.close()
    await first.stop()
    second = await start_postgres(tmp_path, fsync=False)
    try:
        connection = await asyncpg.connect(second.url)
        assert await connection.fetchval("select one from kept") == 1
        assert await connection.fetchval("show timezone") == "UTC"
        assert await connection.fetchval("show listen_addresses") == "127.0.0.1"
        assert await connection.fetchval("show unix_socket_directories") == ""
        await connection.close()
    finally:
        await second.stop()
    password = tmp_path / "postgres.password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert password.read_text() not in repr(second)


async def test_the_database_asks_for_the_password(tmp_path: Path) -> None:
    """Another user of the machine, on the same loopback, does not get in."""
    server = await start_postgres(tmp_path, fsync=False)
    try:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(
                host="127.0.0.1", port=server.port, user="forestall", password="x"
            )
    finally:
        await server.stop()


async def test_a_database_that_was_killed_starts_again(tmp_path: Path) -> None:
    """Its lock file names a process that is gone, or one that is somebody else's now."""
    first = await start_postgres(tmp_path, fsync=False)
    first.child.signal(signal.SIGKILL)
    await first.child.wait()
    lock = tmp_path / "postgres" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    second = await start_postgres(tmp_path, fsync=False)
    await second.stop()


# PostgreSQL refuses to run as root alone: for anybody else there is no other identity to take.
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
async def test_where_namespaces_are_forbidden_a_copy_runs_as_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last resort serves just as well, and its files belong to the unprivileged id alone."""
    monkeypatch.setattr(identity, "_works", lambda _identity: False)
    server = await start_postgres(tmp_path, fsync=False)
    try:
        assert owner(Path(f"/proc/{server.child.pid}"))[0] == identity.NOBODY
        connection = await asyncpg.connect(server.url)
        files = Path(await connection.fetchval("show data_directory"))
        await connection.close()
    finally:
        await server.stop()
    assert owner(files) == (identity.NOBODY, 0o700)
    shutil.rmtree(files.parent)


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    """The end of its own log is in the error; nothing is left running."""
    broker = await start_broker(tmp_path)
    try:
        with pytest.raises(Unavailable, match="did not start"):
            await start_postgres(tmp_path, fsync=False, port=broker.port)
    finally:
        await broker.stop()


async def test_a_dead_service_is_started_again_and_counted(supervisor: Supervisor) -> None:
    """With a new process under the old name."""
    first = await supervisor.start("service", SLEEPER, {})
    supervisor.kill("service")
    await eventually(lambda: supervisor.restarts["service"] == 1)
    assert supervisor.pids()["service"] != first.pid


async def test_a_service_that_cannot_stay_up_is_given_up(supervisor: Supervisor) -> None:
    """Said with its name and its log; the caller decides what becomes of the others."""
    await supervisor.start("broken", [sys.executable, "-S", "-c", "raise SystemExit(2)"], {})
    said = await asyncio.wait_for(supervisor.failed(), 60)
    assert "broken died 4 times" in said
    assert "logs/broken.log" in said


async def test_a_hang_ends_by_itself(supervisor: Supervisor) -> None:
    """Stopped for a while, then the same process goes on."""
    child = await supervisor.start("service", SLEEPER, {})
    state = Path(f"/proc/{child.pid}/stat")
    hang = asyncio.create_task(supervisor.hang("service", 3))
    await eventually(lambda: state.read_text().rpartition(")")[2].split()[0] == "T")
    await hang
    await eventually(lambda: state.read_text().rpartition(")")[2].split()[0] != "T")
    assert supervisor.restarts["service"] == 0


TIDY = """
import signal, sys, time
def end(*_):
    print(time.monotonic_ns())
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("up")
time.sleep(600)
"""
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(600)"


async def test_everything_ends_in_reverse_order(supervisor: Supervisor, tmp_path: Path) -> None:
    """SIGTERM first; who does not listen is killed after the grace, and nobody stays a zombie."""
    logs = {name: tmp_path / "logs" / f"{name}.log" for name in ("first", "second", "deaf")}
    for name, log in logs.items():
        program = DEAF if name == "deaf" else TIDY
        child = await supervisor.start(name, [sys.executable, "-u", "-S", "-c", program], {})
        await eventually(lambda log=log: "up" in log.read_text())  # type: ignore[misc] # bound
    pids = supervisor.pids()
    await supervisor.stop()
    ended = {name: log.read_text().split()[1:] for name, log in logs.items()}
    assert ended["deaf"] == []
    assert await child.wait() == -signal.SIGKILL
    assert int(ended["second"][0]) < int(ended["first"][0])
    assert not any(known(pid) for pid in pids.values())


async def test_the_broker_is_never_restarted_alone(tmp_path: Path) -> None:
    """It forgot its topics: services are stopped, the caller mends, and only then they start."""
    seen: list[set[str]] = []
    bootstrap = ""

    async def mend() -> None:
        seen.append(set(kept.pids()))
        assert await topics(bootstrap) == []
        await make_topic(bootstrap, "orders")

    kept = Supervisor(tmp_path, patience=QUICK, on_broker_death=mend)
    try:
        bootstrap = await kept.start_broker()
        await make_topic(bootstrap, "orders")
        first = await kept.start("service", SLEEPER, {})
        kept.kill("broker")
        await eventually(lambda: kept.restarts["broker"] == 1)
        assert seen == [{"broker"}]
        assert not first.alive
        assert set(kept.pids()) == {"broker", "service"}
        assert await topics(bootstrap) == ["orders"]
        kept.kill("service")
        await eventually(lambda: kept.restarts["service"] == 1)
    finally:
        await kept.stop()


async def test_the_database_comes_back_on_its_old_port(supervisor: Supervisor) -> None:
    """Services hold its address: it must not move."""
    url = await supervisor.start_postgres(fsync=False)
    supervisor.kill("postgres")
    await eventually(lambda: supervisor.restarts["postgres"] == 1)
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("select 1") == 1
    await connection.close()


async def test_a_child_has_only_the_environment_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secret of the parent's environment does not reach a child by the way."""
    monkeypatch.setenv("FORESTALL_SECRET", "s")
    log = tmp_path / "logs" / "env.log"
    child = await spawn("env", ["/usr/bin/env"], env={"A": "b"}, log=log)
    assert await child.wait() == 0
    assert log.read_text().splitlines() == ["A=b"]


async def test_what_is_not_needed_is_tried_for_ever(tmp_path: Path) -> None:
    """It dies more often than a service may, and the others are not told to end."""
    supervisor = Supervisor(tmp_path, patience=QUICK)
    try:
        await supervisor.start("desk", [sys.executable, "-S", "-c", ""], {}, needed=False)
        await eventually(
            lambda: supervisor.restarts["desk"] > 2 * QUICK.tries, what="more tries than patience"
        )
        failed = asyncio.create_task(supervisor.failed())
        await asyncio.sleep(0)
        assert not failed.done()
        failed.cancel()
    finally:
        await supervisor.stop()

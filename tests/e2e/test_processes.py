"""The program as a reader starts it: what it says, how it ends, and that nothing stays behind."""

import json
import os
import signal
import socket
from pathlib import Path

import httpx
import pytest

from services.cli.installation import SERVICES
from services.runtime.embedded.children import free_port
from services.runtime.kafka.profile import KafkaProfile
from tests.support import readme
from tests.support.eventually import eventually
from tests.support.ingest import APP, PATH, SECRET, order_push, signed
from tests.support.processes import Program, left, program
from tests.support.servers import START, kafka_environ

KEYS = {
    *("seed", "version", "simulated_days", "wall_seconds", "orders", "parcels", "holds"),
    *("messages", "tasks", "notices", "pages", "disputes", "records", "healed", "violations"),
}
FAULTS = ("push_lost", "push_repeated", "call_refused", "broker_hung", "notifier_killed")

FILE = """
data_dir: {directory}/data
edge: {{host: 127.0.0.1, port: {port}}}
database: {{fsync: false}}
apps:
  {app}: {{marketplace: lazada, key: "123456", secrets: [{{env: SECRET}}], api: "http://127.0.0.1:9"}}
shops:
  - {{key: lazada/shop-1, app: {app}, seller_id: "1", token: {{env: SECRET}}, zone: Asia/Shanghai}}
carriers:
  17track: {{key: {{env: SECRET}}}}
"""


def _installation(directory: Path) -> int:
    """Write a first real shop's settings; returns the edge's port."""
    port = free_port()
    text = FILE.format(directory=directory, port=port, app=APP)
    (directory / "forestall.yaml").write_text(text, encoding="utf-8")
    return port


@pytest.mark.timeout(900)
async def test_a_day_of_the_demo(tmp_path: Path) -> None:
    """Exit code 0, every key and planted fault in the summary; then the README's walk, as it is."""
    async with program(tmp_path, "demo", "--days", "1") as demo:
        assert await demo.ends(within=600) == 0, demo.said()
    summary = json.loads((tmp_path / ".forestall/demo/summary.json").read_text(encoding="utf-8"))
    assert summary.keys() >= KEYS
    assert summary["violations"] == []
    assert summary["simulated_days"] == 1
    assert all(summary["faults"][name] > 0 for name in FAULTS)
    said = {}
    for words in readme.after_the_demo():
        async with program(tmp_path, *words, environ=readme.environment()) as command:
            assert await command.ends() == 0, f"{words}: {command.said()}"
            said[words[0]] = command.said()
    assert "0 problems" in said["doctor"]
    assert "our own broker is not running" in said["doctor"]


@pytest.mark.parametrize("how", ["ctrl-c", "kill -9"])
async def test_a_demo_cut_short_leaves_no_process(tmp_path: Path, how: str) -> None:
    """Neither Ctrl-C in the terminal nor the death of the parent leaves a child alive."""
    async with program(tmp_path, "demo", "--days", "1") as demo:
        await demo.says("seed ")
        began = demo.children()
        assert len(began) >= len(SERVICES) + 3, "the services, sandbox, broker and database"
        if how == "ctrl-c":
            os.killpg(demo.process.pid, signal.SIGINT)
            assert await demo.ends() == 130, demo.said()
            assert not left(began)
        else:
            demo.process.kill()
            await demo.ends()
            await eventually(lambda: not left(began), what="no process is left")
    assert "Traceback" not in demo.said()


async def test_run_says_what_runs_and_ends_on_sigterm(tmp_path: Path) -> None:
    """It names shops, modes and addresses, doctor finds it well, and SIGTERM ends it with 0."""
    port = _installation(tmp_path)
    async with program(tmp_path, "run", environ={"SECRET": SECRET}) as run:
        said = await run.says("All of them are ready")
        assert "shop lazada/shop-1: observe" in said
        assert f"http://127.0.0.1:{port}{PATH}" in said
        assert "in memory" in said
        began = run.children()
        assert await _pushed(port) == 200
        doctor = await _well(tmp_path)
        assert f"{len(SERVICES)} services run" in doctor
        run.process.terminate()
        assert await run.ends() == 0, run.said()
        assert not left(began)


async def test_the_desk_fails_alone(tmp_path: Path) -> None:
    """Served to whoever sits at this machine; killed, or without its port, it stops nothing."""
    port = _installation(tmp_path)
    taken, free = socket.create_server(("127.0.0.1", 0)), free_port()
    config = tmp_path / "forestall.yaml"
    plain = config.read_text(encoding="utf-8")
    config.write_text(f"{plain}desk: {{alone: ann, port: {free}}}\n", encoding="utf-8")
    async with program(tmp_path, "run", environ={"SECRET": SECRET}) as run:
        said = await run.says("All of them are ready")
        assert f"http://127.0.0.1:{free}/" in said
        assert f"{len(SERVICES) + 1} services are started" in said
        assert await _seen(free) == 200
        (desk,) = [pid for pid, _ in run.children() if "cli desk" in _command(pid)]
        os.kill(desk, signal.SIGKILL)
        assert await _pushed(port) == 200
        await eventually(lambda: _another(run, desk), what="the desk is started again")
        assert await _seen(free) == 200
        run.process.terminate()
        assert await run.ends() == 0, run.said()
    number = taken.getsockname()[1]
    config.write_text(f"{plain}desk: {{alone: ann, port: {number}}}\n", encoding="utf-8")
    log = tmp_path / "data/logs/desk.log"
    async with program(tmp_path, "run", environ={"SECRET": SECRET}) as run:
        await run.says("services are started")
        await eventually(lambda: log.read_text().count("cannot listen") > 1, what="two tries")
        assert await _pushed(port) == 200
        run.process.terminate()
        assert await run.ends() == 0, run.said()
    taken.close()


async def test_the_desk_is_opened_on_what_is_there(tmp_path: Path) -> None:
    """Beside a run in progress, and on its database once it has ended; on nothing it says so."""
    _installation(tmp_path)
    port = free_port()
    words, secret = ("desk", "--alone", "ann", "--port", str(port)), {"SECRET": SECRET}
    async with program(tmp_path, *words, environ=secret) as desk:
        assert await desk.ends() == 2
        assert "start 'forestall run' first" in desk.said()
    async with program(tmp_path, "run", environ=secret) as run:
        await run.says("All of them are ready")
        async with program(tmp_path, *words, environ=secret) as desk:
            assert await _seen(port) == 200
            desk.process.terminate()
            assert await desk.ends() == 0, desk.said()
        run.process.terminate()
        assert await run.ends() == 0, run.said()
    async with program(tmp_path, *words, environ=secret) as desk:
        assert await _seen(port) == 200
        began = desk.children()
        desk.process.terminate()
        assert await desk.ends() == 0, desk.said()
        assert not left(began)


async def test_a_service_that_waits_for_its_database_can_be_stopped(tmp_path: Path) -> None:
    """SIGTERM ends it by a handler of its own: the first process of a container has no other."""
    nowhere = f"127.0.0.1:{free_port()}"
    environ = {
        "FORESTALL_KAFKA_BOOTSTRAP": nowhere,
        "FORESTALL_DATABASE_URL": f"postgresql://nobody:none@{nowhere}/none",
    }
    async with program(tmp_path, "tracker", environ=environ) as tracker:
        await tracker.says("database.unavailable")
        tracker.process.terminate()
        assert await tracker.ends() == 130, tracker.said()
    assert "Traceback" not in tracker.said()


async def test_run_refuses_a_playbook_that_no_service_could_use(tmp_path: Path) -> None:
    """Every mistake of the playbook has a line, exit code 2, and nothing was started."""
    _installation(tmp_path)
    (tmp_path / "rules.yaml").write_text("- id: x\n", encoding="utf-8")
    environ = {"SECRET": SECRET, "FORESTALL_PLAYBOOK": "rules.yaml"}
    async with program(tmp_path, "run", environ=environ) as run:
        assert await run.ends() == 2
    wanted = [line for line in run.said().splitlines() if "rules.yaml:1:3: a rule needs" in line]
    assert len(wanted) == 3, run.said()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["database.url", "kafka.bootstrap"])
async def test_run_refuses_a_given_server_that_does_not_answer(tmp_path: Path, name: str) -> None:
    """Exit code 2 and a sentence that names the setting, before any server of ours is started."""
    _installation(tmp_path)
    nowhere = f"127.0.0.1:{free_port()}"
    given = {
        "database.url": {"FORESTALL_DATABASE_URL": f"postgresql://me:mine@{nowhere}/x"},
        "kafka.bootstrap": {"FORESTALL_KAFKA_BOOTSTRAP": nowhere},
    }
    async with program(tmp_path, "run", environ={"SECRET": SECRET, **given[name]}) as run:
        assert await run.ends() == 2, run.said()
    assert f"forestall: {name}: " in run.said()
    assert nowhere.rsplit(":", 1)[1] in run.said()
    assert "mine" not in run.said()
    assert "Traceback" not in run.said()
    assert not (tmp_path / "data").exists()


async def test_ctrl_c_ends_a_run_that_is_still_starting(tmp_path: Path) -> None:
    """While the database's files are made: at once, with 0, and no process is left."""
    _installation(tmp_path)
    async with program(tmp_path, "run", environ={"SECRET": SECRET}) as run:
        await eventually((tmp_path / "data" / "postgres.new").exists, within=60)
        began = run.children()
        os.killpg(run.process.pid, signal.SIGINT)
        assert await run.ends() == 0, run.said()
        assert not left(began)
    assert "services are started" not in run.said()
    assert "Traceback" not in run.said()


async def test_mistakes_end_every_command_at_once(tmp_path: Path) -> None:
    """Exit code 2, one line a mistake, and nothing was started."""
    _installation(tmp_path)
    for words in (("run",), ("ingest", "edge"), ("doctor",)):
        async with program(tmp_path, *words) as command:
            assert await command.ends() == 2
        lines = command.said().splitlines()
        assert len(lines) == 3, command.said()
        assert all(line.startswith("forestall: ") and "SECRET" in line for line in lines)
    assert not (tmp_path / "data").exists()


async def test_without_kafka_the_edge_answers_503(tmp_path: Path) -> None:
    """It starts, refuses with Retry-After so that the platform pushes again, and ends with 0."""
    port = _installation(tmp_path)
    environ = {"SECRET": SECRET, "FORESTALL_KAFKA_BOOTSTRAP": f"127.0.0.1:{free_port()}"}
    async with program(tmp_path, "ingest", "edge", environ=environ) as edge:
        assert await _pushed(port) == 503
        edge.process.terminate()
        assert await edge.ends() == 0, edge.said()


async def test_a_refused_database_is_told_without_its_password(
    tmp_path: Path, kafka: KafkaProfile, postgres_url: str
) -> None:
    """A service that PostgreSQL does not let in ends with 2 and one line, which names the key."""
    _installation(tmp_path)
    environ = {
        "SECRET": SECRET,
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": postgres_url.replace("forestall:", "nobody:", 1),
    }
    async with program(tmp_path, "tracker", environ=environ) as tracker:
        assert await tracker.ends() == 2, tracker.said()
    assert "database.url" in tracker.said()
    assert "nobody" not in tracker.said()
    assert "Traceback" not in tracker.said()


async def _pushed(port: int) -> int:
    """The status of a signed push, once somebody listens; a 503 says when to come again."""
    body = order_push("42", START)
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:

        async def status() -> int:
            url = f"http://127.0.0.1:{port}{PATH}"
            try:
                answer = await client.post(url, content=body, headers=signed(body))
            except httpx.TransportError:
                return 0
            assert answer.status_code != 503 or int(answer.headers["retry-after"]) > 0
            return answer.status_code

        return await eventually(status, within=90, what="the edge answers")


async def _seen(port: int) -> int:
    """The status of the desk's first page, once somebody listens."""
    async with httpx.AsyncClient(trust_env=False, timeout=30, follow_redirects=True) as client:

        async def status() -> int:
            try:
                return (await client.get(f"http://localhost:{port}/")).status_code
            except httpx.TransportError:
                return 0

        return await eventually(status, within=90, what="the desk answers")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _another(run: Program, desk: int) -> bool:
    """Whether another desk runs than that one."""
    return any(pid != desk and "cli desk" in _command(pid) for pid, _ in run.children())


async def _well(directory: Path) -> str:
    """What doctor says once every service is ready."""

    async def well() -> str:
        async with program(directory, "doctor", environ={"SECRET": SECRET}) as doctor:
            await doctor.ends()
        return doctor.said() if "services run under" in doctor.said() else ""

    return await eventually(well, within=90, what="every service is ready")

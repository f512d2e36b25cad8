"""The canary order travels the chain as it ships, and is nobody's order at its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest

from services.connectors.marketplaces.canary import PATH
from services.connectors.marketplaces.canary.push import (
    HEADER,
    PushReader,
    body_of,
    signature,
)
from services.connectors.oncall.audience import Audience
from services.connectors.ports import App
from services.connectors.pushes import Pushed
from services.ingest import app as ingest
from services.notifier import app as notifier
from services.notifier.canary import Pace
from services.notifier.canary_loop import CanaryLoop, set_up
from services.notifier.postgres import canary
from services.runtime.embedded.children import free_port
from services.runtime.errors import InvalidInput, TryLater
from services.runtime.http.connections import trusted
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool, transaction
from services.runtime.service import start_runtime
from services.runtime.settings import Settings, load
from services.tracker import app as tracker
from tests.support.eventually import eventually
from tests.support.notifier_shell import open_shell
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ

FILE = """
data_dir: {data_dir}
edge: {{host: 127.0.0.1, port: {port}}}
canary: {{edge: "http://127.0.0.1:{port}", secret: {{env: CANARY}}, every_minutes: 1}}
"""
MINUTE = timedelta(minutes=1)
COUNTED = ("notifier.cases", "notifier.actions", "notifier.tasks", "notifier.alerts")


@asynccontextmanager
async def _running(settings: Settings) -> AsyncIterator[None]:
    """Edge, normaliser, tracker and notifier, each with means of its own."""
    builds = {
        "edge": partial(ingest.build, parts=("edge",)),
        "ingest": partial(ingest.build, parts=("normaliser",)),
        "tracker": tracker.build,
        "notifier": notifier.build,
    }
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        for name, build in builds.items():
            service = await build(await start_runtime(settings, name))
            running = asyncio.create_task(service.run(stop))
            stack.push_async_callback(lambda task=running: asyncio.wait([task]))
        stack.callback(stop.set)
        yield


async def test_it_arrives_and_is_no_order(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Edge, inbox, normaliser, orders, notifier: noted there, and no case, task or action made.

    A stranger who does not know the secret is turned away at the edge.
    """
    port, file = free_port(), tmp_path / "forestall.yaml"
    file.write_text(FILE.format(data_dir=tmp_path, port=port), encoding="utf-8")
    environ = {
        "CANARY": "sesame",
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": postgres_url,
        "FORESTALL_PRIVACY_KEY": KEY,
    }
    pool = await open_pool(postgres_url, application="test")
    began = datetime.now(UTC)
    try:
        async with _running(load(file, environ)):

            async def arrived() -> bool:
                async with transaction(pool) as conn:
                    found = await canary.flight(conn)
                return found is not None and (found.stamp or began) > began

            async def pushed() -> int:
                body = body_of(datetime.now(UTC))
                headers = {HEADER: signature("guess", body)}
                async with httpx.AsyncClient(
                    verify=trusted(), timeout=60, trust_env=False
                ) as client:
                    answer = await client.post(
                        f"http://127.0.0.1:{port}{PATH}", content=body, headers=headers
                    )
                return answer.status_code

            # The first may be sent before the edge listens; nobody waits for the next one's time.
            await eventually(lambda: _listens(port))
            await pool.execute("UPDATE notifier.canary SET sent_at = NULL")
            await eventually(arrived, what="the canary arrives")
            assert await pushed() == 401
            for table in COUNTED:
                assert await pool.fetch(f"SELECT * FROM {table}") == []  # noqa: S608 - ours
            assert await pool.fetchval("SELECT bool_or(ignored ? 'canary') FROM notifier.progress")
    finally:
        await pool.close()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


class Nowhere:
    """An edge that cannot be reached."""

    async def send(self, stamp: datetime) -> None:
        """Refused."""
        raise TryLater("canary", "no_connection", stamp.isoformat())


async def test_its_absence_is_a_page_until_one_arrives(postgres_url: str) -> None:
    """Through the alerts' own table, once; ended by an arrival, and by switching it off."""
    shell = await open_shell(postgres_url)
    receivers = shell.casework.receivers
    assert isinstance(receivers, Audience)
    try:
        await set_up(shell.pool, receivers, shell.clock.now(), on=True)
        flying = CanaryLoop(
            sender=Nowhere(),  # type: ignore[arg-type] # the one method it has
            pace=Pace(15 * MINUTE, 5 * MINUTE),
            pool=shell.pool,
            clock=shell.clock,
            receivers=receivers,
        )

        async def states() -> list[bool]:
            for _ in range(2):
                await flying.work()
            for pager in shell.pagers:
                await pager.work()
            return [alert.ends_at is None for alert in shell.receivers[1].accepted]

        assert await states() == []
        for _ in range(3):
            shell.clock.step_to(shell.clock.now() + 20 * MINUTE)
            assert await states() == [True]
        async with transaction(shell.pool) as conn:
            await canary.arrived(conn, shell.clock.now())
        assert await states() == [True, False]
        shell.clock.step_to(shell.clock.now() + 20 * MINUTE)
        assert await states() == [True, False, True]
        await set_up(shell.pool, receivers, shell.clock.now(), on=False)
        assert await flying.work() is None
        assert await states() == [True, False, True, False]
    finally:
        await shell.pool.close()


def test_what_is_no_canary_is_refused() -> None:
    """A body without a time, or from the future, is unreadable; a changed one is not ours."""
    reader, app = PushReader(), App("canary", "canary", "", ("sesame",), "")
    body = body_of(START)
    assert reader.verify(app, Pushed({HEADER: signature("sesame", body)}, body, START))
    assert not reader.verify(app, Pushed({HEADER: signature("sesame", body)}, body + b" ", START))
    assert not reader.verify(app, Pushed({}, body, START))
    assert reader.read(app, Pushed({}, body, START)).changed_at == START
    for bad in (b"[]", b"{}", b'{"sent_at": "2026-03-02T00:00:00"}', body_of(START + 60 * MINUTE)):
        with pytest.raises(InvalidInput):
            reader.read(app, Pushed({}, bad, START))

"""The life of a service: probes, drain, and a crash that is not swallowed."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import httpx
import pytest

from services.runtime.clock import SystemClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.connections import trusted
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.loop import Loop
from services.runtime.service import Runtime, Service, start_runtime
from services.runtime.settings import Settings, load
from tests.support.eventually import eventually
from tests.support.recorder import Bench, Recorder, out
from tests.support.servers import kafka_environ


def _settings(kafka: KafkaProfile, url: str | None) -> Settings:
    environ = {
        **kafka_environ(kafka),
    }
    return load(None, environ | ({} if url is None else {"FORESTALL_DATABASE_URL": url}))


async def _probe(service: Service, path: str) -> httpx.Response:
    async with httpx.AsyncClient(verify=trusted(), timeout=60) as client:
        return await client.get(f"http://127.0.0.1:{service.health_port}{path}")


async def test_a_service_answers_probes_and_drains(ground: Bench, postgres_url: str) -> None:
    """Ready and alive while it runs; when stopped the consumer's batch is committed and it ends."""
    runtime = await start_runtime(_settings(ground.profile, postgres_url), "test")
    service = Service("test", runtime)
    consumer = ground.consumer(Recorder())
    service.add(consumer, "records")
    for loop in consumer.loops:
        service.add(loop.run, loop.name)
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    await eventually(lambda: service.health_port)
    assert (await _probe(service, "/livez")).text == "alive"
    assert (await _probe(service, "/readyz")).status_code == 200
    assert "forestall_loop_age_seconds" in (await _probe(service, "/metrics")).text
    assert (await _probe(service, "/")).status_code == 404
    await ground.producer.send([out("a", "1")])
    await ground.read(1)
    stop.set()
    await asyncio.wait_for(task, 60)
    assert await ground.seen() == [("a", "1")]


async def test_a_crashed_task_crashes_the_service(kafka: KafkaProfile) -> None:
    """An error that nobody expected ends the process, so that it is started afresh."""
    service = Service("test", await start_runtime(_settings(kafka, None), "test", database=False))

    async def work() -> datetime | None:
        raise ZeroDivisionError

    service.add(Loop("broken", SystemClock(), work), "broken")
    with pytest.raises(ZeroDivisionError):
        await service.run(asyncio.Event())


async def test_a_stuck_loop_is_not_alive(
    kafka: KafkaProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Liveness is the loop having moved: a pass that hangs fails the probe, by its name."""
    monkeypatch.setattr("services.runtime.health.STUCK_AFTER", 0.05)
    service = Service("test", await start_runtime(_settings(kafka, None), "test", database=False))
    hangs = asyncio.Event()

    async def work() -> datetime | None:
        await hangs.wait()
        return None

    service.add(Loop("hanging", SystemClock(), work), "hanging")
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    await eventually(lambda: service.health_port)

    async def stuck() -> bool:
        answer = await _probe(service, "/livez")
        return answer.status_code == 503 and answer.text == "stuck: hanging"

    await eventually(stuck)
    stop.set()
    hangs.set()
    await asyncio.wait_for(task, 60)


async def test_without_kafka_a_service_starts_and_is_not_ready() -> None:
    """The edge answers 503 while there is no Kafka: it starts all the same."""
    nowhere = KafkaProfile("127.0.0.1:1", embedded=True)
    runtime = await start_runtime(_settings(nowhere, None), "test", database=False)
    assert await runtime.ready() == "Kafka does not answer"
    with pytest.raises(ConfigurationError):
        _ = runtime.pool
    await runtime.close()


async def test_a_producer_connects_once_kafka_comes(kafka: KafkaProfile) -> None:
    """The address answers later than the service started: no restart is needed."""
    host, port = kafka.bootstrap.split(":")
    lines: list[asyncio.StreamWriter] = []

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(host, int(port))
        lines.extend((writer, back))

        async def copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                sink.write(data)

        await asyncio.gather(copy(reader, back), copy(there, writer), return_exceptions=True)

    door = await asyncio.start_server(pass_on, "127.0.0.1", 0, start_serving=False)
    number = door.sockets[0].getsockname()[1]
    door.close()
    producer = Producer(replace(kafka, bootstrap=f"127.0.0.1:{number}"))
    await producer.start()
    assert not producer.ready
    late = await asyncio.start_server(pass_on, "127.0.0.1", number)
    await eventually(lambda: producer.ready)
    await producer.send([out("a", "1")])
    await producer.stop()
    late.close()
    for line in lines:
        line.close()


def test_the_runtime_is_made_by_keyword() -> None:
    """Every part is named where a runtime is made by hand, as the services' tests do."""
    with pytest.raises(TypeError):
        Runtime()  # type: ignore[call-arg]


async def test_a_lost_cancellation_keeps_no_service_alive(
    kafka: KafkaProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task that goes on after the first is cancelled again: a crash always ends the process."""
    monkeypatch.setattr("services.runtime.service.CANCEL_AGAIN", 0.01)
    service = Service("test", await start_runtime(_settings(kafka, None), "test", database=False))
    begun = asyncio.Event()

    async def deaf() -> None:
        begun.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async def crash() -> None:
        await begun.wait()
        raise ZeroDivisionError

    service.add(deaf, "deaf")
    service.add(crash, "crash")
    with pytest.raises(ZeroDivisionError):
        await service.run()

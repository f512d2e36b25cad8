"""How soon the edge says 503 where Kafka hangs, and where it is gone."""

import os
import signal
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.ingest.load import request
from benchmarks.ingest.processes import pin, started
from services.runtime.embedded.broker import start_broker
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics

PATH, TRIES, BAR = "/webhooks/lazada/bench", 20, 500


async def run(own: set[int], rest: set[int]) -> None:
    """The slowest of some answers each."""
    with tempfile.TemporaryDirectory() as data:
        pin(rest)
        broker = await start_broker(Path(data))
        profile = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
        await apply_topics(profile)
        async with started(
            "benchmarks.ingest.server", "edge", broker.bootstrap, cores=own, quiet=True
        ) as edge:
            await _answers(edge.port, 200)
            os.kill(broker.child.pid, signal.SIGSTOP)
            hung = await _answers(edge.port, 503)
            os.kill(broker.child.pid, signal.SIGCONT)
            await broker.stop()
            gone = await _answers(edge.port, 503)
    print(
        f"503, the slowest of {TRIES}: Kafka hung {hung * 1000:.0f} ms, gone {gone * 1000:.0f} ms"
        f" (bar {BAR})"
    )


async def _answers(port: int, status: int) -> float:
    """Seconds of the slowest answer; each has to be of that status."""
    head, body = request(PATH, 1).split(b"\r\n\r\n", 1)
    sign = head.split(b"Authorization: ")[1].split(b"\r\n")[0].decode()
    took = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        for _ in range(TRIES):
            began = time.perf_counter()
            answer = await client.post(PATH, content=body, headers={"authorization": sign})
            took.append(time.perf_counter() - began)
            if answer.status_code != status:
                raise SystemExit(f"{answer.status_code} in place of {status}")
    return max(took)

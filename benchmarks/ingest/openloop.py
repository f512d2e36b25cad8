"""Two thousand webhooks a second, come what may, while the normaliser works beside the edge.

Open loop: a request counts from when it was due, whether or not its sender was free. How late the
sender itself was stands beside it: no edge can be faster than that.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ingest.consuming import consuming
from benchmarks.ingest.processes import pin, started
from services.runtime.embedded.broker import start_broker
from services.runtime.embedded.postgres import start_postgres
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics

RATE, SECONDS, ROUNDS, BAR = 2000, 5.0, 5, 50


async def run(own: set[int], rest: set[int]) -> None:
    """The edge has a core; the normaliser, the servers and the sender have the others."""
    with tempfile.TemporaryDirectory() as data:
        pin(rest)
        broker, postgres = await start_broker(Path(data)), await start_postgres(Path(data))
        profile = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
        await apply_topics(profile)
        try:
            async with (
                started("benchmarks.ingest.platform", cores=rest) as platform,
                consuming(postgres.url, profile, platform.port),
                started("benchmarks.ingest.server", "edge", broker.bootstrap, cores=own) as edge,
            ):
                rounds = [await _round(edge.port, rest) for _ in range(ROUNDS)]
        finally:
            await postgres.stop()
            await broker.stop()
    middle = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    print(
        f"open loop at {RATE:,} a second, {SECONDS:.0f} s, median of {ROUNDS}:"
        f" p50 {middle['p50_ms']:.1f} ms, p99 {middle['p99_ms']:.1f} ms (bar {BAR}),"
        f" the sender's own lateness p99 {middle['late_ms']:.1f} ms;"
        f" not 200: {middle['not_200']:.0f}"
    )


async def _round(port: int, cores: set[int]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.ingest.paced", str(port)]
    command += ["/webhooks/lazada/bench", str(RATE), str(SECONDS)]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, preexec_fn=lambda: pin(cores)
    )
    out, _ = await process.communicate()
    figures: dict[str, float] = json.loads(out)
    return figures

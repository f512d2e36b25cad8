"""``make bench-ingest``: edge, hand-written handler and bare echo, in turn, one core each.

The server is pinned to one core, the load and the broker to the others.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from services.runtime.embedded.broker import start_broker
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics

SECONDS, CONNECTIONS, ROUNDS = 2.0, 32, 3
NAMES = {"edge": "the edge", "hand": "hand-written", "echo": "bare echo"}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _pin(cores: set[int]) -> None:
    os.sched_setaffinity(0, cores)


def _cpu_seconds(pid: int) -> float:
    """Processor time of a process so far: what a request costs, however busy the machine is."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(which: str, bootstrap: str, own: set[int], rest: set[int]) -> dict[str, float]:
    """One round of one server."""
    port = _free_port()
    server = subprocess.Popen(  # noqa: ASYNC220, S603 - nothing else runs in this loop
        [sys.executable, "-m", "benchmarks.ingest.server", which, bootstrap, str(port)],
        preexec_fn=lambda: _pin(own),  # noqa: PLW1509 - no threads here
    )
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
        load = [sys.executable, "-m", "benchmarks.ingest.load", str(port)]
        load += ["/webhooks/lazada/bench", str(SECONDS), str(CONNECTIONS)]
        before = _cpu_seconds(server.pid)
        out = subprocess.run(  # noqa: ASYNC221, S603 - the same
            load, stdout=subprocess.PIPE, check=True, preexec_fn=lambda: _pin(rest)
        )
        figures: dict[str, float] = json.loads(out.stdout)
        used = _cpu_seconds(server.pid) - before
        return {**figures, "cpu_us": used / figures.pop("requests") * 1e6}
    finally:
        server.kill()
        server.wait()


async def main() -> None:
    """Run the rounds and print medians and ratios."""
    cores = sorted(os.sched_getaffinity(0))
    own, rest = {cores[0]}, set(cores[1:]) or {cores[0]}
    with tempfile.TemporaryDirectory() as data:
        _pin(rest)
        broker = await start_broker(Path(data))
        profile = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
        await apply_topics(profile)
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
        for _ in range(ROUNDS):
            for name in NAMES:
                rounds[name].append(await measure(name, broker.bootstrap, own, rest))
        await broker.stop()
    print(f"{CONNECTIONS} connections, {SECONDS:.0f} s, median of {ROUNDS} rounds, one core")
    middle: dict[str, dict[str, float]] = {}
    for name, words in NAMES.items():
        figures = {key: statistics.median(r[key] for r in rounds[name]) for key in rounds[name][0]}
        middle[name] = figures
        print(
            f"{words:14s} {figures['per_second']:9,.0f}/s   p50 {figures['p50_ms']:5.1f} ms   "
            f"p99 {figures['p99_ms']:5.1f} ms   {figures['cpu_us']:4.0f} us of the core a request"
            f"   not 200: {figures['not_200']:.0f}"
        )
    edge, hand = middle["edge"], middle["hand"]
    print(
        f"edge / hand-written: {edge['per_second'] / hand['per_second']:.2f} of the requests, "
        f"{edge['cpu_us'] / hand['cpu_us']:.2f} of the processor time a request"
    )


if __name__ == "__main__":
    asyncio.run(main())

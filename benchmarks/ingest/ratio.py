"""Edge, hand-written handler and bare echo, in turn, one core each.

The server is pinned to one core, the load and the broker to the others. Edge and handler are set
against each other turn by turn: what else the machine does meets both of a turn.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.ingest.processes import pin, started
from benchmarks.span import seconds_of
from services.runtime.embedded.broker import start_broker
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics

SECONDS, CONNECTIONS, ROUNDS = 2.0, 32, 5
BAR = 0.8
NAMES = {"edge": "the edge", "hand": "hand-written", "echo": "bare echo"}


async def measure(which: str, bootstrap: str, own: set[int], rest: set[int]) -> dict[str, float]:
    """One round of one server."""
    async with started("benchmarks.ingest.server", which, bootstrap, cores=own) as server:
        port = server.port
        load = [sys.executable, "-m", "benchmarks.ingest.load", str(port)]
        load += ["/webhooks/lazada/bench", str(SECONDS), str(CONNECTIONS)]
        before = seconds_of(server.pid)
        out = subprocess.run(  # noqa: ASYNC221, S603 - the same
            load, stdout=subprocess.PIPE, check=True, preexec_fn=lambda: pin(rest)
        )
        figures: dict[str, float] = json.loads(out.stdout)
        used = seconds_of(server.pid) - before
        return {**figures, "cpu_us": used / figures.pop("requests") * 1e6}


async def run(own: set[int], rest: set[int]) -> None:
    """Run the rounds and print medians and ratios."""
    with tempfile.TemporaryDirectory() as data:
        pin(rest)
        broker = await start_broker(Path(data))
        profile = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
        await apply_topics(profile)
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
        for turn in range(ROUNDS):
            for name in list(NAMES) if turn % 2 else list(reversed(NAMES)):
                rounds[name].append(await measure(name, broker.bootstrap, own, rest))
        await broker.stop()
    print(f"{CONNECTIONS} connections, {SECONDS:.0f} s, median of {ROUNDS} rounds, one core")
    for name, words in NAMES.items():
        figures = {key: statistics.median(r[key] for r in rounds[name]) for key in rounds[name][0]}
        print(
            f"{words:14s} {figures['per_second']:9,.0f}/s   p50 {figures['p50_ms']:5.1f} ms   "
            f"p99 {figures['p99_ms']:5.1f} ms   {figures['cpu_us']:4.0f} us of the core a request"
            f"   not 200: {figures['not_200']:.0f}"
        )
    print(
        f"edge / hand-written, turn by turn (bar {BAR}):"
        f" {_against(rounds, 'per_second')} of the requests,"
        f" {_against(rounds, 'cpu_us')} of the processor time a request"
    )


def _against(rounds: Mapping[str, Sequence[Mapping[str, float]]], figure: str) -> str:
    """The edge's figure by the handler's: the median of the turns, and between which they lay."""
    found = sorted(
        edge[figure] / hand[figure]
        for edge, hand in zip(rounds["edge"], rounds["hand"], strict=True)
    )
    return f"{statistics.median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f})"

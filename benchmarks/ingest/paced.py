"""An open-loop load of signed webhooks: each sent when it is due, on a connection that is free."""

import asyncio
import json
import sys
import time
from functools import partial
from typing import cast

import uvloop

from benchmarks.ingest.load import request

CONNECTIONS = 64


class _Connection(asyncio.Protocol):
    """One request at a time; gives itself back when the answer has come."""

    def __init__(self, free: "asyncio.Queue[_Connection]") -> None:
        self.free = free
        self.latencies: list[float] = []
        self.wrong = 0
        self.due = 0.0
        self.answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by inheritance
        self.free.put_nowait(self)

    def send(self, raw: bytes, due: float) -> None:
        self.due = due
        self.transport.write(raw)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if b"\r\n\r\n" not in self.answer:
            return
        self.latencies.append(time.perf_counter() - self.due)
        self.wrong += not self.answer.startswith(b"HTTP/1.1 200")
        self.answer = b""
        self.free.put_nowait(self)


def _same(protocol: _Connection) -> _Connection:
    return protocol


async def run(port: int, path: str, rate: int, seconds: float) -> dict[str, float]:
    """Latencies from the instants at which requests were due, and how late the sender was."""
    requests = [request(path, number) for number in range(500)]
    loop = asyncio.get_running_loop()
    free: asyncio.Queue[_Connection] = asyncio.Queue()
    opened = [_Connection(free) for _ in range(CONNECTIONS)]
    for one in opened:
        await loop.create_connection(partial(_same, one), "127.0.0.1", port)
    late: list[float] = []
    began = time.perf_counter() + 0.1
    for number in range(int(rate * seconds)):
        due = began + number / rate
        wait = due - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        late.append(max(0.0, time.perf_counter() - due))
        (await free.get()).send(requests[number % len(requests)], due)
    for _ in opened:  # until each has its last answer
        await free.get()
    latencies = sorted(value for one in opened for value in one.latencies)
    late.sort()
    return {
        "p50_ms": latencies[len(latencies) // 2] * 1000,
        "p99_ms": latencies[int(len(latencies) * 0.99)] * 1000,
        "late_ms": late[int(len(late) * 0.99)] * 1000,
        "not_200": sum(one.wrong for one in opened),
    }


if __name__ == "__main__":
    port, path, rate, seconds = sys.argv[1:]
    print(json.dumps(uvloop.run(run(int(port), path, int(rate), float(seconds)))))

"""A closed-loop load of signed webhooks over raw sockets, in a process of its own."""

import asyncio
import hashlib
import hmac
import json
import sys
import time
from functools import partial
from typing import cast

import uvloop

KEY, SECRET = "123456", "3412gyo124goi3124"


def request(path: str, number: int) -> bytes:
    """One signed Lazada trade-order push, head and body."""
    body = json.dumps(
        {
            "seller_id": "1234567",
            "message_type": 0,
            "data": {
                "order_status": "shipped",
                "trade_order_id": f"26042290{number:07d}",
                "trade_order_line_id": f"26042291{number:07d}",
                "status_update_time": 1603698638,
            },
            "timestamp": 1603766859530,
            "site": "lazada_vn",
        },
        separators=(",", ":"),
    ).encode()
    sign = hmac.new(SECRET.encode(), KEY.encode() + body, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: edge\r\nContent-Type: application/json\r\n"
        f"Authorization: {sign}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class _Connection(asyncio.Protocol):
    """Sends the next request when the answer to the last has come."""

    def __init__(self, requests: list[bytes], until: float, done: asyncio.Future[None]) -> None:
        self.requests, self.until, self.done = requests, until, done
        self.latencies: list[float] = []
        self.wrong = 0
        self.at = 0
        self.answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by inheritance
        self._send()

    def _send(self) -> None:
        self.began = time.perf_counter()
        self.transport.write(self.requests[self.at % len(self.requests)])
        self.at += 1

    def data_received(self, data: bytes) -> None:
        self.answer += data
        head, found, body = self.answer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        now = time.perf_counter()
        self.latencies.append(now - self.began)
        self.wrong += not head.startswith(b"HTTP/1.1 200")
        self.answer = b""
        if now < self.until:
            self._send()
        elif not self.done.done():
            self.transport.close()
            self.done.set_result(None)


def _length(head: bytes) -> int:
    name = b"content-length: "
    at = head.lower().index(name) + len(name)
    return int(head[at:].split(b"\r\n", 1)[0])


def _same(protocol: _Connection) -> _Connection:
    return protocol


async def run(port: int, path: str, seconds: float, connections: int) -> dict[str, float]:
    """Requests a second and latencies over ``seconds`` of machine time."""
    requests = [request(path, number) for number in range(500)]
    loop = asyncio.get_running_loop()
    until = time.perf_counter() + seconds
    opened, waits = [], []
    began = time.perf_counter()
    for _ in range(connections):
        done = loop.create_future()
        protocol = _Connection(requests, until, done)
        await loop.create_connection(partial(_same, protocol), "127.0.0.1", port)
        opened.append(protocol)
        waits.append(done)
    await asyncio.wait_for(asyncio.gather(*waits), seconds + 20)
    took = time.perf_counter() - began
    latencies = sorted(value for protocol in opened for value in protocol.latencies)
    return {
        "requests": len(latencies),
        "per_second": len(latencies) / took,
        "p50_ms": latencies[len(latencies) // 2] * 1000,
        "p99_ms": latencies[int(len(latencies) * 0.99)] * 1000,
        "not_200": sum(protocol.wrong for protocol in opened),
    }


if __name__ == "__main__":
    port, path, seconds, connections = sys.argv[1:]
    print(json.dumps(uvloop.run(run(int(port), path, float(seconds), int(connections)))))

"""Signed webhooks at a steady rate, whatever is answered: an open loop in a process of its own.

``python -m tests.cluster.flood RATE EACH FILE`` reads JSON a line: ``{"edges": [ports]}`` (those
that a load balancer would send to), ``{"order": [id, line]}`` (changed: so many pushes tell of it,
as many lines would), ``{"stop": true}`` (nothing changes any more; when all is told and taken, FILE
is written). Each second it says how many were answered with what, as JSON.

What was not answered 200 is sent again after a while with the same body, sooner than the edge asks.
"""

import asyncio
import heapq
import json
import random
import sys
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any, cast

import uvloop

from services.connectors.marketplaces.iop.signing import sign_push
from services.sandbox.accounts import DEFAULT
from tests.cluster.answers import GONE, SILENT, TAKEN, Attempt

LAZADA = "lazada/laz-1"  # not from tests.support.chain, which brings every service along
APP, SHOP = DEFAULT.app_of(LAZADA), DEFAULT.shop(LAZADA)
AGAIN = (8.0, 16.0)
"""Seconds after which a push that was not taken comes again."""

PATIENCE = 5.0
"""Seconds after which nobody waits for an answer any more."""

MARK = "forestall_push"
"""Where a body says which push it is; no marketplace has such a field."""


def body(number: int, order: str, line: str, at: int) -> bytes:
    """A trade-order push of Lazada's, as facts/marketplaces.md prints it, with its number."""
    told = {
        "seller_id": SHOP.seller_id,
        "message_type": 0,
        "data": {
            "order_status": "pending",
            "trade_order_id": order,
            "trade_order_line_id": line,
            "status_update_time": at,
        },
        "timestamp": at * 1000,
        "site": SHOP.site,
        MARK: number,
    }
    return json.dumps(told, separators=(",", ":")).encode()


def request(content: bytes) -> bytes:
    """Head and body, signed."""
    head = (
        f"POST /webhooks/lazada/{APP.id} HTTP/1.1\r\nHost: edge\r\n"
        "Content-Type: application/json\r\n"
        f"Authorization: {sign_push(APP.key, APP.secret, content)}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _length(head: bytes) -> int:
    name = b"content-length: "
    return int(head[head.index(name) + len(name) :].split(b"\r\n", 1)[0])


class Push:
    """One push on its way."""

    __slots__ = ("due", "nth", "number", "raw", "sent")

    def __init__(self, number: int, raw: bytes, due: float) -> None:
        self.number, self.raw, self.due = number, raw, due
        self.nth, self.sent = 0, 0.0


class Connection(asyncio.Protocol):
    """A connection to an edge, kept open; one push at a time."""

    def __init__(self, flood: "Flood", port: int) -> None:
        self.flood, self.port = flood, port
        self.push: Push | None = None
        self._heard = b""
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by inheritance

    def send(self, push: Push) -> None:
        """Send it now."""
        self.push, self._heard = push, b""
        self._watch = self.flood.loop.call_later(PATIENCE, self._give_up)
        self.transport.write(push.raw)

    def data_received(self, data: bytes) -> None:
        """An answer, or a part of it."""
        self._heard += data
        head, found, content = self._heard.partition(b"\r\n\r\n")
        told = head.lower()
        if not found or self.push is None or len(content) < _length(told):
            return
        self._end(int(head.split(b" ", 2)[1]))
        if b"connection: close" in told:
            self.transport.close()
        else:
            self.flood.give_back(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's
        """The edge has ended it."""
        self.flood.forget(self)
        self._end(GONE)

    def _give_up(self) -> None:
        self._end(SILENT)
        self.transport.abort()

    def _end(self, code: int) -> None:
        if self._watch is not None:
            self._watch.cancel()
        push, self.push = self.push, None
        if push is not None:
            self.flood.answered(push, code)


class Flood:
    """The sender.

    Attributes:
        attempts: all that was sent and has ended.
    """

    def __init__(self, rate: float, each: int) -> None:
        self.loop = asyncio.get_running_loop()
        self.attempts: list[Attempt] = []
        self._rate, self._each = rate, each
        self._edges: list[int] = []
        self._free: dict[int, list[Connection]] = {}
        self._told: deque[tuple[str, str]] = deque()
        self._known: deque[tuple[str, str]] = deque(maxlen=500)
        self._again: list[tuple[float, int, Push]] = []
        self._open = 0
        self._number = 0
        self._turn = 0
        self._stopping = False
        self._second: Counter[int] = Counter()
        self._draw = random.Random(7)  # noqa: S311 - no secret

    def hear(self, said: dict[str, Any]) -> None:
        """A line of whoever leads."""
        if "edges" in said:
            self._edges = said["edges"]
            for port in self._free.keys() - set(self._edges):
                for one in self._free.pop(port):
                    one.transport.close()
        if "order" in said:
            order = (said["order"][0], said["order"][1])
            self._told.extend([order] * self._each)
            self._known.append(order)
        self._stopping |= bool(said.get("stop"))

    async def run(self) -> None:
        """Send each push when it is due, until told to stop and all are taken."""
        begun, made = time.monotonic(), 0
        while not self._stopping or self._told:
            due = begun + made / self._rate
            if (wait := due - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            self._repeat()
            if self._known:
                made += 1
                self._dispatch(self._made(due))
            else:
                begun = time.monotonic()
                await asyncio.sleep(0.02)
        while self._open or self._again:
            self._repeat()
            await asyncio.sleep(0.02)

    async def tell(self) -> None:
        """Each second, what was answered."""
        while True:
            await asyncio.sleep(1)
            self.say()

    def say(self) -> None:
        """What was answered since it was last said."""
        told = {"at": time.monotonic(), "waiting": len(self._again), "codes": dict(self._second)}
        self._second.clear()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def answered(self, push: Push, code: int) -> None:
        """Note it, and send it again later if it was not taken."""
        self._open -= 1
        now = time.monotonic()
        self.attempts.append(Attempt(push.number, push.nth, push.due, push.sent, now, code))
        self._second[code] += 1
        if code != TAKEN:
            push.due = now + self._draw.uniform(*AGAIN)
            heapq.heappush(self._again, (push.due, push.number, push))

    def give_back(self, connection: Connection) -> None:
        """It is free for another push; or closed, where nobody is sent there any more."""
        if connection.port in self._edges:
            self._free.setdefault(connection.port, []).append(connection)
        else:
            connection.transport.close()

    def forget(self, connection: Connection) -> None:
        """It is gone."""
        free = self._free.get(connection.port, [])
        if connection in free:
            free.remove(connection)

    def _made(self, due: float) -> Push:
        order, line = self._told.popleft() if self._told else self._draw.choice(self._known)
        self._number += 1
        content = body(self._number, order, line, int(time.time()))
        return Push(self._number, request(content), due)

    def _repeat(self) -> None:
        now = time.monotonic()
        while self._again and self._again[0][0] <= now:
            self._dispatch(heapq.heappop(self._again)[2])

    def _dispatch(self, push: Push) -> None:
        self._open += 1
        push.nth += 1
        push.sent = time.monotonic()
        if not self._edges:
            self.answered(push, GONE)
            return
        self._turn += 1
        port = self._edges[self._turn % len(self._edges)]
        if free := self._free.get(port):
            free.pop().send(push)
        else:
            task = self.loop.create_task(self._connect(push, port))
            task.add_done_callback(_raise)

    async def _connect(self, push: Push, port: int) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                _, made = await self.loop.create_connection(
                    lambda: Connection(self, port), "127.0.0.1", port
                )
        except TimeoutError:
            self.answered(push, SILENT)
        except OSError:
            self.answered(push, GONE)
        else:
            made.send(push)


def _raise(task: "asyncio.Task[None]") -> None:
    task.result()


async def main(rate: float, each: int) -> list[Attempt]:
    """Until told to stop; all attempts."""
    loop, told = asyncio.get_running_loop(), asyncio.StreamReader()
    flood = Flood(rate, each)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)

    async def hear() -> None:
        while line := await told.readline():
            flood.hear(json.loads(line))

    works = [asyncio.create_task(hear()), asyncio.create_task(flood.tell())]
    await flood.run()
    for work in works:
        work.cancel()
    flood.say()
    return flood.attempts


if __name__ == "__main__":
    ended = uvloop.run(main(float(sys.argv[1]), int(sys.argv[2])))
    Path(sys.argv[3]).write_text("".join(f"{one.line()}\n" for one in ended), encoding="ascii")

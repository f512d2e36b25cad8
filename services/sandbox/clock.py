"""Domain time for processes of their own: a line protocol on TCP.

A client says ``{"hello": who}``; it is told ``{"step": n, "now": iso, "due_by": iso}`` at once and
at every step; it says ``{"idle": bool, "step": n}`` whenever its idleness changes.
"""

import asyncio
import contextlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class _Client:
    writer: asyncio.StreamWriter
    who: str
    idle: bool = False
    step: int = -1
    changes: int = 0


class ClockServer:
    """Holds domain time and moves it on.

    Args:
        start: the first instant, aware.

    Attributes:
        step: counts the steps.
        held: clients that from the next step on begin nothing that time alone has made due in it.
    """

    def __init__(self, start: datetime) -> None:
        self._now = self._before = start
        self._clients: dict[int, _Client] = {}
        self._server: asyncio.Server | None = None
        self._joined = 0
        self._stirred = asyncio.Event()
        self.step = 0
        self.held: frozenset[str] = frozenset()

    def now(self) -> datetime:
        """The present instant."""
        return self._now

    async def listen(self, port: int = 0) -> str:
        """Serve on loopback; returns ``host:port``."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        host, bound = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{bound}"

    async def close(self) -> None:
        """Stop serving and drop every client."""
        if self._server is not None:
            self._server.close()
            for client in list(self._clients.values()):
                client.writer.close()
            await self._server.wait_closed()
            self._server = None

    def step_to(self, instant: datetime) -> None:
        """Move on and tell every client; the present instant again lets go of who was ``held``.

        Raises:
            ValueError: ``instant`` lies before the present one.
        """
        if instant < self._now:
            raise ValueError(f"domain time cannot go back from {self._now} to {instant}")
        if instant > self._now:
            self._now, self._before = instant, self._now
        self.step += 1
        for client in self._clients.values():
            client.writer.write(self._line(client.who))

    def idle(self, expected: Collection[str]) -> bool:
        """Every expected client is there, and said that it is idle at this step."""
        known = {client.who: client for client in self._clients.values()}
        return all(
            who in known and known[who].idle and known[who].step == self.step for who in expected
        )

    async def rested(self, expected: Collection[str]) -> None:
        """Wait until ``idle``."""
        while not self.idle(expected):
            self._stirred.clear()
            await self._stirred.wait()

    def snapshot(self) -> dict[str, tuple[bool, int, int]]:
        """``{who: (idle, the step it was idle or busy at, changes so far)}`` of those connected."""
        return {c.who: (c.idle, c.step, c.changes) for c in self._clients.values()}

    def _line(self, who: str) -> bytes:
        due_by = self._before if who in self.held else self._now
        told = {"step": self.step, "now": self._now.isoformat(), "due_by": due_by.isoformat()}
        return json.dumps(told).encode() + b"\n"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._joined += 1
        number = self._joined
        try:
            while line := await reader.readline():
                self._hear(number, writer, json.loads(line))
        except (ValueError, ConnectionError):
            pass  # one that speaks no JSON, or is gone, is dropped like one that left
        finally:
            self._clients.pop(number, None)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _hear(self, number: int, writer: asyncio.StreamWriter, said: dict[str, Any]) -> None:
        if "hello" in said:
            who = str(said["hello"])
            if any(client.who == who for client in self._clients.values()):
                who = f"{who}#{number}"
            self._clients[number] = _Client(writer, who)
            writer.write(self._line(who))
            return
        client = self._clients.get(number)
        if client is not None and "idle" in said:
            client.idle, client.step = bool(said["idle"]), int(said["step"])
            client.changes += 1
            self._stirred.set()

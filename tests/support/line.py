"""A line on loopback between a program and a server, which a test can cut, close, slow or lose."""

import asyncio
import contextlib
from typing import Self


class Line:
    """Passes bytes on, both ways, under one address for good.

    Args:
        port: the server's, on loopback.

    Attributes:
        port: its own.
        tried: connections that came, served or not.
    """

    def __init__(self, port: int) -> None:
        self.port = 0
        self.tried = 0
        self._behind = port
        self._closed = False
        self._lost = False
        self._seconds = 0.0
        self._flows = asyncio.Event()
        self._flows.set()
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._backs: set[asyncio.StreamWriter] = set()

    async def open(self, port: int = 0) -> Self:
        """Listen; itself."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def cut(self) -> None:
        """Every connection ends now, without a word; new ones are served."""
        for end in self._ends:
            end.transport.abort()

    def close(self) -> None:
        """Every connection ends, and new ones end at once."""
        self._closed = True
        self.cut()

    def reopen(self) -> None:
        """New connections are served again."""
        self._closed = False

    def hang(self) -> None:
        """Connections stand and are made, and nothing is passed on."""
        self._flows.clear()

    def go_on(self) -> None:
        """What was held up is passed on, and all that follows."""
        self._flows.set()

    def delay(self, seconds: float) -> None:
        """Each piece is passed on so much later, both ways; 0 ends that."""
        self._seconds = seconds

    def lose(self) -> None:
        """Half open: the server's ends are gone and nobody is told; what is sent to it is lost."""
        self._lost = True
        for end in self._backs:
            end.transport.abort()

    def find(self) -> None:
        """New connections are served again; one of before learns of its end when it sends."""
        self._lost = False

    async def stop(self) -> None:
        """End for good."""
        self.go_on()
        self.close()
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tried += 1
        with contextlib.suppress(OSError):
            if self._lost:
                await self._swallow(reader)
            elif not self._closed:
                there, back = await asyncio.open_connection("127.0.0.1", self._behind)
                ends = {writer, back}
                self._ends |= ends
                self._backs.add(back)
                try:
                    await asyncio.gather(self._pass_on(reader, back), self._pass_on(there, writer))
                finally:
                    self._ends -= ends
                    self._backs.discard(back)
                    back.transport.abort()
        writer.transport.abort()

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            await self._flows.wait()
            if self._seconds:
                await asyncio.sleep(self._seconds)
            if self._lost:
                continue
            if sink.transport.is_closing():
                break
            sink.write(data)
            await sink.drain()
        if not self._lost:
            sink.transport.abort()

    async def _swallow(self, reader: asyncio.StreamReader) -> None:
        """Take a connection that leads nowhere, until it can be told so."""
        while await reader.read(65536) and self._lost:
            continue

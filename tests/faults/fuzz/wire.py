"""Bytes on a socket: broken HTTP, floods of headers, lengths that lie, chunks that do not end."""

import asyncio
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from services.runtime.http.serving import listen, serve
from tests.faults.fuzz.ground import SECRET, STATUSES, Ground
from tests.faults.fuzz.hostile import headers
from tests.faults.fuzz.requests import rules

_LINES = st.sampled_from(
    [
        b"POST %s HTTP/1.1",
        b"GET %s HTTP/1.1",
        b"POST %s HTTP/9.9",
        b"POST %s",
        b"\x16\x03\x01%s",
        b"PRI * HTTP/2.0%s",
        b"POST  %s  HTTP/1.1",
        b"post %s http/1.1",
    ]
)
_EXTRAS = st.sampled_from(
    [
        b"",
        b"Content-Length: -1\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: 99999999999999999999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Expect: 100-continue\r\n",
        b"Upgrade: websocket\r\nConnection: upgrade\r\n",
        b"X: y\r\n" * 3000,
        b"X: " + b"z" * 70_000 + b"\r\n",
        b": empty\r\n",
    ]
)
_BODIES = st.binary(max_size=200) | st.sampled_from(
    [b"", b"{}", b"5\r\nhello\r\n0\r\n\r\n", b"ZZ\r\n", b"\x1f\x8b\x08\x00"]
)


def attack(ground: Ground, inputs: int, seed: int) -> int:
    """So many connections, each with bytes of its own; how many were tried."""
    loop = asyncio.new_event_loop()
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    serving = loop.create_task(serve(ground.edge, listening))
    tried = 0

    @rules(inputs, seed)
    @given(_LINES, st.sampled_from(sorted(ground.doors)), headers, _EXTRAS, _BODIES)
    def one(line: bytes, path: str, told: dict[str, str], extra: bytes, body: bytes) -> None:
        nonlocal tried
        tried += 1
        head = b"".join(f"{k}: {v}\r\n".encode("latin-1") for k, v in told.items())
        raw = line % path.encode() + b"\r\nHost: edge\r\n" + extra + head + b"\r\n" + body
        answer = loop.run_until_complete(_said(port, raw))
        if answer:
            assert answer.startswith(b"HTTP/1."), answer[:40]
            assert int(answer.split(b" ", 2)[1]) in STATUSES | {100}, answer[:80]
        assert SECRET.encode() not in answer
        assert b"Traceback" not in answer

    try:
        one()
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(serving)
    return tried


async def _said(port: int, raw: bytes) -> bytes:
    """The first that comes back; the sender says that it is done, and does not wait long."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(raw)
        with suppress(OSError):
            writer.write_eof()
        async with asyncio.timeout(15):
            return await reader.read(65536)
    except ConnectionError:
        return b""
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

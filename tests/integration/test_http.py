"""The HTTP client against a real server that misbehaves: which error each failure becomes."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from services.runtime.embedded.children import free_port
from services.runtime.errors import (
    InvalidInput,
    NotAuthorised,
    OutsideError,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.http import client as client_module
from services.runtime.http.client import Answer, Http
from services.runtime.http.retry import Backoff

QUICK = Backoff(first=0.001, most=0.002, attempts=3, retry_after=0.05)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
CUT = b""
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"


def status(code: int, headers: str = "") -> bytes:
    """A bare answer."""
    return f"HTTP/1.1 {code} X\r\n{headers}Content-Length: 0\r\n\r\n".encode()


class Scripted:
    """A server that answers each request with the next of its answers, then with the last.

    ``CUT`` hangs up once the request is read, ``HALF`` in mid-answer; None never answers.
    """

    def __init__(self, answers: list[bytes | None]) -> None:
        self.requests: list[bytes] = []
        self.at: list[float] = []
        self.url = ""
        self._answers = answers
        self._open: set[asyncio.StreamWriter] = set()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self._open.add(writer)
        while head := await self._request(reader):
            self.requests.append(head)
            self.at.append(asyncio.get_running_loop().time())
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            if answer is None:
                continue
            writer.write(answer)
            if answer in {CUT, HALF}:
                break
        writer.close()

    @staticmethod
    async def _request(reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return b""
        length = next(
            (
                int(line[15:])
                for line in head.split(b"\r\n")
                if line[:15].lower() == b"content-length:"
            ),
            0,
        )
        return head + await reader.readexactly(length)

    def close(self) -> None:
        """Hang up on everybody."""
        for writer in self._open:
            writer.close()


@asynccontextmanager
async def serving(*answers: bytes | None) -> AsyncIterator[Scripted]:
    """A scripted server on loopback."""
    scripted = Scripted(list(answers))
    server = await asyncio.start_server(scripted.handle, "127.0.0.1", 0)
    scripted.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
    try:
        yield scripted
    finally:
        scripted.close()
        server.close()


async def call(server: Scripted, *, repeat: bool = False, timeout: float = 60.0) -> Answer:  # noqa: ASYNC109 - passed on
    """One call to the server."""
    async with Http(allow_private=True, backoff=QUICK) as http:
        return await http.call(
            "shop", "POST", server.url, content=b"hi", repeat=repeat, timeout=timeout
        )


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        (status(301, "Location: http://127.0.0.1:1/\r\n"), Refused, "301"),
        (status(400), Refused, "400"),
        (status(401), NotAuthorised, "401"),
        (status(403), NotAuthorised, "403"),
        (status(404), Refused, "404"),
        (status(408), TryLater, "408"),
        (status(429), TryLater, "429"),
        (status(500), Unanswered, "500"),
        (status(502), Unanswered, "502"),
        (status(503), TryLater, "503"),
        (status(504), Unanswered, "504"),
        (CUT, Unanswered, "no_answer"),
        (HALF, Unanswered, "no_answer"),
        (b"no http at all\r\n\r\n", Unanswered, "no_answer"),
    ],
)
async def test_each_failure_is_told_by_what_it_did(
    answer: bytes, error: type[OutsideError], code: str
) -> None:
    """A call that must not be repeated is made once, and its error says whether it may be done."""
    async with serving(answer) as server:
        with pytest.raises(error) as caught:
            await call(server)
        assert (caught.value.system, caught.value.code) == ("shop", code)
        assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_a_connection_cut_while_kept_alive_is_unanswered(method: str) -> None:
    """Sent once, a GET too: some platforms have money moved by one."""
    async with serving(OK, CUT) as server, Http(allow_private=True, backoff=QUICK) as http:
        await http.call("shop", method, server.url, repeat=False)
        with pytest.raises(Unanswered):
            await http.call("shop", method, server.url, content=b"pay", repeat=False)
        assert len(server.requests) == 2


async def test_nobody_listening_did_nothing() -> None:
    """A refused connection may be tried again."""
    async with Http(allow_private=True) as http:
        with pytest.raises(TryLater, match="no_connection"):
            await http.call("shop", "GET", f"http://127.0.0.1:{free_port()}/", repeat=False)


async def test_a_name_that_does_not_exist_did_nothing() -> None:
    """A DNS failure may be tried again."""
    async with Http(allow_private=True) as http:
        with pytest.raises(TryLater, match="no_connection"):
            await http.call("shop", "GET", "http://nowhere.invalid/", repeat=False)


async def test_no_answer_within_the_limit_is_unanswered() -> None:
    """The limit bounds the whole attempt. The connection is there: only the answer lacks."""
    async with serving(OK, None) as server, Http(allow_private=True) as http:
        await http.call("shop", "GET", server.url, repeat=False, timeout=60)
        with pytest.raises(Unanswered, match="not within"):
            await http.call("shop", "GET", server.url, repeat=False, timeout=0.1)


async def test_an_answer_that_drips_is_cut_off() -> None:
    """The limit is on the total, not on the silence between two bytes."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b".")
            await asyncio.sleep(0.02)

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    async with Http(allow_private=True) as http:
        await http.call("shop", "GET", url, repeat=False, timeout=60)
        with pytest.raises(Unanswered, match="not within"):
            await http.call("shop", "GET", url, repeat=False, timeout=0.3)
    server.close()


async def test_a_call_safe_to_repeat_is_repeated() -> None:
    """Failures of both kinds are tried again, a 502 too, up to the attempts that are set."""
    async with serving(CUT, status(502), OK) as server:
        assert (await call(server, repeat=True)).json() == {}
        assert len(server.requests) == 3
    async with serving(status(503)) as server:
        with pytest.raises(TryLater):
            await call(server, repeat=True)
        assert len(server.requests) == QUICK.attempts


async def test_a_refusal_is_never_repeated() -> None:
    """Asking again changes no mind."""
    async with serving(status(400)) as server:
        with pytest.raises(Refused):
            await call(server, repeat=True)
        assert len(server.requests) == 1


async def test_retry_after_is_honoured_and_clamped() -> None:
    """The pause is what was asked for, but never longer than the setting allows."""
    async with serving(status(429, "Retry-After: 3600\r\n"), OK) as server:
        await call(server, repeat=True)
        waited = server.at[1] - server.at[0]
        assert QUICK.retry_after <= waited < 3600


async def test_retry_after_reaches_the_caller() -> None:
    """A call that is made once hands the wish on."""
    async with serving(status(429, "Retry-After: 7\r\n")) as server:
        with pytest.raises(TryLater) as caught:
            await call(server)
        assert caught.value.after == timedelta(seconds=7)


async def test_accepted_statuses_are_answers() -> None:
    """A connector may read the body of a status that would be an error otherwise."""
    async with serving(status(400)) as server, Http(allow_private=True) as http:
        answer = await http.call("shop", "GET", server.url, repeat=False, accept={400})
        assert answer.status == 400


async def test_a_body_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on what it unfolds to: a small compressed answer may be huge."""
    monkeypatch.setattr(client_module, "BODY_LIMIT", 10_000)
    body = gzip.compress(b"0" * 1_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    async with serving(head.encode() + body) as server:
        with pytest.raises(Unanswered, match="too_long"):
            await call(server)


async def test_an_answer_that_is_not_json_says_so() -> None:
    """A gateway's HTML page is no object."""
    async with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<p>") as server:
        answer = await call(server)
        with pytest.raises(InvalidInput, match="unreadable"):
            answer.json()


async def test_no_cookie_is_kept() -> None:
    """Calls of one shop never carry another's session."""
    baked = b"HTTP/1.1 200 OK\r\nSet-Cookie: who=me\r\nContent-Length: 2\r\n\r\n{}"
    async with serving(baked) as server, Http(allow_private=True) as http:
        for _ in range(2):
            await http.call("shop", "GET", server.url, repeat=False)
        assert b"cookie" not in server.requests[1].lower()


async def test_a_redirect_is_not_followed() -> None:
    """However safe to repeat the call is: nobody asks where an answer points."""
    async with serving(OK) as elsewhere:
        for code in (301, 302, 303, 307, 308):
            moved = status(code, f"Location: {elsewhere.url}\r\n")
            async with serving(moved) as server, Http(allow_private=True, backoff=QUICK) as http:
                with pytest.raises(Refused, match=str(code)):
                    await http.call("shop", "GET", server.url, repeat=True)
                assert len(server.requests) == 1
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
async def test_private_addresses_are_refused_at_connect(host: str) -> None:
    """However it is spelt; nothing is sent."""
    async with serving(OK) as server, Http(allow_private=False) as http:
        url = server.url.replace("127.0.0.1", host)
        with pytest.raises(Refused, match="private_address"):
            await http.call("shop", "GET", url, repeat=False)
        assert server.requests == []


@pytest.mark.parametrize("url", ["http://2130706433/", "ftp://shop.example/", "x"])
async def test_what_is_no_web_address_is_refused(url: str) -> None:
    """No spelling gets past the check by being odd, and none is tried again."""
    async with Http(allow_private=False) as http:
        with pytest.raises(Refused, match="bad_address"):
            await http.call("shop", "GET", url, repeat=True)

"""How the edge's answers are written: at once, and as any other server's would be."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from schemas.topics import INBOX
from services.runtime.clock import SteppedClock
from services.runtime.http import serving
from services.runtime.kafka.profile import KafkaProfile
from tests.support.ingest import PATH, edge_at, order_push, records, signed
from tests.support.servers import START

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n"


def push(number: str, *, version: str = "1.1", **headers: str) -> bytes:
    """A signed push as it goes over the wire."""
    body = order_push(number, START)
    told = {**signed(body), "host": "edge", "content-length": str(len(body)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"POST {PATH} HTTP/{version}\r\n{lines}\r\n".encode() + body


@pytest.fixture(name="address")
async def _address(kafka: KafkaProfile, clock: SteppedClock) -> AsyncIterator[int]:
    async with edge_at(kafka, clock) as base:
        port = httpx.URL(base).port
        assert port
        yield port


async def talk(port: int, sent: bytes) -> bytes:
    """What comes back until the edge closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        async with asyncio.timeout(60):
            return await reader.read()
    finally:
        writer.close()


async def test_pushes_that_come_in_one_piece_are_answered_one_by_one(
    address: int, kafka: KafkaProfile
) -> None:
    """Each in its turn, and the connection is kept between them."""
    sent = push("1") + push("2") + push("3", connection="close")
    said = await talk(address, sent)
    assert said.count(OK) == 3
    assert len(await records(kafka, INBOX.name)) == 3


async def test_a_sender_that_ends_the_connection_has_its_answer_first(address: int) -> None:
    """By its word, or because its HTTP knows no other way."""
    for one in (push("1", connection="close"), push("1", version="1.0")):
        said = await talk(address, one)
        assert said.startswith(OK)
        assert b"connection: close\r\n" in said


async def test_a_sender_that_asks_whether_it_may_go_on_is_let(address: int) -> None:
    """The body comes when the edge has said so; then the answer."""
    said = await talk(address, push("1", expect="100-continue", connection="close"))
    assert said.startswith(b"HTTP/1.1 100 Continue\r\n\r\n" + OK)


async def test_an_answer_written_at_once_is_the_one_that_asgi_makes(
    address: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte by byte."""
    reader, writer = await asyncio.open_connection("127.0.0.1", address)
    writer.write(push("1"))
    at_once = await reader.readuntil(b"\r\n\r\n")
    monkeypatch.setattr("services.ingest.edge.write_prepared", lambda *_: False)
    writer.write(push("2"))
    assert await reader.readuntil(b"\r\n\r\n") == at_once == OK + b"\r\n"
    writer.close()


def test_only_this_servers_own_answers_are_written_at_once() -> None:
    """Another server's ``send`` is none of ours."""

    async def send(message: object) -> None:
        raise AssertionError(message)

    assert not serving.write_prepared(send, b"HTTP/1.1 200 OK\r\n\r\n")

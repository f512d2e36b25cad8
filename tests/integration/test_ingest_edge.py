"""The edge over HTTP: every answer, what reaches the inbox, and a broker that is not there."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from schemas.envelope import parse_headers
from schemas.topics import INBOX, INBOX_PUSH, INBOX_TOO_LARGE
from services.connectors.carriers.aftership import push as aftership
from services.connectors.carriers.easypost import push as easypost
from services.ingest import edge
from services.ingest.app import EDGE_LIMIT
from services.ingest.edge import LIMIT
from services.runtime.clock import SteppedClock
from services.runtime.embedded.broker import Broker, start_broker
from services.runtime.embedded.children import free_port
from services.runtime.http import serving
from services.runtime.http.connections import trusted
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from tests.contract.vectors import raw
from tests.support.eventually import eventually
from tests.support.ingest import (
    APP,
    CARRIER_PATH,
    OLD_SECRET,
    OZON_PATH,
    PATH,
    edge_at,
    order_push,
    records,
    signed,
    signed_by_carrier,
)
from tests.support.servers import START

BODY = order_push("42", START)
SIGNERS = [
    ("aftership", lambda secret, body: {aftership.HEADER: aftership.sign(secret, body)}),
    ("easypost", lambda secret, body: {easypost.HEADER: easypost.sign(secret, body)}),
]


@pytest.fixture
async def client(kafka: KafkaProfile, clock: SteppedClock) -> AsyncIterator[httpx.AsyncClient]:
    """A sender before an edge with Kafka."""
    async with (
        edge_at(kafka, clock) as base,
        httpx.AsyncClient(verify=trusted(), base_url=base, timeout=60) as client,
    ):
        yield client


async def test_an_accepted_push_is_in_the_inbox_as_it_was_sent(
    client: httpx.AsyncClient, kafka: KafkaProfile
) -> None:
    """200 means durable: raw bytes, the order's key, where it came in and when; any live secret."""
    for secret in ("the-secret", OLD_SECRET):
        answer = await client.post(PATH, content=BODY, headers=signed(BODY, secret))
        assert (answer.status_code, answer.content) == (200, b"")
    found = await records(kafka, INBOX.name)
    assert [one.value for one in found] == [BODY, BODY]
    assert {one.key for one in found} == {f"lazada/{APP}/42".encode()}
    envelopes = [parse_headers(one.headers) for one in found]
    assert len({envelope.id for envelope in envelopes}) == 2
    first = envelopes[0]
    assert (first.type, first.time, first.source) == (INBOX_PUSH, START, "forestall/ingest")
    told = {"marketplace": "lazada", "app": APP}
    assert first.attributes == told


async def test_a_carriers_push_names_its_provider(
    client: httpx.AsyncClient, kafka: KafkaProfile
) -> None:
    """Its signature is another; unreadable content is accepted where the signature holds."""
    body = b"not json"
    answer = await client.post(CARRIER_PATH, content=body, headers=signed_by_carrier(body))
    assert answer.status_code == 200
    (one,) = await records(kafka, INBOX.name)
    assert (one.key, one.value) == (b"carriers/17track", body)
    assert parse_headers(one.headers).attributes["provider"] == "17track"


@pytest.mark.parametrize(("provider", "sign"), SIGNERS)
async def test_a_push_signed_with_a_secret_of_its_own_is_taken(
    client: httpx.AsyncClient,
    kafka: KafkaProfile,
    provider: str,
    sign: Callable[[str, bytes], dict[str, str]],
) -> None:
    """It is the settings' ``secret`` that verifies; the API key does not."""
    path, body = f"/webhooks/carriers/{provider}", b"{}"
    answer = await client.post(path, content=body, headers=sign("api-key", body))
    assert answer.status_code == 401
    answer = await client.post(path, content=body, headers=sign("push-secret", body))
    assert answer.status_code == 200
    (one,) = await records(kafka, INBOX.name)
    assert (one.key, one.value) == (f"carriers/{provider}".encode(), body)


async def test_what_is_refused_leaves_nothing_in_the_inbox(
    client: httpx.AsyncClient, kafka: KafkaProfile
) -> None:
    """401 for a signature that is wrong, missing or another body's; 404; 405 for a GET."""
    asked = [
        (401, await client.post(PATH, content=BODY, headers=signed(BODY, "guessed"))),
        (401, await client.post(PATH, content=BODY)),
        (401, await client.post(PATH, content=BODY + b" ", headers=signed(BODY))),
        (401, await client.post(PATH, content=BODY, headers=[(b"authorization", b"\xe9")])),
        (404, await client.post("/webhooks/lazada/other", content=BODY, headers=signed(BODY))),
        (404, await client.post("/", content=BODY)),
        (405, await client.get(PATH)),
    ]
    assert [answer.status_code for _, answer in asked] == [status for status, _ in asked]
    assert asked[-1][1].headers["allow"] == "POST"
    assert await records(kafka, INBOX.name) == []


async def test_a_platform_is_answered_in_its_own_words(
    client: httpx.AsyncClient, kafka: KafkaProfile
) -> None:
    """Ozon reads whether the address is ours, that a push was taken, and why one was not."""
    push, ping = raw("ozon/push_state.json"), raw("ozon/push_ping.json")
    asked = await client.post(OZON_PATH, content=ping)
    assert (asked.status_code, asked.json()["name"]) == (200, "Forestall")
    taken = await client.post(OZON_PATH, content=push)
    assert (taken.status_code, taken.json()) == (200, {"result": True})
    refused = await client.post(OZON_PATH, content=push.replace(b":15", b":16"))
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "ERROR_PARAMETER_VALUE_MISSED"
    assert {one.headers["content-type"] for one in (asked, taken, refused)} == {"application/json"}
    late = await client.post(OZON_PATH, content=bytes(LIMIT + 1))
    assert (late.status_code, late.json()["error"]["code"]) == (413, "ERROR_UNKNOWN")
    found = {one.key: one.value for one in await records(kafka, INBOX.name)}
    assert found == {b"ozon/oz/24219509-0020-2": push, b"ozon/oz": b""}


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_push_over_the_limit_is_told_to_the_reconciler(
    client: httpx.AsyncClient, kafka: KafkaProfile, *, chunked: bool
) -> None:
    """413, whether the length is told or not; the record says whose it was, not what it said."""

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(LIMIT // 65536 + 1):
            yield bytes(65536)

    content = parts() if chunked else bytes(LIMIT + 1)
    answer = await client.post(PATH, content=content)
    assert answer.status_code == 413
    (one,) = await records(kafka, INBOX.name)
    envelope = parse_headers(one.headers)
    assert (one.value, envelope.type, envelope.attributes["app"]) == (b"", INBOX_TOO_LARGE, APP)


async def test_what_nobody_signed_is_told_once_a_minute(
    client: httpx.AsyncClient, kafka: KafkaProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many come over the limit: each is answered, the reconciler is not driven by them."""
    monkeypatch.setattr(edge, "TELL_EVERY", 3600.0)
    for path in (PATH, PATH, PATH, CARRIER_PATH):
        assert (await client.post(path, content=bytes(LIMIT + 1))).status_code == 413
    told = [parse_headers(one.headers).attributes for one in await records(kafka, INBOX.name)]
    assert sorted(map(dict, told), key=str) == [
        {"marketplace": "lazada", "app": APP},
        {"provider": "17track"},
    ]
    monkeypatch.setattr(edge, "TELL_EVERY", 0.0)
    assert (await client.post(PATH, content=bytes(LIMIT + 1))).status_code == 413
    assert len(await records(kafka, INBOX.name)) == 3


async def test_a_note_that_kafka_did_not_take_is_owed(clock: SteppedClock) -> None:
    """A push over the limit that met no broker is answered 503 again, and not passed over."""
    profile = KafkaProfile(f"127.0.0.1:{free_port()}", embedded=True)
    async with edge_at(profile, clock, wait=False) as base, _sender() as client:
        for _ in range(2):
            answer = await client.post(base + PATH, content=bytes(LIMIT + 1))
            assert answer.status_code == 503


async def test_a_body_of_the_limit_in_parts_is_taken_whole(
    client: httpx.AsyncClient, kafka: KafkaProfile
) -> None:
    """1 MiB passes, however it is cut."""
    body = b"x" * LIMIT

    async def parts() -> AsyncIterator[bytes]:
        for start in range(0, LIMIT, 100_000):
            yield body[start : start + 100_000]

    answer = await client.post(PATH, content=parts(), headers=signed(body))
    assert answer.status_code == 200
    (one,) = await records(kafka, INBOX.name)
    assert one.value == body


async def _raw(base: str, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(base).port)
    try:
        writer.write(sent)
        async with asyncio.timeout(60):
            return await reader.read()
    finally:
        writer.close()


async def test_unreadable_http_is_400(client: httpx.AsyncClient) -> None:
    """What is no HTTP is answered, and the connection closed."""
    assert (await _raw(str(client.base_url), b"nonsense\r\n\r\n")).startswith(b"HTTP/1.1 400")


async def test_a_request_that_does_not_come_to_an_end_is_cut_off(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a head, half a body, or nothing at all: none holds a connection for ever."""
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.1)
    head = f"POST {PATH} HTTP/1.1\r\nhost: x\r\n".encode()
    for sent in (b"", head, head + b"content-length: 100\r\n\r\nhalf"):
        assert (await _raw(str(client.base_url), sent)).startswith(b"HTTP/1.1 400")


async def test_the_edge_starts_without_kafka_and_finds_it_later(
    tmp_path: Path, clock: SteppedClock
) -> None:
    """503 with Retry-After at once; 200 as soon as there is a broker, without a restart."""
    profile = KafkaProfile(f"127.0.0.1:{free_port()}", embedded=True)
    async with edge_at(profile, clock, wait=False) as base, _sender() as client:

        async def status() -> int:
            answer = await client.post(base + PATH, content=BODY, headers=signed(BODY))
            assert answer.status_code == 200 or answer.headers["retry-after"] == "30"
            return answer.status_code

        assert await status() == 503
        assert (await client.post(base + PATH, content=BODY)).status_code == 401
        port = int(profile.bootstrap.rsplit(":", 1)[1])
        broker = await start_broker(tmp_path, port=port)
        try:
            await apply_topics(profile)
            await eventually(lambda: _is(status, 200), what="accepted")
        finally:
            await broker.stop()


def _sender() -> httpx.AsyncClient:
    return httpx.AsyncClient(verify=trusted(), timeout=60)


async def _is(status: Callable[[], Awaitable[int]], wanted: int) -> bool:
    return await status() == wanted


async def test_a_broker_that_hangs_is_answered_for(tmp_path: Path, clock: SteppedClock) -> None:
    """503 while it hangs, 200 by itself when it goes on; nothing is lost.

    How soon is shown in virtual time: ``tests/unit/test_runtime_appender.py``.
    """
    broker: Broker = await start_broker(tmp_path)
    profile = KafkaProfile(broker.bootstrap, embedded=True)
    try:
        await apply_topics(profile)
        async with edge_at(profile, clock, limit=EDGE_LIMIT) as base, _sender() as client:

            async def status() -> int:
                answer = await client.post(base + PATH, content=BODY, headers=signed(BODY))
                return answer.status_code

            await eventually(lambda: _is(status, 200), what="accepted")
            broker.child.signal(signal.SIGSTOP)
            try:
                answers = await asyncio.gather(*(status() for _ in range(20)))
                again = await status()
            finally:
                broker.child.signal(signal.SIGCONT)
            assert (set(answers), again) == ({503}, 503)
            await eventually(lambda: _is(status, 200), what="accepted again")
            assert len(await records(profile, INBOX.name)) >= 2
    finally:
        await broker.stop()

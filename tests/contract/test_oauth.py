"""OAuth of an app: one token for many calls, and whatever the token's answer may hold."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.connectors.carriers.port import Access
from services.connectors.oauth import EARLY, LONGEST, ClientCredentials
from services.runtime.errors import NotAuthorised, OutsideError, Unanswered
from services.runtime.http.client import Answer, Http
from tests.contract.conformance_carrier import NOW
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http

ACCESS = Access("client", "s3cret/+")
SECOND = timedelta(seconds=1)


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    """Gives tokens: t1, t2 ..."""
    async with loopback() as server:
        server.script = lambda _: given_token(f"t{len(server.received)}")
        yield server


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """The client."""
    async with patient_http() as http:
        yield http


def given_token(token: Any, **more: Any) -> Reply:
    """The answer to a call for a token."""
    return Reply(body=json.dumps({"access_token": token, "expires_in": 3600, **more}).encode())


def client(http: Http, url: str, **more: Any) -> ClientCredentials:
    """A client of the token's server."""
    return ClientCredentials(http, "carrier", f"{url}/token", ACCESS, **more)


def calls(*refused: str) -> tuple[list[str], Callable[[dict[str, str]], Awaitable[Answer]]]:
    """A call that remembers its tokens and does not accept some of them."""
    used: list[str] = []

    async def make(headers: dict[str, str]) -> Answer:
        token = headers["authorization"].removeprefix("Bearer ")
        used.append(token)
        await asyncio.sleep(0)
        if token in refused:
            raise NotAuthorised("carrier", "401")
        return Answer(200, {}, b"{}")

    return used, make


async def test_calls_at_once_share_a_token(server: Loopback, http: Http) -> None:
    """However many calls begin at once, one token is fetched for all of them."""
    used, make = calls()
    tokens = client(http, server.url)
    await asyncio.gather(*(tokens.call(NOW, make) for _ in range(20)))
    assert used == ["t1"] * 20
    assert len(server.received) == 1


async def test_calls_refused_at_once_renew_once(server: Loopback, http: Http) -> None:
    """A token that is taken back under many calls is renewed by the first, and serves the rest."""
    used, make = calls("t1")
    tokens = client(http, server.url)
    await asyncio.gather(*(tokens.call(NOW, make) for _ in range(20)))
    assert used.count("t2") == 20
    assert len(server.received) == 2


async def test_a_fresh_token_that_is_refused_needs_a_person(server: Loopback, http: Http) -> None:
    """A second refusal is no matter of the token: the call is made twice and no more."""
    used, make = calls("t1", "t2")
    with pytest.raises(NotAuthorised):
        await client(http, server.url).call(NOW, make)
    assert used == ["t1", "t2"]


async def test_a_token_is_not_used_in_its_last_minute(server: Loopback, http: Http) -> None:
    """It is renewed a minute early, in domain time, and not a second earlier."""
    used, make = calls()
    tokens = client(http, server.url)
    for after in (timedelta(0), timedelta(hours=1) - EARLY - SECOND, timedelta(hours=1) - EARLY):
        await tokens.call(NOW + after, make)
    assert used == ["t1", "t1", "t2"]


async def test_a_failed_fetch_is_not_kept(server: Loopback, http: Http) -> None:
    """After a failure of the token's server the next call asks again."""
    used, make = calls()
    tokens = client(http, server.url)
    server.answers(Reply(body=b"<html>"))
    with pytest.raises(Unanswered):
        await tokens.call(NOW, make)
    server.answers(given_token("later"))
    await tokens.call(NOW, make)
    assert used == ["later"]


async def test_basic_sends_the_credentials_in_the_header(server: Loopback, http: Http) -> None:
    """Id and secret in the Authorization header, and only the grant in the form."""
    await client(http, server.url, style="basic").call(NOW, calls()[1])
    (asked,) = server.received
    kind, _, pair = asked.headers["authorization"].partition(" ")
    assert (kind, base64.b64decode(pair)) == ("Basic", b"client:s3cret/+")
    assert form(asked) == {"grant_type": ["client_credentials"]}


async def test_form_sends_the_credentials_in_the_body(server: Loopback, http: Http) -> None:
    """Id and secret in the form, and no Authorization header."""
    await client(http, server.url).call(NOW, calls()[1])
    (asked,) = server.received
    assert "authorization" not in asked.headers
    assert form(asked) == {
        "grant_type": ["client_credentials"],
        "client_id": ["client"],
        "client_secret": ["s3cret/+"],
    }


def form(received: Received) -> dict[str, list[str]]:
    """The body's fields."""
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    return parse_qs(received.body.decode())


@pytest.mark.parametrize(
    ("said", "lives"),
    [
        ("14399", timedelta(seconds=14399)),
        (3599.5, timedelta(seconds=3599)),
        (None, timedelta(minutes=30)),
        ("soon", timedelta(minutes=30)),
        ([], timedelta(minutes=30)),
        (-5, EARLY * 2),
        (10**12, LONGEST),
        (10**400, timedelta(minutes=30)),
    ],
)
async def test_a_life_is_what_can_be_believed(
    server: Loopback, http: Http, said: Any, lives: timedelta
) -> None:
    """Text is read as a number; what is none gives the usual life; no life is longer than a day."""
    used, make = calls()
    tokens = client(http, server.url)
    server.answers(given_token("a", expires_in=said), given_token("b"))
    await tokens.call(NOW, make)
    await tokens.call(NOW + lives - EARLY - SECOND, make)
    await tokens.call(NOW + lives - EARLY, make)
    assert used == ["a", "a", "b"]


@pytest.mark.parametrize("token", ["", "a b", "a\r\nx-other: 1", "ключ", "\ud83d", 7, None, ["t"]])
async def test_a_token_that_no_header_can_hold_is_no_answer(
    server: Loopback, http: Http, token: Any
) -> None:
    """What could not be sent, or would begin another header, is refused before it is used."""
    used, make = calls()
    server.answers(given_token(token))
    with pytest.raises(Unanswered):
        await client(http, server.url).call(NOW, make)
    assert not used


class Said(Http):
    """Answers everything with one value."""

    def __init__(self, value: Any) -> None:
        super().__init__(allow_private=False)
        self._body = json.dumps(value).encode()

    async def call(self, *_: Any, **__: Any) -> Answer:
        """The value."""
        return Answer(200, {}, self._body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80)
@given(answer=JSON | st.fixed_dictionaries({"access_token": JSON, "expires_in": JSON}))
def test_any_answer_is_a_token_or_an_outside_error(answer: Any) -> None:
    """Whatever the token's server says, a call is made under a token or refused by name."""

    async def one() -> None:
        used, make = calls()
        try:
            await ClientCredentials(Said(answer), "carrier", "https://unused", ACCESS).call(
                NOW, make
            )
        except OutsideError:
            assert not used
        else:
            assert used == [answer["access_token"]]

    asyncio.run(one())


def test_secrets_are_not_printed() -> None:
    """Neither credentials nor token appear in a representation."""
    tokens = ClientCredentials(Said({}), "carrier", "https://unused", ACCESS, _token="t0ken")
    for secret in ("client", "s3cret", "t0ken"):
        assert secret not in repr(tokens)

"""eBay's pushes: signatures under a published key, that key, and the question that comes before."""

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.marketplaces.ebay.keys import Keys
from services.connectors.marketplaces.ebay.push import PushReader
from services.connectors.marketplaces.ebay.signing import challenge_response, key_of
from services.connectors.ports import App
from services.connectors.pushes import Pushed
from services.ingest.edge import Edge
from services.ingest.verify import app_door
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, NotAuthorised, Unanswered
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from tests.contract.conformance_marketplace import NOW
from tests.contract.gateway import Answer, Asked, Call, Gateway, admitted, serving
from tests.contract.vectors import raw

KID = "9936261a-7d7b-4621-a0f1-96ccb428af49"
TOKEN = "/identity/v1/oauth2/token"
KEY = f"/commerce/notification/v1/public_key/{KID}"
BODY = raw("ebay/push_account_deletion.json")
READER = PushReader()
ADDRESS = "http://www.testendpoint.com/webhook"
CHALLENGE = "71745723-d031-455c-bfa5-f90d11b4f20a"
APP = App(
    "ebay-main",
    "ebay",
    "an-app",
    ("a-secret",),
    "https://unused",
    webhook=ADDRESS,
    challenge=CHALLENGE,
)

ENCODED = st.binary(max_size=100).map(lambda some: base64.b64encode(some).decode())

VECTOR_K = (
    "eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVy"
    "ZSI6Ik1FWUNJUUNmeGZJV3V4bVdjSUJRSjljNS9YN2lHREpxczJSQ0dzQkVhQWppbnlycmZBSWhBSVY2d0djVGlCdVY1"
    "S0pVaWYyaG9reXJMK1E5c3NIa2FkK214Mm5FRTI1dyIsImRpZ2VzdCI6IlNIQTEifQ=="
)
"""Published with eBay's own SDK, of that body and key."""

VECTOR_K_NEGATIVE = (
    "eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVy"
    "ZSI6Ik1FVUNJUUNHY1NubUFrVGZyK1paMlZnMGJXRW9zOGEvdGVCcWk3UGU2OCtoR21MTUNRSWdlRnZrcnRvKzhkczhS"
    "VndJM0dnbjFtTUdDck5NRVpKM1NSbE8yZngveHFJPSIsImRpZ2VzdCI6IlNIQTEifQ=="
)
"""Of another body: refused."""


def pushed(header: str, body: bytes = BODY) -> Pushed:
    """A push under a signature."""
    return Pushed({"x-ebay-signature": header}, body, NOW)


def header_of(told: object) -> str:
    """A header that tells this."""
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_the_published_vectors_hold_and_are_refused_as_they_should_be() -> None:
    """K under its key; not with a byte changed, not K-neg, not under a key that is none."""
    key = key_of(json.loads(raw("ebay/key.json")))
    assert READER.key_ref(APP, pushed(VECTOR_K)) == KID
    assert READER.verify_under(APP, pushed(VECTOR_K), key)
    assert not READER.verify_under(
        APP, pushed(VECTOR_K, BODY.replace(b"test_user", b"test_usel")), key
    )
    assert not READER.verify_under(APP, pushed(VECTOR_K_NEGATIVE), key)
    assert not READER.verify_under(APP, pushed(VECTOR_K), key.replace(b"SHA1", b"SHA256"))
    assert not READER.verify_under(APP, pushed(VECTOR_K), b"SHA1 no key")
    assert not READER.verify_under(APP, pushed(VECTOR_K), b"")


@pytest.mark.parametrize("kid", ["", "../token", "a/b", "a?b", "ä", "x" * 65, 7.5, None, ["a"]])
def test_a_key_leads_nowhere_but_to_the_platforms_keys(kid: object) -> None:
    """What a sender writes there before anything is verified is no part of an address."""
    told = {"alg": "ecdsa", "kid": kid, "signature": "MEYC", "digest": "SHA1"}
    assert READER.key_ref(APP, pushed(header_of(told))) is None


@given(st.text(max_size=100) | ENCODED)
def test_any_header_is_a_signature_or_none(header: str) -> None:
    """Nothing that stands there makes the reader raise."""
    assert READER.key_ref(APP, pushed(header)) is None
    assert not READER.verify_under(APP, pushed(header), b"SHA1 x")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"algorithm": "RSA"},
        {"digest": "MD5"},
        {"key": "-----BEGIN PUBLIC KEY-----"},
        {"key": "not base64"},
        {"key": None},
    ],
)
def test_a_key_of_another_kind_is_none(told: dict[str, Any]) -> None:
    """It is not taken for one under which everything or nothing holds."""
    found = json.loads(raw("ebay/key.json")) | told if told else {}
    with pytest.raises(InvalidInput):
        key_of(found)


def test_the_question_whether_the_address_is_ours_is_answered_by_its_vector() -> None:
    """L: code, token and address as registered; nothing else is such a question."""
    expected = "048de9ffd0e35021fefc0388d5c52e0f475324f582f3778ca81a53354ccbbc97"
    assert challenge_response(CHALLENGE, CHALLENGE, ADDRESS) == expected
    query = urlencode({"challenge_code": CHALLENGE})
    found = READER.greeting(APP, query, pushed("", b""))
    assert found == json.dumps({"challengeResponse": expected}, separators=(",", ":")).encode()
    assert READER.asks == "GET"
    for asked in ("", f"{query}&{query}", "%"):
        assert READER.greeting(APP, asked, pushed("", b"")) is None
    for app in (replace(APP, webhook=""), replace(APP, challenge="")):
        assert READER.greeting(app, query, pushed("", b"")) is None


def test_a_deleted_account_is_told_by_no_list() -> None:
    """Where its push is lost, nothing brings it again."""
    assert not READER.polled(BODY)
    assert READER.polled(raw("ebay/push_order.json"))


class Admission:
    """The app's own credentials for a token, and that token for a key."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        basic = base64.b64encode(f"an-app:{secret}".encode()).decode()
        wanted = f"Basic {basic}" if asked.path == TOKEN else "Bearer app-token"
        return admitted if asked.headers.get("authorization") == wanted else 401


def platform(**answers: Answer) -> Gateway:
    """The platform, with its key published."""
    found: dict[str, Any] = {
        TOKEN: b'{"access_token":"app-token","expires_in":7200,"token_type":"Application"}',
        KEY: raw("ebay/key.json"),
    }
    admission: Any = Admission()
    return Gateway("a-secret", found | answers, admission)


def client() -> Http:
    """A client that does not wait."""
    return Http(allow_private=True, backoff=Backoff(first=0.001, most=0.002, attempts=2))


async def test_a_key_is_asked_for_with_an_application_token() -> None:
    """One token for all keys while it lives, by the scope that every application has."""
    wall = [1_000_000.0]
    async with serving(platform()) as there, client() as http:
        keys = Keys(replace(APP, api=there.address), http, wall=lambda: wall[0])
        assert await keys.key(KID) == key_of(json.loads(raw("ebay/key.json")))
        await keys.key(KID)
        assert len(there.asked(TOKEN)) == 1
        wall[0] += 7200
        await keys.key(KID)
        tokens: list[Call] = there.asked(TOKEN)
    assert len(tokens) == 2
    assert tokens[0]["grant_type"] == "client_credentials"
    assert tokens[0]["scope"] == "https://api.ebay.com/oauth/api_scope"


async def test_each_way_a_key_is_not_to_be_had() -> None:
    """None of that name; another app's secret; an answer that is no key, which may pass."""
    async with serving(platform()) as there, client() as http:
        app = replace(APP, api=there.address)
        for status in (400, 404):
            there.answers[KEY] = status
            with pytest.raises(InvalidInput):
                await Keys(app, http).key(KID)
        for answer in (b"{}", b"<html>"):
            there.answers[KEY] = answer
            with pytest.raises(Unanswered):
                await Keys(app, http).key(KID)
        with pytest.raises(NotAuthorised):
            await Keys(replace(app, secrets=("another",)), http).key(KID)


class Inbox:
    """Keeps what is appended."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    async def append(
        self, key: bytes, value: bytes, headers: list[tuple[str, bytes]]
    ) -> tuple[int, int]:
        """Its place."""
        del key, headers
        self.kept.append(value)
        return 0, len(self.kept)


async def test_the_edge_takes_what_a_published_key_signed_and_answers_the_question() -> None:
    """The whole way: the key is learned from the platform, the vector kept, the forged refused."""
    inbox = Inbox()
    async with serving(platform()) as there, client() as http:
        app = replace(APP, api=there.address)
        edge = Edge({"/e": app_door(app, READER, Keys(app, http))}, inbox, SteppedClock(NOW))
        assert await ask(edge, "POST", VECTOR_K) == (200, b"")
        assert (await ask(edge, "POST", VECTOR_K_NEGATIVE))[0] == 401
        assert (await ask(edge, "POST", ""))[0] == 401
        status, answer = await ask(edge, "GET", "", f"challenge_code={CHALLENGE}")
        assert len(there.asked(KEY)) == 1
    assert inbox.kept == [BODY]
    assert (status, json.loads(answer)["challengeResponse"][:8]) == (200, "048de9ff")


async def ask(edge: Edge, method: str, header: str, query: str = "") -> tuple[int, bytes]:
    """One request; status and body of the answer."""
    said: list[Any] = []
    scope = {
        "type": "http",
        "path": "/e",
        "method": method,
        "query_string": query.encode(),
        "headers": [(b"x-ebay-signature", header.encode())],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": BODY if method == "POST" else b""}

    async def send(message: Any) -> None:
        said.append(message)

    await edge(scope, receive, send)
    return said[0]["status"], said[1]["body"]

"""How each marketplace gives tokens, over real HTTP: what is asked, read, and fails how."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from services.connectors import registry
from services.connectors.marketplaces.installed import OWN
from services.connectors.marketplaces.iop.signing import sign_call as iop_sign
from services.connectors.marketplaces.shopee.signing import sign_call as shopee_sign
from services.connectors.ports import App, Shop
from services.connectors.tokens.grant import Authorisation
from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http
from tests.contract.token_flows import BENCH, NOW, REDIRECT, Flow

NO_RENEWAL = frozenset({"temu"})
"""Those that renew no token: tests of their own."""

FLOWS = sorted(
    name for name, one in OWN.items() if one.authorisation is not None and name not in NO_RENEWAL
)


@pytest.fixture(params=FLOWS)
def flow(request: pytest.FixtureRequest) -> Flow:
    """Each in turn: one without a bench fails."""
    return BENCH[request.param]


@pytest.fixture
async def server(flow: Flow) -> AsyncIterator[Loopback]:
    """The platform."""
    async with loopback() as server:
        server.answers(Reply(body=json.dumps(flow.answer).encode()))
        yield server


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """The client."""
    async with patient_http() as http:
        yield http


def shop_at(flow: Flow, address: str) -> Shop:
    """The shop, all of whose platform is at one address."""
    app = App("app", flow.name, "123456", ("the-secret", "old"), address, auth=address)
    return Shop(f"{flow.name}/one", app, flow.seller, "a-former-token", site=flow.site)


@pytest.fixture
def calls(flow: Flow, server: Loopback, http: Http) -> Authorisation:
    """Its calls."""
    found = registry.authorisation(shop_at(flow, server.url), http)
    assert found is not None
    return found


async def test_a_code_and_a_refresh_token_buy_a_pair(
    flow: Flow, server: Loopback, calls: Authorisation
) -> None:
    """Each by its call, once; ends are instants of domain time, and no former token is sent."""
    for made, path in (
        (calls.exchange("the-code", REDIRECT, NOW), flow.exchange),
        (calls.renew("r-old", NOW), flow.renew),
    ):
        server.received.clear()
        grant = await made
        assert (grant.access, grant.refresh) == ("a-new", "r-new")
        assert grant.expires_at == NOW + flow.life
        assert grant.refresh_until == (NOW + flow.refresh if flow.refresh else None)
        assert grant.sellers == flow.sellers
        (received,) = server.received
        assert received.path == path
        assert "a-former-token" not in _everything(received)
    assert calls.again is flow.again


async def test_what_a_call_carries_is_what_the_platform_wants(
    flow: Flow, server: Loopback, calls: Authorisation
) -> None:
    """The code or the refresh token, and the app by its signature or its secret."""
    await calls.exchange("the-code", REDIRECT, NOW)
    await calls.renew("r-old", NOW)
    first, second = (_everything(one) for one in server.received)
    assert "the-code" in first
    assert "r-old" in second
    for received in server.received:
        assert _signed(flow, received), received.path


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(429), TryLater),
        (Reply(503), TryLater),
        (Reply(500), Unanswered),
        (Reply(cut=True), Unanswered),
        (Reply(body=b"<html>"), Unanswered),
        (Reply(401), NotAuthorised),
    ],
)
async def test_each_failure_says_whether_the_token_is_used_up(
    server: Loopback, calls: Authorisation, reply: Reply, error: type[Exception]
) -> None:
    """``TryLater`` alone says that it is not, and no call is repeated by itself."""
    server.answers(reply)
    with pytest.raises(error):
        await calls.renew("r-old", NOW)
    sent = [one.method for one in server.received]
    # A GET whose connection is cut is sent once more by the connection itself (TikTok Shop).
    assert sent == ["POST"] or (calls.again and set(sent) == {"GET"})


async def test_an_answer_without_a_token_is_no_answer(
    flow: Flow, server: Loopback, calls: Authorisation
) -> None:
    """It may have used the refresh token up all the same."""
    for nothing in (None, "", "two words", 7):
        told = {**flow.answer, "access_token": nothing}
        if "data" in told:
            told["data"] = {**told["data"], "access_token": nothing}
        server.answers(Reply(body=json.dumps(told).encode()))
        with pytest.raises(Unanswered):
            await calls.renew("r-old", NOW)


async def test_a_refused_token_is_no_later_try(
    flow: Flow, server: Loopback, calls: Authorisation
) -> None:
    """The platform's own words for "not good" end in what a person has to mend."""
    server.answers(Reply(body=flow.bad) if flow.bad else Reply(400, body=b'{"error":"invalid"}'))
    with pytest.raises((Refused, NotAuthorised)):
        await calls.renew("r-old", NOW)


def test_the_page_asks_for_a_code(flow: Flow, calls: Authorisation, server: Loopback) -> None:
    """For this app, back to where its callback is registered; a signed one is signed."""
    page = calls.page(REDIRECT)
    if flow.page is None:
        assert page is None
        return
    assert page is not None
    assert page.startswith(server.url + flow.page)
    asked = {name: value[0] for name, value in parse_qs(urlsplit(page).query).items()}
    assert "123456" in asked.values()
    assert REDIRECT in asked.values()
    assert "the-secret" not in page
    if flow.name == "shopee":
        signed = shopee_sign("the-secret", "123456", flow.page[:-1], asked["timestamp"])
        assert asked["sign"] == signed


def test_pages_are_where_the_platforms_are(http: Http) -> None:
    """Without one in the settings the connector's own is opened; an unknown site has none."""
    for name, begins in {
        "aliexpress": "https://api/",
        "lazada": "https://auth.lazada.com/oauth/",
        "shopee": "https://api/api/v2/shop/",
        "mercado_libre": "https://auth.mercadolivre.com.br/",
        "ebay": "https://auth.ebay.com/oauth2/",
    }.items():
        flow = BENCH[name]
        shop = shop_at(flow, "")
        shop = replace(shop, app=replace(shop.app, api="https://api"))
        found = registry.authorisation(shop, http)
        assert found is not None
        assert str(found.page(REDIRECT)).startswith(begins), name
        if name == "mercado_libre":
            other = registry.authorisation(replace(shop, site="MXX"), http)
            assert other is not None
            assert other.page(REDIRECT) is None


async def test_a_shop_with_an_address_of_its_own_authorises_there(http: Http) -> None:
    """Shopify: the first pair is asked for as one that ends; a custom app's may not."""
    flow = BENCH["shopify"]
    shop = shop_at(flow, "")
    own = replace(shop, app=replace(shop.app, api="https://{shop}"))
    found = registry.authorisation(own, http)
    assert found is not None
    assert str(found.page(REDIRECT)).startswith("https://my-shop.myshopify.com/admin/oauth/")
    async with loopback() as server:
        server.answers(Reply(body=b'{"access_token":"a-new","scope":"read_orders"}'))
        found = registry.authorisation(shop_at(flow, server.url), http)
        assert found is not None
        grant = await found.exchange("c", REDIRECT, NOW)
        (received,) = server.received
    assert _told(received)["expiring"] == "1"
    assert (grant.expires_at, grant.refresh) == (None, "")


async def test_a_pair_that_cannot_be_renewed_says_so(http: Http) -> None:
    """IOP: nought seconds for the refresh token mean that it is none (documented)."""
    flow = BENCH["lazada"]
    async with loopback() as server:
        told = {**flow.answer, "refresh_expires_in": 0}
        server.answers(Reply(body=json.dumps(told).encode()))
        found = registry.authorisation(shop_at(flow, server.url), http)
        assert found is not None
        assert (await found.exchange("c", REDIRECT, NOW)).refresh == ""


def _everything(received: Received) -> str:
    return f"{received.query} {received.headers} {received.body.decode()}"


def _told(received: Received) -> dict[str, str]:
    form = parse_qs(received.body.decode()) if received.body[:1] != b"{" else {}
    return {**received.query, **{name: value[0] for name, value in form.items()}}


def _signed(flow: Flow, received: Received) -> bool:
    told, path = _told(received), received.path
    if flow.name in {"aliexpress", "lazada"}:
        return told["sign"] == iop_sign("the-secret", told, path.removeprefix("/rest"))
    if flow.name == "shopee":
        told_body = json.loads(received.body)
        assert (told_body["partner_id"], told_body["shop_id"]) == (123456, int(flow.seller))
        parts = (told["partner_id"], path, told["timestamp"])
        return told["sign"] == shopee_sign("the-secret", *parts)
    if flow.name == "ebay":
        pair = base64.b64encode(b"123456:the-secret").decode()
        return {name.lower(): told for name, told in received.headers.items()}[
            "authorization"
        ] == f"Basic {pair}"
    return "the-secret" in {told.get("app_secret"), told.get("client_secret")}


async def test_a_refresh_token_that_is_not_replaced_stays(http: Http) -> None:
    """EBay answers a refresh with an access token alone."""
    flow = BENCH["ebay"]
    async with loopback() as server:
        server.answers(Reply(body=b'{"access_token":"a-new","expires_in":7200}'))
        found = registry.authorisation(shop_at(flow, server.url), http)
        assert found is not None
        grant = await found.renew("r-old", NOW)
    assert (grant.refresh, grant.refresh_until) == ("r-old", None)

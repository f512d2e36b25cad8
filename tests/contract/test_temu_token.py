"""How Temu gives its one token, over real HTTP, and that nothing renews it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from services.connectors import registry
from services.connectors.marketplaces.temu.signing import sign_call
from services.connectors.ports import App, Shop
from services.connectors.tokens.grant import Authorisation
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from tests.contract.loopback import Loopback, Reply, loopback, patient_http

NOW, ENDS = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)
GIVEN = {
    "accessToken": "a-new",
    "mallId": 635517726820718,
    "expiredTime": int(ENDS.timestamp()),
    "apiScopeList": ["bg.order.list.v2.get"],
}


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        server.answers(Reply(body=json.dumps({"success": True, "result": GIVEN}).encode()))
        yield server


@pytest.fixture(name="calls")
async def _calls(server: Loopback) -> AsyncIterator[Authorisation]:
    app = App("app", "temu", "1024", ("the-secret",), server.url)
    shop = Shop("temu/one", app, "635517726820718", "a-former-token")
    async with patient_http() as http:
        found = registry.authorisation(shop, http)
        assert found is not None
        yield found


async def test_a_code_buys_a_token_once(server: Loopback, calls: Authorisation) -> None:
    """It stands for the token in a signed call; whose it is and until when, the answer tells."""
    grant = await calls.exchange("the-code", "", NOW)
    assert (grant.access, grant.refresh, grant.expires_at) == ("a-new", "", ENDS)
    assert grant.sellers == {"635517726820718"}
    (received,) = server.received
    told = json.loads(received.body)
    assert (told["type"], told["code"], told["access_token"]) == (
        "bg.open.accesstoken.create",
        "the-code",
        "the-code",
    )
    assert told.pop("sign") == sign_call("the-secret", told)
    assert calls.page("https://back") is None


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(503), TryLater),
        (Reply(500), Unanswered),
        (Reply(cut=True), Unanswered),
        (Reply(body=b"<html>"), Unanswered),
        (Reply(401), NotAuthorised),
        (Reply(body=b'{"success":true,"result":{"accessToken":""}}'), Unanswered),
        (Reply(body=b'{"success":false,"errorCode":110020002,"errorMsg":"m"}'), Refused),
    ],
)
async def test_each_failure_says_whether_the_code_is_used_up(
    server: Loopback, calls: Authorisation, reply: Reply, error: type[OutsideError]
) -> None:
    """And no call is repeated by itself."""
    server.answers(reply)
    with pytest.raises(error):
        await calls.exchange("the-code", "", NOW)
    assert len(server.received) == 1


async def test_nothing_renews_it(server: Loopback, calls: Authorisation) -> None:
    """The seller lets the app in again; nothing is asked."""
    with pytest.raises(Refused):
        await calls.renew("r-old", NOW)
    assert not calls.again
    assert not server.received

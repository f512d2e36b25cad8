"""Privacy requests as inbox records: whose they are, and what names nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.envelope import Envelope
from schemas.topics import INBOX_PUSH
from services.connectors import registry
from services.connectors.marketplaces.ebay.push import PushReader as EbayPush
from services.connectors.ports import App, Hint, Shop
from services.ingest.work import Ask, Shops, parse
from services.runtime.errors import InvalidInput
from tests.contract.test_shopify import SHOP, headers
from tests.contract.vectors import raw

AT = datetime(2026, 4, 2, 12, tzinfo=UTC)
EBAY = App("bay", "ebay", "k", ("s",), "https://unused")
SHOPIFY = App("shp", "shopify", "k", ("s",), "https://unused")
SHOPS = Shops(
    {
        ("bay", "one"): Shop("ebay/one", EBAY, "one", "t"),
        ("bay", "two"): Shop("ebay/two", EBAY, "two", "t"),
        ("shp", SHOP): Shop("shopify/shop-1", SHOPIFY, SHOP, "t"),
    },
    {},
)
DELETION = (
    b'{"metadata":{"topic":"MARKETPLACE_ACCOUNT_DELETION"},"notification":{"notificationId":"n-1",'
    b'"eventDate":"2026-04-02T10:00:00.000Z","data":{"username":"test_user","userId":"ma8"}}}'
)


def pushed(app: App, body: bytes, told: dict[str, str] | None = None) -> Any:
    """What a record of that app asks for."""
    heard = {name.replace("-", ""): value for name, value in (told or {}).items()}
    attributes = {"marketplace": app.marketplace, "app": app.id, **heard}
    envelope = Envelope(
        id="1", type=INBOX_PUSH, source="forestall/ingest", time=AT, attributes=attributes
    )
    return parse(envelope, body, SHOPS)


def test_an_account_that_anybody_has_closed_concerns_every_shop_of_the_app() -> None:
    """EBay names no shop: which of them know the buyer, the tables tell."""
    ask = pushed(EBAY, DELETION)
    assert isinstance(ask, Ask)
    assert (set(ask.shops), ask.named, ask.app) == ({"ebay/one", "ebay/two"}, False, "bay")
    assert (ask.hint.kind, ask.hint.ref) == ("erasure", "n-1")


def test_a_request_that_names_its_shop_is_that_shops_alone() -> None:
    """Shopify's body names it; one that is in no settings is a dead letter."""
    told = headers("shop/redact")
    ask = pushed(SHOPIFY, raw("shopify/push_shop_redact.json"), told)
    assert isinstance(ask, Ask)
    assert (ask.shops, ask.named, ask.hint.buyer, ask.at) == (("shopify/shop-1",), True, "", AT)
    strange = raw("shopify/push_shop_redact.json").replace(b"my-shop", b"other")
    with pytest.raises(InvalidInput, match="unknown_shop"):
        pushed(SHOPIFY, strange, told)


def test_a_request_that_names_nobody_never_means_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever a connector makes of a push."""

    class Careless(EbayPush):
        def read(self, app: App, push: Any) -> Hint:
            del app, push
            return Hint("", "erasure", "r")

    monkeypatch.setattr(registry, "push_reader", lambda _: Careless())
    with pytest.raises(InvalidInput, match="neither a shop nor a buyer"):
        pushed(EBAY, DELETION)

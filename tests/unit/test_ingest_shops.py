"""Which shop a push is about: by app, by seller, and by site where a seller has several."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from schemas.envelope import Envelope
from schemas.topics import INBOX_PUSH
from services.connectors.marketplaces.canary.api import Api
from services.connectors.ports import Hint
from services.ingest.work import Read, Shops, parse
from services.runtime.apps import AppSettings
from services.runtime.errors import InvalidInput
from services.runtime.mistakes import cross_check
from services.runtime.settings import Settings
from services.runtime.shops import ShopSettings
from tests.contract.vectors import raw

US, CA, MX = "ATVPDKIKX0DER", "A2EUQ1WTGCTBG2", "A1AM78C64UM0Y8"
SELLER = "A3TH9S8BH6GOGM"
APPS = {
    name: AppSettings(
        marketplace=marketplace, key="k", secrets=(SecretStr("s"),), api="https://there.example"
    )
    for name, marketplace in (("amz", "amazon"), ("laz", "lazada"), ("ali", "aliexpress"))
}


def shop(key: str, app: str, seller_id: str, site: str = "") -> ShopSettings:
    """A shop of the settings."""
    return ShopSettings(key=key, app=app, seller_id=seller_id, site=site, zone="Asia/Shanghai")


SHOPS = Shops.of(
    Settings(
        apps=APPS,
        shops=(
            shop("amazon/us", "amz", SELLER, US),
            shop("amazon/ca", "amz", SELLER, CA),
            shop("lazada/one", "laz", "7", "lazada_vn"),
            shop("aliexpress/one", "ali", "7"),
        ),
    ),
    lambda _: Api(),
)


def told(site: object, seller: str = SELLER) -> Read:
    """What a message of Amazon's queue asks for."""
    push: Any = json.loads(raw("amazon/order_change.json"))
    note = push["Payload"]["OrderChangeNotification"]
    note["SellerId"], note["Summary"]["MarketplaceId"] = seller, site
    now = datetime(2026, 3, 2, tzinfo=UTC)
    about = {"marketplace": "amazon", "app": "amz"}
    envelope = Envelope(id="1", type=INBOX_PUSH, source="test", time=now, attributes=about)
    found = parse(envelope, json.dumps(push).encode(), SHOPS)
    assert isinstance(found, Read)
    return found


def test_sellers_are_told_apart_by_app() -> None:
    """Two marketplaces may give two shops one seller id; "null" is nobody."""
    found = [SHOPS.meant(app, Hint("7", "order", "1")) for app in ("laz", "ali", "amz")]
    assert [one.key if one else None for one in found] == ["lazada/one", "aliexpress/one", None]
    assert SHOPS.meant("laz", Hint("", "order", "1")) is None


def test_a_sellers_shops_are_told_apart_by_site() -> None:
    """All of them share a queue: each message is for the shop of its marketplace, and no other."""
    assert [told(site).shop for site in (US, CA)] == ["amazon/us", "amazon/ca"]
    assert (told(MX).shop, told(MX).hint.kind) == ("", "nothing"), "nobody watches it"
    assert told(None).shop in {"amazon/us", "amazon/ca"}, "asked there, and refused where it is not"
    with pytest.raises(InvalidInput, match="unknown_shop"):
        told(US, "another")
    assert set(SHOPS.of_app("amz")) == {"amazon/us", "amazon/ca"}


@pytest.mark.parametrize(
    ("marketplace", "sites", "problems"),
    [
        ("amazon", (US, CA), 0),
        ("amazon", (US, US), 1),
        ("lazada", ("lazada_vn", "lazada_my"), 1),
    ],
)
def test_a_seller_may_stand_twice_only_where_pushes_name_the_site(
    marketplace: str, sites: Sequence[str], problems: int
) -> None:
    """Elsewhere all pushes would go to one of the two."""
    shops = [
        {"key": f"{marketplace}/{number}", "app": "a", "seller_id": "7", "site": site}
        for number, site in enumerate(sites)
    ]
    assert len(cross_check({"apps": {"a": {"marketplace": marketplace}}, "shops": shops})) == (
        problems
    )

"""How each marketplace's tokens look, as its documents show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
REDIRECT = "https://seller.example/back"


@dataclass(frozen=True)
class Flow:
    """A marketplace on the bench.

    Attributes:
        answer: of both calls, as its documents show it.
        bad: an answer that says that code or token is not good.
        life: of the access token in it; ``refresh`` of the other, None where it is not told.
        sellers: whose it is, as the answer tells.
        again: whether a refresh token may be sent a second time.
        page: how the page's address begins; None: the console shows it.
    """

    name: str
    seller: str
    answer: Mapping[str, Any]
    bad: bytes
    exchange: str
    renew: str
    life: timedelta
    refresh: timedelta | None
    sellers: frozenset[str]
    again: bool
    page: str | None
    site: str = ""


IOP: dict[str, Any] = {
    "access_token": "a-new",
    "refresh_token": "r-new",
    "expires_in": 2592000,
    "refresh_expires_in": 5184000,
    "code": "0",
}
ENDS, LATER = NOW + 7 * DAY, NOW + 300 * DAY
BENCH = {
    flow.name: flow
    for flow in (
        Flow(
            "aliexpress",
            "77",
            {**IOP, "seller_id": "77"},
            b'{"code":"IllegalRefreshToken","message":"no"}',
            "/rest/auth/token/create",
            "/rest/auth/token/refresh",
            30 * DAY,
            60 * DAY,
            frozenset({"77"}),
            again=True,
            page="/oauth/authorize?",
        ),
        Flow(
            "lazada",
            "1001",
            {
                **IOP,
                "country": "cb",
                "country_user_info": [
                    {"country": "sg", "seller_id": "1001", "user_id": 10101},
                    {"country": "my", "seller_id": 2001, "user_id": 20101},
                ],
            },
            b'{"code":"InvalidCode","type":"ISP","message":"Invalid authorization code"}',
            "/rest/auth/token/create",
            "/rest/auth/token/refresh",
            30 * DAY,
            60 * DAY,
            frozenset({"1001", "2001"}),
            again=True,
            page="/oauth/authorize?",
        ),
        Flow(
            "shopee",
            "336094210",
            {
                "access_token": "a-new",
                "refresh_token": "r-new",
                "expire_in": 14400,
                "error": "",
                "message": "",
                "request_id": "x",
            },
            b'{"error":"error_param","message":"Invalid refresh_token."}',
            "/api/v2/auth/token/get",
            "/api/v2/auth/access_token/get",
            timedelta(hours=4),
            30 * DAY,
            frozenset({"336094210"}),
            again=False,
            page="/api/v2/shop/auth_partner?",
        ),
        Flow(
            "tiktok_shop",
            "749",
            {
                "code": 0,
                "message": "success",
                "data": {
                    "access_token": "a-new",
                    "access_token_expire_in": int(ENDS.timestamp()),
                    "refresh_token": "r-new",
                    "refresh_token_expire_in": int(LATER.timestamp()),
                    "open_id": "7010736057180325637",
                    "user_type": 0,
                },
            },
            b'{"code":36004004,"message":"auth code is invalid"}',
            "/api/v2/token/get",
            "/api/v2/token/refresh",
            ENDS - NOW,
            LATER - NOW,
            frozenset(),
            again=True,
            page=None,
        ),
        Flow(
            "mercado_libre",
            "8035443",
            {
                "access_token": "a-new",
                "token_type": "bearer",
                "expires_in": 21600,
                "scope": "offline_access read write",
                "user_id": 8035443,
                "refresh_token": "r-new",
            },
            b"",
            "/oauth/token",
            "/oauth/token",
            timedelta(hours=6),
            None,
            frozenset({"8035443"}),
            again=False,
            page="/authorization?",
            site="MLB",
        ),
        Flow(
            "amazon",
            "A3TH9S8BH6GOGM",
            {
                "access_token": "a-new",
                "token_type": "bearer",
                "expires_in": 3600,
                "refresh_token": "r-new",
            },
            b"",
            "/auth/o2/token",
            "/auth/o2/token",
            timedelta(hours=1),
            None,
            frozenset(),
            again=True,
            page=None,
            site="ATVPDKIKX0DER",
        ),
        Flow(
            "ebay",
            "shop_one",
            {
                "access_token": "a-new",
                "expires_in": 7200,
                "refresh_token": "r-new",
                "refresh_token_expires_in": 47304000,
                "token_type": "User Access Token",
            },
            b"",
            "/identity/v1/oauth2/token",
            "/identity/v1/oauth2/token",
            timedelta(hours=2),
            timedelta(seconds=47304000),
            frozenset(),
            again=True,
            page="/oauth2/authorize?",
        ),
        Flow(
            "shopify",
            "my-shop.myshopify.com",
            {
                "access_token": "a-new",
                "scope": "read_orders",
                "expires_in": 3600,
                "refresh_token": "r-new",
                "refresh_token_expires_in": 7776000,
            },
            b"",
            "/admin/oauth/access_token",
            "/admin/oauth/access_token",
            timedelta(hours=1),
            90 * DAY,
            frozenset({"my-shop.myshopify.com"}),
            again=True,
            page="/admin/oauth/authorize?",
        ),
    )
}

"""How a shop stands with its marketplace, as each tells it, over real HTTP."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.shop import ShopState
from services.connectors import registry
from services.connectors.marketplaces.installed import OWN
from services.connectors.ports import App, Shop
from services.runtime.errors import InvalidInput, NotAuthorised, OutsideError
from tests.contract.loopback import Received, Reply, loopback, patient_http

NOW = datetime(2026, 3, 2, tzinfo=UTC)
END = datetime(2026, 4, 1, tzinfo=UTC)
INFO, HOLIDAY = "/api/v2/shop/get_shop_info", "/api/v2/shop/get_shop_holiday_mode"
PUNISHED = "/api/v2/account_health/get_punishment_history"
PARTS = "/sellers/v1/marketplaceParticipations"
US = "ATVPDKIKX0DER"


def part(site: str, *, takes: bool, inactive: bool) -> dict[str, Any]:
    """A seller's part in one of Amazon's marketplaces."""
    told = {"isParticipating": takes, "hasSuspendedListings": inactive}
    return {"marketplace": {"id": site}, "participation": told, "storeName": "x"}


ELSEWHERE = part("A2EUQ1WTGCTBG2", takes=False, inactive=True)
FINE: dict[str, dict[str, Any]] = {
    "amazon": {PARTS: {"payload": [ELSEWHERE, part(US, takes=True, inactive=False)]}},
    "lazada": {"/seller/get": {"code": "0", "data": {"status": "ACTIVE", "seller_id": 7}}},
    "shopee": {
        INFO: {"error": "", "status": "NORMAL", "shop_name": "x"},
        PUNISHED: {"error": "", "response": {"punishment_list": [], "total_count": 0}},
        HOLIDAY: {"error": "", "response": {"holiday_mode_on": False}},
    },
    "ebay": {"/commerce/identity/v1/user/": {"userId": "7", "status": "CONFIRMED"}},
    "mercado_libre": {"/users/7": {"status": {"site_status": "active", "sell": {"allow": True}}}},
}
SITES = {"amazon": US, "mercado_libre": "MLB", "lazada": "lazada_sg"}
TOLD: list[tuple[str, str, Any, str, str]] = [
    ("amazon", PARTS, {"payload": [part(US, takes=False, inactive=False)]}, "frozen", "not part"),
    ("amazon", PARTS, {"payload": [part(US, takes=True, inactive=True)]}, "vacation", "listings"),
    ("lazada", "/seller/get", {"code": "0", "data": {"status": "INACTIVE"}}, "restricted", "INACT"),
    ("shopee", INFO, {"error": "", "status": "FROZEN"}, "frozen", "FROZEN"),
    ("shopee", INFO, {"error": "", "status": "BANNED"}, "restricted", "BANNED"),
    (
        "shopee",
        PUNISHED,
        {
            "error": "",
            "response": {"punishment_list": [{"punishment_type": 109, "end_time": 1775001600}]},
        },
        "frozen",
        "punishment 109",
    ),
    (
        "shopee",
        PUNISHED,
        {"error": "", "response": {"punishment_list": [{"punishment_type": 104}]}},
        "open",
        "",
    ),
    (
        "shopee",
        HOLIDAY,
        {
            "error": "",
            "response": {
                "holiday_mode_on": True,
                "holiday_mode_type": 0,
                "holiday_mode_end_time": 1775001600,
            },
        },
        "vacation",
        "",
    ),
    (
        "shopee",
        HOLIDAY,
        {"error": "", "response": {"holiday_mode_on": True, "holiday_mode_type": 1}},
        "open",
        "",
    ),
    ("ebay", "/commerce/identity/v1/user/", {"status": "ACCOUNTONHOLD"}, "frozen", "ACCOUNTON"),
    ("ebay", "/commerce/identity/v1/user/", {"status": "UNCONFIRMED"}, "restricted", "UNCONF"),
    ("mercado_libre", "/users/7", {"status": {"site_status": "deactive"}}, "frozen", "deactive"),
    (
        "mercado_libre",
        "/users/7",
        {"status": {"site_status": "active", "sell": {"allow": False, "codes": ["address"]}}},
        "restricted",
        "address",
    ),
]


async def told(name: str, answers: Mapping[str, Any], status: int = 200) -> ShopState:
    """What a shop's reader makes of a platform's answers."""

    def script(received: Received) -> Reply:
        return Reply(status, json.dumps(answers[received.path]).encode())

    async with loopback() as server, patient_http() as http:
        server.script = script
        app = App("app", name, "1", ("secret",), server.url)
        shop = Shop(f"{name}/one", app, "7", "token", site=SITES.get(name, ""))
        reader = registry.state(shop, http)
        assert reader is not None
        return await reader.read(NOW)


def test_every_reader_is_on_the_bench() -> None:
    """One that is added has its answers here."""
    assert {name for name, one in OWN.items() if one.state is not None} == set(FINE)


@pytest.mark.parametrize("name", sorted(FINE))
async def test_a_shop_that_may_sell_is_open(name: str) -> None:
    """And says nothing else."""
    found = await told(name, FINE[name])
    assert found == ShopState(shop=f"{name}/one", status="open", read_started_at=NOW)


@pytest.mark.parametrize(("name", "path", "answer", "status", "why"), TOLD)
async def test_each_state_is_told_with_the_platforms_word(
    name: str, path: str, answer: Any, status: str, why: str
) -> None:
    """Also until when, where that is told."""
    found = await told(name, {**FINE[name], path: answer})
    assert (found.status, found.why[: len(why)]) == (status, why)
    assert found.until == (END if "1775001600" in json.dumps(answer) else None)


@pytest.mark.parametrize("name", sorted(FINE))
async def test_what_cannot_be_read_is_no_state(name: str) -> None:
    """An answer without its word closes no shop and opens none; a refusal of us is told as one."""
    empty = {path: {"code": "0", "error": "", "data": {"x": 1}} for path in FINE[name]}
    with pytest.raises((InvalidInput, OutsideError)):
        await told(name, empty)
    with pytest.raises(NotAuthorised):
        await told(name, FINE[name], status=401)


async def test_a_token_without_the_scope_pauses_no_shop() -> None:
    """403 says that this token may not be told, not that our app is no longer let in."""
    for name in ("amazon", "ebay"):
        with pytest.raises(InvalidInput):
            await told(name, FINE[name], status=403)
    with pytest.raises(InvalidInput):
        await told("amazon", {PARTS: {"payload": [ELSEWHERE]}})
    with pytest.raises(InvalidInput):
        await told("ebay", {"/commerce/identity/v1/user/": {"status": "UNDETERMINED"}})

"""Lost pushes that a platform hands out once more: as they were pushed, confirmed once taken."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from services.connectors import registry
from services.connectors.marketplaces.installed import OWN
from services.connectors.marketplaces.lost import LostPushes
from services.connectors.marketplaces.shopee.signing import sign_call
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput, NotAuthorised, TryLater
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SEEN = datetime(2025, 12, 14, 5, 17, 19, tzinfo=UTC)
PUSH = {"ordersn": "251214B9XAB0ST", "status": "READY_TO_SHIP", "update_time": 1765689439}


@asynccontextmanager
async def platform(
    name: str, script: Callable[[Received], Reply]
) -> AsyncIterator[tuple[Loopback, LostPushes]]:
    """The platform, and the calls of an app with one shop there."""
    async with loopback() as server, patient_http() as http:
        server.script = script
        app = App("app", name, "2001", ("secret",), server.url)
        shop = Shop(f"{name}/one", app, "77", "a-token", site="MLB")
        found = registry.lost_pushes([shop], http)
        assert found is not None
        yield server, found


def hint(name: str, body: bytes) -> Hint:
    """What the reader makes of a push that was handed out."""
    return registry.push_reader(name).read(
        App("app", name, "2001", ("secret",), ""), Pushed({}, body, NOW)
    )


def test_every_one_of_them_is_on_the_bench() -> None:
    """One that is added has its tests here."""
    assert {name for name, one in OWN.items() if one.lost is not None} == {
        "mercado_libre",
        "shopee",
    }


async def test_shopee_hands_out_a_hundred_until_they_are_confirmed() -> None:
    """Signed for the app without a token; a push is again what was pushed."""
    waiting = [
        {"shop_id": 77, "code": 3, "timestamp": 1765689440, "data": json.dumps(PUSH)},
        {
            "shop_id": 77,
            "code": 3,
            "timestamp": 1765689440,
            "data": json.dumps({"shop_id": 77, "code": 3, "timestamp": 1, "data": PUSH}),
        },
        {"code": 1, "timestamp": 1765689440, "data": "no JSON"},
    ]

    def script(received: Received) -> Reply:
        path, asked = received.path, received.query
        assert asked["sign"] == sign_call("secret", "2001", path, asked["timestamp"])
        assert "access_token" not in asked
        if path.endswith("confirm_consumed_lost_push_message"):
            del waiting[: received.json()["last_message_id"]]
            return Reply(body=b'{"error":""}')
        told = {
            "push_message_list": waiting[:2],
            "has_next_page": len(waiting) > 2,
            "last_message_id": min(2, len(waiting)),
        }
        return Reply(body=json.dumps({"error": "", "response": told}).encode())

    async with platform("shopee", script) as (_, calls):
        first = await calls.lost(None)
        assert (len(first.bodies), first.cursor) == (2, "2")
        wanted = Hint("77", "order", "251214B9XAB0ST", "251214B9XAB0ST", SEEN)
        assert [hint("shopee", body) for body in first.bodies] == [wanted, wanted]
        assert await calls.lost(None) == first, "not confirmed"
        await calls.confirm(first)
        last = await calls.lost(first.cursor)
        assert last.cursor is None
        assert hint("shopee", last.bodies[0]).kind == "nothing"
        await calls.confirm(last)
        assert (await calls.lost(None)).bodies == ()


async def test_shopees_failures_are_told_apart() -> None:
    """And a list without its mark cannot be confirmed, so it is not taken."""
    for answer, error in (
        (b'{"error":"error_sign","message":"Wrong sign."}', NotAuthorised),
        (b'{"error":"error_rate_limit"}', TryLater),
        (b'{"error":"","response":{"push_message_list":[{"code":3}]}}', InvalidInput),
    ):
        async with platform("shopee", lambda _, said=answer: Reply(body=said)) as (_, calls):  # type: ignore[misc] # a default holds it
            with pytest.raises(error):
                await calls.lost(None)


async def test_mercado_libres_feeds_are_taken_once_a_process() -> None:
    """Page by page, under the shop's token; what was confirmed is left out, and the rest not."""
    messages = [
        {
            "_id": f"id-{number}",
            "resource": f"/orders/{number}",
            "user_id": 77,
            "topic": "orders_v2",
            "application_id": 2001,
        }
        for number in range(60)
    ]

    def script(received: Received) -> Reply:
        assert received.headers["authorization"] == "Bearer a-token"
        assert received.query["app_id"] == "2001"
        start = int(received.query["offset"])
        page = messages[start : start + int(received.query["limit"])]
        return Reply(body=json.dumps({"messages": page}).encode())

    async with platform("mercado_libre", script) as (_, calls):
        first = await calls.lost(None)
        second = await calls.lost(first.cursor)
        assert (len(first.bodies), len(second.bodies), second.cursor) == (50, 10, None)
        assert hint("mercado_libre", first.bodies[7]) == Hint("77", "order", "7", "7")
        await calls.confirm(first)
        again = await calls.lost(None)
        assert (again.bodies, again.cursor) == ((), first.cursor)
        assert (await calls.lost(again.cursor)).bodies == second.bodies

"""``forestall shop authorize``: a code or pasted tokens, kept for every process."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from services.cli.main import main
from services.connectors.tokens.book import token_book
from services.runtime.clock import SteppedClock
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool
from services.runtime.privacy.master import MasterKeys
from tests.contract.loopback import Loopback, Reply, loopback
from tests.support.sealed import SECRET
from tests.support.servers import START
from tests.support.terminal import Terminal, terminal

SHOP, SELLER = "lazada/shop-1", "1000143772"
PAIR: dict[str, Any] = {
    "access_token": "a-new",
    "refresh_token": "r-new",
    "expires_in": 2592000,
    "refresh_expires_in": 15552000,
    "country_user_info": [{"country": "sg", "seller_id": SELLER}],
}
BACK = ("--redirect", "https://seller.example/back")


@pytest.fixture(name="platform")
async def _platform() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        server.answers(Reply(body=json.dumps(PAIR).encode()))
        yield server


@pytest.fixture(name="forestall")
async def _forestall(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, platform: Loopback
) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(START)
    config = tmp_path / "forestall.yaml"
    told = config.read_text().replace("    api: ", f"    auth: {platform.url}\n    api: ")
    config.write_text(f"{told}allow_private_addresses: true\n")
    return made


async def tokens(url: str) -> dict[str, str]:
    """What a process that starts now would call with."""
    pool = await open_pool(url, application="test")
    try:
        return (await token_book(pool, MasterKeys([SECRET]), SteppedClock(START))).tokens
    finally:
        await pool.close()


async def test_a_code_becomes_a_token_that_is_kept(
    forestall: Terminal, postgres_url: str, platform: Loopback
) -> None:
    """The page is shown, the address that the browser came back with is enough, and forgetting."""
    came_back = "https://seller.example/back?code=0_100_abc&state=x"
    said = await forestall.says("shop", "authorize", SHOP, *BACK, "--code", came_back)
    assert f"{platform.url}/oauth/authorize?response_type=code" in said
    assert f"until {START + timedelta(days=30):%Y-%m-%d} 00:00 UTC, renewed on 2026-03-17" in said
    assert "a-new" not in said
    (received,) = platform.received
    assert b"code=0_100_abc" in received.body
    assert await tokens(postgres_url) == {SHOP: "a-new"}
    assert "renews its token" in (await forestall("doctor")).output
    assert "forgotten" in await forestall.says("shop", "authorize", SHOP, "--forget")
    assert await tokens(postgres_url) == {}


async def test_another_sellers_consent_is_not_kept(
    forestall: Terminal, postgres_url: str, platform: Loopback
) -> None:
    """A browser that is signed in elsewhere must not make one shop speak for another."""
    told = {**PAIR, "country_user_info": [{"country": "sg", "seller_id": "666"}]}
    platform.answers(Reply(body=json.dumps(told).encode()))
    said = await forestall.says("shop", "authorize", SHOP, *BACK, "--code", "c", code=2)
    assert "seller 666 let the app in" in said
    platform.answers(Reply(body=b'{"code":"InvalidCode","message":"Invalid code"}'))
    said = await forestall.says("shop", "authorize", SHOP, *BACK, "--code", "c", code=2)
    assert "InvalidCode" in said
    assert "no `code`" in await forestall.says(
        "shop", "authorize", SHOP, *BACK, "--code", "https://seller.example/?error=denied", code=2
    )
    assert await tokens(postgres_url) == {}


async def test_tokens_are_pasted(forestall: Terminal, postgres_url: str) -> None:
    """Unseen; without a known end nobody is told before it, and that is said."""
    words = ("shop", "authorize", SHOP, "--paste")
    typed = "a-mine\n\n0\n"
    result = await asyncio.to_thread(
        CliRunner().invoke, main, words, env=forestall.environ, input=typed
    )
    assert result.exit_code == 0, result.output
    assert "a-mine" not in result.output
    assert "when its token ends is not known" in result.output
    assert await tokens(postgres_url) == {SHOP: "a-mine"}
    assert "when its token ends is not known" in (await forestall("doctor")).output


@pytest.mark.parametrize(("typed", "code"), [("\nr-mine\n", 0), ("\n\n", 2)])
async def test_a_refresh_token_alone_buys_a_pair(
    forestall: Terminal, postgres_url: str, platform: Loopback, typed: str, code: int
) -> None:
    """What a console shows may be no more than that; nothing at all is nothing."""
    words = ("shop", "authorize", SHOP, "--paste")
    result = await asyncio.to_thread(
        CliRunner().invoke, main, words, env=forestall.environ, input=typed
    )
    assert result.exit_code == code, result.output
    assert "r-mine" not in result.output
    assert [b"r-mine" in one.body for one in platform.received] == [True] * (code == 0)
    assert await tokens(postgres_url) == ({SHOP: "a-new"} if code == 0 else {})


async def test_a_pasted_token_whose_end_nobody_knows_is_renewed_at_once(
    forestall: Terminal, postgres_url: str, platform: Loopback
) -> None:
    """With a refresh token beside it: else it would end some day unawares."""
    words = ("shop", "authorize", SHOP, "--paste")
    typed = "a-mine\nr-mine\n0\n"
    result = await asyncio.to_thread(
        CliRunner().invoke, main, words, env=forestall.environ, input=typed
    )
    assert result.exit_code == 0, result.output
    (received,) = platform.received
    assert b"refresh_token=r-mine" in received.body
    assert "renewed on" in result.output
    assert await tokens(postgres_url) == {SHOP: "a-new"}


async def test_an_unknown_shop_is_no_shop(forestall: Terminal) -> None:
    """Nothing is asked."""
    said = await forestall.says("shop", "authorize", "lazada/other", code=2)
    assert "there is no shop lazada/other" in said

"""``forestall shop promote | demote | show``: from observing to acting, a share at a time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from schemas.order import Buyer
from services.notifier.share import drawn
from services.runtime.kafka.profile import KafkaProfile
from tests.support.notifier import NOW, D, H, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW + H)
    observing(tmp_path / "forestall.yaml")
    return made


def observing(config: Path) -> None:
    """The settings' shop observes."""
    config.write_text(config.read_text().replace("mode: automatic", "mode: observe"))


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url, mode="observe")
    yield shell
    await shell.pool.close()


async def held(shell: Shell, *numbers: int) -> None:
    """Orders whose parcels customs holds since now, for the buyer to act."""
    for number in numbers:
        key = f"{SHOP}/{number}"
        here = parcel(hold(since=shell.clock.now()), order_keys=(key,))
        buyer = Buyer(reference=key)
        young = order(key=key, buyer=buyer, placed_at=NOW - 2 * D, shipped_at=NOW - D)
        await shell.tell(young, here, key=key)


async def test_texts_are_read_before_more_is_let_go(forestall: Terminal, shell: Shell) -> None:
    """Twenty, one after another, each rule in its turn; who stops reading has let nothing go."""
    await held(shell, *range(25))
    (key,) = [f"{SHOP}/pickup"]
    at_pickup = parcel(order_keys=(key,), stage="pickup", stage_since=shell.clock.now())
    young = order(key=key, buyer=Buyer(reference=key), placed_at=NOW - 2 * D, shipped_at=NOW - D)
    await shell.tell(young, at_pickup, key=key)
    await shell.run()
    words = ("shop", "promote", SHOP, "--reason", "looks right")
    stopped = await forestall.typing("\n" * 19, *words)
    assert stopped.exit_code == 1
    assert stopped.output.count("Enter for the next") == 20
    refused = await forestall.typing("\n" * 20 + "n\n", *words)
    assert refused.exit_code == 1
    assert not await shell.rows("stages")
    read = await forestall.typing("\n" * 20 + "y\n", *words)
    assert read.exit_code == 0
    assert read.output.count("Enter for the next") == 20
    assert read.output.count("pickup-waiting (es)") == 1
    assert read.output.index("pickup-waiting (es)") < read.output.index("Enter for the next", 2000)
    assert read.output.count("hold-buyer-must-act (es)") == 19
    assert "5 % of its orders act" in read.output
    assert [row["share"] for row in await shell.rows("stages")] == [5]


async def test_a_shop_is_promoted_by_shares_and_demoted(forestall: Terminal, shell: Shell) -> None:
    """What was observed is read first; then exactly the orders of the share are told."""
    await held(shell, *range(3))
    await shell.run()
    assert not shell.market.chat
    words = ("shop", "promote", SHOP, "--by", "ana", "--reason", "looks right")
    asked = await forestall(*words, "--read", "0")
    assert asked.exit_code == 1
    assert "3 messages and acts were observed" in asked.output
    assert "hold-buyer-must-act" in asked.output
    assert "aduana" in (await shell.rows("actions"))[0]["text"]
    assert "5 % of its orders act (automatic)" in await forestall.says(*words, "--yes")
    assert "25 % of its orders act" in await forestall.says(*words, "--yes")
    await shell.step(H)
    assert not shell.market.chat
    await held(shell, *range(100, 130))
    await shell.run()
    (salt,) = [row["salt"] for row in await shell.rows("shops")]
    numbers = [str(n) for n in range(100, 130)]
    chosen = {n for n in numbers if drawn("share", salt, f"{SHOP}/{n}") < 25}
    assert {where.rsplit("/", 1)[1] for where, _ in shell.market.chat} == chosen
    told = await forestall.says("shop", "show", SHOP)
    assert "25 % of its orders act (automatic)" in told
    assert "looks right" in told
    back = ("shop", "demote", SHOP, "--to-observe", "--reason", "stop")
    assert "0 % of its orders act" in await forestall.says(*back)
    before = len(shell.market.chat)
    await held(shell, *range(200, 220))
    await shell.run()
    assert len(shell.market.chat) == before

"""What is about no task and wants two people: lifting a pause, letting more act, an erasure."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.cli.checks import seconds
from services.desk.room import Room
from services.notifier.stores.shops import WAITS
from services.runtime.desk import DeskSettings, FourEyes
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from services.runtime.settings import Settings
from tests.support.buyers import take
from tests.support.desk import DESK, OTHER_SHOP, at, furnish, room_of
from tests.support.notifier import KEY, NOW, H, order
from tests.support.notifier_shell import SHOP, Shell, open_shell, shop
from tests.support.terminal import Terminal, terminal

TWO = """
desk:
  header: X-User
  peers: [10.0.0.0/8]
  people: [{name: ann, role: agent}, {name: lea, role: lead}, {name: lou, role: lead}]
  four_eyes: [{acts: [resume, promote, erase], role: lead}]
"""


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW + H)
    config = tmp_path / "forestall.yaml"
    settings = config.read_text().replace("mode: automatic", "mode: observe")
    config.write_text(settings + TWO)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order())
    await shell.run()
    yield shell
    await shell.pool.close()


def _room(shell: Shell, **rule: object) -> Room:
    watched = FourEyes.model_validate({"acts": ["resume"], **rule})
    return room_of(shell, DESK.model_copy(update={"four_eyes": (watched,)}))


async def test_a_pause_is_lifted_by_two(shell: Shell) -> None:
    """By page and by REST: asked, shown, not by the same person; both are named."""
    room = _room(shell)
    async with at(room, "ann") as ann, at(room, "lea") as lea, at(room, "adm") as adm:
        await ann.sends("/pause", scope=SHOP, reason="strange texts")
        await lea.sends("/resume", scope=SHOP, back="/oncall")
        assert await shell.pool.fetchval("SELECT count(*) FROM notifier.pauses") == 1
        page = await lea.sees("/oncall")
        assert "to be confirmed by a second person" in page
        assert "What waits for a second person" in page
        assert ">Confirm<" not in page, "nobody confirms their own"
        assert ">Confirm<" in await adm.sees("/oncall")
        told = await lea.asks("/resume", {"scope": SHOP})
        assert (told["resumed"], told["waits"]) == (False, True)
        (waits,) = (await adm.asks("/oncall"))["waits"]
        assert (waits["act"], waits["about"], waits["by"]) == ("resume", SHOP, "lea")
        told = await adm.asks("/resume", {"scope": SHOP})
        assert (told["resumed"], told["waits"]) == (True, False)
        assert (await adm.asks("/oncall"))["waits"] == []
    done = [(one["did"], one["by"]) for one in await shell.rows("acts")]
    assert done == [("paused", "ann"), ("asked", "lea"), ("resumed", "lea, adm")]


async def test_what_was_asked_for_is_of_that_pause_and_that_day(shell: Shell) -> None:
    """Paused anew, taken back, or a day later: whoever lifts it then is the first again."""
    room = _room(shell)
    async with at(room, "ann") as ann, at(room, "lea") as lea, at(room, "adm") as adm:
        await ann.sends("/pause", scope=SHOP, reason="one")
        await lea.asks("/resume", {"scope": SHOP})
        await ann.sends("/pause", scope=SHOP, reason="one")
        assert (await adm.asks("/resume", {"scope": SHOP}))["waits"]
        await ann.asks("/withdraw", {"act": "resume", "about": SHOP}, 403)
        await lea.sends("/withdraw", act="resume", about=SHOP)
        await lea.asks("/withdraw", {"act": "resume", "about": SHOP}, 409)
        assert (await lea.asks("/resume", {"scope": SHOP}))["waits"]
        shell.clock.step_to(shell.clock.now() + WAITS + H)
        assert (await adm.asks("/oncall"))["waits"] == []
        assert (await adm.asks("/resume", {"scope": SHOP}))["waits"]
        assert (await lea.asks("/resume", {"scope": SHOP}))["resumed"]
        assert not (await lea.asks("/resume", {"scope": SHOP}))["waits"], "nothing is paused"


@pytest.mark.parametrize("rule", [{"acts": ["approve"]}, {"shops": [OTHER_SHOP]}])
async def test_only_what_is_set_wants_two(shell: Shell, rule: dict[str, object]) -> None:
    """By act and by shop; stopping never waits, and lifting all is every shop's."""
    room = _room(shell, **rule)
    async with at(room, "adm") as adm:
        await adm.sends("/pause", scope=SHOP, reason="one")
        assert (await adm.asks("/resume", {"scope": SHOP}))["resumed"]
        await adm.sends("/pause", scope="all", reason="one")
        assert (await adm.asks("/resume", {"scope": "all"}))["waits"] is ("shops" in rule)


async def test_by_command_two_names_do_it(forestall: Terminal, postgres_url: str) -> None:
    """A pause, a share of a shop's orders, an erasure: the same twice, and both stand there."""
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="observe")
    await shell.tell(order())
    async with transaction(shell.pool) as conn:
        await take(conn, [order()])
    await forestall.says("pause", SHOP, "--by", "ann")
    promote = ("shop", "promote", SHOP, "--yes", "--reason", "good texts")
    erase = ("privacy", "erase", KEY, "--yes", "--reason", "asked for")
    done = {
        ("resume", SHOP): "resumed",
        promote: "5 % of its orders act",
        erase: "the key is destroyed",
    }
    for command, told in done.items():
        for name, why in (
            ("ann", "entered"),
            ("ann", "entered"),
            ("root", "wants the role lead"),
        ):
            said = (await forestall(*command, "--by", name)).output
            assert why in said, (command, said)
            assert told not in said
        waits = await forestall.says("oncall", "show")
        assert "waits for a second person since" in waits
        assert told in await forestall.says(*command, "--by", "lea")
    assert "ann, lea" in await forestall.says("shop", "show", SHOP)
    said = await forestall.says("shop", "demote", SHOP, "--reason", "no", "--by", "ann")
    assert "0 % of its orders act" in said, "holding back never waits"
    assert await shell.rows("waiting") == []
    for row in await shell.rows("acts"):
        assert "buyer-1" not in str(row), "what was asked for names nobody who is forgotten"
    assert len(re.findall("asked", str([one["did"] for one in await shell.rows("acts")]))) == 3
    await shell.pool.close()


async def test_doctor_counts_who_could_confirm() -> None:
    """Fewer than two of the role, in a shop or in all: whoever asks would wait for nobody."""

    async def found(people: list[dict[str, object]], *rules: dict[str, object]) -> list[str]:
        desk = DeskSettings.model_validate(
            {"header": "x", "peers": ["10.0.0.1"], "people": people, "four_eyes": rules}
        )
        settings = Settings(shops=[shop()], desk=desk)
        return [f"{one.level}: {one.what}" for one in await seconds.confirmed(settings)]

    ann, lea, adm = (
        {"name": name, "role": role}
        for name, role in (("ann", "agent"), ("lea", "lead"), ("adm", "admin"))
    )
    rule = {"acts": ["approve", "resume"]}
    assert await found([ann]) == []
    assert (await found([ann, lea, adm], rule))[0].startswith("ok: a second person confirms 2")
    told = await found([ann, lea], rule)
    assert [one.split(": ")[0] for one in told] == ["warning", "warning"]
    assert all("only lea may" in one for one in told)
    told = await found([ann, lea, adm], {"acts": ["playbook"]})
    assert "and only adm may" in told[0]
    elsewhere = {**lea, "shops": [OTHER_SHOP]}
    assert f"confirms approve in {SHOP}, and only adm" in (await found([elsewhere, adm], rule))[0]

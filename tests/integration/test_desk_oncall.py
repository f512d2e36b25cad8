"""The page for who is on call: what stands, what is stopped, and what can be done about it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.ingest.app import MIGRATIONS as INGEST
from services.notifier import people
from services.runtime.clock import SteppedClock
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from tests.support.desk import at, furnish, room_of
from tests.support.ingest import ingest, normalising
from tests.support.notifier import KEY, H, dispute, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier with an order on its way, and the other services' tables."""
    await migrate(postgres_url, "ingest", INGEST)
    await furnish(postgres_url)
    shell = await open_shell(postgres_url)
    await shell.tell(order(), parcel())
    await shell.run()
    yield shell
    await shell.pool.close()


async def test_what_is_raised_says_what_to_do(shell: Shell) -> None:
    """A page stands with its order, its reason and its steps, for whose shop it is."""
    await shell.tell(dispute())
    await shell.step(36 * H)
    (page,) = [row for row in await shell.rows("alerts") if row["level"] == "page"]
    room = room_of(shell)
    async with at(room, "ann") as ann, at(room, "bob") as bob, at(room, "eve") as eve:
        for person in (ann, bob):
            told = await person.sees("/oncall")
            assert page["summary"] in told
            assert f'href="/cases/{KEY}"' in told
            assert page["what_to_do"].splitlines()[0] in told
        assert page["summary"] not in await eve.sees("/oncall")
        (first, *_) = (await bob.asks("/oncall"))["raised"]
        assert (first["level"], first["summary"]) == ("page", page["summary"])


async def test_what_is_paused_goes_on_from_there(shell: Shell) -> None:
    """Who stopped it, why and since when; a lead lets a shop go on, and only an admin all."""
    room = room_of(shell)
    now = shell.clock.now()
    await people.pause(shell.stores, now, SHOP, "a recall", "ann")
    await people.pause(shell.stores, now, "all", "an audit", "ann")
    async with at(room, "lea") as lea, at(room, "ann") as ann:
        assert "<form" not in (await ann.sees("/oncall")).split("<main")[1]
        told = await lea.sees("/oncall")
        assert "a recall" in told
        assert "an audit" in told
        assert told.split("<main")[1].count('action="/resume"') == 1
        await lea.sends("/resume", on="/oncall", scope=SHOP, back="/oncall")
        told = await lea.asks("/oncall")
        assert [(one["by"], one["did"], one["about"]) for one in told["done"]] == [
            ("lea", "resumed", SHOP),
            ("ann", "paused", "all"),
            ("ann", "paused", SHOP),
        ]
        assert "lea: resumed" in await lea.sees("/oncall")
    assert [row["scope"] for row in await shell.rows("pauses")] == ["all"]


async def test_ceilings_are_shown_beside_what_has_left(shell: Shell) -> None:
    """Of each shop that the notifier knows."""
    async with at(room_of(shell), "ann") as ann:
        told = await ann.asks("/oncall")
    policy = shell.casework.world
    assert policy.knows(SHOP)
    assert [(one["shop"], one["most_hour"]) for one in told["used"]] == [(SHOP, 30)]
    assert told["behind"] == {}, "there is no Kafka to say"


async def test_a_dead_letter_is_tried_again_from_the_page(
    shell: Shell, kafka: KafkaProfile, postgres_url: str, clock: SteppedClock, producer: Producer
) -> None:
    """Its reason stands there; only an admin tries it again, once; the lag is told."""
    room = room_of(shell, kafka=kafka)
    room.clock = clock
    async with ingest(postgres_url, kafka, clock, producer) as ground, normalising(ground):
        await ground.push(b'{"seller_id": ')
        await ground.ended(dead=1)
        async with at(room, "adm") as adm, at(room, "ann") as ann, at(room, "bob") as bob:
            told = await adm.sees("/oncall")
            [name, *_] = re.findall(r"inbox/\d+/\d+", told)
            assert "unreadable" in told
            assert 'action="/replay"' not in await ann.sees("/oncall")
            assert name not in await bob.sees("/oncall")
            await ann.sends("/replay", status=403, record=name)
            await adm.sends("/replay", on="/oncall", record=name)
            assert "tried again" in await adm.sees("/oncall")
            assert (
                "being replayed already"
                in (await adm.sends("/replay", on="/search", status=409, record=name)).text
            )
            await adm.asks("/replay", {"record": "nonsense"}, 409)
            assert f"adm: replayed {name}" in await adm.sees("/oncall")
            assert set((await adm.asks("/oncall"))["behind"]) >= {"tracker", "notifier"}
        clock.step_to(clock.now() + timedelta(seconds=1))
        await ground.ended(dead=1, parked=0)

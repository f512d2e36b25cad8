"""``forestall parcel`` on the real database: what is known, what it rests on, what happens next."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised
from services.runtime.kafka.profile import KafkaProfile
from tests.support.terminal import Terminal, terminal
from tests.support.tracker import PARCEL, Tracker, tracker
from tests.support.tracks import (
    DELIVERED,
    DEPARTED,
    NEEDS_PAPERS,
    NUMBER,
    PRESENTED,
    RELEASED,
    SHOP,
    at,
    order,
    scan,
    update,
)

BUYER = "buyer-4711"


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    return await terminal(kafka, postgres_url, tmp_path)


@pytest.fixture(name="ground")
async def _ground(
    forestall: Terminal, postgres_url: str, clock: SteppedClock
) -> AsyncIterator[Tracker]:
    assert forestall
    async with tracker(postgres_url, clock) as made:
        yield made


async def _held(ground: Tracker) -> None:
    """Followed, polled, and held at customs with the papers asked for."""
    await ground.orders(order(NUMBER, buyer=BUYER))
    await ground.registrar.register()
    ground.step(at(9.5))
    ground.provider.known[NUMBER] = update(
        scan(1, DEPARTED, "Departed"),
        scan(9, PRESENTED),
        scan(9.4, NEEDS_PAPERS, "Tax number is needed"),
    )
    await ground.poller.poll()


async def test_a_held_parcel_is_explained(ground: Tracker, forestall: Terminal) -> None:
    """Whose it is, the hold and its grounds, every scan, the next poll with its reason."""
    await _held(ground)
    forestall.stands_at(at(9.6))
    said = await forestall.says("parcel", PARCEL)
    assert f"{SHOP}/1 to BR, since {at(0):%Y-%m-%d %H:%M} UTC" in said
    assert "surely ours" in said
    assert "import: action required" in said
    assert "import, documents, to act: the buyer" in said
    assert f'decided by the sub-status {NEEDS_PAPERS}, "Tax number is needed"' in said
    assert "because somebody must act at customs: about every 6 h" in said
    assert "judged silent, if it does not move before" in said
    assert said.index("Departed") < said.rindex(NEEDS_PAPERS)
    assert BUYER not in said
    assert said == await forestall.says("parcel", f" {NUMBER.lower()} ")


async def test_the_same_for_scripts(ground: Tracker, forestall: Terminal) -> None:
    """One JSON object: the row's own poll, the scans as they were read, the evidence's hash."""
    await _held(ground)
    forestall.stands_at(at(9.6))
    told = json.loads(await forestall.says("parcel", NUMBER, "--json"))
    assert told["id"] == PARCEL
    assert told["next_poll"]["why"] == await ground.value("poll_why")
    assert [one["order_key"] for one in told["orders"]] == [f"{SHOP}/1"]
    assert [(one["sub_code"], one["decided_by"]) for one in told["scans"]] == [
        (DEPARTED, "sub_code"),
        (PRESENTED, "sub_code"),
        (NEEDS_PAPERS, "sub_code"),
    ]
    assert [(one["ordinal"], one["matched"]) for one in told["holds"]] == [(1, NEEDS_PAPERS)]
    assert (told["registration"]["state"], told["tracked"]) == ("registered", "tracked")
    [kept] = told["evidence"]
    assert (kept["what"], kept["intact"], kept["answer"]) == ("hold:1", True, None)
    assert BUYER not in json.dumps(told)


async def test_words_that_decided_are_told(ground: Tracker, forestall: Terminal) -> None:
    """Where a status leaves it open: the sentence, and the very words of it that were matched."""
    await ground.orders(order(NUMBER))
    await ground.updates(update(scan(9, "InTransit_Other", "Held by customs", "BR")))
    said = await forestall.says("parcel", PARCEL)
    assert 'decided by the words InTransit_Other, "Held by customs", matched "held"' in said
    assert 'by the words, matched "held"' in said


async def test_the_evidence_is_shown_raw_and_names_no_signer(
    ground: Tracker, forestall: Terminal
) -> None:
    """The answers themselves; one that was changed since is told."""
    await _held(ground)
    ground.step(at(12))
    await ground.updates(
        update(scan(11, RELEASED), scan(12, DELIVERED, "Signed by ANN LEE"), version=2)
    )
    said = await forestall.says("parcel", PARCEL, "--evidence")
    assert '"text":"Signed by [name]"' in said
    assert "ANN LEE" not in said
    assert "(released)" in said
    assert "because it is delivered: looked at once more, about 24 h later" in said
    await ground.pool.execute("UPDATE tracker.evidence SET body = '{}' WHERE what = 'delivered'")
    assert "DOES NOT HAVE THIS HASH" in await forestall.says("parcel", PARCEL)


async def test_an_untracked_parcel_says_why(ground: Tracker, forestall: Terminal) -> None:
    """The provider's refusal, what it waits for, and that nobody polls it."""
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019908", "quota")
    await ground.orders(order(NUMBER))
    assert "wanted" in await forestall.says("parcel", PARCEL)
    await ground.registrar.register()
    said = await forestall.says("parcel", PARCEL)
    assert "untracked: quota" in said
    assert "no more, because no provider follows it: quota" in said
    assert "waits for a credit, the nearest end of protection first: none is ahead" in said


async def test_how_a_provider_follows_it_is_told(ground: Tracker, forestall: Terminal) -> None:
    """Whom it asks and was told to ask, what came of it, the stop, and the one retrack."""
    ground.around.corrected = frozenset({"17track"})
    await ground.orders(order(NUMBER).model_copy(update={"protection_end": at(60)}))
    await ground.follow(NUMBER)
    ground.step(at(2))
    forestall.stands_at(at(2))
    said = await forestall.says("parcel", PARCEL)
    assert "registered  with 17track on" in said
    assert "17track asks China Post " in said
    assert "kept; whether to spend it is looked at on" in said
    said = await forestall.says("parcel", PARCEL, "--carrier", "Nobody", code=2)
    assert "17track has no carrier 'Nobody'" in said
    told = ("--carrier", "yanwen", "--final-carrier", "Correios")
    said = await forestall.says("parcel", PARCEL, *told)
    assert "a person wants yanwen and Correios as who delivers it" in said
    await ground.corrector.correct()
    await ground.updates(update(stopped=True, version=2))
    await ground.retracker.retrack()
    said = await forestall.says("parcel", PARCEL)
    assert "17track asks yanwen, Correios delivers it" in said
    assert "as who delivers it instead of China Post, because a person says so: done" in said
    assert f"spent on {at(2):%Y-%m-%d %H:%M} UTC: there is no other" in said
    await ground.updates(update(stopped=True, version=3))
    said = await forestall.says("parcel", PARCEL)
    assert "17track follows it no more, known since" in said
    shown = json.loads(await forestall.says("parcel", PARCEL, "--json"))
    assert [(one["carrier"], one["outcome"], one["counted"]) for one in shown["corrections"]] == [
        ("yanwen", "done", True)
    ]


async def test_a_poll_put_off_says_why(ground: Tracker, forestall: Terminal) -> None:
    """Registered, refused, under way: each time the reason is that of the instant shown."""
    await ground.orders(order(NUMBER))
    await ground.registrar.register()
    assert "because it was registered a moment ago" in await forestall.says("parcel", PARCEL)
    ground.step(at(1))
    ground.provider.faults.append(NotAuthorised("17track", "-18010002"))
    await ground.poller.poll()
    assert "because the provider refused the last call" in await forestall.says("parcel", PARCEL)
    await ground.pool.execute("UPDATE tracker.polls SET lease = gen_random_uuid()")
    assert "being asked for now" in await forestall.says("parcel", PARCEL)


async def test_orders_that_share_or_lose_it_are_told(ground: Tracker, forestall: Terminal) -> None:
    """Since when each has it; doubtful in words; an order that names it no more."""
    await ground.orders(order(NUMBER))
    ground.step(at(1))
    await ground.orders(order(NUMBER, key=f"{SHOP}/2", buyer="b2"))
    said = await forestall.says("parcel", PARCEL)
    assert f"{SHOP}/2 to BR, since {at(1):%Y-%m-%d %H:%M} UTC" in said
    assert "doubtful: orders of different buyers or countries name the number" in said
    ground.step(at(2))
    await ground.orders(order(NUMBER, version=2), order(key=f"{SHOP}/2", version=2, buyer="b2"))
    told = json.loads(await forestall.says("parcel", PARCEL, "--json"))
    assert [one["since"] for one in told["orders"]] == [f"{at(0):%Y-%m-%dT%H:%M:%SZ}"]
    assert told["lost"] == [f"{SHOP}/2"]


async def test_a_number_of_several_providers_is_listed(
    ground: Tracker, forestall: Terminal
) -> None:
    """Each as it is typed; each of them is then shown. One that no order names has its end."""
    other = update(scan(1, DEPARTED)).model_copy(
        update={"id": f"elsewhere/{NUMBER}", "provider": "elsewhere"}
    )
    await ground.orders(order(NUMBER))
    await ground.updates(other)
    said = await forestall.says("parcel", NUMBER)
    assert f"forestall parcel {PARCEL}\n" in said
    told = json.loads(await forestall.says("parcel", NUMBER, "--json"))
    assert told == {"may_mean": [PARCEL, f"elsewhere/{NUMBER}"]}
    said = await forestall.says("parcel", f"elsewhere/{NUMBER}")
    assert "no order names it: dropped on" in said
    assert "never: no order has asked for it" in said


async def test_a_number_nobody_knows(ground: Tracker, forestall: Terminal) -> None:
    """A sentence, and the exit code of an unknown order."""
    assert ground
    assert f"there is no parcel {NUMBER}" in await forestall.says("parcel", NUMBER, code=2)
    assert f"there is no parcel {PARCEL}" in await forestall.says("parcel", PARCEL, code=2)


async def test_a_database_older_than_the_program_is_told(
    ground: Tracker, forestall: Terminal
) -> None:
    """The services bring it up to date; a command only says so."""
    await ground.orders(order(NUMBER))
    await ground.pool.execute("ALTER TABLE tracker.polls DROP COLUMN poll_why")
    assert "older than this program" in await forestall.says("parcel", PARCEL, code=2)

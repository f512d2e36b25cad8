"""A buyer's words lie sealed; erased, they are nowhere, and everything else stands."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.conversation import Contact
from schemas.order import OrderStatus
from services.cli import buyers
from services.cli.buyers import Wish
from services.cli.verify import check
from services.ingest import privacy as of_ingest
from services.ingest.outbox import outbox, records
from services.ingest.veil import Veil, seal_older
from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.master import MasterKeys
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings, load
from tests.support.buyers import Planted, park, plant, take
from tests.support.dump import dump, found_in
from tests.support.dying import Dying
from tests.support.notifier import NOW
from tests.support.notifier_shell import SHOP, Shell, item, open_shell
from tests.support.sealed import KEY, SECRET, vault
from tests.support.terminal import Terminal, terminal


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier on the same database."""
    assert forestall
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


def _settings(url: str, directory: Path) -> Settings:
    """Of the same installation, without its Kafka."""
    given = {
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
        "FORESTALL_DATA_DIR": str(directory),
    }
    return load(None, given)


async def _erase(pool: Pool, settings: Settings, planted: Planted) -> list[str]:
    found = await buyers.find(settings, pool, planted.subject)
    return await buyers.erase(pool, found, Wish("ann", "asked for", NOW))


async def test_a_buyer_is_exported_erased_and_still_verified(
    shell: Shell, forestall: Terminal
) -> None:
    """Sealed everywhere, shown to staff, exported whole; then gone, while every fact stands."""
    planted, other = [await plant(shell.pool, shell.handler, number) for number in (1, 2)]
    assert not found_in(await dump(shell.pool), planted.mark)
    shown = await forestall.says("case", planted.order_key)
    assert planted.mark in shown
    told = json.loads(await forestall.says("privacy", "export", planted.order_key))
    assert told["buyer"] == planted.subject
    assert planted.mark in told["ingest"]["messages"][0]["text"]
    assert planted.mark in json.dumps(told["notifier"]["words"])
    assert [one["of"] for one in told["parked"]] == ["ingest", "notifier"]
    assert other.mark not in json.dumps(told)
    assert "2 of 2 timelines hold" in await forestall.says("case", "verify", "--all")

    [task] = [row for row in await shell.rows("tasks") if row["order_key"] == planted.order_key]
    outcome = f"told {planted.mark} to wait"
    await forestall.says("tasks", "done", str(task["id"]), "--outcome", outcome, "--by", "ann")
    assert found_in(await dump(shell.pool), planted.mark) == ["notifier.tasks"]
    said = await forestall.says("privacy", "erase", planted.subject, "--reason", "x", "--by", "ann")
    assert said.count("the key is destroyed") == 2
    assert said.count("1 parked records are deleted") == 2
    assert "inbox" not in said.split("On Kafka")[0]
    assert not found_in(await dump(shell.pool), planted.mark)
    shown = await forestall.says("case", planted.order_key)
    assert planted.mark not in shown
    assert "[erased]" in shown
    assert "ann: erased buyer" in shown
    assert "2 of 2 timelines hold" in await forestall.says("case", "verify", "--all")
    told = json.loads(await forestall.says("privacy", "export", planted.subject))
    assert [one["text"] for one in told["ingest"]["messages"]] == [None]
    assert told["notifier"]["words"] == {}
    assert told["parked"] == []
    assert [(one["by"], one["reason"]) for one in told["notifier"]["erasures"]] == [("ann", "x")]
    assert other.mark in await forestall.says("case", other.order_key)

    again = await forestall.says("privacy", "erase", planted.subject, "--reason", "x")
    assert again.count("nothing was kept since") == 2
    entries = [row for row in await shell.rows("entries") if row["order_key"] == planted.order_key]
    assert [row["kind"] for row in entries].count("person") == 2


async def test_what_staff_marked_of_a_buyer_is_exported_and_goes(
    shell: Shell, forestall: Terminal
) -> None:
    """But for a wish to be left in peace; their cases know of it, and repeating it does no more."""
    planted = await plant(shell.pool, shell.handler, 1)
    (case,) = await shell.rows("cases")
    buyer = f"{case['shop']}/{case['buyer']}"
    await forestall.says("buyer", "mark", buyer, "vip", "no_offers", "--by", "ann")
    told = json.loads(await forestall.says("privacy", "export", planted.subject))
    (kept,) = told["notifier"]["buyers"]
    assert (kept["marks"], kept["by"]) == (["no_offers", "vip"], "ann")
    for _ in range(2):
        words_said = ("privacy", "erase", planted.subject, "--reason", "x", "--by", "ben")
        await forestall.says(*words_said, "--yes")
        told = json.loads(await forestall.says("privacy", "export", planted.subject))
        (kept,) = told["notifier"]["buyers"]
        assert (kept["marks"], kept["by"], kept["version"]) == (["no_offers"], "ben", 2)
        await shell.run()
        (case,) = await shell.rows("cases")
        marks = {"version": 2, "words": ["no_offers"], "by": "ben"}
        assert json.loads(case["state"])["marks"] == marks
    assert "1 of 1 timelines hold" in await forestall.says("case", "verify", "--all")


async def test_open_matters_are_named_and_want_a_yes(shell: Shell, forestall: Terminal) -> None:
    """A buyer who may still need what they wrote is not erased by a slip; nor is a stranger."""
    planted = await plant(shell.pool, shell.handler, 1, OrderStatus.SHIPPED)
    words_said = ("privacy", "erase", planted.order_key, "--reason", "x")
    refused = await forestall.says(*words_said, code=2)
    assert f"{planted.order_key}: this order is not over" in refused
    assert planted.mark in await forestall.says("case", planted.order_key)
    await forestall.says(*words_said, "--yes")
    assert planted.mark not in await forestall.says("case", planted.order_key)
    for name, why in ((f"{SHOP}/nobody", "nothing is kept"), ("lazada", "write MARKETPLACE")):
        assert why in await forestall.says("privacy", "erase", name, "--reason", "x", code=2)


async def test_what_waits_behind_an_erased_record_falls_due_and_is_counted(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """The counters' sum stays what was read, and nobody waits for a record that is gone."""
    planted = await plant(shell.pool, shell.handler, 1)
    await _erase(shell.pool, _settings(postgres_url, tmp_path), planted)
    for schema in ("ingest", "notifier"):
        waiting = await shell.pool.fetch(f"SELECT * FROM {schema}.parked")  # noqa: S608
        assert [(row["offset"], row["due_at"]) for row in waiting] == [(3, NOW)]
        (row,) = await shell.pool.fetch(f"SELECT * FROM {schema}.progress")  # noqa: S608
        assert (row["parked"], json.loads(row["ignored"])) == (1, {"erased": 1})


async def test_what_was_said_before_does_not_come_back_and_what_is_said_after_is_kept(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """A push repeated after the erasure brings the fact alone; a new message has a new key."""
    planted = await plant(shell.pool, shell.handler, 1)
    await _erase(shell.pool, _settings(postgres_url, tmp_path), planted)
    late = planted.message("m-late", sent_at=NOW - timedelta(days=1))
    new = planted.message("m-new", sent_at=NOW + timedelta(hours=1))
    async with transaction(shell.pool) as conn:
        veil = await Veil.over(conn, vault("ingest"), [late], NOW)
        assert veil.part(late) == (late.model_copy(update={"text": ""}), None)
        keys = await conn.fetch("SELECT * FROM ingest.personal_keys WHERE wrapped IS NULL")
        assert [row["subject"] for row in keys] == [planted.subject]
        await take(conn, [late, new])
        items = [item(one, planted.order_key, at, NOW) for at, one in enumerate((late, new))]
        await shell.handler.apply(conn, items, [late, new], NOW)
        kept = await words.of_subject(conn, vault("notifier"), planted.subject)
        assert list(kept.values()) == [new.text]
        rows = await conn.fetch("SELECT * FROM ingest.objects WHERE kind = 'message' ORDER BY id")
        opened = outbox(vault("ingest")).opened
        assert opened is not None
        sent = [records(row)[0] for row in await opened(conn, rows)]
        assert [json.loads(one.value)["text"] for one in sent] == ["", "", new.text]


async def test_erased_again_what_was_said_and_written_in_between_is_gone_too(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """Words said between two erasures that arrive after both are not kept; nor is staff's note."""
    settings = _settings(postgres_url, tmp_path)
    planted = await plant(shell.pool, shell.handler, 1)
    await _erase(shell.pool, settings, planted)
    await shell.pool.execute(
        "UPDATE notifier.tasks SET outcome = $1, closed_by = 'ann' WHERE order_key = $2",
        planted.mark,
        planted.order_key,
    )
    assert found_in(await dump(shell.pool), planted.mark) == ["notifier.tasks"]
    said_at, again_at = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    found = await buyers.find(settings, shell.pool, planted.subject)
    told = await buyers.erase(shell.pool, found, Wish("ann", "asked again", again_at))
    assert len([line for line in told if "nothing was kept since" in line]) == 2
    between = planted.message("m-between", sent_at=said_at)
    async with transaction(shell.pool) as conn:
        await take(conn, [between])
        handed = [item(between, planted.order_key, 0, NOW)]
        await shell.handler.apply(conn, handed, [between], again_at)
    assert not found_in(await dump(shell.pool), planted.mark)
    erasures = await shell.pool.fetch("SELECT at, reason FROM notifier.erasures ORDER BY at")
    assert [(row["at"], row["reason"]) for row in erasures] == [
        (NOW, "asked for"),
        (again_at, "asked again"),
    ]


async def test_a_record_that_nobody_can_open_holds_up_no_erasure_and_is_named(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """The page goes on behind it; what it holds is not known to be theirs, so it stays."""
    one, two = [await plant(shell.pool, shell.handler, number) for number in (1, 2)]
    await shell.pool.execute("""UPDATE ingest.parked SET body = '\\x00' WHERE "offset" = 2""")
    told = await _erase(shell.pool, _settings(postgres_url, tmp_path), two)
    assert "ingest: 1 parked records are deleted" in told
    assert [line.split(",")[0] for line in told if "cannot be opened" in line] == [
        "ingest: inbox/0/2 is parked and cannot be opened"
    ]
    assert not found_in(await dump(shell.pool), two.mark)
    offsets = await shell.pool.fetch('SELECT "offset" FROM ingest.parked ORDER BY 1')
    assert [row["offset"] for row in offsets] == [2, 3, 5]
    assert found_in(await dump(shell.pool), one.mark) == []


async def test_what_is_parked_while_dead_letters_are_read_is_erased_as_well(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """Found before it was there, it is found again once the key is gone; and counted as erased."""
    settings = _settings(postgres_url, tmp_path)
    planted = await plant(shell.pool, shell.handler, 1)
    await _erase(shell.pool, settings, planted)
    found = await buyers.find(settings, shell.pool, planted.subject)
    assert not found.waiting
    async with transaction(shell.pool) as conn:
        await park(conn, "tracker", planted, "orders")
    told = await buyers.erase(shell.pool, found, Wish("ann", "x", NOW))
    assert "tracker: 1 more, parked since, are deleted" in told
    (row,) = await shell.pool.fetch("SELECT * FROM tracker.progress")
    assert (row["parked"], json.loads(row["ignored"])) == (1, {"erased": 1})


async def test_cut_off_between_any_two_awaits_the_next_call_does_the_rest(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """Wherever it died: erased once, entered once, counted once, and every timeline holds."""
    settings = _settings(postgres_url, tmp_path)
    deaths, at = 0, 1
    while True:
        planted = await plant(shell.pool, shell.handler, at)
        pool = await open_pool(postgres_url, size=1, application="dying")
        dying = Dying(_erase(pool, settings, planted), at)
        await asyncio.create_task(_awaited(dying))
        pool.terminate()
        await _erase(shell.pool, settings, planted)
        assert not found_in(await dump(shell.pool), planted.mark)
        entered = await shell.pool.fetchval(
            "SELECT count(*) FROM notifier.entries WHERE order_key = $1 AND kind = 'person'",
            planted.order_key,
        )
        assert entered == 1
        kept = await shell.pool.fetchval(
            """SELECT count(*) FROM (SELECT subject, wrapped, erased_at FROM ingest.personal_keys
                UNION ALL SELECT subject, wrapped, erased_at FROM notifier.personal_keys) AS k
               WHERE subject = $1 AND wrapped IS NULL AND erased_at IS NOT NULL""",
            planted.subject,
        )
        assert kept == 2
        if not dying.died:
            break
        deaths, at = deaths + 1, at + 1
    assert deaths > 40
    for schema in ("ingest", "notifier"):
        (row,) = await shell.pool.fetch(f"SELECT * FROM {schema}.progress")  # noqa: S608
        assert (row["parked"], json.loads(row["ignored"])) == (at, {"erased": at})
    checked = await check(shell.pool, vault("notifier"), None)
    assert (checked.cases, checked.broken) == (at, [])


async def _awaited(dying: Dying) -> None:
    await dying


async def test_after_a_rotation_the_old_master_key_opens_nothing(shell: Shell) -> None:
    """Every data key is wrapped anew, a chunk at a time; words open with the new one alone."""
    for number in range(3):
        await plant(shell.pool, shell.handler, number)
    newest = bytes([7]) * 32
    both = Vault("ingest", MasterKeys([newest, SECRET]))
    counts = []
    for _ in range(3):
        async with transaction(shell.pool) as conn:
            counts.append(await both.rewrap(conn, 3))
    assert counts == [3, 1, 0]
    new, old = (Vault("ingest", MasterKeys([one])) for one in (newest, SECRET))
    async with transaction(shell.pool) as conn:
        assert Planted(2).mark in str(await words.of_subject(conn, new, Planted(2).subject))
        with pytest.raises(Unavailable):
            await words.of_subject(conn, old, Planted(2).subject)


async def test_keys_made_at_once_are_one_and_a_bounded_number_is_remembered(shell: Shell) -> None:
    """Ten processes meet a buyer for the first time; a small memory forgets, and still opens."""
    small = [Vault("ingest", MasterKeys([SECRET]), remembered=2) for _ in range(10)]

    async def first(own: Vault) -> bytes:
        async with transaction(shell.pool) as conn:
            key = (await own.keys(conn, {"a/b/c": NOW, "a/b/d": NOW}, NOW))["a/b/c"].key
            assert key is not None
            return key.secret

    assert len(set(await asyncio.gather(*map(first, small)))) == 1
    async with transaction(shell.pool) as conn:
        for number in range(5):
            await small[0].keys(conn, {f"a/b/{number}": NOW}, NOW)
        assert len(small[0]._remembered) == 2
        assert "a/b/c" in await small[0].known(conn, ["a/b/c"])


async def test_what_an_older_version_stored_in_plain_is_sealed_at_the_start(shell: Shell) -> None:
    """Once; its object's version stays, and what is published has the same words."""
    planted = await plant(shell.pool, shell.handler, 1)
    text = planted.message().text
    await shell.pool.execute("DELETE FROM ingest.personal")
    await shell.pool.execute(
        """UPDATE ingest.objects SET body = jsonb_set(body, '{text}', to_jsonb($1::text))
           WHERE kind = 'message'""",
        text,
    )
    assert found_in(await dump(shell.pool), planted.mark) == ["ingest.objects"]
    assert await seal_older(shell.pool, vault("ingest"), NOW) == 1
    assert await seal_older(shell.pool, vault("ingest"), NOW) == 0
    assert not found_in(await dump(shell.pool), planted.mark)
    async with transaction(shell.pool) as conn:
        told = await of_ingest.export(
            conn, vault("ingest"), await of_ingest.find(conn, planted.subject)
        )
    assert [one["text"] for one in told["messages"]] == [text]


async def test_a_name_that_is_a_buyer_and_anothers_order_is_refused(shell: Shell) -> None:
    """The wrong person's words are never destroyed by a number that means two things."""
    one, two = [await plant(shell.pool, shell.handler, number) for number in (1, 2)]
    twin = one.order().model_copy(update={"key": f"{SHOP}/{two.reference}"})
    async with transaction(shell.pool) as conn:
        await take(conn, [twin])
        with pytest.raises(InvalidInput, match="an order of theirs"):
            await of_ingest.find(conn, twin.key)
        assert (await of_ingest.find(conn, one.order_key)).reference == one.reference


async def test_a_raw_record_that_names_but_the_address_goes_with_the_buyer(
    shell: Shell, postgres_url: str, tmp_path: Path
) -> None:
    """Shops of one's own count from 1: such a number in a raw record is anybody's."""
    planted, other = Planted(7), Planted(8)
    mark = f"{planted.mark}@example.org"
    contact = Contact(
        id=planted.subject,
        shop=SHOP,
        buyer=planted.reference,
        order_keys=(planted.order_key,),
        told_at=NOW,
        email=mark,
    )
    async with transaction(shell.pool) as conn:
        await take(conn, [planted.order(), contact])
        await park(
            conn, "ingest", planted, "inbox", b'{"id":7,"billing":{"email":"%s"}}' % mark.encode()
        )
        await park(conn, "ingest", other, "inbox", b'{"id":7,"billing":{"email":"a@example.org"}}')
    lines = await _erase(shell.pool, _settings(postgres_url, tmp_path), planted)
    assert "ingest: 1 parked records are deleted" in lines
    left = await shell.pool.fetch('SELECT "offset" FROM ingest.parked ORDER BY "offset"')
    assert [row["offset"] for row in left] == [15, 16, 17]

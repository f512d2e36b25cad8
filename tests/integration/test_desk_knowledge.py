"""Solved cases at the desk: found in any language, naming nobody, reused with other facts."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.desk.app import MIGRATIONS
from services.desk.insight.gather import Gatherer
from services.desk.insight.store import SCHEMA
from services.desk.knowledge import store
from services.desk.knowledge.learn import Learner
from services.desk.knowledge.lexemes import pairs_in
from services.desk.knowledge.store import Row, Wanted
from services.notifier.app import SCHEMA as NOTIFIER
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import transaction
from tests.support.buyers import take
from tests.support.desk import OTHER_SHOP, at, room_of
from tests.support.dump import dump, found_in
from tests.support.notifier import KEY, NOW, D, H, hold, message, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.sealed import vault
from tests.support.terminal import Terminal, terminal

HOLD = "hold-buyer-must-act"
NAME = "Maximiliana"
ANSWER = (
    f"Dear {NAME}, your parcel is with customs. We have sent a replacement to you on 12 March,"
    " please let us know when it arrives. Best regards, Ana"
)


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW + 9 * D)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve``, and the desk's tables."""
    assert forestall
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    shell = await open_shell(postgres_url, mode="approve")
    yield shell
    await shell.pool.close()


async def learn(shell: Shell) -> None:
    """The desk reads what has changed."""
    await Gatherer(shell.pool, shell.clock, room_of(shell).settings).to_the_end()
    world, opener = shell.casework.world, vault(NOTIFIER)
    await Learner(shell.pool, shell.clock, world, None, opener).to_the_end()


async def solved(shell: Shell) -> None:
    """A buyer misses the parcel, a person answers in the chat, and the buyer is content."""
    async with transaction(shell.pool) as conn:
        await take(conn, [order()])
    await shell.tell(order(), parcel(carrier="Correos"))
    complains = message(text=f"I never received my parcel! I am {NAME}, where is the blender")
    await shell.tell(complains)
    replies = message("m-2", sender="seller", text=ANSWER, sent_at=NOW + H)
    await shell.tell(replies)
    await learn(shell)


async def test_what_settled_a_case_is_found_and_names_nobody(
    shell: Shell, forestall: Terminal
) -> None:
    """Once the buyer has been quiet for a week; by words of any language, and by the command."""
    await solved(shell)
    async with at(room_of(shell), "ann") as ann, at(room_of(shell), "li") as li:
        assert (await ann.asks("/knowledge", {}))["cases"] == [], "it is not over"
        await shell.step(timedelta(days=9))
        await learn(shell)
        (found,) = (await ann.asks("/knowledge", {"words": "replacements customs"}))["cases"]
        assert (found["country"], found["carrier"], found["by_person"]) == ("ES", "Correos", True)
        assert found["answer"].startswith("Dear ____, your parcel is with customs.")
        assert "on ____, please" in found["answer"]
        for words in ("correos spain", "西班牙", "物流"):
            assert len((await ann.asks("/knowledge", {"words": words}))["cases"]) == 1, words
        for words in (NAME, "Ana", "blender", "12 March", "' | !&(:*"):
            assert (await ann.asks("/knowledge", {"words": words}))["cases"] == [], words
        asked = {"type": found["type"], "country": "es", "carrier": "Correos"}
        assert len((await ann.asks("/knowledge", asked))["cases"]) == 1
        assert (await ann.asks("/knowledge", {"country": "FR"}))["cases"] == []
        for wrong in ({"type": "x"}, {"country": "Spain"}):
            await ann.asks("/knowledge", wrong, 409)
        answer = await li.sends("/knowledge", status=200, words="replacement")
        assert "Dear ____" in answer.text
        assert "知识库" in answer.text
        assert "replacement" not in str(answer.url)
    assert found_in(await dump(shell.pool), NAME) == []
    told = await forestall.says("knowledge", "replacement")
    assert "| Dear ____, your parcel" in told
    assert "1 found" in told
    told = await forestall.says("knowledge", "--repeats")
    assert "logistics" in told


async def test_other_shops_know_nothing_of_it(shell: Shell) -> None:
    """Neither found, nor counted, nor taken for a draft."""
    await solved(shell)
    await shell.step(timedelta(days=9))
    await learn(shell)
    async with at(room_of(shell), "eve") as eve, at(room_of(shell), "ann") as ann:
        assert (await eve.asks("/knowledge", {}))["cases"] == []
        assert (await eve.asks("/knowledge/repeats?days=28"))["causes"] == []
        await eve.asks("/knowledge/hide", {"order": KEY}, 404)
        (cause,) = (await ann.asks("/knowledge/repeats?days=28"))["causes"]
        assert (cause["now"], cause["before"], cause["country"]) == (1, 0, "ES")
        assert cause["department"] in await ann.sees("/knowledge/repeats")
        await ann.sees("/knowledge/repeats?days=3", 409)
    assert OTHER_SHOP not in json.dumps(cause)


async def test_an_answer_begins_a_draft_and_a_blank_in_it_is_never_sent(shell: Shell) -> None:
    """With this case's facts; what stays blank is refused, and then leaves as it was filled in."""
    answer = "Hello ____! Your parcel {parcel.number} is held in {order.country}, please pay."
    row = Row(
        f"{SHOP}/solved", 1, None, SHOP, "customs", "buyer", "ES", "", NOW, NOW, "refunded",
        (HOLD,), "en", answer, True,
    )  # fmt: skip
    async with transaction(shell.pool) as conn:
        await store.put(conn, row, dictionary="english", gist="", pairs=[])
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    async with at(room_of(shell), "ann") as ann, at(room_of(shell), "vic") as vic:
        (task,) = (await ann.asks("/tasks?kind=approve"))["tasks"]
        path = f"/tasks/{task['id']}"
        page = await ann.sees(path)
        assert "Begin with this answer" in page
        assert "Begin with this answer" not in await vic.sees(path)
        assert [one["order_key"] for one in (await ann.asks(f"{path}/similar"))["cases"]] == [
            f"{SHOP}/solved"
        ]
        shown = await ann.sends(f"{path}/draft", status=200, order=f"{SHOP}/solved")
        words = "Hello ____! Your parcel RR123456789CN is held in Spain, please pay."
        made = await ann.asks(f"{path}/draft", {"order": f"{SHOP}/solved"})
        assert (made["text"], made["blanks"]) == (words, True)
        assert words in shown.text
        refused = await ann.sends(f"{path}/edit", status=409, words=words)
        assert "still to be filled in" in refused.text
        assert f">{words}</textarea>" in refused.text, "nothing that was typed is lost"
        await ann.sends(f"{path}/edit", words=words.replace("____", "Eva"))
        await ann.sends(f"{path}/draft", status=404, order=f"{SHOP}/none")
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == [words.replace("____", "Eva")]


async def test_an_answer_is_kept_back_for_good(shell: Shell) -> None:
    """By whoever reads in it what should not be there, however often the case is read anew."""
    await solved(shell)
    await shell.step(timedelta(days=9))
    await learn(shell)
    async with at(room_of(shell), "ann") as ann, at(room_of(shell), "vic") as vic:
        await vic.asks("/knowledge/hide", {"order": KEY}, 403)
        await ann.sends("/knowledge/hide", order=KEY)
        await shell.tell(order(version=2, status="completed"))
        await learn(shell)
        assert (await ann.asks("/knowledge", {"words": "replacement"}))["cases"] == []
        (found,) = (await ann.asks("/knowledge", {}))["cases"]
        assert found["answer"] == ""
    (act,) = await shell.rows("acts")
    assert (act["by"], act["did"], act["about"]) == ("ann", "hid", KEY)


async def test_who_is_erased_takes_their_answer_along(shell: Shell, forestall: Terminal) -> None:
    """At once, and it is not learned again; that somebody complained stays a number."""
    await solved(shell)
    await shell.step(timedelta(days=9))
    await learn(shell)
    told = json.loads(await forestall.says("privacy", "export", KEY))
    assert told["desk"]["solved"][0]["answer"].startswith("Dear ____")
    words = ("privacy", "erase", KEY, "--reason", "x", "--yes")
    assert "1 solved cases are forgotten" in await forestall.says(*words)
    assert await shell.pool.fetchval("SELECT count(*) FROM desk.solved") == 0
    await shell.tell(order(version=2, status="completed"))
    await learn(shell)
    async with at(room_of(shell), "ann") as ann:
        assert (await ann.asks("/knowledge", {}))["cases"] == []
        (cause,) = (await ann.asks("/knowledge/repeats?days=28"))["causes"]
        assert cause["now"] == 1
    assert found_in(await dump(shell.pool), "sent a replacement") == []


FILL = """
    INSERT INTO desk.solved (order_key, version, shop, type, party, country, carrier, raised_at,
                             settled_at, rules, language, answer, words)
    SELECT 'm/s' || n % 8 || '/' || n, 1, 'm/s' || n % 8,
           (ARRAY['lost', 'customs', 'slow'])[1 + n % 3], 'carrier', 'ES', '',
           $1::timestamptz - n * interval '1 minute',
           $1::timestamptz - n * interval '1 minute', ARRAY['r' || n % 40], 'en',
           'word' || n % 5000 || repeat(' word', 60),
           to_tsvector('english', 'word' || n % 5000)
               || array_to_tsvector(ARRAY['海关', '关' || n])
      FROM generate_series(1, 50000) AS n
"""


ORDERS = """
    INSERT INTO desk.orders (order_key, version, made, shop, country, carrier, service, lane,
                             product, open, hazard, dispute_open, hold_kind, reason, party, settled,
                             arm, cost, currency)
    SELECT 'm/s' || n % 8 || '/' || n, 1, '', 'm/s' || n % 8, 'ES', '', '', '', '', true, 0, false,
           '', CASE WHEN n % 100 = 0 THEN 'lost' ELSE '' END, 'carrier', false, '', 0, ''
      FROM generate_series(1, 50000) AS n
"""


async def test_solved_cases_are_found_along_indexes(shell: Shell) -> None:
    """By words, by type, by rule and by time: no table is read through."""
    await shell.pool.execute(FILL, NOW)
    await shell.pool.execute("VACUUM ANALYZE desk.solved")
    for index, wanted in (
        ("solved_words", Wanted(words="word77")),
        ("solved_words", Wanted(words="word77", shops=["m/s5"], type="lost")),
        ("solved_words", Wanted(words=f"word77 {pairs_in('关')[0]}")),
        ("solved_last", Wanted()),
        ("solved_last", Wanted(shops=["m/s5"], country="ES")),
    ):
        async with transaction(shell.pool) as conn:
            query, values = store.statement(wanted, await store.asked_for(conn, wanted.words) or "")
        await _asserts(shell, index, query, *values)
    like = ("m/s1/1", ["m/s1"], "ES", "", "en")
    await _asserts(shell, "solved_rules", store.BY_RULE, "r7", *like)
    await shell.pool.execute(ORDERS)
    await shell.pool.execute("VACUUM ANALYZE desk.orders")
    rows = await shell.pool.fetch(f"EXPLAIN {store.DUE}", NOW, 50, "")
    plan = "\n".join(row[0] for row in rows)
    assert "orders_complained" in plan, plan
    assert "Seq Scan on orders" not in plan, plan
    span = (NOW - 2 * D, NOW - D, NOW, None)
    await _asserts(shell, "solved_raised", store.REPEATED, *span)
    async with transaction(shell.pool) as conn:
        assert len(await store.search(conn, Wanted(words="word77"))) == 10


async def _asserts(shell: Shell, index: str, query: str, *values: object) -> None:
    rows = await shell.pool.fetch(f"EXPLAIN {query}", *values)
    plan = "\n".join(row[0] for row in rows)
    assert index in plan, plan
    assert "Seq Scan" not in plan, plan

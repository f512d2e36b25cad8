"""Records that cannot be applied: dead, parked for a bug, parked for later, held by the breaker."""

from datetime import timedelta
from typing import get_args

import pytest
from aiokafka import AIOKafkaConsumer

from schemas.topics import DEAD, ORDERS
from services.runtime.errors import Unavailable
from services.runtime.kafka import dead
from services.runtime.kafka.consumer import ParkedBug, Record
from services.runtime.kafka.letters import original
from services.runtime.postgres import parked
from tests.support import batches
from tests.support.eventually import eventually
from tests.support.recorder import SCHEMA, Bench, Recorder, out, running
from tests.support.sealed import vault


async def _dead_records(ground: Bench, count: int) -> list[Record]:
    """The first records of the topic ``dead``."""
    reader = AIOKafkaConsumer(
        ground.profile.topic(DEAD.name),
        bootstrap_servers=ground.profile.bootstrap,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=20,
    )
    await reader.start()
    found: list[Record] = []

    async def enough() -> bool:
        for records in (await reader.getmany(timeout_ms=50)).values():
            found.extend(
                Record(
                    DEAD.name,
                    r.partition,
                    r.offset,
                    r.key,
                    r.value,
                    tuple(r.headers),
                    ground.clock.now(),
                )
                for r in records
            )
        return len(found) >= count

    try:
        await eventually(enough)
    finally:
        await reader.stop()
    return found


async def test_a_bug_parks_its_key_and_the_partition_goes_on(ground: Bench) -> None:
    """Later records of the key wait behind it, others flow, and people hear of it once."""
    await ground.producer.send(
        [out("a", "1"), out("a", "bug:1"), out("a", "2"), out("b", "1"), out("c", "bug:2")]
    )
    async with running(ground.consumer(Recorder())):
        await ground.read(5)
        await ground.producer.send([out("a", "3"), out("b", "2")])
        await ground.read(7)
        await eventually(lambda: len(ground.bugs) == 1)
    seen = await ground.seen()
    assert sorted(seen) == [("a", "1"), ("b", "1"), ("b", "2")]
    assert ground.bugs[0].level == "page"
    assert ground.bugs[0].reason.startswith("ZeroDivisionError in _one")
    assert (await ground.sums())["parked"] == 4


async def test_the_next_version_takes_a_parked_chain_up_in_order(
    ground: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waited behind a bug is applied after it, in the order of the log, and no sooner."""
    await ground.producer.send([out("a", "bug:1"), out("a", "2"), out("a", "bug:3"), out("a", "4")])
    async with running(ground.consumer(Recorder())):
        await ground.read(4)
    async with running(ground.consumer(Recorder(fixed=True))):
        await ground.producer.send([out("b", "1")])
        await ground.read(5)
        assert await ground.seen() == [("b", "1")]
    monkeypatch.setattr(parked, "program", lambda: "next")
    async with running(ground.consumer(Recorder(fixed=True))):
        await eventually(lambda: _parked(ground, 0))
        await ground.producer.send([out("a", "5")])
        await ground.read(6)
    own = [value for key, value in await ground.seen() if key == "a"]
    assert own == ["bug:1", "2", "bug:3", "4", "5"]
    assert (await ground.sums())["applied"] == 6


async def test_a_bug_is_told_again_by_the_next_process(ground: Bench) -> None:
    """Pages never zero: what was not told is told at a later batch, or by the next process."""
    await ground.producer.send([out("a", "bug:1"), out("a", "2")])
    refused = 0

    async def down(_: ParkedBug) -> None:
        nonlocal refused
        refused += 1
        if refused < 3:
            raise Unavailable("as told")

    deaf = ground.consumer(Recorder())
    deaf._books._on_bug = down
    async with running(deaf):
        await ground.read(2)
        for number in range(2):
            await ground.producer.send([out("b", str(number))])
            await ground.read(3 + number)
        await eventually(lambda: refused == 3)
    async with running(ground.consumer(Recorder())):
        await eventually(lambda: len(ground.bugs) == 1)
    assert ground.bugs[0].reason.startswith("ZeroDivisionError")


async def _parked(ground: Bench, count: int) -> bool:
    return (await ground.sums())["parked"] == count


async def test_a_version_that_still_has_the_bug_parks_the_chain_again(
    ground: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The head is tried once; what waits behind it is not, and nothing is left due."""
    await ground.producer.send([out("a", "bug:1"), out("a", "2")])
    async with running(ground.consumer(Recorder())):
        await ground.read(2)
    monkeypatch.setattr(parked, "program", lambda: "next")

    async def tried_again() -> bool:
        rows = await ground.pool.fetch('SELECT attempts, due_at FROM test.parked ORDER BY "offset"')
        return [tuple(row) for row in rows] == [(2, None), (1, None)]

    async with running(ground.consumer(Recorder())):
        await eventually(tried_again)
    assert await ground.seen() == []


async def test_what_did_not_answer_is_tried_again_when_due(ground: Bench) -> None:
    """A parked record waits in domain time and leaves the others of its key alone."""
    handler = Recorder()
    await ground.producer.send([out("a", "later"), out("a", "2")])
    async with running(ground.consumer(handler)):
        await ground.read(2)
        assert await ground.seen() == [("a", "2")]
        ground.clock.step_to(ground.clock.now() + timedelta(hours=1))
        await eventually(lambda: _attempts(ground, 2))
        handler.outside = True
        ground.clock.step_to(ground.clock.now() + timedelta(hours=1))
        await eventually(lambda: _parked(ground, 0))
    assert await ground.seen() == [("a", "2"), ("a", "later")]
    assert (await ground.sums())["applied"] == 2


async def test_a_parked_record_that_cannot_be_opened_is_a_bug_and_holds_up_no_other(
    ground: Bench,
) -> None:
    """People hear of it, from the next process too; others are tried; it keeps its bytes."""
    handler = Recorder()
    await ground.producer.send([out("a", "later"), out("b", "later")])
    async with running(ground.consumer(handler)):
        await ground.read(2)
        await ground.pool.execute("UPDATE test.parked SET body = '\\x00' WHERE key = 'a'")
        handler.outside = True
        ground.clock.step_to(ground.clock.now() + timedelta(hours=1))
        await eventually(lambda: _parked(ground, 1))
        await eventually(lambda: len(ground.bugs) == 1)
    assert await ground.seen() == [("b", "later")]
    rows = await ground.pool.fetch("SELECT body, reason, bug, due_at FROM test.parked")
    assert [tuple(row) for row in rows] == [(b"\0", "not_to_be_opened", True, None)]
    async with running(ground.consumer(Recorder())):
        await eventually(lambda: len(ground.bugs) == 2)
    assert {bug.reason for bug in ground.bugs} == {"not_to_be_opened"}


async def _attempts(ground: Bench, count: int) -> bool:
    return bool(await ground.pool.fetchval("SELECT max(attempts) FROM test.parked") == count)


async def test_a_dead_letter_can_be_read_and_replayed(ground: Bench) -> None:
    """The record is on ``dead`` as it came; a replay applies it and moves the counters."""
    await ground.producer.send([out("a", "invalid:x")])
    async with running(ground.consumer(Recorder())):
        await ground.read(1)
        row = await ground.pool.fetchrow("SELECT reason, detail FROM test.dead_letters")
        assert row is not None
        assert tuple(row) == ("invalid", "as told")
        letter = dead.unpack((await _dead_records(ground, 1))[0])
        record = letter.record
    assert (letter.group, record.key, record.value) == ("recorder", b"a", b"invalid:x")
    assert dict(record.headers)["ce_marketplace"] == b"lazada"

    class Mended(Recorder):
        async def _one(self, conn, key, text, now):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            return await super()._one(conn, key, text.replace("invalid", "valid"), now)

    assert await dead.replay(ground.pool, vault(SCHEMA), record, ground.clock.now())
    assert not await dead.replay(ground.pool, vault(SCHEMA), record, ground.clock.now())
    async with running(ground.consumer(Mended())):
        await eventually(lambda: _parked(ground, 0))
    assert await ground.seen() == [("a", "valid:x")]
    sums = await ground.sums()
    assert (sums["applied"], sums["dead"], sums["read"]) == (1, 0, 1)


async def test_ten_dead_in_a_row_hold_that_kind_back(ground: Bench) -> None:
    """The eleventh is parked with a notice, other providers flow, and a good one closes it."""
    await ground.producer.send([out("same", f"invalid:{n}") for n in range(9)])
    await ground.producer.send([out("same", "good", marketplace="aliexpress")])
    await ground.producer.send([out("same", f"invalid:{n}") for n in range(4)])
    async with running(ground.consumer(Recorder())):
        await ground.read(14)
        sums = await ground.sums()
        assert (sums["dead"], sums["parked"], sums["applied"]) == (9, 4, 1)
        assert [(bug.level, bug.provider) for bug in ground.bugs] == [("notice", "lazada")]
        await ground.producer.send([out("same", "good"), out("same", "invalid:once")])
        await ground.read(16)
        assert (await ground.sums())["dead"] == 10


async def test_text_that_postgres_cannot_hold_dies_alone(ground: Bench) -> None:
    """A NUL in a record's text is a dead letter; its neighbours are applied."""
    await ground.producer.send([out("a", "1"), out("a", "nul:\x00"), out("a", "2")])
    async with running(ground.consumer(Recorder())):
        await ground.read(3)
    assert await ground.seen() == [("a", "1"), ("a", "2")]
    assert await ground.pool.fetchval("SELECT reason FROM test.dead_letters") == "unstorable_text"


async def test_a_record_that_is_no_event_dies(ground: Bench) -> None:
    """Headers that are no CloudEvent are a dead letter, body and headers kept."""
    good = out("a", "1")
    broken = good.envelope.model_copy(update={"schemaversion": "99"})
    await ground.producer.send([type(good)(good.topic, good.key, b"\xff\x00", broken)])
    async with running(ground.consumer(Recorder())):
        await ground.read(1)
        record = dead.unpack((await _dead_records(ground, 1))[0]).record
    assert record.value == b"\xff\x00"
    assert (await ground.sums())["dead"] == 1


@pytest.mark.parametrize("by", get_args(batches.Codec))
async def test_a_header_whose_name_is_no_utf8_kills_its_record_alone(
    ground: Bench, by: batches.Codec
) -> None:
    """Records before and after it in its batch are applied, as are those of other partitions.

    However a stranger's client has compressed them. Beside a group it can be read too, and what
    lies behind it.
    """
    first = out("a", "1")
    await ground.producer.send([first, *(out(str(n), "before") for n in range(20))])
    odd = ("ce_b\udcff", b"?")
    whole = [out("a", text) for text in ("2", "odd", "3")]
    sent = [
        (one.key, one.value, [*one.envelope.headers(), *([odd] if one.value == b"odd" else [])])
        for one in whole
    ]
    batch = batches.pack(sent, by)
    base = await batches.send(ground.profile, ORDERS.name, 0, batch)
    await ground.producer.send([out(str(n), "after") for n in range(20)])
    async with running(ground.consumer(Recorder())):
        await ground.read(44)
    seen = await ground.seen()
    assert [text for key, text in seen if key == "a"] in (["1", "2", "3"], ["2", "1", "3"])
    assert len(seen) == 43
    rows = await ground.pool.fetch('SELECT partition, "offset", reason FROM test.dead_letters')
    assert [tuple(row) for row in rows] == [(0, base + 1, "unreadable_envelope")]
    record = dead.unpack((await _dead_records(ground, 1))[0]).record
    assert (record.key, record.value) == (b"a", b"odd")
    assert odd in record.headers
    for offset, text in ((base + 1, b"odd"), (base + 2, b"3")):
        found = await original(ground.profile, (ORDERS.name, 0, offset))
        assert found is not None
        assert found.value == text

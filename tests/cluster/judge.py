"""What a timeline came to: what was answered 200 is there, and nothing happened twice."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from schemas.envelope import parse_headers
from schemas.order import Order
from schemas.topics import INBOX, ORDERS, OUTCOMES
from services.runtime.kafka.record import Record
from services.runtime.kafka.scan import Scan
from tests.cluster.answers import Attempt, slow, taken
from tests.cluster.flood import MARK
from tests.cluster.installation import Installation
from tests.faults.ingested import truth
from tests.support.unaccounted import unaccounted


async def judge(
    there: Installation, attempts: Sequence[Attempt], held: Collection[str], limit: float
) -> list[str]:
    """What is wrong, each in a sentence; the system is quiet, and nothing happens any more.

    Args:
        there: the installation.
        attempts: of the timeline just over.
        held: numbers of the parcels that customs hold since it began.
        limit: seconds in which each has to be answered.
    """
    wrong = [
        f"answered after {one.answered - one.sent:.3f} s: {one}" for one in slow(attempts, limit)
    ]
    wrong += _inbox(await _read(there, INBOX.name), taken(attempts))
    wrong += _against_truth(there, await _read(there, ORDERS.name))
    wrong += _outcomes(await _read(there, OUTCOMES.name))
    wrong += await _books(there)
    wrong += await _known(there)
    wrong += await _told(there, held)
    return [*wrong, *there.fleet.bad_ends, *(f"{who} died" for who in there.fleet.died())]


async def _read(there: Installation, topic: str) -> list[Record]:
    found: list[Record] = []
    async for batch in Scan(there.inside, topic, {}).batches():
        found += batch
    return found


def _inbox(records: Iterable[Record], accepted: set[int]) -> Iterator[str]:
    """Every push that was answered 200, and each record once."""
    there, ids = set[int](), Counter[str]()
    for record in records:
        ids[parse_headers(record.headers).id] += 1
        body = record.value or b""
        if MARK.encode() in body:
            there.add(int(json.loads(body)[MARK]))
    if lost := sorted(accepted - there):
        yield f"{len(lost)} pushes answered 200 are not in the inbox: {lost[:10]} ..."
    if twice := [name for name, n in ids.items() if n > 1]:
        yield f"{len(twice)} records of the inbox were appended twice: {twice[:5]} ..."


def _against_truth(there: Installation, records: Iterable[Record]) -> Iterator[str]:
    """The last version of each order is what the platform shows; a version says one thing."""
    known: dict[str, Order] = {}
    for record in records:
        order = Order.model_validate_json(record.value or b"")
        before = known.get(order.key)
        if before is not None and order.version == before.version:
            if order.content() != before.content():
                yield f"{order.key}: version {order.version} says two things"
        elif before is not None and order.version < before.version:
            yield f"{order.key}: version {order.version} after {before.version}"
        known[order.key] = order
    true: Mapping[str, truth.Facts] = {
        key: facts for floor in there.sandbox.floors.values() for key, facts in truth.orders(floor)
    }
    if missing := sorted(true.keys() - known.keys()):
        yield f"{len(missing)} orders are not known: {missing[:5]} ..."
    for key, facts in true.items():
        found = truth.known_order(known[key]) if key in known else facts
        for name, value in facts.items():
            if found[name] != value:
                yield f"{key}: {name} is {value}, known is {found[name]}"


def _outcomes(records: Iterable[Record]) -> Iterator[str]:
    """A version of an action (its event's id) says one thing, however often it is sent."""
    said = defaultdict[str, set[bytes]](set)
    for record in records:
        said[parse_headers(record.headers).id].add(record.value or b"")
    for event, things in said.items():
        if len(things) > 1:
            yield f"outcome {event} says {len(things)} things"


async def _books(there: Installation) -> list[str]:
    """Each record read has one end, and none is dead or waits."""
    wrong = []
    if left := await unaccounted(there.pool, await there.watch.ends()):
        wrong.append(f"records without an end, or with two: {left}")
    for schema in ("ingest", "tracker", "notifier"):
        for table in ("parked", "dead_letters"):
            query = f"SELECT count(*) FROM {schema}.{table}"  # noqa: S608 - our own names
            if count := await there.pool.fetchval(query):
                wrong.append(f"{count} in {schema}.{table}")
    return wrong


async def _known(there: Installation) -> Iterator[str]:
    """Each order once in ingest and at the notifier, each parcel at the tracker."""
    orders = [one for floor in there.sandbox.floors.values() for one in floor.orders.values()]
    keys = Counter(order.plan.key for order in orders)
    sent = Counter(parcel.number for order in orders for parcel in order.parcels)
    found: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for name, query, wanted in (
        ("objects", "SELECT order_key AS k FROM ingest.objects WHERE kind = 'order'", keys),
        ("cases", "SELECT order_key AS k FROM notifier.cases", keys),
        ("parcels", "SELECT number AS k FROM tracker.parcels", sent),
    ):
        rows: Sequence[Any] = await there.pool.fetch(query)
        found[name] = Counter(row["k"] for row in rows), wanted
    return (
        f"{name}: missing {_some(wanted - known)}, too many {_some(known - wanted)}"
        for name, (known, wanted) in found.items()
        if known != wanted
    )


def _some(named: Counter[str]) -> str:
    return f"{named.total()} {sorted(named)[:5]}"


async def _told(there: Installation, held: Collection[str]) -> list[str]:
    """Each buyer of a held parcel is told once, nobody anything twice; no bug of ours is met."""
    said = list(there.sandbox.chats("machine"))
    wrong = [
        f"{number} was told {n} times"
        for number in held
        if (n := sum(number in one.text for one in said)) != 1
    ]
    for (session, text), n in Counter((one.session, one.text) for one in said).items():
        if n > 1:
            wrong.append(f"said {n} times in {session}: {text[:60]}")
    bugs = {
        entry.ref
        for entry in there.sandbox.ledger.entries("effect")
        if entry.what in {"alert", "page"} and "bug" in entry.ref
    }
    return [*wrong, *(f"a bug was met: {ref}" for ref in sorted(bugs))]

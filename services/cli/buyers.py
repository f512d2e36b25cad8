"""One buyer through all services: found, exported, erased; each step a transaction of its own."""

import base64
import json
from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from schemas.topics import CONVERSATIONS, DEAD, INBOX
from services.cli.servers import kafka_of
from services.desk.knowledge import store as knowledge
from services.ingest import privacy as ingest
from services.ingest.privacy import Buyer, Matters
from services.notifier.agreeing import Deed, SecondNeeded, agreed
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.postgres import privacy as notifier
from services.notifier.postgres.unit import PostgresStores
from services.runtime.errors import ConfigurationError, InvalidInput, Unavailable
from services.runtime.ids import text_hash
from services.runtime.kafka.dead import Letter, unpack
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.scan import Scan
from services.runtime.postgres.parked import Waiting
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.privacy import erasing
from services.runtime.privacy.erasing import Erased, Position, place
from services.runtime.privacy.master import MasterKeys, master_of
from services.runtime.privacy.traces import Traces
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings
from services.tracker import privacy as tracker

SCHEMAS = ("ingest", "tracker", "notifier")

_SEALED = ("personal_keys", "personal", "parked")

_SWEPT = (
    *(f"{schema}.{table}" for schema in SCHEMAS for table in _SEALED),
    "notifier.tasks",
    "notifier.cases",
)
"""Tables out of which an erasure takes something."""


@dataclass(frozen=True, slots=True)
class Found:
    """A buyer, and where something of theirs lies.

    Attributes:
        open: what is not over.
        waiting: by schema, the parked records that are about them.
        shut: by schema, the parked records that nobody can open, whoever they are about.
        dead: dead letters that are theirs; None where no Kafka is there to read them from.
    """

    buyer: Buyer
    traces: Traces
    open: Matters
    vaults: Mapping[str, Vault]
    waiting: Mapping[str, Sequence[Waiting]]
    shut: Mapping[str, Sequence[Position]]
    dead: Sequence[Letter] | None


def vaults(master: MasterKeys) -> list[Vault]:
    """The vaults of all services."""
    return [Vault(schema, master) for schema in SCHEMAS]


async def find(settings: Settings, pool: Pool, name: str) -> Found:
    """The buyer of that name, or whose order has it.

    Raises:
        ConfigurationError: there is no master key.
        InvalidInput: see ``ingest.privacy.find``.
        Unavailable: PostgreSQL does not answer, or a master key is missing.
    """
    async with transaction(pool) as conn:
        buyer = await ingest.find(conn, name)
    [found] = await find_each(settings, pool, [buyer])
    return found


async def find_each(settings: Settings, pool: Pool, whose: Sequence[Buyer]) -> list[Found]:
    """What is kept of some buyers; the dead letters are read once for all of them.

    Raises:
        ConfigurationError: there is no master key.
        Unavailable: PostgreSQL does not answer, or a master key is missing.
    """
    held = {vault.schema: vault for vault in vaults(master_of(settings))}
    found = [await _found(pool, held, buyer) for buyer in whose]
    letters = await _letters(settings, [one.traces for one in found])
    if letters is None:
        return found
    return [replace(one, dead=theirs) for one, theirs in zip(found, letters, strict=True)]


async def _found(pool: Pool, held: Mapping[str, Vault], buyer: Buyer) -> Found:
    """All but the dead letters."""
    async with transaction(pool) as conn:
        traces = await ingest.traces(conn, held["ingest"], buyer)
        matters = await ingest.open_matters(conn, buyer)
        looked = {
            schema: await erasing.waiting(conn, vault, traces) for schema, vault in held.items()
        }
    waiting = {schema: one.found for schema, one in looked.items() if one.found}
    shut = {schema: one.shut for schema, one in looked.items() if one.shut}
    return Found(buyer, traces, matters, held, waiting, shut, None)


async def _letters(settings: Settings, whose: Sequence[Traces]) -> list[list[Letter]] | None:
    """The dead letters that are about each; all of the topic has to be read.

    None where there is no Kafka, or none that answers: the rest must not wait for it.
    """
    try:
        return await _read(kafka_of(settings), whose)
    except (ConfigurationError, Unavailable):
        return None


async def _read(profile: KafkaProfile, whose: Sequence[Traces]) -> list[list[Letter]]:
    found: list[list[Letter]] = [[] for _ in whose]
    async with aclosing(Scan(profile, DEAD.name, {}).batches()) as batches:
        async for records in batches:
            for record in records:
                with suppress(InvalidInput):
                    letter = unpack(record)
                    for traces, theirs in zip(whose, found, strict=True):
                        if traces.of(letter.record.key, letter.record.value):
                            theirs.append(letter)
    return found


async def export(pool: Pool, found: Found, now: datetime) -> dict[str, Any]:
    """Everything that is kept of a buyer: plain JSON values."""
    keys = sorted(found.traces.order_keys)
    async with transaction(pool) as conn:
        kept = {
            "ingest": await ingest.export(conn, found.vaults["ingest"], found.buyer),
            "tracker": await tracker.export(conn, keys),
            "notifier": await notifier.export(
                conn, found.vaults["notifier"], found.buyer.subject, keys
            ),
            "desk": {"solved": await knowledge.of_orders(conn, keys)},
        }
    return {
        "buyer": found.buyer.subject,
        "at": now.isoformat(),
        **kept,
        "parked": [
            _record(schema, one.row["topic"], one.row["partition"], one.row["offset"], one.body)
            for schema, waiting in found.waiting.items()
            for one in waiting
        ],
        "parked_not_to_be_opened": [
            {"of": schema, "record": _name(where)}
            for schema, shut in found.shut.items()
            for where in shut
        ],
        "dead_letters": [
            _record(letter.group, *letter.record.position, letter.record.value)
            for letter in found.dead or ()
        ],
        "dead_letters_read": found.dead is not None,
    }


def as_text(told: Mapping[str, Any]) -> str:
    """An export as a file has it."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _record(whose: str, topic: str, partition: int, offset: int, body: bytes) -> dict[str, Any]:
    """A raw record; bytes that are no text stand as base64."""
    at = {"of": whose, "record": _name((topic, partition, offset))}
    try:
        return {**at, "body": body.decode()}
    except UnicodeDecodeError:
        return {**at, "base64": base64.b64encode(body).decode()}


def _name(where: Position) -> str:
    topic, partition, offset = where
    return f"{topic}/{partition}/{offset}"


@dataclass(frozen=True, slots=True)
class Wish:
    """An erasure: who has it done, why, when, and what a second person confirms."""

    by: str
    reason: str
    now: datetime
    eyes: Eyes = ONE_PERSON


async def erase(pool: Pool, found: Found, wish: Wish) -> list[str]:
    """Erase a buyer everywhere, service by service; what was done, a line each.

    Cut off anywhere, what is done stays done, and the next call does the rest. ``sweep``
    afterwards.

    Raises:
        SecondNeeded: a second person has to ask for the same.
        InvalidInput: they are not one to confirm it.
    """
    # What waits for a second person, and that it did, name nobody who is to be forgotten.
    about = f"buyer {text_hash(found.buyer.subject)[:12]}"
    deed = Deed("erase", about, "everything", wish.by, wish.reason, found.buyer.shop)
    async with PostgresStores(pool).transaction() as unit:
        who = await agreed(unit, deed, wish.eyes, wish.now)
    if who is None:
        raise SecondNeeded
    lines = await _erased(pool, found, replace(wish, by=who))
    async with PostgresStores(pool).transaction() as unit:
        await unit.shops.settle("erase", about)
    return lines


async def _erased(pool: Pool, found: Found, wish: Wish) -> list[str]:
    subject, lines, now = found.buyer.subject, list[str](), wish.now
    for schema, waiting in found.waiting.items():
        async with transaction(pool) as conn:
            positions = [place(one.row) for one in waiting]
            gone = await erasing.drop(conn, found.vaults[schema], positions, now)
        lines.append(f"{schema}: {gone} parked records are deleted")
    for schema in SCHEMAS if found.dead else ():
        async with transaction(pool) as conn:
            letters = [letter.record.position for letter in found.dead or ()]
            gone = await erasing.forget_dead(conn, schema, letters)
        lines += [f"{schema}: {gone} dead letters are no more to be replayed"] if gone else []
    if found.dead is None:
        lines.append(
            "Kafka does not answer: dead letters were not looked through; erase again once it does"
        )
    async with transaction(pool) as conn:
        erased = await ingest.erase(conn, found.vaults["ingest"], found.buyer, now)
    lines.append(_told("ingest", erased))
    async with transaction(pool) as conn:
        erased = await notifier.erase(
            conn,
            found.vaults["notifier"],
            subject,
            found.traces.order_keys,
            by=wish.by,
            reason=wish.reason,
            now=now,
        )
        # With it, and after the case was locked: whoever reads solved cases holds that case.
        gone = await knowledge.erase(conn, found.traces.order_keys)
    lines.append(_told("notifier", erased))
    lines += [f"desk: {gone} solved cases are forgotten"] if gone else []
    return lines + await _again(pool, found, now)


async def _again(pool: Pool, found: Found, now: datetime) -> list[str]:
    """Look through what is parked once more: something may have been parked since it was found.

    The topic of dead letters was read in between, which takes its time.
    """
    lines = []
    for schema, vault in found.vaults.items():
        async with transaction(pool) as conn:
            traces = await ingest.traces(conn, found.vaults["ingest"], found.buyer)
            known = replace(traces, names=traces.names | found.traces.names)
            looked = await erasing.waiting(conn, vault, known)
            positions = [place(one.row) for one in looked.found]
            gone = await erasing.drop(conn, vault, positions, now)
        if gone:
            lines.append(f"{schema}: {gone} more, parked since, are deleted")
        lines += [
            f"{schema}: {_name(where)} is parked and cannot be opened, a bug: whose it is is not "
            "known, and it stays"
            for where in looked.shut
        ]
    return lines


def left_behind(now: datetime) -> list[str]:
    """What no command can take away, and when it is gone."""
    left = {"raw pushes and lists": INBOX, "chats": CONVERSATIONS, "dead letters": DEAD}
    spans = ", ".join(f"{what} {topic.retention.days} days" for what, topic in left.items())
    last = now + max(topic.retention for topic in left.values())
    kafka = (
        f"On Kafka it lies until it runs out: {spans}; gone by {last:%Y-%m-%d}, where the topics "
        "are as `forestall topics apply` makes them."
    )
    backups = (
        "A backup made before holds the key still, wrapped: let it run out, or rotate and destroy "
        "the old master key; after restoring one, erase again."
    )
    return [kafka, backups]


def _told(schema: str, erased: Erased) -> str:
    did = "the key is destroyed" if erased.kept else "nothing was kept since it was last erased"
    return f"{schema}: {did}; what was said until {erased.until:%Y-%m-%d %H:%M} UTC is gone"


async def sweep(pool: Pool) -> None:
    """Have PostgreSQL clear away rows that were deleted or overwritten, sooner than by itself.

    Not those that an older transaction still sees; and the bytes may lie in its files until
    something else is written over them, and in its WAL until that is recycled.
    """
    for table in _SWEPT:
        async with one_statement(pool) as conn:
            await conn.execute(f"VACUUM {table}")
    async with one_statement(pool) as conn:
        await knowledge.sweep(conn)

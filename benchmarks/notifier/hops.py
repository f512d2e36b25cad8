"""When each hop of a word's way was behind it: from the logs, the table of actions, the ledger."""

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.parcel import Parcel
from schemas.topics import CARRIER_UPDATES, INBOX, PARCELS
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool
from services.sandbox.sandbox import Sandbox

HOPS = (
    "the sender's queue, and the edge: due, to the record in the inbox",
    "the normaliser: to the record of the carrier's update",
    "the tracker: to the record of the parcel",
    "the notifier: to the action's row",
    "the dispatcher: to its claim",
    "the claim's commit and the call: to the platform's note of it",
)

_NUMBER = re.compile(rb'"number":\s*"([^"]+)"')

Way = tuple[datetime, ...]
"""The instant it was due, and that at which each hop was done."""

Found = Mapping[str, datetime]


async def instants(
    kafka: KafkaProfile,
    pool: Pool,
    sandbox: Sandbox,
    orders: Mapping[str, str],
    due: Found,
) -> list[Way]:
    """The ways of all orders: ``orders`` by number, ``due`` the instant of each one's push."""
    inbox = await _first(kafka, INBOX.name, lambda _, value: _number_in(value), due)
    updates = await _first(
        kafka, CARRIER_UPDATES.name, lambda key, _: key.decode().rpartition("/")[2], due
    )
    parcels = await _first(kafka, PARCELS.name, lambda _, value: _held(value), due)
    rows = await pool.fetch(
        """SELECT a.order_key, a.claimed_at, e.at FROM notifier.actions AS a
           JOIN notifier.entries AS e
             ON (e.order_key, e.source_id) = (a.order_key, 'action:' || a.key || '@1')
           WHERE a.rule = 'hold-buyer-must-act'"""
    )
    made = {row["order_key"]: (row["at"], row["claimed_at"]) for row in rows}
    said = {
        entry.more["order"]: entry.at for entry in sandbox.ledger.entries("effect", "chat_message")
    }
    return [
        (due[n], inbox[n], updates[n], parcels[n], *made[orders[n]], said[orders[n]])
        for n in orders
    ]


async def _first(
    kafka: KafkaProfile, topic: str, name: Callable[[bytes, bytes], str], after: Found
) -> dict[str, datetime]:
    """When the first record about each number was written after it was due."""
    places = [(topic, number) for number in range(kafka.partitions)]
    ends = Ends(kafka)
    await ends.start()
    ended = await ends.read(places)
    await ends.stop()
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    consumer.assign([TopicPartition(kafka.topic(topic), number) for _, number in places])
    found: dict[str, datetime] = {}
    left = {number: end for (_, number), end in ended.items() if end}
    async with asyncio.timeout(60):
        while left:
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                for record in batch:
                    number = name(record.key or b"", record.value or b"")
                    at = datetime.fromtimestamp(record.timestamp / 1000, UTC)
                    if number in after and number not in found and at >= after[number]:
                        found[number] = at
                if batch[-1].offset + 1 >= left.get(batch[-1].partition, 0):
                    left.pop(batch[-1].partition, None)
    await consumer.stop()
    return found


def _number_in(value: bytes) -> str:
    """The number that a webhook of 17TRACK is about; empty for one of a marketplace."""
    found = _NUMBER.search(value)
    return found[1].decode() if found else ""


def _held(value: bytes) -> str:
    parcel = Parcel.model_validate_json(value)
    return parcel.number if any(hold.until is None for hold in parcel.holds) else ""

"""The first day of a shop with a past: everything of it goes through the notifier's consumer."""

import itertools
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.action import ActionKind
from schemas.base import Versioned
from schemas.envelope import Envelope
from schemas.order import Order
from schemas.topics import (
    CONVERSATIONS,
    DISPUTE_CHANGED,
    DISPUTES,
    MESSAGE_CHANGED,
    ORDER_CHANGED,
    ORDERS,
    PARCEL_CHANGED,
    PARCELS,
)
from services.connectors.ports import Capability
from services.runtime.kafka.consumer import BATCH, Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record
from tests.past.history import History
from tests.support.notifier_shell import SHOP, Marketplace, Shell, open_shell
from tests.support.sealed import vault

NOBODY = KafkaProfile("127.0.0.1:9", embedded=True)
"""The records come from here, so no broker is asked for any."""

LATER = (timedelta(hours=8),) * 3
"""The steps in which the shop is watched after its first instant."""


class Chat(Marketplace):
    """A marketplace whose every order can be written to; no session has to be opened first."""

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Everything but opening a chat."""
        del order, conversation, now
        return Capability(allowed=kind is not ActionKind.CONVERSATION)


@dataclass
class Result:
    """What a back-fill came to.

    Attributes:
        statuses: actions on buyers and platforms, by rule and status, at the first instant.
        early: order and words of each message about an order of which nothing has fallen due since
            the first instant.
        said: all messages, of that instant and of the day after it.
        seconds: machine time in the consumer.
        memory: most resident memory of this process, in MiB.
    """

    orders: int = 0
    records: int = 0
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    early: list[str] = field(default_factory=list)
    said: int = 0
    seconds: float = 0.0
    memory: int = 0


async def back_fill(url: str, days: int, a_day: int) -> Result:
    """A shop goes live with ``days`` of ``a_day`` parcels behind it; every playbook rule is on."""
    shell = await open_shell(url, made=Chat)
    live = shell.clock.now()
    await shell.pool.execute("UPDATE notifier.shops SET live_since = $1", live)
    await shell.pool.execute("UPDATE notifier.rules SET in_force_since = $1", live)
    await shell.casework.world.learn(shell.stores)
    try:
        return await _watch(shell, live, days, a_day)
    finally:
        await shell.pool.close()


async def _watch(shell: Shell, live: datetime, days: int, a_day: int) -> Result:
    result = Result()
    consumer = Consumer(
        profile=NOBODY,
        handler=shell.handler,
        pool=shell.pool,
        vault=vault("notifier"),
        clock=shell.clock,
        producer=Producer(NOBODY),
    )
    history = History(SHOP, live, days, a_day)
    began = time.monotonic()
    records = _records(history)
    while batch := list(itertools.islice(records, BATCH)):
        await consumer.handle(batch)
        result.records += len(batch)
    result.seconds = time.monotonic() - began
    result.orders = days * a_day
    await shell.run()
    result.statuses = await _statuses(shell)
    for step in LATER:
        await shell.step(step)
    for where, own in shell.market.chat:
        result.said += 1
        story = history.of(where.removeprefix("c-"))
        if not any(live <= at <= own.sent_at for at in story.falls_due):
            result.early.append(f"{story.order.key}: {own.text}")
    result.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


async def _statuses(shell: Shell) -> Counter[tuple[str, str]]:
    rows = await shell.pool.fetch(
        "SELECT rule, status, count(*) AS n FROM notifier.actions GROUP BY rule, status"
    )
    return Counter({(row["rule"], row["status"]): row["n"] for row in rows})


def _records(history: History) -> Iterator[Record]:
    offsets: defaultdict[str, int] = defaultdict(int)

    def record(topic: str, kind: str, key: str, value: Versioned) -> Record:
        offset, offsets[topic] = offsets[topic], offsets[topic] + 1
        envelope = Envelope(
            id=f"{key}@{value.version}", type=kind, source="forestall/test", time=history.live
        )
        body = value.model_dump_json().encode()
        headers = tuple(envelope.headers())
        return Record(topic, 0, offset, key.encode(), body, headers, datetime.now(UTC))

    for story in history:
        key = story.order.key
        yield record(ORDERS.name, ORDER_CHANGED, key, story.order)
        yield record(PARCELS.name, PARCEL_CHANGED, key, story.parcel)
        if story.dispute:
            yield record(DISPUTES.name, DISPUTE_CHANGED, key, story.dispute)
        if story.message:
            yield record(CONVERSATIONS.name, MESSAGE_CHANGED, key, story.message)

"""Reads what happened to orders, and changes their cases."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter

from schemas.base import OrderKey, Versioned, shop_of
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.envelope import Envelope
from schemas.order import Order
from schemas.parcel import Parcel
from schemas.shop import ShopState
from schemas.topics import CONVERSATIONS, DISPUTES, ORDERS, PARCELS, SHOPS, Topic
from services.connectors.marketplaces.canary import ORDER as CANARY
from services.notifier import outcome
from services.notifier.case import ActionChanged, Event, Said
from services.notifier.casework import Casework
from services.notifier.hearing import tongue
from services.notifier.hearing.hear import hear
from services.notifier.hearing.understood import NOTHING
from services.notifier.ownership import owner_of
from services.notifier.postgres import canary, shop_states, stays
from services.notifier.postgres.unit import PostgresUnit
from services.notifier.settle import changed
from services.notifier.stores.unit import Unit
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import Applied, Disposition, Ignored, Superseded
from services.runtime.kafka.record import Item, Record, parse_object
from services.runtime.postgres import traces
from services.runtime.postgres.pool import Connection
from services.runtime.privacy.vault import Vault
from services.runtime.privacy.words import drop, keep, ref_of
from services.runtime.tracing import tracer

_ORDER_KEY: TypeAdapter[str] = TypeAdapter(OrderKey)
"""Of every record: it names the case."""


class CasesHandler:
    """The notifier's consumer group.

    Args:
        casework: changes the cases.
        vault: keeps what people wrote, apart from the cases.
    """

    group = "notifier"
    topics: tuple[Topic, ...] = (ORDERS, DISPUTES, CONVERSATIONS, PARCELS, SHOPS)

    def __init__(self, casework: Casework, vault: Vault) -> None:
        self._casework = casework
        self._vault = vault

    def parse(self, record: Record, envelope: Envelope) -> Versioned:
        """The object; its case is the record's key, but for a shop's own state.

        Raises:
            InvalidInput: it cannot be read, or names no order.
        """
        if record.topic == SHOPS.name:
            return parse_object(record, envelope)
        try:
            _ORDER_KEY.validate_python((record.key or b"").decode())
        except ValueError as error:
            raise InvalidInput("no_order_key") from error
        return parse_object(record, envelope)

    async def prepare(self, items: Sequence[Item[Versioned]]) -> Sequence[Versioned]:
        """Nothing: every object is whole. What tells languages apart is read before the first.

        Outside the transaction, and in a thread: it takes seconds, and others have to go on.
        """
        if not tongue.ready() and any(isinstance(item.value, Message) for item in items):
            await asyncio.to_thread(tongue.make_ready)
        return [item.value for item in items]

    async def apply(
        self,
        conn: Connection,
        items: Sequence[Item[Versioned]],
        prepared: Sequence[Versioned],
        now: datetime,
    ) -> Sequence[Disposition]:
        """Change every case of the batch, in the transaction of its books.

        Words before cases: whoever erases a buyer takes their rows in the same order.
        """
        if tracer() is not None:
            told = ((_key(item), item.envelope.traceparent) for item in items)
            traced = {key: trace for key, trace in told if trace}
            await traces.note(conn, "notifier", traced, now)
        if any(isinstance(value, ShopState) for value in prepared):
            return await self._with_states(conn, items, prepared, now)
        held = [value for value in prepared if isinstance(value, Parcel)]
        if held:
            await stays.keep(conn, held)
        for value in prepared:
            if isinstance(value, Order) and value.key == CANARY:
                await canary.arrived(conn, value.placed_at)
        said = [
            value
            for item, value in zip(items, prepared, strict=True)
            if isinstance(value, (Message, Contact))
            and self._casework.world.knows(shop_of(_key(item)))
        ]
        prints = await keep(conn, self._vault, said, now) if said else {}
        gone = [one.id for one in said if isinstance(one, Contact) and not one.email]
        if gone:
            await drop(conn, self._vault, gone)
        return await self.change(PostgresUnit(conn), items, prepared, now, prints)

    async def _with_states(
        self,
        conn: Connection,
        items: Sequence[Item[Versioned]],
        prepared: Sequence[Versioned],
        now: datetime,
    ) -> Sequence[Disposition]:
        """A batch in which shops tell of themselves: first they, then the cases."""
        states = {
            place: value for place, value in enumerate(prepared) if isinstance(value, ShopState)
        }
        known = [one for one in states.values() if self._casework.world.knows(one.shop)]
        moved = await shop_states.keep(conn, known)
        rest = [place for place in range(len(items)) if place not in states]
        told = (
            await self.apply(
                conn, [items[place] for place in rest], [prepared[place] for place in rest], now
            )
            if rest
            else ()
        )
        answers: dict[int, Disposition] = dict(zip(rest, told, strict=True))
        for place, one in states.items():
            answers[place] = Applied() if one.shop in moved else Superseded()
            if not self._casework.world.knows(one.shop):
                answers[place] = Ignored("unknown_shop")
        return [answers[place] for place in range(len(items))]

    async def change(
        self,
        unit: Unit,
        items: Sequence[Item[Versioned]],
        prepared: Sequence[Versioned],
        now: datetime,
        prints: Mapping[str, str] | None = None,
    ) -> Sequence[Disposition]:
        """Change every case of the batch, in one transaction.

        Args:
            unit: the transaction.
            items: the records.
            prepared: their objects.
            now: domain time.
            prints: fingerprints of the words that are kept, by ``words.ref_of``.
        """
        keys = [_key(item) for item in items]
        answers: list[Disposition] = [Ignored("")] * len(items)
        places: dict[str, list[int]] = {}
        for place, (key, value) in enumerate(zip(keys, prepared, strict=True)):
            if not self._casework.world.knows(shop_of(key)):
                answers[place] = Ignored("canary" if key == CANARY else "unknown_shop")
            elif isinstance(value, Contact):  # kept apart from the cases, with its words
                answers[place] = Applied()
            elif not isinstance(value, (Order, Parcel, Dispute, Message, Feedback)):
                answers[place] = Ignored("no_rule")
            else:
                places.setdefault(key, []).append(place)
        # Locked before a message's owner is looked for: it changes under its case's lock alone.
        rows = await unit.cases.lock(places, now)
        events = {
            key: [
                each
                for place in places[key]
                for each in await self._events(unit, key, prepared[place], prints or {}, now)
            ]
            for key in rows
        }
        for key, told in (await self._casework.change(unit, rows, events, now)).items():
            own = [
                answer
                for event, answer in zip(events[key], told, strict=True)
                if not isinstance(event, ActionChanged)
            ]
            for place, answer in zip(places[key], own, strict=True):
                answers[place] = answer
        return answers

    async def _events(
        self, unit: Unit, key: str, value: Versioned, prints: Mapping[str, str], now: datetime
    ) -> list[Event]:
        """What an object tells its case; a message of ours may first settle its action."""
        if isinstance(value, Message):
            fingerprint = prints.get(ref_of(value), "")
            if value.sender != "seller":
                understood = hear(value.text) if value.sender == "buyer" else NOTHING
                return [Said(value, fingerprint=fingerprint, understood=understood)]
            actions = await unit.actions.in_conversation(value.conversation)
            owner = owner_of(value, actions)
            said = Said(value, ours=owner is not None, fingerprint=fingerprint)
            if owner is None or owner.order_key != key or not outcome.seen(owner, value, now):
                return [said]
            await unit.actions.update(owner, now)
            await unit.tasks.settled(owner.key, now)
            return [changed(owner), said]
        if isinstance(value, (Order, Parcel, Dispute, Feedback)):
            return [value]
        raise TypeError(type(value).__name__)


def _key(item: Item[Versioned]) -> str:
    """The order's key, which is the record's."""
    return (item.record.key or b"").decode()

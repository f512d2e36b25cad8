"""What the tracker makes of orders and of carriers' updates."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from schemas.base import Versioned
from schemas.envelope import Envelope
from schemas.order import Order
from schemas.parcel import CarrierUpdate, Parcel
from schemas.topics import CARRIER_UPDATES, ORDERS, Topic
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import Applied, Disposition, Superseded
from services.runtime.kafka.record import Item, Record, parse_object
from services.runtime.postgres import traces
from services.runtime.postgres.pool import Connection
from services.runtime.tracing import tracer
from services.tracker import store, store_registrations
from services.tracker.change import deadline, learn, pointed
from services.tracker.numbers import claims_of, new_parcel, parcel_id, trackable
from services.tracker.surroundings import Surroundings

UNCLAIMED_FOR = timedelta(days=30)
"""How long scans of a number that no order names are kept: the order may come later."""

V = TypeVar("V", bound=Versioned)


class TrackerHandler:
    """Both topics in one group: a consumer costs the same whether it reads one topic or two.

    Args:
        provider: who is asked for the numbers of orders.
        registers: it follows only numbers that were registered; others are asked for at once.
    """

    group = "tracker"
    topics: tuple[Topic, ...] = (ORDERS, CARRIER_UPDATES)

    def __init__(self, provider: str, around: Surroundings, *, registers: bool = True) -> None:
        self._provider = provider
        self._orders = OrdersHandler(provider, around, registers=registers)
        self._updates = UpdatesHandler(around)

    def parse(self, record: Record, envelope: Envelope) -> Order | CarrierUpdate:
        """The order or the update.

        Raises:
            InvalidInput: it is neither, or an update of something that is no tracking number.
        """
        value = parse_object(record, envelope)
        if isinstance(value, CarrierUpdate) and not trackable(value.number):
            raise InvalidInput("no_tracking_number", value.id)
        if not isinstance(value, Order | CarrierUpdate):
            raise InvalidInput("unknown_type", envelope.type)
        return value

    async def prepare(
        self, items: Sequence[Item[Order | CarrierUpdate]]
    ) -> Sequence[Order | CarrierUpdate]:
        """Nothing: both are whole."""
        return [item.value for item in items]

    async def apply(
        self,
        conn: Connection,
        items: Sequence[Item[Order | CarrierUpdate]],
        prepared: Sequence[Order | CarrierUpdate],
        now: datetime,
    ) -> Sequence[Disposition]:
        """Orders first: they say which numbers the updates are about."""
        if tracer() is not None:
            await traces.note(conn, store.SCHEMA, self._traced(items), now)
        orders = [one for one in prepared if isinstance(one, Order)]
        updates = [one for one in prepared if isinstance(one, CarrierUpdate)]
        ended = {
            **_by_id(orders, await self._orders.apply(conn, orders, now) if orders else ()),
            **_by_id(updates, await self._updates.apply(conn, updates, now) if updates else ()),
        }
        return [ended[id(one)] for one in prepared]

    def _traced(self, items: Sequence[Item[Order | CarrierUpdate]]) -> dict[str, str]:
        """The traces of the records, by the parcels that they are about."""
        return {
            one: item.envelope.traceparent
            for item in items
            if item.envelope.traceparent
            for one in self._about(item.value)
        }

    def _about(self, value: Order | CarrierUpdate) -> Iterable[str]:
        if isinstance(value, CarrierUpdate):
            return (parcel_id(value.provider, value.number),)
        return claims_of(value, self._provider)


class OrdersHandler:
    """Orders say which numbers there are, and what a parcel is judged by.

    Args:
        provider: who is asked for the numbers of orders.
        registers: see ``TrackerHandler``.
    """

    def __init__(self, provider: str, around: Surroundings, *, registers: bool) -> None:
        self._provider = provider
        self._around = around
        self._registers = registers

    async def apply(
        self, conn: Connection, orders: Sequence[Order], now: datetime
    ) -> Sequence[Disposition]:
        """Enter what the newest of each order says, and fold its parcels again."""
        newest = _newest((order.key, order) for order in orders)
        taken = await store.take_orders(conn, newest.values())
        await self._enter(conn, [newest[key] for key in sorted(taken)], now)
        applied = {id(newest[key]) for key in taken}
        return [Applied() if id(order) in applied else Superseded() for order in orders]

    async def _enter(self, conn: Connection, orders: Sequence[Order], now: datetime) -> None:
        before = await store.named_by(conn, [order.key for order in orders])
        named = {order.key: claims_of(order, self._provider) for order in orders}
        wanted = {one for own in named.values() for one in own}
        touched = wanted.union(*before.values())
        if not touched:
            return
        await store.ensure(conn, [new_parcel(one) for one in wanted], now, kept_until=None)
        rows = await store.lock(conn, touched)
        await store.unclaim(
            conn, [(one, key) for key in before for one in before[key] - named[key].keys()]
        )
        await store.claim(conn, [pair for own in named.values() for pair in own.items()], now)
        claims = await store.claims(conn, touched)
        changes = [
            learn(row, claims[one], self._around, now, parcel=self._followed(row.parcel))
            for one, row in rows.items()
        ]
        await store.write(conn, changes, now)
        if not self._registers:
            return
        parcels = [change.after.parcel for change in changes]
        ahead = [(one, deadline(claims[one.id], now)) for one in parcels if one.id in wanted]
        await store_registrations.want(conn, ahead, now)
        await store_registrations.withdraw(conn, [one for one in parcels if one.role == "void"])

    def _followed(self, parcel: Parcel) -> Parcel:
        """A provider that registers nothing follows every number from the first."""
        if self._registers or parcel.provider != self._provider or parcel.tracked != "pending":
            return parcel
        return parcel.model_copy(update={"tracked": "tracked"})


class UpdatesHandler:
    """Carriers' updates bring scans."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    async def apply(
        self, conn: Connection, updates: Sequence[CarrierUpdate], now: datetime
    ) -> Sequence[Disposition]:
        """Fold the newest of each number in; one that no order names is kept for a while.

        A pointer has a parcel looked at, and makes none.
        """
        newest = _newest((parcel_id(one.provider, one.number), one) for one in updates)
        unclaimed = [new_parcel(one) for one, update in newest.items() if not update.pointed_at]
        await store.ensure(conn, unclaimed, now, kept_until=now + UNCLAIMED_FOR)
        rows = await store.lock(conn, newest)
        claims = await store.claims(conn, newest)
        fresh = {
            one: update
            for one, update in newest.items()
            if one in rows and update.version > rows[one].update_version
        }
        changes = [
            pointed(rows[one], now)
            if fresh[one].pointed_at
            else learn(rows[one], claims[one], self._around, now, update=fresh[one])
            for one in sorted(fresh)
        ]
        await store.write(conn, changes, now)
        applied = {id(update) for update in fresh.values()}
        return [Applied() if id(one) in applied else Superseded() for one in updates]


def _by_id(values: Sequence[object], ends: Sequence[Disposition]) -> dict[int, Disposition]:
    """How each value ended, by its identity: one object may come twice in a batch."""
    return {id(value): end for value, end in zip(values, ends, strict=True)}


def _newest(pairs: Iterable[tuple[str, V]]) -> dict[str, V]:
    """The greatest version of each object of a batch."""
    newest: dict[str, V] = {}
    for key, value in pairs:
        if key not in newest or newest[key].version < value.version:
            newest[key] = value
    return newest

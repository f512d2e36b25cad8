"""Plays events: changes what the marketplaces and 17TRACK show, and offers the pushes about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from services.sandbox import bazaar_views, pushes
from services.sandbox import events as ev
from services.sandbox.accounts import Accounts
from services.sandbox.draw import Draw
from services.sandbox.laposte import PostEvent, Suivi
from services.sandbox.market import (
    ChatMessage,
    Dispute,
    Floor,
    Order,
    Parcel,
    Rating,
    Sender,
    Session,
)
from services.sandbox.profile.tables import CARRIERS
from services.sandbox.pusher import Push
from services.sandbox.tracked import Tracked
from services.sandbox.tracking import Book

_FULFILMENT_OF_SCAN = {
    "InTransit_CustomsReleased": "INFO_ST_CB_CUSTOMS_CLEARANCE_SUCCESS",
    "Exception_Lost": "LOST_BY_3PL",
}


@dataclass(slots=True)
class Players:
    """What events act on.

    Attributes:
        offer: takes a push; replaced by one that drops them while history is played.
        type_chat: puts a message into a chat at an instant.
    """

    accounts: Accounts
    floors: Mapping[str, Floor]
    book: Book
    suivi: Suivi
    draw: Draw
    offer: Callable[[Push], None]
    type_chat: Callable[[Floor, Session, Sender, str, datetime], ChatMessage]
    push_share: float


class Happen:
    """Plays one event at a time."""

    def __init__(self, players: Players) -> None:
        self._on = players
        self._parcels: dict[str, list[Order]] = {}

    def play(self, event: ev.Event) -> None:  # noqa: C901, PLR0912 - one arm a kind of event
        """Make it so.

        Raises:
            LookupError: the event speaks of something that is not there.
        """
        match event:
            case ev.Placed(at=at, order=plan):
                self._placed(at, plan)
            case ev.Paid(at=at, key=key):
                order = self.order(key)
                order.paid_at = at
                self._lines(order, "paid", tuple(order.lines), at, "PaymentAuthorized")
            case ev.Shipped():
                self._shipped(event)
            case ev.Corrected():
                self._corrected(event)
            case ev.Scanned():
                self._scanned(event)
            case ev.Posted(at=at, number=number, code=code, label=label):
                self._on.suivi.show(number, PostEvent(at, code, label))
            case ev.Delivered(at=at, key=key, lines=lines):
                self._delivered(self.order(key), lines, at)
            case ev.Completed(at=at, key=key):
                order = self.order(key)
                order.completed_at = order.completed_at or at
                self._floor(key).touch(order, at)
                self._order_push(order, at, "OrderConfirmed")
            case ev.Rated(at=at, key=key, stars=stars):
                self._floor(key).rate(self.order(key), Rating(at, stars))
            case ev.DisputeOpened(at=at, key=key, ref=ref, kind=kind):
                self._claim(key, ref, kind, at)
            case ev.CancelAsked(at=at, key=key, ref=ref):
                self._claim(key, ref, "cancel", at)
            case ev.DisputeResubmitted(at=at, ref=ref):
                floor, dispute = self.dispute(ref)
                dispute.submitted.append(at)
                floor.touch_dispute(dispute, at)
                self._reverse_push(floor, dispute, at)
            case ev.DisputeClosed(at=at, ref=ref, refunded=refunded):
                self._closed(ref, at, "refunded" if refunded else "")
            case ev.PaidBack(at=at, key=key, amount=amount):
                order = self.order(key)
                order.paid_back += amount
                self._floor(key).touch(order, at)
            case ev.CancelGranted(at=at, ref=ref):
                self._closed(ref, at, "cancelled")
            case ev.Wrote(at=at, key=key, sender=sender, text=text):
                floor, order = self._floor(key), self.order(key)
                self._on.type_chat(floor, floor.session(order), sender, text, at)
            case ev.Unreadable(at=at, app=app):
                name = f"{app} {at.isoformat()}"
                body = b'{"seller_id":"' + name.encode() + b'","message_type":0,"data":{'
                self._on.offer(Push(app, "unreadable", name, f"unreadable {name}", at, body))

    def order(self, key: str) -> Order:
        """The order of that key.

        Raises:
            LookupError: there is none.
        """
        return self._floor(key).orders[key.rsplit("/", 1)[1]]

    def dispute(self, ref: str) -> tuple[Floor, Dispute]:
        """A dispute and its shop.

        Raises:
            LookupError: there is none.
        """
        for floor in self._on.floors.values():
            if ref in floor.disputes:
                return floor, floor.disputes[ref]
        raise LookupError(f"no dispute {ref}")

    def _floor(self, key: str) -> Floor:
        return self._on.floors[key.rsplit("/", 1)[0]]

    def _placed(self, at: datetime, plan: ev.OrderPlan) -> None:
        order = Order(plan, at, at, lines={line.id: "unpaid" for line in plan.lines})
        floor = self._floor(plan.key)
        floor.orders[plan.order_id] = order
        floor.touch(order, at)
        self._order_push(order, at, "OrderCreated")

    def _lines(
        self, order: Order, state: Any, lines: tuple[str, ...], at: datetime, word: str = ""
    ) -> None:
        """Lines change their state; the marketplaces push it in their own ways."""
        for line in lines:
            order.lines[line] = state
        self._floor(order.plan.key).touch(order, at)
        self._order_push(order, at, word, lines)

    def _order_push(
        self, order: Order, at: datetime, word: str, lines: tuple[str, ...] = ()
    ) -> None:
        key, floor = order.plan.key, self._floor(order.plan.key)
        if floor.account.marketplace == "aliexpress":
            if word:
                name = f"{key} {word} {at.isoformat()}"
                body = pushes.encode(pushes.ae_order(floor, order, word, at))
                self._offer(floor, "53", (key, name), at, lambda: body)
            return
        if floor.account.marketplace == "bazaar":
            name = f"{key} {' '.join(order.lines.values())} {len(order.parcels)} {at.isoformat()}"
            told = partial(bazaar_views.order_changed, floor, order)
            self._offer(floor, "order", (key, name), at, lambda: pushes.encode(told()))
            return
        for line in lines or tuple(order.lines):
            name = f"{key} {line} {order.lines[line]} {at.isoformat()}"

            def trade(line: str = line) -> bytes:
                return pushes.encode(pushes.trade(floor, order, line, order.changed_at))

            self._offer(floor, "0", (key, name), at, trade)

    def _shipped(self, event: ev.Shipped) -> None:
        order = self.order(event.key)
        order.parcels.append(Parcel(event.number, event.carrier, event.at, event.lines))
        self._follow(order, event.number, event.carrier)
        word = "OrderShipped" if order.shipped_at else ""
        self._lines(order, "shipped", event.lines, event.at, word)
        self._package_push(order, event.number, "SHIPPED", event.at)

    def _follow(self, order: Order, number: str, carrier: str) -> None:
        self._parcels.setdefault(number, []).append(order)
        tracked = self._on.book.tracked(number)
        tracked.country, tracked.carrier = order.plan.country, CARRIERS.get(carrier, 3011)

    def _corrected(self, event: ev.Corrected) -> None:
        order = self.order(event.key)
        parcel = next(p for p in order.parcels if p.number == event.old)
        parcel.number = event.new
        self._parcels[event.old].remove(order)
        self._follow(order, event.new, parcel.carrier)
        self._lines(order, "shipped", parcel.lines, event.at, "OrderShipped")

    def _scanned(self, event: ev.Scanned) -> None:
        tracked = self._on.book.show(event.number, event.scan)
        for order in self._parcels.get(event.number, ()):
            if status := _FULFILMENT_OF_SCAN.get(event.scan.sub_status):
                self._package_push(order, event.number, status, event.at)
        self.tracking_push(tracked, event.at, event.scan.sub_status)

    def tracking_push(self, tracked: Tracked, at: datetime, why: str) -> None:
        """17TRACK pushes what it knows of a number that somebody follows."""
        book = self._on.book
        chosen = self._on.draw.unit("17track pushes", tracked.number) < self._on.push_share
        if tracked.registered_at is None or not tracked.found or not chosen:
            return
        if tracked.stopped(at):
            return
        name = f"17track {tracked.number} {why} {at.isoformat()}"
        body = book.push_body(tracked, at)
        push = Push("17track", "17track:TRACKING_UPDATED", tracked.number, name, at, body)
        self._on.offer(push)

    def _delivered(self, order: Order, lines: tuple[str, ...], at: datetime) -> None:
        parcel = order.parcel_of(lines[0])
        if parcel is not None:
            parcel.delivered_at = at
        if self._floor(order.plan.key).account.marketplace == "aliexpress":
            return  # AliExpress learns of a delivery only when the buyer confirms
        gone = {"cancelled", "refunded"}
        self._lines(order, "delivered", tuple(n for n in lines if order.lines[n] not in gone), at)
        self._package_push(order, parcel.number if parcel else "", "DELIVERED", at)

    def _claim(self, key: str, ref: str, kind: str, at: datetime) -> None:
        order, floor = self.order(key), self._floor(key)
        dispute = Dispute(ref, order, kind, [at], at)
        order.dispute = floor.disputes[ref] = dispute
        floor.touch_dispute(dispute, at)
        self._reverse_push(floor, dispute, at)

    def _closed(self, ref: str, at: datetime, lines: str) -> None:
        floor, dispute = self.dispute(ref)
        dispute.closed_at = at
        floor.touch_dispute(dispute, at)
        self._reverse_push(floor, dispute, at)
        if lines:
            self._lines(dispute.order, lines, tuple(dispute.order.lines), at, "OrderClosed")

    def _reverse_push(self, floor: Floor, dispute: Dispute, at: datetime) -> None:
        if floor.account.marketplace == "bazaar":
            told = partial(bazaar_views.claim_changed, floor, dispute)
            name = f"claim {dispute.ref} {at.isoformat()}"
            self._offer(floor, "claim", (dispute.ref, name), at, lambda: pushes.encode(told()))
            return
        if floor.account.marketplace != "lazada" or pushes.unpushed(dispute):
            return
        as_trade = self._on.draw.unit("reverse as trade", dispute.ref) < 0.3  # noqa: PLR2004
        name = f"reverse {dispute.ref} {pushes.reverse_status(dispute)}"
        self._offer(
            floor,
            "0" if as_trade else "10",
            (dispute.ref, name),
            at,
            lambda: pushes.encode(
                pushes.reverse(floor, dispute, dispute.changed_at, as_trade=as_trade)
            ),
        )

    def _package_push(self, order: Order, number: str, status: str, at: datetime) -> None:
        floor = self._floor(order.plan.key)
        if floor.account.marketplace == "lazada":
            body = pushes.encode(pushes.fulfilment(floor, order, number, status, at))
            name = f"{order.plan.key} {number} {status}"
            self._offer(floor, "14", (order.plan.key, name), at, lambda: body)

    def chat_push(self, floor: Floor, session: Session, message: ChatMessage) -> None:
        """A message is pushed to the seller's app; a blocked one is seen by nobody."""
        if floor.account.marketplace == "bazaar":
            kind, told = "message", bazaar_views.message_created(floor, session, message)
        else:
            kind, told = "2", pushes.chat(floor, message, session.buyer)
        body = pushes.encode(told)
        about = (message.id, f"chat {message.id}")
        self._offer(floor, kind, about, message.sent_at, lambda: body)

    def _offer(
        self,
        floor: Floor,
        kind: str,
        about: tuple[str, str],
        at: datetime,
        body: Callable[[], bytes],
    ) -> None:
        """Offer a push about (reference, identity); ``body`` is asked again for a repetition."""
        ref, identity = about
        account = floor.account
        what = f"{account.marketplace}:{kind}"
        self._on.offer(Push(account.app, what, ref, identity, at, body(), body))

"""What a test makes happen by hand: the same events that a seeded world plays by itself."""

from abc import ABC, abstractmethod
from datetime import datetime
from decimal import Decimal

from services.sandbox import events as ev
from services.sandbox.draw import Draw
from services.sandbox.market import Order
from services.sandbox.numbers import postal_number
from services.sandbox.profile.tables import LANDS


class Deeds(ABC):
    """Every deed happens at ``at``, by default now; ids are made up unless given."""

    draw: Draw
    _made = 0

    @abstractmethod
    def now(self) -> datetime:
        """Domain time."""

    @abstractmethod
    def play(self, event: ev.Event) -> None:
        """Make an event happen."""

    @abstractmethod
    def order(self, key: str) -> Order:
        """An order as the marketplace shows it."""

    def place_order(
        self,
        shop: str,
        *,
        order_id: str | None = None,
        country: str = "MY",
        buyer: str | None = None,
        lines: int = 1,
        promise_days: int = 14,
        protection_days: int = 18,
        prepaid: bool | None = None,
        paid: bool = True,
        at: datetime | None = None,
    ) -> str:
        """A buyer orders, and pays in the same moment; returns the order's key."""
        order_id = order_id or self._id("26", 13)
        land, at = LANDS[country], at or self.now()
        buyer = buyer or self._id("9", 9)
        plan = ev.OrderPlan(
            key=f"{shop}/{order_id}",
            buyer=buyer,
            login=f"{country.lower()}{buyer}",
            country=country,
            postcode=land.postcode,
            language=land.language,
            currency=land.currency,
            lines=tuple(
                ev.LinePlan(str(int(order_id) + 100 * n), f"Thing {n}", Decimal("12.50"))
                for n in range(1, lines + 1)
            ),
            service="CPAM" if shop.startswith("aliexpress") else "China Post",
            promise_days=promise_days,
            protection_days=protection_days,
            prepaid=prepaid,
        )
        self.play(ev.Placed(at, plan))
        if paid:
            self.play(ev.Paid(at, plan.key))
        return plan.key

    def ship(
        self,
        key: str,
        number: str | None = None,
        *,
        lines: tuple[str, ...] = (),
        at: datetime | None = None,
    ) -> str:
        """The seller declares a shipment (of all lines by default); returns its number."""
        plan = self.order(key).plan
        if number is None:
            serial = self._id("", 8)
            number = postal_number(self.draw, serial, serial)
        every = tuple(line.id for line in plan.lines)
        self.play(ev.Shipped(at or self.now(), key, number, lines or every, plan.service))
        return number

    def correct(self, key: str, old: str, new: str, *, at: datetime | None = None) -> None:
        """The seller replaces a mistyped number."""
        self.play(ev.Corrected(at or self.now(), key, old, new))

    def scan(
        self,
        number: str,
        sub_status: str,
        text: str = "",
        *,
        country: str = "CN",
        place: str = "",
        at: datetime | None = None,
    ) -> None:
        """17TRACK shows a scan from now on; ``at`` is when the carrier made it."""
        made = at or self.now()
        offset = LANDS[country].offset if country in LANDS else 8
        scan = ev.ScanPlan(made, sub_status, text or sub_status, country, place, offset)
        self.play(ev.Scanned(self.now(), number, scan))

    def deliver(self, key: str, *, at: datetime | None = None) -> None:
        """The marketplace learns that everything was delivered."""
        lines = tuple(line.id for line in self.order(key).plan.lines)
        self.play(ev.Delivered(at or self.now(), key, lines))

    def complete(self, key: str, *, at: datetime | None = None) -> None:
        """The buyer confirms receipt (AliExpress)."""
        self.play(ev.Completed(at or self.now(), key))

    def rate(self, key: str, stars: int, *, at: datetime | None = None) -> None:
        """The buyer's stars take effect (AliExpress)."""
        self.play(ev.Rated(at or self.now(), key, stars))

    def open_dispute(
        self, key: str, kind: str = "not_received", *, at: datetime | None = None
    ) -> str:
        """The buyer claims (``not_received``, ``not_as_described``, ``other``); returns its id."""
        ref = self._id("5", 14)
        self.play(ev.DisputeOpened(at or self.now(), key, ref, kind))
        return ref

    def resubmit(self, ref: str, *, at: datetime | None = None) -> None:
        """The buyer changes the claim: the next answer period begins (AliExpress)."""
        self.play(ev.DisputeResubmitted(at or self.now(), ref))

    def close_dispute(self, ref: str, *, refunded: bool = True, at: datetime | None = None) -> None:
        """The dispute ends."""
        self.play(ev.DisputeClosed(at or self.now(), ref, refunded))

    def pay_back(self, key: str, amount: Decimal, *, at: datetime | None = None) -> None:
        """The seller gives a part of the price back in the seller centre (AliExpress)."""
        self.play(ev.PaidBack(at or self.now(), key, amount))

    def ask_to_cancel(self, key: str, *, at: datetime | None = None) -> str:
        """The buyer asks to cancel; returns the request's id."""
        ref = self._id("6", 14)
        self.play(ev.CancelAsked(at or self.now(), key, ref))
        return ref

    def grant_cancel(self, ref: str, *, at: datetime | None = None) -> None:
        """The cancellation is done."""
        self.play(ev.CancelGranted(at or self.now(), ref))

    def buyer_writes(self, key: str, text: str, *, at: datetime | None = None) -> None:
        """The order's buyer types in the chat."""
        self.play(ev.Wrote(at or self.now(), key, "buyer", text))

    def staff_writes(self, key: str, text: str, *, at: datetime | None = None) -> None:
        """Somebody of the seller's types in the chat, past the program."""
        self.play(ev.Wrote(at or self.now(), key, "seller", text))

    def push_unreadable(self, app: str) -> None:
        """The app pushes, rightly signed, what is no JSON."""
        self._made += 1
        self.play(ev.Unreadable(self.now(), app))

    def _id(self, prefix: str, digits: int) -> str:
        self._made += 1
        return prefix + self.draw.one_of_its_own(digits, self._made)

"""What the sandbox made true by the end of the month, as the invariants ask for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.sandbox import events as ev
from services.sandbox.accounts import Accounts
from services.sandbox.journey import Journey
from services.sandbox.profile.shape import BUYER_HOLDS


@dataclass(frozen=True, slots=True)
class HoldFact:
    """A parcel held at import customs.

    Attributes:
        parcel: ``17track/number``.
        kind: see ``profile.tables.HOLD_WORDS``.
        needs: who can end it: ``buyer``, ``seller``, ``carrier``, ``authority`` or ``unknown``.
        since: of the scan; ``shown`` is when the provider showed it.
    """

    parcel: str
    orders: tuple[str, ...]
    kind: str
    needs: str
    since: datetime
    shown: datetime
    until: datetime | None

    @property
    def means(self) -> str:
        """What the hold is about, in the contract's words."""
        return _MEANS.get(self.kind, self.kind)

    @property
    def by_age(self) -> bool:
        """Whether no scan says so: only the age of the clearance tells."""
        return self.kind == "long"


_MEANS = {"seller": "documents", "carrier": "documents", "prepaid": "duties", "long": "unspecified"}


@dataclass(frozen=True, slots=True)
class DisputeFact:
    """A dispute; ``rounds`` counts the buyer's submissions."""

    ref: str
    order: str
    kind: str
    opened: datetime
    rounds: int


@dataclass(frozen=True, slots=True)
class MessageFact:
    """Something typed in a chat; ``order`` is the one it was written about."""

    order: str
    buyer: str
    sender: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RatingFact:
    """A buyer's stars for an order."""

    order: str
    stars: int
    at: datetime


@dataclass(frozen=True, slots=True)
class MistypedFact:
    """A number that was nobody's, from its declaration to its correction."""

    order: str
    number: str
    sent: datetime
    corrected: datetime


@dataclass(frozen=True, slots=True)
class OrderFact:
    """How an order stands at the end.

    Attributes:
        state: ``placed``, ``paid``, ``part_shipped``, ``shipped``, ``delivered``, ``completed``,
            ``refunded``, ``cancel_requested`` or ``cancelled``.
        numbers: of its parcels, a corrected one by its right number.
    """

    key: str
    state: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, each in the order in which it became true."""

    orders: tuple[OrderFact, ...]
    holds: tuple[HoldFact, ...]
    disputes: tuple[DisputeFact, ...]
    messages: tuple[MessageFact, ...]
    cancels: tuple[str, ...]
    silent: tuple[str, ...]
    lost: tuple[str, ...]
    mistyped: tuple[MistypedFact, ...] = ()
    ratings: tuple[RatingFact, ...] = ()

    @property
    def buyer_holds(self) -> tuple[HoldFact, ...]:
        """Those that only the buyer can end."""
        return tuple(hold for hold in self.holds if hold.needs == "buyer")


_NEEDS = {
    **dict.fromkeys(BUYER_HOLDS, "buyer"),
    "seller": "seller",
    "prepaid": "seller",
    "prohibited": "seller",
    "carrier": "carrier",
    "inspection": "authority",
}


def gather(
    events: Iterable[ev.Event],
    orders: Mapping[str, ev.OrderPlan],
    journeys: Mapping[str, Journey],
    accounts: Accounts,
    end: datetime,
) -> Facts:
    """Fold all that happened by ``end``."""
    told = _Told(orders)
    for event in events:
        if event.at <= end:
            told.hear(event)
    known = {shop.key for shop in accounts.shops}
    return Facts(
        orders=tuple(
            OrderFact(key, state, tuple(told.numbers.get(key, ())))
            for key, state in told.states.items()
            if orders[key].shop in known
        ),
        holds=tuple(
            sorted(
                (
                    _hold(way, told)
                    for way in journeys.values()
                    if way.held and way.held[0] in told.shown.get(way.number, ())
                ),
                key=lambda hold: hold.since,
            )
        ),
        disputes=tuple(
            DisputeFact(ref, opened.key, opened.kind, opened.at, told.rounds[ref])
            for ref, opened in told.disputes.items()
        ),
        messages=tuple(told.messages),
        cancels=tuple(told.cancels),
        silent=tuple(sorted(w.number for w in journeys.values() if w.role == "silent")),
        lost=tuple(sorted(w.number for w in journeys.values() if w.role == "lost")),
        mistyped=tuple(told.mistyped),
        ratings=tuple(told.ratings),
    )


def _hold(way: Journey, told: "_Told") -> HoldFact:
    since, until = way.held or (way.pace.customs, None)
    carried = tuple(key for key, numbers in told.numbers.items() if way.number in numbers)
    needs = _NEEDS.get(way.role, "unknown")
    shown = told.shown[way.number][since]
    return HoldFact(f"17track/{way.number}", carried, way.role, needs, since, shown, until)


class _Told:
    """What is known so far."""

    def __init__(self, orders: Mapping[str, ev.OrderPlan]) -> None:
        self.orders = orders
        self.states: dict[str, str] = {}
        self.numbers: dict[str, list[str]] = {}
        self.shown: dict[str, dict[datetime, datetime]] = {}
        self.disputes: dict[str, ev.DisputeOpened] = {}
        self.rounds: dict[str, int] = {}
        self.messages: list[MessageFact] = []
        self.cancels: dict[str, str] = {}
        self.mistyped: list[MistypedFact] = []
        self.ratings: list[RatingFact] = []
        self._sent: dict[str, set[str]] = {}
        self._declared: dict[tuple[str, str], datetime] = {}
        self._handed: dict[str, set[str]] = {}

    def hear(self, event: ev.Event) -> None:
        match event:
            case ev.Placed(order=plan):
                self.states[plan.key] = "placed"
            case ev.Paid(key=key):
                self.states[key] = "paid"
            case ev.Shipped() | ev.Delivered():
                self._moved(event)
            case ev.Corrected(at=at, key=key, old=old, new=new):
                self.mistyped.append(MistypedFact(key, old, self._declared[key, old], at))
                self.numbers[key] = [new if n == old else n for n in self.numbers[key]]
            case ev.Completed(key=key):
                self.states[key] = "completed"
            case ev.Scanned(at=at, number=number, scan=scan):
                self.shown.setdefault(number, {}).setdefault(scan.at, at)
            case _:
                self._quarrel(event)

    def _moved(self, event: ev.Shipped | ev.Delivered) -> None:
        key = event.key
        sent = isinstance(event, ev.Shipped)
        lines = (self._sent if sent else self._handed).setdefault(key, set())
        lines.update(event.lines)
        if isinstance(event, ev.Shipped):
            self.numbers.setdefault(key, []).append(event.number)
            self._declared[key, event.number] = event.at
        everything = {line.id for line in self.orders[key].lines} <= lines
        if everything:
            self.states[key] = "shipped" if sent else "delivered"
        elif sent:
            self.states[key] = "part_shipped"

    def _quarrel(self, event: ev.Event) -> None:
        match event:
            case ev.DisputeOpened(ref=ref):
                self.disputes[ref] = event
                self.rounds[ref] = 1
            case ev.DisputeResubmitted(ref=ref):
                self.rounds[ref] += 1
            case ev.DisputeClosed(ref=ref, refunded=True):
                self.states[self.disputes[ref].key] = "refunded"
            case ev.Rated(at=at, key=key, stars=stars):
                self.ratings.append(RatingFact(key, stars, at))
            case ev.CancelAsked(key=key, ref=ref):
                self.cancels[ref] = key
                self.states[key] = "cancel_requested"
            case ev.CancelGranted(ref=ref):
                self.states[self.cancels[ref]] = "cancelled"
            case ev.Wrote(key=key, sender=sender, at=at):
                buyer = self.orders[key].buyer
                self.messages.append(MessageFact(key, buyer, sender, at))
            case _:
                pass

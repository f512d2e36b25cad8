"""The deadlines of a case: every instant that something turns on, where it comes from, its price.

The marketplace's own figure wins; where it states none, the dated terms of the shop's marketplace
say it (``services/runtime/terms.yaml``). The names are those of the playbook's anchors.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from schemas.dispute import DisputeState
from schemas.order import LIVE, OWN_LOGISTICS, Order, OrderStatus
from services.notifier import talk
from services.notifier.case import Case
from services.notifier.facts import MOVING, SHIPPED, is_disputed, is_moving, leads
from services.notifier.policy import Surroundings
from services.notifier.scope import Scope
from services.notifier.subject import OUTWARD, Subject, subjects
from services.runtime.staffed import Staffed, add_working_days
from services.runtime.terms import Span, Term, Terms, span_of

Source = Literal["stated", "dated"]

UNSENT = frozenset({OrderStatus.PAID, OrderStatus.PART_SHIPPED})
_WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Due:
    """An instant, whoever says it: the marketplace (``stated``) or our ``dated`` terms."""

    at: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a case.

    Attributes:
        name: the anchor's: ``ship_by``, ``dispute.answer_due`` ...
        occasion: of what, as rules know it: ``order``, a parcel's number, a dispute's round,
            a message.
        at: when it is (UTC).
        source: ``stated`` by the marketplace, or ``dated`` data.
        basis: of dated data: whence, and when it was last checked.
        silence: what it costs to let it pass; empty where it costs nothing by itself.
        binds: it is ours to meet; the others are only to be known.
        standing: not met yet, and not without an object.
        passed: it was before now.
    """

    name: str
    occasion: str
    at: datetime
    source: Source
    basis: str
    silence: str
    binds: bool
    standing: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of deadline is found.

    Attributes:
        term: the name of its term.
        find: its instant, given the terms.
        standing: whether it is still to be met.
    """

    scope: Scope
    term: str
    find: Callable[[Subject, Terms], Due | None]
    standing: Callable[[Subject], bool]
    binds: bool = False


def deadlines(case: Case, around: Surroundings, now: datetime) -> tuple[Deadline, ...]:
    """Every deadline of a case that is known, by its instant; met ones too, see ``standing``.

    Args:
        case: as it stands.
        around: of its shop; only its terms are asked.
        now: domain time.
    """
    terms = around.shop.terms
    found = [
        _deadline(name, kind, on, terms, now)
        for scope in Scope
        for on in subjects(case, scope)
        for name, kind in KINDS.items()
        if kind.scope is scope
    ]
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.at, one.name, one.occasion)))


def instant(name: str, on: Subject, terms: Terms) -> datetime | None:
    """When a deadline of this subject is: what the anchor of that name stands for."""
    due = KINDS[name].find(on, binding(on, terms))
    return due.at if due else None


def binding(on: Subject, terms: Terms) -> Terms:
    """The terms that hold of a subject: a dispute has those of the shop in which it stands."""
    return terms.elsewhere.get(on.dispute.shop, terms) if on.dispute else terms


def silence_of(name: str, on: Subject, terms: Terms) -> str:
    """What it costs to let a deadline pass, for people; empty where nothing is known of it."""
    term = _term(name, on, terms)
    return term.silence if term else ""


def _deadline(name: str, kind: _Kind, on: Subject, terms: Terms, now: datetime) -> Deadline | None:
    due = kind.find(on, binding(on, terms))
    if due is None:
        return None
    term = _term(name, on, terms)
    dated = due.source == "dated" and term is not None
    return Deadline(
        name=name,
        occasion=on.occasion,
        at=due.at,
        source=due.source,
        basis=f"{term.source} ({term.since})" if dated and term else "",
        silence=term.silence if term else "",
        binds=kind.binds,
        standing=kind.standing(on),
        passed=due.at <= now,
    )


def _term(name: str, on: Subject, terms: Terms) -> Term | None:
    word, terms = KINDS[name].term, binding(on, terms)
    of_provider = terms.providers.get(on.parcel.provider, {}) if on.parcel else {}
    return terms.terms.get(word) or of_provider.get(word)


def _after(begins: datetime | None, word: str, on: Subject, terms: Terms) -> datetime | None:
    """So long after an instant as the term says; None where either is not known."""
    term = terms.terms.get(word)
    if begins is None or term is None:
        return None
    span = term.span(on.order.destination.country if on.order else "")
    return None if span is None else _add(begins, span, terms)


def _add(begins: datetime, span: Span, terms: Terms) -> datetime:
    if not span.working_days:
        return begins + span.plain
    days = Staffed(terms.calendar.zone, _WEEKDAYS, holidays=terms.calendar.holidays)
    return add_working_days(days, begins + span.plain, span.working_days)


def _dated(at: datetime | None) -> Due | None:
    return None if at is None else Due(at, "dated")


def _stated(at: datetime | None) -> Due | None:
    return None if at is None else Due(at, "stated")


def _promise(order: Order | None) -> datetime | None:
    return order.promise.at if order and order.promise else None


def _ship_by(on: Subject, _: Terms) -> Due | None:
    return _stated(on.order.ship_by if on.order else None)


def _protection_end(on: Subject, terms: Terms) -> Due | None:
    """What stands in an order may be our own dated data: it was completed when it was read."""
    order = on.order
    if order is None:
        return None
    dated = _after(order.shipped_at, "protection_end", on, terms)
    if order.protection_end is None:
        return _dated(dated) if order.status in SHIPPED else None
    return Due(order.protection_end, "dated" if order.protection_end == dated else "stated")


def _dispute_from(on: Subject, terms: Terms) -> Due | None:
    order, term = on.order, terms.terms.get("dispute_from")
    if order is None or order.dispute_from is not None or term is None:
        return _stated(order.dispute_from if order else None)
    promise, shipped = _promise(order), order.shipped_at
    if term.from_promise:
        return _dated(_after(promise, "dispute_from", on, terms))
    earliest = _after(shipped, "dispute_from", on, terms)
    if earliest is None or shipped is None:
        return None
    if promise is not None and _is_short(promise - shipped, term):
        return _dated(shipped)
    waits = term.waits and promise is not None and is_moving(on)
    return _dated(max(earliest, promise) if waits and promise else earliest)


def _is_short(promised: timedelta, term: Term) -> bool:
    return term.under is not None and promised < span_of(term.under).least


def _dispute_until(on: Subject, terms: Terms) -> Due | None:
    order, term = on.order, terms.terms.get("dispute_until")
    if order is None or term is None:
        return None
    ends = _protection_end(on, terms)
    begins = order.completed_at or (ends.at if ends else None)
    return _dated(
        _after(_promise(order) if term.from_promise else begins, "dispute_until", on, terms)
    )


def _answer_due(on: Subject, terms: Terms) -> Due | None:
    dispute = on.dispute
    if dispute is None:
        return None
    if dispute.answer_due is not None:
        return Due(
            dispute.answer_due.at, "stated" if dispute.answer_due.source == "stated" else "dated"
        )
    # Of a later round nobody knows when it began: only the first can be counted.
    first = dispute.round == 1 and dispute.state is DisputeState.OPEN
    return _dated(_after(dispute.opened_at, "answer_due", on, terms)) if first else None


def _escalates(on: Subject, terms: Terms) -> Due | None:
    return _dated(_after(on.dispute.opened_at if on.dispute else None, "escalates", on, terms))


def _first_answer_due(on: Subject, terms: Terms) -> Due | None:
    heard = on.message is not None and on.message.sender == "buyer"
    begins = on.message.sent_at if heard and on.message else None
    return _dated(_after(begins, "first_answer_due", on, terms))


def _claim(word: str) -> Callable[[Subject, Terms], Due | None]:
    """A carrier's window for claims, counted from the last movement."""

    def find(on: Subject, terms: Terms) -> Due | None:
        return _dated(_after(on.parcel.last_movement if on.parcel else None, word, on, terms))

    return find


def _feed_stops(on: Subject, terms: Terms) -> Due | None:
    parcel = on.parcel
    term = terms.providers.get(parcel.provider, {}).get("feed_stops") if parcel else None
    if parcel is None or parcel.last_movement is None or term is None:
        return None
    span = term.span()
    return _dated(_add(parcel.last_movement, span, terms)) if span else None


def _is_lost_of(on: Subject) -> bool:
    """Whether a loss of this parcel would be ours to claim, of a carrier of our own."""
    parcel, order = on.parcel, on.order
    return (
        parcel is not None
        and order is not None
        and order.status in LIVE
        and order.fulfilment not in OWN_LOGISTICS
        and parcel.identity == "plausible"
        and parcel.role in OUTWARD
        and leads(on)
        and _under_way(on)
        and not any(hold.until is None for hold in parcel.holds)
    )


def _under_way(on: Subject) -> bool:
    return on.parcel is not None and on.parcel.stage in MOVING and on.parcel.stage != "pickup"


def _may_dispute(on: Subject) -> bool:
    sent = on.order is not None and on.order.shipped_at is not None
    return sent and on.order is not None and on.order.status in LIVE and not on.case.disputes


def _needs_protection(on: Subject) -> bool:
    """Whether the buyer would be left without it; an open dispute protects them by itself."""
    live = on.order is not None and on.order.status in LIVE
    return live and is_moving(on) and not is_disputed(on.case)


def _in_dispute(on: Subject) -> bool:
    return on.dispute is not None and on.dispute.state in (
        DisputeState.OPEN,
        DisputeState.ANSWERED,
    )


KINDS: Mapping[str, _Kind] = {
    "ship_by": _Kind(
        Scope.ORDER,
        "ship_by",
        _ship_by,
        lambda on: on.order is not None and on.order.status in UNSENT,
        binds=True,
    ),
    "protection_end": _Kind(
        Scope.ORDER,
        "protection_end",
        _protection_end,
        _needs_protection,
        binds=True,
    ),
    "dispute_from": _Kind(Scope.ORDER, "dispute_from", _dispute_from, _may_dispute),
    "dispute_until": _Kind(Scope.ORDER, "dispute_until", _dispute_until, _may_dispute),
    "dispute.answer_due": _Kind(
        Scope.DISPUTE,
        "answer_due",
        _answer_due,
        lambda on: on.dispute is not None and on.dispute.state is DisputeState.OPEN,
        binds=True,
    ),
    "dispute.escalates": _Kind(Scope.DISPUTE, "escalates", _escalates, _in_dispute),
    "message.first_answer_due": _Kind(
        Scope.MESSAGE,
        "first_answer_due",
        _first_answer_due,
        # One of the buyer's orders raises it for all.
        lambda on: (
            on.message is not None and on.message.lead and not talk.answered(on.case, on.message)
        ),
        binds=True,
    ),
    "parcel.claim_opens": _Kind(Scope.PARCEL, "claim_opens", _claim("claim_opens"), _is_lost_of),
    "parcel.claim_closes": _Kind(
        Scope.PARCEL, "claim_closes", _claim("claim_closes"), _is_lost_of, binds=True
    ),
    "parcel.feed_stops": _Kind(Scope.PARCEL, "feed_stops", _feed_stops, _under_way),
}
"""Every kind of deadline, by the name of its anchor."""

"""What a task rests on, each fact with the instant it is of. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from schemas.dispute import DisputeState
from schemas.parcel import Parcel
from services.notifier.case import Case


@dataclass(frozen=True, slots=True)
class Known:
    """One fact.

    Attributes:
        name: a word of ours.
        value: in our words or the platform's.
        at: since when it holds, or when it will be; None where nobody told.
        of: which of several it is about.
    """

    name: str
    value: str
    at: datetime | None = None
    of: str = ""


def facts(case: Case) -> list[Known]:
    """What is known of an order that people ask for first, the order before its parcels."""
    return [*_order(case), *_disputes(case), *_parcels(case), *_talk(case)]


def _order(case: Case) -> Iterator[Known]:
    order = case.order
    if order is None:
        return
    yield Known("order", order.status, order.shipped_at or order.placed_at)
    if order.destination.country:
        yield Known("to", order.destination.country)
    if order.total is not None:
        yield Known("worth", f"{order.total.amount:f} {order.total.currency}")
    if order.promise is not None:
        yield Known("promised", "", order.promise.at)
    if order.protection_end is not None:
        yield Known("protected until", "", order.protection_end)


def _disputes(case: Case) -> Iterator[Known]:
    for one in case.disputes.values():
        if one.state is not DisputeState.CLOSED:
            yield Known("dispute", one.kind, one.opened_at)


def _parcels(case: Case) -> Iterator[Known]:
    for parcel in case.parcels.values():
        yield Known("parcel", parcel.stage, parcel.stage_since, parcel.number)
        yield from _troubles(parcel)


def _troubles(parcel: Parcel) -> Iterator[Known]:
    for hold in parcel.holds:
        if hold.until is None:
            yield Known("held", hold.kind, hold.since)
            yield Known("to act", hold.who_must_act)
    if parcel.last_movement is not None:
        yield Known("last moved", "", parcel.last_movement)
    if parcel.feed_silent_since is not None:
        yield Known("the provider is silent", "", parcel.feed_silent_since)
    if parcel.identity == "doubtful":
        yield Known("perhaps another's parcel", "")


def _talk(case: Case) -> Iterator[Known]:
    said = [one for one in case.messages.values() if one.sender == "buyer"]
    if said:
        yield Known("the buyer wrote", "", max(one.sent_at for one in said))

"""Whether buyers who had to act on a hold were told in time. Pure.

In time: within 2 hours of the tracker publishing the hold, or by one hour after the buyer's next
waking minute, whichever is later. Told: a channel accepted the message and shows it unblocked, or
a task with the text lies ready.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from schemas.order import LIVE, Order
from schemas.parcel import Hold, Parcel
from services.cli.demo.evidence import Evidence, Row
from services.notifier.case import Case
from services.notifier.quiet import Waking, first_waking
from services.sandbox.facts import HoldFact

AT_ONCE = timedelta(hours=2)
AFTER_WAKING = timedelta(hours=1)
TALKING = timedelta(hours=72)
STEP = timedelta(hours=1)
"""The demo's domain time stands still within an hour: a scan's age is known to this."""

ASKED_WITHIN = timedelta(hours=30)
"""A parcel of which nothing is expected is asked for about once a day."""

_LOOKING = "17track:gettrackinfo"

RULES = ("hold-buyer-must-act", "hold-prepaid-duty")


def untold(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(order and parcel, what is wrong) for each buyer not told in time without a reason."""
    for fact in evidence.facts.buyer_holds:
        for key in fact.orders:
            case = evidence.cases.get(key)
            if case is None or case.order is None:
                continue
            parcel = case.parcels.get(fact.parcel)
            hold = _hold(parcel, fact) if parcel else None
            if parcel is None or hold is None:
                if _was_shown(evidence, fact):
                    yield f"{key} {fact.parcel}", "the hold is not known"
            elif wrong := _wrong(evidence, case, case.order, parcel, hold):
                yield f"{key} {fact.parcel}", wrong


def _was_shown(evidence: Evidence, fact: HoldFact) -> bool:
    """Whether the provider told of it since it shows the hold, or should have been asked by now."""
    number = fact.parcel.split("/", 1)[1]
    told = any(
        number in entry["ref"].split() and _told_of(entry)
        for entry in evidence.log
        if datetime.fromisoformat(entry["at"]) >= fact.shown
    )
    return told or evidence.now - fact.shown > ASKED_WITHIN


def _told_of(entry: Row) -> bool:
    asked = entry["kind"] == "call" and entry["what"] == _LOOKING and entry["outcome"] == "ok"
    return asked or (entry["kind"] == "push" and str(entry["outcome"]).startswith("delivered"))


def _hold(parcel: Parcel, fact: HoldFact) -> Hold | None:
    near = [hold for hold in parcel.holds if abs(hold.since - fact.since) <= TALKING]
    return near[0] if near else None


def _wrong(evidence: Evidence, case: Case, order: Order, parcel: Parcel, hold: Hold) -> str | None:
    published = evidence.shown.get((parcel.id, hold.ordinal))
    if published is None:
        return "the hold was never published"
    due = _due(order, published)
    if due > evidence.now:
        return None
    told = _told(evidence, order.key, f"{parcel.number}#{hold.ordinal}")
    if told is not None and told <= due:
        return None
    if _excuse(case, order, parcel, hold, due):
        return None
    when = f"only at {told:%d %b %H:%M}" if told else "never"
    return f"published {published:%d %b %H:%M}, due {due:%d %b %H:%M}, told {when}"


def _due(order: Order, published: datetime) -> datetime:
    waking = first_waking(Waking(order.destination.country, order.buyer.zone), published)
    return max(published + AT_ONCE, (waking or published) + AFTER_WAKING)


def _told(evidence: Evidence, order: str, occasion: str) -> datetime | None:
    """When the first of: a message that the sandbox's chat shows unblocked, or a task's text."""
    shown = {
        entry["ref"]: datetime.fromisoformat(entry["at"])
        for entry in evidence.effects("chat_message")
        if not entry["blocked"]
    }
    found = [
        *(
            shown[row["external_ref"]]
            for row in evidence.actions
            if _about(row, order, occasion) and row["external_ref"] in shown
        ),
        *(
            row["created_at"]
            for row in evidence.tasks
            if any(row["action_key"] == f"{order}|{rule}|{occasion}" for rule in RULES)
        ),
    ]
    return min(found, default=None)


def _about(row: Row, order: str, occasion: str) -> bool:
    return row["order_key"] == order and row["rule"] in RULES and row["occasion"] == occasion


def _excuse(case: Case, order: Order, parcel: Parcel, hold: Hold, due: datetime) -> str | None:
    """Why the machine had to be silent: the standing conditions, read from the facts."""
    if order.status not in LIVE:
        return "the order is not live"
    if parcel.identity == "doubtful" or parcel.role != "original":
        return "the parcel is not surely the buyer's"
    if any(dispute.opened_at <= due for dispute in case.disputes.values()):
        return "a dispute speaks for itself"
    if hold.until is not None and hold.until <= due + STEP:
        return "the hold was over by then"
    window = (hold.since - TALKING, due)
    if any(window[0] <= m.sent_at <= window[1] and not m.ours for m in case.messages.values()):
        return "people are talking"
    return None

"""What the timeline says of an event: which source it came from and what it told, without words."""

from datetime import datetime
from typing import Any

from schemas.action import Action
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Parcel
from services.notifier.case import (
    ActionChanged,
    AnsweredElsewhere,
    BuyerMarked,
    Case,
    ConversationOpened,
    Event,
    Promise,
    Said,
)
from services.notifier.complaint import complaint_of
from services.notifier.events import Inside
from services.notifier.ledger import Entry

_EVIDENCE = ("order", "parcels", "disputes", "messages", "feedback")
"""What of a case a complaint rests on."""


def describe(event: Event, before: Case, now: datetime) -> Entry:
    """The entry of an event that changed a case, as the case was before it."""
    if isinstance(event, (Order, Parcel, Dispute)):
        return _object(event, now)
    if isinstance(event, Feedback):
        body: dict[str, Any] = {"feedback": event.id, "score": event.score}
        return Entry(f"feedback:{event.id}@{event.version}", "feedback", now, body)
    if isinstance(event, (Said, Message)):
        return _message(event if isinstance(event, Said) else Said(event), before, now)
    return _inside(event, before, now)


def judged(before: Case, after: Case, cause: Entry) -> Entry | None:
    """The entry of a complaint that an event has made, changed or ended; None where it has not.

    Args:
        before: the case as it was.
        after: as it is.
        cause: the event's own entry; each event is entered once, and so is what follows from it.
    """
    if all(getattr(before, name) is getattr(after, name) for name in _EVIDENCE):
        return None
    was, found = complaint_of(before), complaint_of(after)
    if found == was:
        return None
    body: dict[str, Any] = {"type": "none", "responsible": "", "decided_by": []}
    if found is not None:
        body = found.model_dump(mode="json")
    return Entry(f"complaint:{cause.source_id}", "complaint", cause.at, body)


def _inside(event: Inside, before: Case, now: datetime) -> Entry:
    """Of what happened inside this program."""
    if isinstance(event, BuyerMarked):
        return _marked(event, before, now)
    if isinstance(event, ActionChanged):
        return _action(event.action, now)
    if isinstance(event, AnsweredElsewhere):
        body = {"messages": ", ".join(event.told.messages) or "none"}
        return Entry(f"answered@{event.told.version}", "answered in another order", now, body)
    if isinstance(event, Promise):
        said = event.commitment
        done = "kept" if said.kept else "promised"
        note: dict[str, Any] = {"did": done, "by": said.by, "due": said.due.isoformat()}
        return Entry(f"{done}:{said.id}", "commitment", now, note)
    if isinstance(event, ConversationOpened):
        body = {"conversation": event.conversation}
        return Entry(f"conversation:{event.conversation}", "conversation", now, body)
    about = {"did": event.kind, "by": event.by, "action": event.action_key}
    about |= {"about": event.about} if event.about else {}
    about |= {"before": event.before, "after": event.after} if event.after else {}
    source = f"{event.kind}:{event.action_key or ''}@{event.at.isoformat()}"
    return Entry(source, "person", now, about)


def _marked(event: BuyerMarked, before: Case, now: datetime) -> Entry:
    body = {
        "marks": ", ".join(event.marks.words) or "none",
        "by": event.marks.by,
        "before": ", ".join(before.marks.words) or "none",
    }
    return Entry(f"marks@{event.marks.version}", "buyer", now, body)


def _object(event: Order | Parcel | Dispute, now: datetime) -> Entry:
    if isinstance(event, Order):
        body: dict[str, Any] = {"status": event.status, "parcels": len(event.parcels)}
        return Entry(f"order@{event.version}", "order", now, body)
    if isinstance(event, Parcel):
        body = {
            "parcel": event.id,
            "stage": event.stage,
            "customs": event.customs,
            "holds": [hold.ordinal for hold in event.holds if hold.until is None],
        }
        return Entry(f"parcel:{event.id}@{event.version}", "parcel", now, body)
    body = {
        "dispute": event.id,
        "kind": event.kind,
        "phase": event.phase,
        "state": event.state,
        "round": event.round,
    }
    return Entry(f"dispute:{event.id}@{event.version}", "dispute", now, body)


def _message(said: Said, before: Case, now: datetime) -> Entry:
    """Who said it; of the words only what nobody can guess them from.

    A message that was heard already and turns out to be the machine's is told of once more, under
    a name of its own.
    """
    message = said.message
    known = before.messages.get(message.id)
    body: dict[str, Any] = {"sender": message.sender, "ours": said.ours}
    if known is not None and known.version >= message.version:
        return Entry(f"ours:{message.id}", "message", now, body)
    body["blocked"] = message.blocked
    if said.fingerprint:
        body["words"] = said.fingerprint
    return Entry(f"message:{message.id}@{message.version}", "message", now, body)


def _action(action: Action, now: datetime) -> Entry:
    body = {
        "action": action.key,
        "rule": action.rule,
        "kind": action.kind,
        "channel": action.channel,
        "status": action.status,
        "reason": action.reason,
        "text_hash": action.text_hash,
    }
    return Entry(f"action:{action.key}@{action.version}", "action", now, body)

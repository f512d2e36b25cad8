"""One buyer's story for people: what happened, what was said, asked and raised, in order."""

from collections.abc import Iterator
from datetime import datetime

from schemas.base import Versioned
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Parcel
from tests.faults.month.life import Life


def timeline(life: Life) -> list[str]:
    """A line for each."""
    found = [*_happened(life), *_done(life)]
    return [f"{at:%m-%d %a %H:%M} {what}" for at, what in sorted(found)]


def _happened(life: Life) -> Iterator[tuple[datetime, str]]:
    for at, thing in life.truth.told:
        yield at, _what(thing)


def _what(thing: Versioned) -> str:
    if isinstance(thing, Order):
        promise = f", promised {thing.promise.at:%m-%d}" if thing.promise else ""
        return f"order {thing.key.rsplit('/', 1)[1]} is {thing.status}{promise}"
    if isinstance(thing, Parcel):
        holds = "".join(
            f", held for the {one.who_must_act}" for one in thing.holds if not one.until
        )
        silent = ", feed silent" if thing.feed_silent_since else ""
        return f"parcel {thing.number} is {thing.stage}{holds}{silent}"
    if isinstance(thing, Dispute):
        due = f", answer due {thing.answer_due.at:%m-%d %a %H:%M}" if thing.answer_due else ""
        return f"dispute round {thing.round} is {thing.state}{due}"
    if isinstance(thing, Message):
        return f"the {thing.sender} writes: {thing.text[:60]}"
    return type(thing).__name__


def _done(life: Life) -> Iterator[tuple[datetime, str]]:
    tables = life.tables
    for action in tables.actions.values():
        at = action.done_at or action.claimed_at or action.changed_at
        how = f"{action.status} {action.channel}".strip()
        yield at, f"> {action.rule} {action.kind}: {how} ({action.reason})"
    for task in tables.tasks.values():
        yield task.created_at, f"> task {task.rule} ({task.kind})"
        if task.closed_at:
            yield task.closed_at, f"> task {task.rule} {task.status} by {task.closed_by}"
    for raised in tables.causes.values():
        cause = raised.cause
        yield cause.since, f"> {cause.level}: {cause.summary[:80]}"

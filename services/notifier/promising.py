"""Commitments: what we told a buyer we would do, and by when. A promise made is a clock. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.order import Order
from services.notifier.case import Case
from services.notifier.kinds import SPEAKING
from services.notifier.ours import persons
from services.notifier.records import HAPPENED
from services.runtime.staffed import Staffed, hours_on, is_staffed
from services.runtime.zones import zones

PART_OF_IT = timedelta(minutes=30)
"""A word of ours so soon after a promise is the one that made it."""

AHEAD = timedelta(hours=3)
"""The least time for which a text promises anything."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment to the order's buyer.

    Attributes:
        id: of what made it: an action's key, or that of a person's note.
        due: by when.
        made: when it was made.
        what: in a person's words, where they noted it.
        kept: we have written since, or a person closed it.
    """

    id: str
    due: datetime
    made: datetime
    what: str
    kept: bool


def promised(case: Case) -> Iterator[Promised]:
    """Every commitment of the case, in the order in which they were made."""
    found = [(one.made, one.id, one.due, one.what, one.kept) for one in case.commitments.values()]
    for deed in case.deeds.values():
        made = deed.closed_at if deed.channel == "task" else deed.moment
        said = deed.channel == "chat" and deed.kind in SPEAKING and deed.status in HAPPENED
        if deed.commitment is None or made is None or not (said or deed.channel == "task"):
            continue
        if made < deed.commitment and deed.key not in case.commitments:
            found.append((made, deed.key, deed.commitment, "", False))
    words = _words(case)
    for made, name, due, what, closed in sorted(found):
        kept = closed or any(at > made + PART_OF_IT for at in words) or _closed(case, name)
        yield Promised(name, due, made, what, kept)


def _words(case: Case) -> list[datetime]:
    """When we wrote to the buyer: the machine, and people."""
    return [one.sent_at for one in persons(case)] + [
        deed.moment
        for deed in case.deeds.values()
        if deed.kind in SPEAKING
        and deed.channel == "chat"
        and deed.status in HAPPENED
        and deed.moment is not None
    ]


def _closed(case: Case, name: str) -> bool:
    """Whether a person reported done what was asked of them about it."""
    return any(deed.closed_at and deed.occasion == name for deed in case.deeds.values())


def nameable(order: Order | None, staffed: Staffed, now: datetime) -> datetime | None:
    """By when a text of this moment may promise a word; None: then it names no time.

    The last full hour at which people are there today, three hours ahead at least, on the buyer's
    own day, wherever in their country they live: ``18:00`` then means one instant to both.
    """
    if order is None or not is_staffed(staffed, now):
        return None
    hours = hours_on(staffed, now.astimezone(ZoneInfo(staffed.zone)))
    due = hours[1].replace(minute=0, second=0, microsecond=0) if hours else now
    here = now.astimezone(zone) if (zone := _zone(order, due)) else None
    if here is None or due < now + AHEAD or due.astimezone(zone).date() != here.date():
        return None
    return due


def clock(order: Order, at: datetime) -> str:
    """The buyer's clock at an instant that is nameable: ``18:00``."""
    zone = _zone(order, at)
    return f"{at.astimezone(zone):%H:%M}" if zone else ""


def _zone(order: Order, at: datetime) -> ZoneInfo | None:
    """The buyer's zone; where only their country is known, one whose clock all of it shows."""
    names = (order.buyer.zone,) if order.buyer.zone else zones(order.destination.country)
    clocks = {at.astimezone(ZoneInfo(name)).utcoffset() for name in names}
    return ZoneInfo(names[0]) if len(clocks) == 1 else None

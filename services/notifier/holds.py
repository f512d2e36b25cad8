"""Which of our deeds were about a stay at customs, however late scans have moved it since.

A hold's ordinal is its identity. Where holds have come together, a deed under any of their ordinals
was about all of them; where its ordinal is gone or now lies elsewhere, it was about the stay within
which it was done. So a buyer is told once, whatever the scans turn out to have meant.
"""

from collections.abc import Iterable
from datetime import datetime

from schemas.parcel import Parcel
from services.notifier.case import OPEN, Deed
from services.notifier.kinds import SPEAKING
from services.notifier.records import HAPPENED, LEFT_TO_STAFF
from services.notifier.subject import Stay, Subject, stays_of


def deeds_about(deeds: Iterable[Deed], parcel: Parcel, stay: Stay) -> list[Deed]:
    """The deeds about a stay of this parcel."""
    return [deed for deed in deeds if _about(deed, parcel, stay)]


def _about(deed: Deed, parcel: Parcel, stay: Stay) -> bool:
    number, _, ordinal = deed.occasion.split("~")[0].rpartition("#")
    if number != parcel.number or not ordinal.isdigit():
        return False
    if int(ordinal) in stay.ordinals:
        return True
    # One that is not done yet belongs to its own ordinal alone.
    if deed.status in OPEN or deed.moment is None or not stay.covers(deed.moment):
        return False
    own = (one for one in stays_of(parcel) if int(ordinal) in one.ordinals)
    return not any(one.covers(deed.moment) for one in own)


def was_told(on: Subject) -> bool:
    """Whether the buyer was told of the hold: by the machine, or by a person who said so."""
    return bool(_tellings(on))


def told_at(on: Subject) -> datetime | None:
    """When the buyer was first told of the hold; None where they were not."""
    return min((at for one in _tellings(on) if (at := _said_at(one))), default=None)


def _tellings(on: Subject) -> list[Deed]:
    if on.parcel is None or on.stay is None:
        return []
    return [
        deed
        for deed in deeds_about(on.case.deeds.values(), on.parcel, on.stay)
        if deed.kind in SPEAKING
        and (deed.closed_at is not None if _by_staff(deed) else deed.status in HAPPENED)
    ]


def _said_at(deed: Deed) -> datetime | None:
    return deed.closed_at if _by_staff(deed) else deed.moment


def _by_staff(deed: Deed) -> bool:
    """Whether its words are staff's to say: handed to them at once, or after a send that failed."""
    return deed.channel == "task" or deed.status in LEFT_TO_STAFF

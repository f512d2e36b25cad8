"""No place or status older than three days without its date, and none that nobody tells any more.

It stands over every text that speaks of a parcel, a seller's own too: what is not dated, or rests
on a provider that has stopped answering, is handed to people instead. Pure.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from schemas.parcel import Hold, Parcel

FRESH = timedelta(hours=72)
"""Up to this age a place or status may be told without its date."""


def dates_in(values: Mapping[str, Any]) -> frozenset[str]:
    """The dates of a parcel's place and status, as a text with these values writes them."""
    parcel, hold = values["parcel"], values["hold"]
    found = (parcel["stage_since"], parcel["last_movement"], hold["since"], hold["until"])
    return frozenset(date for date in found if date)


def stale(
    text: str, dates: Collection[str], parcel: Parcel, hold: Hold | None, now: datetime
) -> str:
    """Why a text about a parcel may not be said now; empty where it may.

    Args:
        text: the very words.
        dates: of what it states, as it would write them.
        parcel: of which it speaks.
        hold: and of which stay at customs, where it speaks of one.
        now: domain time.
    """
    if parcel.feed_silent_since is not None and not parcel.answered_by:
        return "no provider answers for the parcel any more"
    if any(date in text for date in dates):
        return ""
    newest = _newest(parcel, hold)
    if newest is None or now - newest <= FRESH:
        return ""
    return f"it tells what was so on {newest:%Y-%m-%d}, without the date"


def _newest(parcel: Parcel, hold: Hold | None) -> datetime | None:
    """When what is told was last seen to be so."""
    if hold is not None:
        return hold.until or hold.since
    told = (parcel.last_movement, parcel.stage_since)
    return max((at for at in told if at is not None), default=None)

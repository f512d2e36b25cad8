"""A number that the provider knows nothing of: not yet, or never, because it is mistyped.

It is judged on an answer alone: a provider that is not asked, or does not answer, has not failed to
find it.
"""

from datetime import datetime, timedelta

from schemas.parcel import Doubt, Parcel

FOUND_WITHIN = timedelta(hours=72)
"""From the shipment, and from the first answer: carriers tell of a parcel by then."""


def judged_at(parcel: Parcel) -> datetime | None:
    """From when an answer without a scan makes the number doubtful; None: it is not, or was."""
    since = parcel.nothing_since
    if since is None or Doubt.NOT_FOUND in parcel.doubts:
        return None
    return max(since, parcel.shipped_at or since) + FOUND_WITHIN


def found_nothing(parcel: Parcel, now: datetime) -> Parcel:
    """The parcel after an answer that the provider knows nothing of its number."""
    if parcel.scans or parcel.role == "void":
        return parcel
    waits = parcel.model_copy(update={"nothing_since": parcel.nothing_since or now})
    at = judged_at(waits)
    if at is None or now < at:
        return waits
    return waits.model_copy(update={"doubts": (*waits.doubts, Doubt.NOT_FOUND)})

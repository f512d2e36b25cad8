"""Two silences, with separate clocks: the parcel does not move, or the provider does not say.

A provider that fails, stops or gives up says nothing about the parcel: it never makes a stall.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from schemas.parcel import FINAL, CarrierUpdate, Parcel, Stage
from services.tracker.lane import Lane
from services.tracker.reading import Reading
from services.tracker.unfound import found_nothing


class Standstill(NamedTuple):
    """What a silence runs from: the stage, and the last movement (or what stands for it)."""

    stage: Stage
    since: datetime | None


def standstill(parcel: Parcel) -> Standstill:
    """Of a folded parcel."""
    return Standstill(parcel.stage, parcel.last_movement or parcel.stage_since or parcel.shipped_at)


def silent_after(before: Parcel, stands: Standstill, lane: Lane, now: datetime) -> datetime | None:
    """From when the lack of movement is silence.

    Fixed by the stage and movement it runs from: as long as those are what they were, so is the
    instant, whatever a newer lane table says (a plan may already stand on it). Only where the whole
    lane has slowed down is one that is still ahead put off: its parcels fall silent together.

    Args:
        before: as last published.
        stands: as now folded.
        lane: what is usual for it.
        now: domain time.
    """
    usual = lane.silence.get(stands.stage)
    if stands.since is None or usual is None:
        return None
    if before.silent_after is not None and standstill(before) == stands:
        late = lane.transit.delay > 0 and before.silent_after > now
        return max(before.silent_after, stands.since + usual) if late else before.silent_after
    return stands.since + usual


def heard(parcel: Parcel, update: CarrierUpdate, now: datetime) -> Parcel:
    """What an answer says besides its scans: carrier, route, hand-off, and whether it is alive."""
    news: dict[str, object] = {
        "carrier": update.carrier or parcel.carrier,
        "origin": update.origin or parcel.origin,
        "destination": parcel.destination or update.destination,
        "service": parcel.service or update.service,
        "postcode_prefix": update.postcode_prefix or parcel.postcode_prefix,
        "handoff": update.handoff or parcel.handoff,
        "feed_silent_since": None if _reached(parcel, update) else parcel.feed_silent_since,
    }
    if update.stopped or update.sync_failed:
        since = update.synced_at if update.synced_at and update.synced_at < now else now
        news["feed_silent_since"] = parcel.feed_silent_since or since
        return parcel.model_copy(update=news)
    told = parcel.model_copy(update=news)
    return told if update.scans else found_nothing(told, now)


def _reached(parcel: Parcel, update: CarrierUpdate) -> bool:
    """Whether the provider has asked the carrier, or has news, since it fell silent.

    A number that was stopped is still answered for, with what was known when it was.
    """
    silent = parcel.feed_silent_since
    if silent is None or update.synced_at is None or update.synced_at > silent:
        return True
    return any(scan.at > silent for scan in update.scans)


def unheard(parcel: Parcel, now: datetime) -> Parcel:
    """The provider refuses to tell of it any more."""
    return parcel.model_copy(update={"feed_silent_since": parcel.feed_silent_since or now})


def given_up(known: datetime | None, stage: Stage, readings: Sequence[Reading]) -> datetime | None:
    """Since when the feed is silent, after a fold.

    ``Expired`` is the aggregator giving up after weeks without an event: no loss. Where the
    parcel's way has ended there is nothing left to hear.

    Args:
        known: since when it was silent already.
        stage: as now folded.
        readings: all of them.
    """
    if stage in FINAL:
        return None
    if known is None and readings:
        newest, means = readings[-1]
        return newest.at if means.stage is Stage.EXPIRED else None
    return known

"""When to ask for a parcel again, and why then. Pushes come first; polling finds what they lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from schemas.parcel import FINAL, CustomsState, Hazard, Parcel, Stage
from services.runtime.ids import spread
from services.tracker.unfound import judged_at

DEFAULT = timedelta(hours=24)
INTERVALS = {
    Stage.ARRIVED: timedelta(hours=12),
    Stage.CUSTOMS: timedelta(hours=8),
    Stage.OUT_FOR_DELIVERY: timedelta(hours=3),
    Stage.PICKUP: timedelta(hours=12),
    Stage.FAILED_ATTEMPT: timedelta(hours=8),
    Stage.EXCEPTION: timedelta(hours=12),
}
"""By stage; the figures are the project's suggestions, no provider's."""

ACTION_REQUIRED = timedelta(hours=6)
STALLED = timedelta(hours=36)
ENDANGERED = timedelta(hours=12)
"""Of a parcel that will hardly come before its buyer's protection ends."""

RECHECK = timedelta(hours=24)
"""A final stage is looked at once more after this long, then no more."""

URGENT = timedelta(hours=3)
URGENT_WITHIN = timedelta(hours=72)
"""Before a buyer's protection ends, every day's news counts."""

FORGOTTEN = timedelta(days=180)
"""A parcel without any news for so long is asked for no more: providers purge sooner."""

FIRST_LOOK = timedelta(hours=1)
"""After registering: the provider has to ask the carrier first."""

FIRST_WHY = "it was registered a moment ago: the provider has to ask the carrier first"

LABEL_LOOK = timedelta(hours=47)
"""After the shipment, an hour before a label without a scan becomes a task: news first."""

_JITTER_PARTS = 401
_ENDANGERED = frozenset({Hazard.HIGH, Hazard.SEVERE})


@dataclass(frozen=True, slots=True)
class Poll:
    """When a parcel is asked for next.

    Attributes:
        at: None where there is no more to learn.
        why: for people, in a sentence without a capital or a full stop: why then, or why never.
    """

    at: datetime | None
    why: str


def jittered(interval: timedelta, key: str) -> timedelta:
    """The interval, up to a fifth shorter or longer, always the same for a key."""
    return interval * (0.8 + spread(key, _JITTER_PARTS) / 1000)


def next_poll(
    parcel: Parcel,
    now: datetime,
    turns_at: datetime | None = None,
    deadline: datetime | None = None,
) -> Poll:
    """When to ask next, and why then; never in the past.

    Never after an instant at which the parcel would otherwise be judged on old scans: when its
    silence begins, or when its state turns by time alone.

    Args:
        parcel: as folded.
        now: domain time.
        turns_at: see ``hold.Customs``.
        deadline: when the earliest protection of its buyers ends.
    """
    over = _over(parcel, now)
    if over is not None:
        return Poll(None, over)
    if parcel.stage in FINAL:
        return _once_more(parcel, now)
    interval, why = _interval(parcel, now)
    ahead = [
        (parcel.silent_after, "its silence begins then: not to be judged on old scans"),
        (_label_look(parcel), "a label without a scan is asked about an hour later"),
        (judged_at(parcel), "the number is doubted if nobody has found it by then"),
        (
            turns_at,
            "time alone makes it a hold or names who must act: not to be judged on old scans",
        ),
    ]
    if deadline is not None and deadline > now:
        urgent_from = deadline - URGENT_WITHIN
        ahead.append(
            (urgent_from, f"from then on a buyer's protection has {_span(URGENT_WITHIN)} left")
        )
        if urgent_from <= now and interval > URGENT:
            interval = URGENT
            why = f"a buyer's protection has under {_span(URGENT_WITHIN)} left: {_about(URGENT)}"
    first = (now + jittered(interval, parcel.id), why)
    instants = [first, *((at, then) for at, then in ahead if at is not None and at > now)]
    return Poll(*min(instants, key=lambda one: one[0]))


def _label_look(parcel: Parcel) -> datetime | None:
    """When to look whether a declared parcel has been scanned at all."""
    if parcel.shipped_at is None or parcel.last_movement is not None:
        return None
    return parcel.shipped_at + LABEL_LOOK


def _over(parcel: Parcel, now: datetime) -> str | None:
    """Why it is asked for no more, or not yet; None where it is."""
    if parcel.role == "void":
        return "no order names the number"
    if parcel.tracked != "tracked":
        return f"no provider follows it: {parcel.untracked_reason or parcel.tracked}"
    last = parcel.last_movement or parcel.stage_since or parcel.shipped_at
    if last is not None and now - last > FORGOTTEN:
        return f"nothing was heard of it for {FORGOTTEN.days} days: providers have purged it"
    return None


def _once_more(parcel: Parcel, now: datetime) -> Poll:
    again = (parcel.stage_since or now) + jittered(RECHECK, parcel.id)
    if again > now:
        return Poll(
            again, f"it is {_words(parcel)}: looked at once more, about {_span(RECHECK)} later"
        )
    return Poll(None, f"it is {_words(parcel)}: there is no more to learn")


def _interval(parcel: Parcel, now: datetime) -> tuple[timedelta, str]:
    if parcel.customs is CustomsState.ACTION_REQUIRED:
        every, why = ACTION_REQUIRED, "somebody must act at customs"
    elif any(hold.until is None for hold in parcel.holds):
        every, why = INTERVALS[Stage.CUSTOMS], "customs holds it"
    elif parcel.feed_silent_since is not None:
        every, why = DEFAULT, "the provider has fallen silent on it"
    elif parcel.silent_after is not None and parcel.silent_after <= now:
        every, why = STALLED, "it is silent beyond the lane's usual"
    else:
        every, why = INTERVALS.get(parcel.stage, DEFAULT), f"its stage is {_words(parcel)}"
    if parcel.hazard_protection in _ENDANGERED and every > ENDANGERED:
        every, why = ENDANGERED, "it may not come before a buyer's protection ends"
    return every, f"{why}: {_about(every)}"


def _words(parcel: Parcel) -> str:
    return parcel.stage.replace("_", " ")


def _about(interval: timedelta) -> str:
    return f"about every {_span(interval)}"


@cache
def _span(interval: timedelta) -> str:
    return f"{interval / timedelta(hours=1):.0f} h"

"""Whether a number that the provider drops is to be followed once more: pure.

17TRACK stops 30 days after the last event that changed anything, keeps the number for 90 days
more, and follows it again once (facts, tracking.md 1.4). So that one time is spent shortly before
the stop, or at once where 17TRACK says that it has stopped, and only on a parcel that somebody
still needs to hear of. Its error -18019904 is "only stopped numbers": a refusal with it spends
nothing, and is tried again daily.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.parcel import FINAL, Parcel
from services.connectors.carriers.port import Rejected

SPEND_AFTER = timedelta(days=26)
"""Without an event: before the stop at 30, with days left for calls that fail."""

LOOK_AGAIN = timedelta(days=3)
"""Where nobody needs it now."""

TRY_AGAIN = timedelta(days=1)
"""Where the provider does not allow it yet."""

PURGED = timedelta(days=120)
"""Without an event: stopped after 30, kept for 90; there is nothing left to follow."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a number whose time to look has come.

    Attributes:
        look_at: when to look again if it is not spent; None where that is never.
    """

    spend: bool
    look_at: datetime | None = None


def judged(
    parcel: Parcel,
    protection_end: datetime | None,
    followed_since: datetime,
    now: datetime,
    *,
    stopped: bool = False,
) -> Verdict:
    """Whether the one retrack is spent on it now.

    Args:
        parcel: as folded.
        protection_end: the latest end of its buyers' protection, None where nobody states one.
        followed_since: when it was registered.
        now: domain time.
        stopped: the provider has said that it follows it no more.
    """
    if parcel.stage in FINAL or parcel.tracked != "tracked":
        return Verdict(spend=False)
    own = [scan.at for scan in parcel.scans if scan.provider == parcel.provider and scan.at <= now]
    quiet_since = max([followed_since, *own])
    if now - quiet_since >= PURGED:
        return Verdict(spend=False)
    if now - quiet_since < SPEND_AFTER and not stopped:
        return Verdict(spend=False, look_at=quiet_since + SPEND_AFTER)
    if _needed(parcel, protection_end, now):
        return Verdict(spend=True)
    return Verdict(spend=False, look_at=now + LOOK_AGAIN)


def _needed(parcel: Parcel, protection_end: datetime | None, now: datetime) -> bool:
    if parcel.role == "void":
        return False
    protected = protection_end is not None and protection_end > now
    return protected or any(hold.until is None for hold in parcel.holds)


@dataclass(frozen=True, slots=True)
class Spent:
    """How a retrack ended.

    Attributes:
        done: the provider follows it once more.
        again: when to try again, None for never.
        reason: of an end that is no success, in the words of ``port.Rejected.meaning``.
        open: it may have been carried out all the same: "already used" is then our own doing.
    """

    done: bool = False
    again: datetime | None = None
    reason: str = ""
    open: bool = False


def answered(answer: Rejected | None, now: datetime, soon: timedelta, *, doubtful: bool) -> Spent:
    """What the answer to a retrack says.

    Args:
        answer: None where it was accepted.
        now: domain time.
        soon: after which to repeat what had no clear answer.
        doubtful: we had asked before, and whether that was carried out is not known.
    """
    if answer is None:
        return Spent(done=True)
    match answer.meaning:
        case "spent":
            return Spent(done=doubtful, reason="" if doubtful else "spent")
        case "stopped":
            return Spent(again=now + TRY_AGAIN, reason="stopped", open=doubtful)
        case "quota":
            return Spent(again=now + soon, open=doubtful)
        case "later" | "no_information":
            return Spent(again=now + soon, open=True)
        case _:
            return Spent(reason=answer.meaning)

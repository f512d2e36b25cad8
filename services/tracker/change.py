"""What happens to a parcel's row when something is learned: pure, between load and write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from schemas.base import OrderKey
from schemas.parcel import CarrierUpdate, Doubt, Parcel, Scan, Stage
from services.runtime.ids import content_hash
from services.runtime.zones import end_of_day
from services.tracker.cadence import Poll, next_poll
from services.tracker.hazard import hazard
from services.tracker.identity import Claim, claimed
from services.tracker.lane import Lane
from services.tracker.parcel import fold
from services.tracker.second import Second, heard_lately, second_look
from services.tracker.silence import heard, silent_after, standstill
from services.tracker.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``tracker.parcels`` and the one of ``tracker.polls`` that belongs to it.

    Attributes:
        lost: orders that no longer name the number, with the version that lost them.
        poll_why: why it is asked for then, or no more; see ``cadence.Poll``.
        lease: of the poll that is under way.
        deadline: when the first protection ends that was ahead when the poll was planned.
        seen: the digest of the first provider's last answer.
        second: the second look, where one is planned.
        second_lease: of the second look that is under way.
        brief: the parcel's scans were left out: it may be looked at, and never folded.
    """

    parcel: Parcel
    digest: str
    lost: Mapping[OrderKey, int]
    update_version: int
    poll_at: datetime | None
    lease: UUID | None
    turn_at: datetime | None = None
    poll_why: str = ""
    deadline: datetime | None = None
    seen: str = ""
    second: Second | None = None
    second_lease: UUID | None = None
    brief: bool = False

    @property
    def poll(self) -> Poll:
        """The next poll as it was planned."""
        return Poll(self.poll_at, self.poll_why)


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after.

    Attributes:
        scans: those not known before.
        shown: what the answer shows for the first time: ``hold:1``, ``released:1``, ``delivered``.
        answer: the answer itself; None where time or an order made the change.
        stopped: the first provider says that it follows the number no more.
        misled: the provider may ask the wrong carrier, or not who delivers it: to be looked at.
    """

    before: Row
    after: Row
    scans: tuple[Scan, ...] = ()
    shown: tuple[str, ...] = ()
    answer: CarrierUpdate | None = None
    stopped: bool = False
    misled: bool = False

    @property
    def published(self) -> bool:
        """Whether there is a new version."""
        return self.after.parcel.version != self.before.parcel.version

    @property
    def folded(self) -> bool:
        """Whether there is a state to write; else the next looks alone were planned."""
        return self.after.parcel is not self.before.parcel


def learn(
    row: Row,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    *,
    update: CarrierUpdate | None = None,
    parcel: Parcel | None = None,
    polled: bool = False,
) -> Change:
    """Fold again with what is known now.

    Args:
        row: as locked.
        claims: all orders that name the number.
        around: what is usual where, and who can be asked.
        now: domain time.
        update: a provider's answer.
        parcel: the row's parcel with changes made to it (tracked, feed), where there are any.
        polled: this comes from the poll that holds the lease: its end is planned here. Without,
            a poll under way keeps its lease, and an order's change never puts a poll off.
    """
    start = parcel or row.parcel
    if update is not None:
        start = heard(start, update, now)
    start = claimed(start, claims)
    return _changed(row, start, claims, around, now, update=update, polled=polled)


def pointed(row: Row, now: datetime) -> Change:
    """Look now, since somebody says that the provider knows more; a look under way will do.

    Nothing else is known of a pointer, nor written: one that comes twice costs a look.
    """
    if row.poll_at is None or row.poll_at <= now or row.lease is not None:
        return Change(before=row, after=row)
    why = "the provider says that it knows more"
    return Change(before=row, after=replace(row, poll_at=now, poll_why=why))


def unchanged(
    row: Row, claims: Sequence[Claim], around: Surroundings, now: datetime
) -> Change | None:
    """Plan the next looks after a poll that brought what is known; nothing else turns by itself.

    Args:
        row: as locked, under the poll's lease; a brief one will do.
        claims: all orders that name the number.
        around: what is usual where, and who can be asked.
        now: domain time.

    Returns:
        None where something may turn with time, and the row is brief: it has to be folded.
    """
    parcel = row.parcel
    stale = heard_lately(row.second, now) != parcel.answered_by or parcel.feed_silent_since
    turned = row.turn_at is not None and row.turn_at <= now
    lane = around.lanes.lane(parcel.service, parcel.carrier, parcel.origin, parcel.destination)
    slowed = silent_after(parcel, standstill(parcel), lane, now) != parcel.silent_after
    if stale or turned or slowed or _endangered(parcel, parcel, claims, lane, now) is not parcel:
        return None if row.brief else learn(row, claims, around, now, polled=True)
    ends_at = deadline(claims, now)
    poll = next_poll(parcel, now, row.turn_at, ends_at)
    second = row.second
    if row.second_lease is None:
        second = second_look(parcel, second, around.seconds, now, ends_at)
    return Change(
        before=row,
        after=replace(
            row,
            poll_at=poll.at,
            poll_why=poll.why,
            lease=None,
            deadline=ends_at,
            second=second,
        ),
    )


def learn_second(
    row: Row,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    *,
    second: Second,
    update: CarrierUpdate | None = None,
) -> Change:
    """Fold again after the second look that holds its lease.

    It brings scans and nothing else: route, hand-off and feed are the first provider's to tell.

    Args:
        row: as locked.
        claims: all orders that name the number.
        around: what is usual where, and who can be asked.
        now: domain time.
        second: the look as it was planned, with what it taught about itself.
        update: the answer, where the carrier knows the number.
    """
    first = update is not None and second.heard_at is None
    if update is not None:
        second = replace(second, heard_at=now)
    row = replace(row, second=second, second_lease=None)
    start = claimed(row.parcel, claims)
    change = _changed(row, start, claims, around, now, update=update, looked=True)
    told = first and row.parcel.provider in around.corrected
    return replace(change, misled=change.misled or told)


def _changed(
    row: Row,
    start: Parcel,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    *,
    update: CarrierUpdate | None,
    polled: bool = False,
    looked: bool = False,
) -> Change:
    """The row with ``start`` folded; ``looked``: by the second look that has just been taken."""
    if row.brief:
        raise ValueError(f"{row.parcel.id} was read without its scans: they would be lost")
    fresh = polled or (update is not None and not looked)
    lane = around.lanes.lane(start.service, start.carrier, start.origin, start.destination)
    start = start.model_copy(update={"answered_by": heard_lately(row.second, now)})
    folded = fold(start, update.scans if update else (), lane, now)
    found = _endangered(folded.parcel, row.parcel, claims, lane, now)
    digest = content_hash(found.content())
    version = row.parcel.version + (digest != row.digest)
    after = found.model_copy(update={"version": version})
    ends_at = deadline(claims, now)
    poll = _poll(row, next_poll(after, now, folded.turns_at, ends_at), fresh=fresh, polled=polled)
    second = row.second
    if row.second_lease is None:
        second = second_look(after, second, around.seconds, now, ends_at, taken=looked)
    return Change(
        before=row,
        after=replace(
            row,
            parcel=after,
            digest=digest,
            lost=_lost(row, after),
            update_version=max(row.update_version, update.version if update else 0),
            poll_at=poll.at,
            poll_why=poll.why,
            lease=None if polled else row.lease,
            deadline=ends_at,
            turn_at=folded.turns_at,
            seen=update.digest if update is not None and not looked else row.seen,
            second=second,
        ),
        scans=_new(row.parcel, after),
        shown=_shown(row.parcel, after),
        answer=update,
        stopped=update is not None and update.stopped and not looked,
        misled=start.provider in around.corrected and _misled(row.parcel, after),
    )


def asked_by(change: Change, poll: Poll) -> Change:
    """The change with the parcel asked for by then, unless nobody asks or it is sooner."""
    planned = change.after.poll_at
    if change.after.lease is not None or planned is None or poll.at is None or planned <= poll.at:
        return change
    return replace(change, after=replace(change.after, poll_at=poll.at, poll_why=poll.why))


def _misled(before: Parcel, after: Parcel) -> bool:
    """Whether something just became known that says whom the provider should ask.

    Nobody has found it, or it was handed on.
    """
    lost = Doubt.NOT_FOUND in after.doubts and Doubt.NOT_FOUND not in before.doubts
    handed = after.handoff is not None and after.handoff != before.handoff
    return lost or handed


def _endangered(
    parcel: Parcel,
    before: Parcel,
    claims: Sequence[Claim],
    lane: Lane,
    now: datetime,
) -> Parcel:
    """The parcel in its bands of hazard; itself, where it is in them already."""
    ends = [end_of_day(one.promise, one.country) for one in claims if one.promise is not None]
    promise = min(ends, default=None)
    protection = deadline(claims, now)
    bands = {
        "hazard": hazard(parcel, lane, now, promise, promise=promise, before=before.hazard),
        "hazard_protection": hazard(
            parcel, lane, now, protection, promise=promise, before=before.hazard_protection
        ),
    }
    if all(getattr(parcel, name) is value for name, value in bands.items()):
        return parcel
    return parcel.model_copy(update=bands)


def deadline(claims: Sequence[Claim], now: datetime) -> datetime | None:
    """When the earliest protection that is ahead ends."""
    ends = [one.protection_end for one in claims if one.protection_end and one.protection_end > now]
    return min(ends, default=None)


def _lost(row: Row, after: Parcel) -> dict[OrderKey, int]:
    lost = {key: version for key, version in row.lost.items() if key not in after.order_keys}
    for key in row.parcel.order_keys:
        if key not in after.order_keys:
            lost[key] = after.version
    return lost


def _poll(row: Row, planned: Poll, *, fresh: bool, polled: bool) -> Poll:
    if row.lease is not None and not polled:
        return row.poll
    if fresh or planned.at is None or row.poll_at is None or planned.at < row.poll_at:
        return planned
    return row.poll


def _new(before: Parcel, after: Parcel) -> tuple[Scan, ...]:
    known = {scan.id for scan in before.scans}
    return tuple(scan for scan in after.scans if scan.id not in known)


def _shown(before: Parcel, after: Parcel) -> tuple[str, ...]:
    return tuple(sorted(_facts(after) - _facts(before)))


def _facts(parcel: Parcel) -> set[str]:
    facts = {f"hold:{hold.ordinal}" for hold in parcel.holds}
    facts |= {f"released:{hold.ordinal}" for hold in parcel.holds if hold.released}
    return facts | ({"delivered"} if parcel.stage is Stage.DELIVERED else set())

"""When a wanted action can take place: standing conditions, the channel, the buyer's day. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.action import ActionKind
from schemas.order import Order
from services.notifier import talk
from services.notifier.marks import against
from services.notifier.policy import Surroundings
from services.notifier.quiet import Waking, choose, first_waking
from services.notifier.records import NEVER
from services.notifier.rule import REACHING, SPEAKING, Rule
from services.notifier.standing import Block, block
from services.notifier.subject import Subject
from services.runtime.staffed import next_staffed, on_vacation

GRACE = timedelta(hours=1)
"""What is said at the first waking minute is in time if it is said within this."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the rule would like.

    Attributes:
        at: the rule's own time, where it has one.
        first: from when it was first wanted.
        due: from when, after earlier acts and tries.
        as_task: not empty: staff have to do it, and why.
        approved: a person has let it go: it waits for the buyer's morning, whatever its deadline.
    """

    at: datetime | None
    first: datetime
    due: datetime
    until: datetime | None
    deadline: datetime | None
    as_task: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """What can be.

    Attributes:
        never: not empty: not as things are, and why.
        waits: not empty: for what event it waits.
        wakes: instants at which this could come out otherwise.
    """

    due: datetime
    deadline: datetime | None
    as_task: str = ""
    never: str = ""
    waits: str = ""
    wakes: list[datetime] = field(default_factory=list)


def place(rule: Rule, on: Subject, wish: Wish, around: Surroundings, now: datetime) -> Placed:
    """Find the moment for a wish."""
    if rule.kind not in REACHING:
        return Placed(_staff_time(rule.kind, wish, around, now), wish.deadline)
    if rule.kind is ActionKind.OFFER:
        wish = replace(wish, due=_after_vacation(max(wish.due, now), around))
    marked = against(on.case, rule.kind, on.scope, matters=wish.deadline is not None)
    if marked is not None and marked.never:
        return Placed(wish.due, wish.deadline, never=marked.reason)
    why = wish.as_task or (marked.reason if marked else "")
    wished = Placed(wish.due, wish.deadline, as_task=why)
    free = _reach(wished, rule.kind, on, wish, (around, now))
    standing = block(on, rule.kind, around)
    if standing is None or _ends_in_time(standing, free, now):
        return free
    stood = _stand(wished, standing, rule.kind, wish)
    if stood.never or stood.waits:
        return stood
    return _reach(stood, rule.kind, on, wish, (around, now))


def _after_vacation(at: datetime, around: Surroundings) -> datetime:
    """When an offer may be made: nobody is there in a vacation to keep what it promises."""
    staffed = around.shop.staffed
    local = at.astimezone(ZoneInfo(staffed.zone))
    return next_staffed(staffed, at) if on_vacation(staffed, local.date()) else at


def _reach(
    placed: Placed, kind: ActionKind, on: Subject, wish: Wish, at: tuple[Surroundings, datetime]
) -> Placed:
    """Through the channel, in the buyer's day, if nothing else stands against it."""
    if placed.as_task:
        return placed
    placed, limit = _channel(placed, kind, on, wish, able_at=at)
    if placed.never or placed.as_task or kind not in SPEAKING:
        return placed
    return _waking(placed, on, wish, limit, at[1])


def _staff_time(kind: ActionKind, wish: Wish, around: Surroundings, now: datetime) -> datetime:
    """A notice waits for people to be there, unless that were too late."""
    if kind is not ActionKind.NOTICE:
        return wish.due
    staffed = next_staffed(around.shop.staffed, max(wish.due, now))
    return staffed if wish.until is None or staffed < wish.until else wish.due


def _ends_in_time(standing: Block, free: Placed, now: datetime) -> bool:
    """Whether a block is over when it would be done; one without an end is judged only then.

    What staff have to do they do now.
    """
    if standing.kind == "never":
        return False
    moment = now if free.never or free.as_task else max(free.due, now)
    return now < moment if standing.ends is None else standing.ends <= moment


def _stand(placed: Placed, standing: Block, kind: ActionKind, wish: Wish) -> Placed:
    """A block that ends is waited for; what cannot wait that long becomes a task.

    Not while it is being found out whether it was said: a person would say it again.
    """
    if standing.kind == "never":
        return replace(placed, never=standing.reason)
    ends = standing.ends
    wakes = [ends] if ends else []
    lost = wish.until is not None and (ends is None or wish.until <= ends)
    if standing.kind == "recovering":
        return replace(placed, due=NEVER, waits=standing.reason)
    urgent = wish.deadline is not None or (standing.kind == "person" and lost)
    if urgent and kind is not ActionKind.CONVERSATION:
        return replace(placed, as_task=standing.reason, wakes=wakes)
    if ends is None:
        return replace(placed, due=NEVER, waits=standing.reason)
    return replace(placed, due=ends, wakes=wakes)


def _channel(
    placed: Placed,
    kind: ActionKind,
    on: Subject,
    wish: Wish,
    *,
    able_at: tuple[Surroundings, datetime],
) -> tuple[Placed, datetime | None]:
    """Whether the marketplace lets it be done then, and the instant before which it must be."""
    if on.order is None:
        return replace(placed, never="the order has not been read yet"), None
    around, now = able_at
    moment = max(placed.due, now)
    able = around.can(on.order, kind, talk.conversation(on.case), moment)
    if able.allowed:
        if able.closes_at is None:
            return placed, wish.until
        limit = able.closes_at if wish.until is None else min(wish.until, able.closes_at)
        return replace(placed, wakes=[*placed.wakes, able.closes_at]), limit
    if able.opens_at is not None and moment < able.opens_at:
        limits = [at for at in (wish.until, placed.deadline) if at is not None]
        if all(able.opens_at < limit for limit in limits):
            return replace(placed, due=able.opens_at), wish.until
    reason = able.reason or "the marketplace does not allow it"
    if kind is ActionKind.CONVERSATION:
        return replace(placed, never=reason), None
    return replace(placed, as_task=reason), None


def _waking(
    placed: Placed, on: Subject, wish: Wish, limit: datetime | None, now: datetime
) -> Placed:
    if on.order is None:
        return placed
    waking = _waking_of(on.order)
    # What a person's word, an earlier act or the channel holds back is never brought forward.
    before = wish.at is not None and placed.due == wish.at
    hour = choose(waking, at=placed.due, until=limit, now=now, before=before)
    if hour is None:
        return replace(placed, as_task="no waking hour of the buyer's is left for it")
    deadline = placed.deadline
    if deadline is not None:
        # Counted from the first waking minute of all: trying again does not move it.
        deadline = max(deadline, (first_waking(waking, wish.first) or hour.at) + GRACE)
        if max(now, deadline) < hour.at and not wish.approved:
            return replace(placed, as_task="the buyer's waking hours come after its deadline")
    wakes = [*placed.wakes, hour.closes] if hour.at <= now else placed.wakes
    return Placed(hour.at, deadline, placed.as_task, placed.never, placed.waits, wakes)


def _waking_of(order: Order) -> Waking:
    return Waking(order.destination.country, order.buyer.zone)

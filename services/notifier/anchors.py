"""Times as anchors: ``promise - 2d``, ``hold.since + 24h``, ``dispute.answer_due - 2wd``.

An anchor names an instant of the subject and adds minutes, hours, days or the shop's working days.
``a or b`` takes the first that is known. One that is not known has no time at all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import partial

from schemas.parcel import Parcel
from services.notifier import deadlines, mending
from services.notifier.deadlines import KINDS as DEADLINES
from services.notifier.holds import told_at
from services.notifier.policy import ShopPolicy
from services.notifier.records import NEVER
from services.notifier.scope import GROUPS, Scope
from services.notifier.subject import OUTWARD, Subject, foremost, parcels_of
from services.runtime.staffed import add_working_days, last_leaving, next_staffed

_FORM = re.compile(r"\s*([a-z_.]+)\s*(?:([+-])\s*([0-9]+)\s*(wd|m|h|d))?\s*")
_SPAN = re.compile(r"\s*([0-9]+)\s*(m|h|d)\s*")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}

LONGEST = timedelta(days=400)
"""A span that a rule can mean; working days are counted as days."""

Find = Callable[[Subject], datetime | None]


def _extension_closes(on: Subject, shop: ShopPolicy) -> datetime | None:
    """Until when protection is extended: three days before its end, and ten after the last move.

    A parcel that is held need not move.
    """
    end = deadlines.instant("protection_end", on, shop.terms)
    if end is None:
        return None
    moves = [_lively_until(parcel) for parcel in parcels_of(on.case) if parcel.role in OUTWARD]
    return min(end - EXTENSION_BEFORE, max(moves, default=NEVER))


def _lively_until(parcel: Parcel) -> datetime:
    if any(hold.until is None for hold in parcel.holds):
        return NEVER
    last = parcel.last_movement or parcel.stage_since or parcel.shipped_at
    return NEVER if last is None else last + LIVELY


def _attempt_stands(on: Subject) -> datetime | None:
    """When a failed attempt is worth a word: half a day later, or with the scan that follows it."""
    if on.parcel is None or on.parcel.stage_since is None:
        return None
    failed, moved = on.parcel.stage_since, on.parcel.last_movement
    stands = failed + ATTEMPT_STANDS
    return min(stands, moved) if moved is not None and moved > failed else stands


def _call_by(name: str, on: Subject, shop: ShopPolicy) -> datetime | None:
    """When people are called about an answer that nobody gives: no earlier than they must be.

    Half a day before it is due. Where people come in time after that, when they come; where they
    do not, two hours before they leave: nobody is woken for what could be done by day.
    """
    due = deadlines.instant(name, on, shop.terms)
    if due is None:
        return None
    wanted = due - CALL_BEFORE
    comes = next_staffed(shop.staffed, wanted)
    if comes + TO_ANSWER <= due:
        return comes
    leaves = last_leaving(shop.staffed, wanted)
    by_day = leaves - TO_ANSWER if leaves else None
    # Not days ahead, over a vacation: then there is nobody who comes without being called.
    return by_day if by_day and due - 2 * CALL_BEFORE <= by_day else wanted


EXTENSION_BEFORE = timedelta(hours=72)
LIVELY = timedelta(days=10)
CALL_BEFORE = timedelta(hours=12)
ATTEMPT_STANDS = timedelta(hours=12)
TO_ANSWER = timedelta(hours=2)
"""What people need to answer a dispute or a buyer: the least that a call leaves them."""


ANCHORS: dict[str, Find] = {
    "placed": lambda on: on.order.placed_at if on.order else None,
    "shipped": lambda on: on.order.shipped_at if on.order else None,
    "promise": lambda on: on.order.promise.at if on.order and on.order.promise else None,
    "news": lambda on: parcel.last_movement if (parcel := foremost(on.case)) else None,
    "parcel.shipped": lambda on: on.parcel.shipped_at if on.parcel else None,
    "parcel.nothing_since": lambda on: on.parcel.nothing_since if on.parcel else None,
    "parcel.attempt_stands": _attempt_stands,
    "parcel.stage_since": lambda on: on.parcel.stage_since if on.parcel else None,
    "parcel.last_movement": lambda on: on.parcel.last_movement if on.parcel else None,
    "parcel.feed_silent": lambda on: on.parcel.feed_silent_since if on.parcel else None,
    "parcel.silent_after": lambda on: on.parcel.silent_after if on.parcel else None,
    "parcel.expected_by": lambda on: on.parcel.expected_by if on.parcel else None,
    "hold.since": lambda on: on.hold.since if on.hold else None,
    "hold.told": told_at,
    "hold.until": lambda on: on.hold.until if on.hold else None,
    "hold.usual_until": lambda on: on.hold.usual_until if on.hold else None,
    "dispute.opened": lambda on: on.dispute.opened_at if on.dispute else None,
    "offer.made": lambda on: on.offer.done_at if on.offer else None,
    "offer.expires": lambda on: on.offer.offer.expires_at if on.offer and on.offer.offer else None,
    "offer.answered": lambda on: on.reply.message.sent_at if on.reply.message else None,
    "remedy.done": mending.done_at,
    "commitment.due": lambda on: on.commitment.due if on.commitment else None,
    "feedback.given": lambda on: on.rated.given_at if on.rated else None,
    "message.sent": lambda on: on.message.sent_at if on.message else None,
}
"""Anchors that are facts."""

SEEN = "seen"
"""When this program first found that the rule applies."""

OF_SHOP: Mapping[str, Callable[[Subject, ShopPolicy], datetime | None]] = {
    "extension_closes": _extension_closes,
    "dispute.call_by": partial(_call_by, "dispute.answer_due"),
    "message.call_by": partial(_call_by, "message.first_answer_due"),
}
"""Anchors that depend on the shop's terms, and on when its people are there."""

NAMES = (*ANCHORS, *DEADLINES, *OF_SHOP, SEEN)
"""Every anchor: facts, the deadlines of the case, what follows from them at a shop."""


class AnchorError(ValueError):
    """The text is no anchor.

    Attributes:
        offset: where in the text, from 0.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Step:
    """One named instant and what is added to it; ``working_days`` are counted after ``plus``."""

    name: str
    plus: timedelta = timedelta()
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time relative to the facts: the first of ``steps`` that is known."""

    text: str
    steps: tuple[Step, ...]

    def resolve(self, on: Subject, seen: datetime, shop: ShopPolicy) -> datetime | None:
        """The instant (UTC), or None where neither the facts nor the shop's terms know it."""
        for step in self.steps:
            base = _instant(step.name, on, seen, shop)
            if base is not None:
                moved = base + step.plus
                if not step.working_days:
                    return moved
                return add_working_days(shop.staffed, moved, step.working_days)
        return None


def _instant(name: str, on: Subject, seen: datetime, shop: ShopPolicy) -> datetime | None:
    if name == SEEN:
        return seen
    if name in OF_SHOP:
        return OF_SHOP[name](on, shop)
    return ANCHORS[name](on) if name in ANCHORS else deadlines.instant(name, on, shop.terms)


def parse_anchor(text: str, scope: Scope) -> Anchor:
    """Read an anchor.

    Raises:
        AnchorError: it is not of the form, or its name means nothing in the scope.
    """
    steps, offset = [], 0
    for part in text.split(" or "):
        steps.append(_step(part, scope, offset + len(part) - len(part.lstrip())))
        offset += len(part) + len(" or ")
    return Anchor(text, tuple(steps))


def parse_span(text: str) -> timedelta:
    """Read ``30m``, ``24h`` or ``3d``.

    Raises:
        AnchorError: it is none of these, or longer than ``LONGEST``.
    """
    found = _SPAN.fullmatch(text)
    if not found:
        raise AnchorError("must be a number with m, h or d, such as 24h")
    return _span_of(found[1], found[2], 0)


def _span_of(count: str, unit: str, offset: int) -> timedelta:
    day = _UNITS["d"]
    span = _UNITS.get(unit, day)
    if len(count) > len(str(LONGEST // _UNITS["m"])) or int(count) * span > LONGEST:
        raise AnchorError(f"must be at most {LONGEST // day} days", offset)
    return int(count) * span


def _step(part: str, scope: Scope, offset: int) -> Step:
    found = _FORM.fullmatch(part)
    if not found:
        raise AnchorError("must be `anchor`, or `anchor + 2d` (m, h, d or wd)", offset)
    name, sign, count, unit = found.groups()
    if name not in NAMES:
        near = get_close_matches(name, NAMES, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(NAMES)}"
        raise AnchorError(f"there is no anchor {name}{hint}", offset)
    group = name.split(".")[0]
    if "." in name and group not in GROUPS[scope]:
        raise AnchorError(f"{name} is not known to a rule with `once: {scope}`", offset)
    if not count:
        return Step(name)
    span = _span_of(count, unit, offset)
    moved = span if sign == "+" else -span
    return Step(name, working_days=moved.days) if unit == "wd" else Step(name, moved)

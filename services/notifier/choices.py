"""What a buyer answered to an offer. Pure; only what was made in the chat can be answered there.

An answer counts only in that chat, after the offer and before it expires, and only where all that
the buyer wrote in that time names one and the same option. Whatever else they wrote is unclear, and
a person's; so is what they wrote once a person of the shop had, who may have asked something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.action import ActionKind, ActionStatus, Option, RemedyKind
from services.notifier.case import Case, Deed, Heard
from services.notifier.hearing.choosing import Pick
from services.notifier.ours import persons
from services.notifier.percase import once_a_case
from services.notifier.records import HAPPENED

_MADE = (ActionStatus.DONE, "chat")

_ACTING = frozenset({ActionKind.REMEDY, ActionKind.TASK})
_FIRED = HAPPENED | {ActionStatus.FAILED}

_MEANT: Mapping[Pick, frozenset[RemedyKind]] = {
    Pick.KEEP: frozenset({RemedyKind.PART_BACK}),
    Pick.RETURN: frozenset({RemedyKind.REFUND_RETURN}),
    Pick.AGAIN: frozenset({RemedyKind.RESHIP}),
    Pick.REFUND: frozenset(
        {RemedyKind.PART_BACK, RemedyKind.REFUND, RemedyKind.REFUND_RETURN, RemedyKind.CLEARANCE}
    ),
}
"""What each word may mean; it names an option where the offer holds one of these alone."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to an offer.

    Attributes:
        kind: ``refused`` means that they want none of it.
        message: with which they answered first.
    """

    kind: Literal["none", "choice", "refused", "unclear"] = "none"
    message: Heard | None = None
    option: Option | None = None


NO_REPLY = Reply()
"""Of what is no offer, or has not been answered."""


@once_a_case
def made(case: Case) -> Sequence[Deed]:
    """The offers that stand in the chat, or stood there."""
    found = [
        deed
        for deed in case.deeds.values()
        if deed.kind is ActionKind.OFFER
        and (deed.status, deed.channel) == _MADE
        and deed.offer is not None
        and deed.done_at is not None
    ]
    return tuple(sorted(found, key=lambda one: one.key))


def reply_to(case: Case, deed: Deed) -> Reply:
    """What the buyer answered to an offer that was made."""
    said = _answers(case, deed)
    if not said:
        return NO_REPLY
    if _spoken_between(case, deed, said[-1]):
        return Reply("unclear", said[0])
    meant = {_option(one, deed) for one in said}
    if meant == {Pick.NONE}:
        return Reply("refused", said[0])
    (only,) = meant if len(meant) == 1 else (None,)
    if deed.offer is None or not isinstance(only, int):
        return Reply("unclear", said[0])
    return Reply("choice", said[0], deed.offer.options[only])


def reply_by(case: Case, message: Heard) -> Reply:
    """The answer of which a message is a part; none where it answers no offer."""
    found = (reply_to(case, deed) for deed in made(case) if message in _answers(case, deed))
    return next(found, NO_REPLY)


def occasion_of(deed: Deed) -> str:
    """What an offer is called where rules act on it."""
    return f"{deed.rule}:{deed.occasion}"


def acted_on(case: Case, deed: Deed) -> list[Deed]:
    """What was done about the answer to an offer, by the machine or by staff in its place."""
    name = occasion_of(deed)
    return [
        one
        for one in case.deeds.values()
        if one.occasion.split("~")[0] == name and one.kind in _ACTING and one.status in _FIRED
    ]


def _answers(case: Case, deed: Deed) -> list[Heard]:
    """What the buyer wrote in answer; what comes after something was done about it is none."""
    said = [
        one
        for one in sorted(case.messages.values(), key=lambda one: (one.sent_at, one.id))
        if _within(one, deed)
    ]
    ends = min((one.moment for one in acted_on(case, deed) if one.moment), default=None)
    if ends is None:
        return said
    # The first was seen when it was acted on, whatever the platform's clock dates it.
    return [*said[:1], *(one for one in said[1:] if one.sent_at <= ends)]


def _spoken_between(case: Case, deed: Deed, last: Heard) -> bool:
    """Whether a person of the shop wrote between an offer and the last answer to it."""
    return deed.done_at is not None and any(
        one.conversation == last.conversation and deed.done_at < one.sent_at < last.sent_at
        for one in persons(case)
    )


def _within(message: Heard, deed: Deed) -> bool:
    if message.sender != "buyer" or message.recalled or deed.offer is None or deed.done_at is None:
        return False
    if deed.conversation not in (None, message.conversation):
        return False
    return deed.done_at < message.sent_at < deed.offer.expires_at


def _option(message: Heard, deed: Deed) -> int | str | None:
    """The place of the option that a message names, ``none``, or None where it is unclear."""
    if deed.offer is None or not message.picks:
        return None
    if set(message.picks) == {Pick.NONE}:
        return Pick.NONE
    places: set[int] = set()
    for pick in message.picks:
        found = _places(pick, deed.offer.options)
        if len(found) != 1:
            return None
        places |= found
    return places.pop() if len(places) == 1 else None


def _places(pick: str, options: tuple[Option, ...]) -> set[int]:
    if pick.isdigit():
        return {int(pick) - 1} if 1 <= int(pick) <= len(options) else set()
    meant = _MEANT.get(Pick(pick), frozenset()) if pick in set(Pick) else frozenset()
    return {place for place, one in enumerate(options) if one.kind in meant}

"""Whether every deadline of an order was met, or raised with people before it passed. Pure.

A life is watched by calling ``follow`` with what ``deadlines`` says after each event, and at least
once after each instant of interest; in the end ``judge`` says of every deadline that was ours and
has passed what became of it:

    watch = Watch()
    for event, now in life:
        case, _ = apply(case, event, now)
        ...                                      # plan and act, as the service does
        watch = follow(watch, deadlines(case, around, now), now)
    bad = [one for one in judge(watch, case, playbook) if one.verdict == "missed"]

What a case no longer holds cannot be judged from it: an answer period that a newer one replaced, an
end of protection that was moved. So a life is watched, not looked at in its end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from schemas.action import ActionStatus
from services.notifier.anchors import Anchor
from services.notifier.case import Case, Deed
from services.notifier.deadlines import KINDS, Deadline
from services.notifier.playbook import Playbook

Verdict = Literal["met", "raised", "missed", "unknowable"]

_HEARD = frozenset({"task", "alert", "chat", "platform"})
"""Channels through which a person was told, or the thing itself was done."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """A deadline whose instant is over.

    Attributes:
        deadline: as it was last seen before its instant.
        late: it was first heard of only afterwards, when nobody could meet it any more.
    """

    deadline: Deadline
    late: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of an order's deadlines so far.

    Attributes:
        ahead: those still to come, by name and occasion; one that is moved replaces itself.
        passed: those that are over, in the order in which they passed.
    """

    ahead: Mapping[Key, Deadline] = field(default_factory=dict)
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a deadline.

    Attributes:
        verdict: ``met``: nothing was left to do when it passed. ``raised``: it stood, and before it
            passed a rule that aims at it had told people or had acted. ``missed``: it stood, and
            nobody knew. ``unknowable``: it had passed when it was first heard of.
        by: the rule that raised it first; empty otherwise.
    """

    deadline: Deadline
    verdict: Verdict
    by: str = ""


def follow(watch: Watch, found: Iterable[Deadline], now: datetime) -> Watch:
    """The watch after a look at ``now``: ``found`` is what ``deadlines`` says then."""
    over = [one for one in watch.ahead.values() if one.at <= now]
    passed = [*watch.passed, *map(Passed, over)]
    known = {(one.deadline.name, one.deadline.occasion, one.deadline.at) for one in passed}
    fresh = [one for one in found if (one.name, one.occasion, one.at) not in known]
    passed += [Passed(one, late=one.standing) for one in fresh if one.passed]
    ahead = {(one.name, one.occasion): one for one in fresh if not one.passed}
    return Watch(ahead, tuple(passed))


def judge(watch: Watch, case: Case, playbook: Playbook) -> tuple[Judged, ...]:
    """What became of every deadline that was ours and has passed.

    Args:
        watch: of the order's whole life.
        case: as it stands in the end, with all of its deeds.
        playbook: whose rules raised them: a rule aims at the deadlines that its times name.
    """
    aims = aims_of(playbook)
    return tuple(
        _judged(one, case, aims.get(one.deadline.name, frozenset()))
        for one in watch.passed
        if one.deadline.binds
    )


def aims_of(playbook: Playbook) -> Mapping[str, frozenset[str]]:
    """The rules that aim at each deadline: whose ``at``, ``until`` or ``deadline`` names it."""
    found: dict[str, set[str]] = {name: set() for name in KINDS}
    for rule in playbook.rules:
        every = [(one.at, one.until, one.deadline) for one in rule.everywhere]
        for anchor in (anchor for anchors in every for anchor in anchors):
            for name in _names(anchor):
                found[name].update((rule.id, *rule.was))
    return {name: frozenset(rules) for name, rules in found.items()}


def _names(anchor: Anchor | None) -> list[str]:
    return [step.name for step in anchor.steps if step.name in KINDS] if anchor else []


def _judged(one: Passed, case: Case, rules: frozenset[str]) -> Judged:
    if not one.deadline.standing:
        return Judged(one.deadline, "met")
    if one.late:
        return Judged(one.deadline, "unknowable")
    told = [deed for deed in case.deeds.values() if _raises(deed, one.deadline, rules)]
    first = min(told, key=lambda deed: (deed.moment or one.deadline.at, deed.key), default=None)
    return Judged(one.deadline, "raised", first.rule) if first else Judged(one.deadline, "missed")


def _raises(deed: Deed, deadline: Deadline, rules: frozenset[str]) -> bool:
    told = deed.channel in _HEARD or deed.status is ActionStatus.AWAITING_APPROVAL
    return (
        deed.rule in rules
        and told
        and _about(deed.occasion.split("~")[0], deadline.occasion)
        and deed.moment is not None
        and deed.moment <= deadline.at
    )


def _about(occasion: str, wanted: str) -> bool:
    """Whether a deed's occasion is a deadline's: a hold's is also about its parcel."""
    return occasion == wanted or occasion.rpartition("#")[0] == wanted

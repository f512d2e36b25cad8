"""Since when each rule is in force, as playbooks come and go. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Named = tuple[str, tuple[str, ...]]
"""A rule's id, and the ids that it had before, whose history it carries on."""

SHORT = timedelta(hours=24)
"""A rule that was out for less comes back as if it had never been away."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule at a shop.

    Attributes:
        since: what began before it is past, and not due.
        out_since: since when it is no longer in force; None while it is.
    """

    since: datetime
    out_since: datetime | None = None


def taken(
    known: Mapping[str, InForce], rules: Sequence[Named], now: datetime
) -> dict[str, InForce]:
    """What is known of a shop's rules once these, and no others, are in force.

    A rule never seen is in force from now on, but for one that only changed its id. One that was
    out comes back with its old date if that was for less than a day, so that going back from a
    mistake loses nothing; else from now on, for nobody waited for it meanwhile.
    """
    after = dict(known)
    kept = {name for rule, was in rules for name in (rule, *was)}
    for rule, was in rules:
        before = known.get(rule)
        if before is None:
            after[rule] = InForce(
                min((known[old].since for old in was if old in known), default=now)
            )
        elif before.out_since is not None:
            short = now - before.out_since < SHORT
            after[rule] = InForce(before.since if short else now)
    for rule, one in known.items():
        if rule not in kept and one.out_since is None:
            after[rule] = InForce(one.since, now)
    return after

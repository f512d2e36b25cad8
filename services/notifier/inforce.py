"""Since when each rule is in force, as playbooks come and go. Pure.

A country where a rule is on though it is off elsewhere, or the reverse, has a date of its own under
``rule@BR``, and keeps it from then on; every other country has the rule's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple


class Named(NamedTuple):
    """A rule of a playbook, as a shop has it.

    Attributes:
        rule: its id.
        was: the ids that it had before, whose history it carries on.
        on: whether it is in force where no country says otherwise.
        otherwise: the countries in which it is the other way round.
    """

    rule: str
    was: tuple[str, ...] = ()
    on: bool = True
    otherwise: frozenset[str] = frozenset()


SHORT = timedelta(hours=24)
"""A rule that was out for less comes back as if it had never been away."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule at a shop.

    Attributes:
        since: what began before it is past, and not due.
        out_since: since when it is no longer in force; None while it is.
        was: every id that it ever said it had before; see ``renamed``.
    """

    since: datetime
    out_since: datetime | None = None
    was: tuple[str, ...] = ()


def taken(
    known: Mapping[str, InForce], rules: Sequence[Named], now: datetime
) -> dict[str, InForce]:
    """What is known of a shop's rules once these, and no others, are in force.

    A rule never seen is in force from now on, but for one that only changed its id. One that was
    out comes back with its old date if that was for less than a day, so that going back from a
    mistake loses nothing; else from now on, for nobody waited for it meanwhile. A country is as its
    rule was until the two first differ, and then goes by itself.
    """
    after, kept = dict(known), set[str]()
    for one in rules:
        ids = (one.rule, *one.was)
        countries = one.otherwise | {_country(name) for name in known if _rule(name) in ids} - {""}
        whole = _first(known, ids)
        kept.update(_moved(after, ids, whole, now, on=one.on))
        _say_it_was(after, one, known.get(one.rule))
        for country in countries:
            there = [at(name, country) for name in ids]
            before = _first(known, there) or whole or InForce(now, now - SHORT)  # never in force
            on = one.on is not (country in one.otherwise)
            kept.update(_moved(after, there, before, now, on=on))
    for name, told in known.items():
        if name not in kept and told.out_since is None:
            after[name] = replace(told, out_since=now)
    return after


def _say_it_was(after: dict[str, InForce], named: Named, before: InForce | None) -> None:
    """Note the ids that a rule had before, beside those that it once said it had."""
    if named.rule in after:
        was = {*named.was, *(before.was if before else ())}
        after[named.rule] = replace(after[named.rule], was=tuple(sorted(was)))


def at(rule: str, country: str) -> str:
    """The name under which a country's own date of a rule is kept."""
    return f"{rule}@{country}"


def since(dates: Mapping[str, datetime], rule: str, country: str) -> datetime | None:
    """Since when a rule is in force for orders to a country; None where nobody noted it."""
    own = dates.get(at(rule, country))
    return own or dates.get(rule)


def _rule(name: str) -> str:
    return name.partition("@")[0]


def _country(name: str) -> str:
    return name.partition("@")[2]


def _first(known: Mapping[str, InForce], names: Iterable[str]) -> InForce | None:
    """What is known of a rule under its name, else under a former one: rather one in force."""
    found = [known[name] for name in names if name in known]
    standing = next((one for one in found if one.out_since is None), None)
    return standing or max(found, key=lambda one: one.out_since or one.since, default=None)


def _moved(
    after: dict[str, InForce],
    names: Sequence[str],
    before: InForce | None,
    now: datetime,
    *,
    on: bool,
) -> Sequence[str]:
    """Note what a rule is from now on, after what it was before; the names that stay as they are.

    A former name stays in force beside the new one: whoever goes back finds it.
    """
    name = names[0]
    if not on:
        if before is not None:
            after[name] = InForce(before.since, before.out_since or now)
    elif before is None:
        after[name] = InForce(now)
    elif before.out_since is None:
        after[name] = InForce(before.since)
    else:
        short = now - before.out_since < SHORT
        after[name] = InForce(before.since if short else now)
    return names if on else names[:1]

"""Whether two people are there for what a second person confirms."""

from collections.abc import Iterable, Iterator, Mapping

from services.cli.checks.finding import Finding, ok, warning
from services.runtime.desk import RANK, FourEyes, Role, Watched
from services.runtime.settings import Settings

_PRESSED_BY: Mapping[Watched, Role] = {"resume": "lead", "playbook": "admin"}
"""Whom the desk lets do it at all, where that is more than an agent."""

_OF_ALL = frozenset({"playbook"})


async def confirmed(settings: Settings) -> Iterable[Finding]:
    """Whether of each act two people may be the second: one of them may have asked for it."""
    desk = settings.desk
    if not desk.four_eyes:
        return []
    found = [
        one for rule in desk.four_eyes for act in rule.acts for one in _of(settings, rule, act)
    ]
    count = len({act for rule in desk.four_eyes for act in rule.acts})
    return found or [ok(f"a second person confirms {count} kinds of acts, and two may of each")]


def _of(settings: Settings, rule: FourEyes, act: Watched) -> Iterator[Finding]:
    role = max(rule.role, _PRESSED_BY.get(act, "agent"), key=RANK.__getitem__)
    shops = [""] if act in _OF_ALL else list(rule.shops) or [one.key for one in settings.shops]
    for shop in shops:
        names = _able(settings, role, shop)
        if names is not None and len(names) < 2:  # noqa: PLR2004 - four eyes
            who = f"only {names[0]} may" if names else "nobody may"
            where = f" in {shop}" if shop else ""
            do = f"name another in `desk.people` with the role {role}, or loosen `desk.four_eyes`"
            yield warning(f"a second person confirms {act}{where}, and {who}", do)


def _able(settings: Settings, role: Role, shop: str) -> list[str] | None:
    """Who may confirm; None: a group of the provider's may, whoever is in it."""
    desk = settings.desk
    groups = desk.oidc.groups if desk.oidc else ()
    if any(RANK[one.role] >= RANK[role] and _sees(one.shops, shop) for one in groups):
        return None
    people = (one for one in desk.people if RANK[one.role] >= RANK[role])
    return [one.name for one in people if _sees(one.shops, shop)]


def _sees(shops: Iterable[str], shop: str) -> bool:
    known = set(shops)
    return not known or shop in known

"""What each rule can do at each shop: act by itself, become a task, or nothing at all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from services.cli.checks.finding import Finding, ok
from services.connectors import registry
from services.notifier.abilities import Ability, abilities
from services.notifier.playbook import DEFAULT, load
from services.notifier.texts import Texts, default
from services.notifier.world import policy_of
from services.runtime.clock import SteppedClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.settings import Settings

_INDENT = "\n" + " " * 11

_EVER = datetime.max.replace(tzinfo=UTC)


async def rules(settings: Settings, now: datetime) -> Iterable[Finding]:
    """One finding for each shop, by the playbook of the settings.

    Shops, rules and texts that are set up wrongly are told of by other checks. At a payment
    provider there are no orders: what is done about its disputes is done at the shop of the order.
    """
    try:
        texts = Texts(settings.templates) if settings.templates else default()
        playbook = load(settings.playbook or DEFAULT, texts.names)
    except ConfigurationError:
        return []
    found = []
    async with Http.of(settings) as http:  # it connects at its first call, and none is made
        for shop in settings.shops:
            if shop.orders_of:
                continue
            try:
                acts = registry.speaking(settings, shop.key, http, SteppedClock(now))
            except ConfigurationError:
                continue
            can = abilities(playbook, policy_of(shop, _EVER), acts, texts, now)
            found.append(ok(_INDENT.join([f"shop {shop.key}: what its rules can do", *told(can)])))
    return found


def told(found: Sequence[Ability]) -> Iterable[str]:
    """A line for each way, with the reason where the machine cannot: how many rules, and which."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        lines[one.may, one.why].append(one.rule)
    order = ("automatic", "task", "impossible")
    for (may, why), names in sorted(lines.items(), key=lambda one: (order.index(one[0][0]), one)):
        because = f", since {why}" if why else ""
        yield f"{may}{because} ({len(names)}): {', '.join(names)}"

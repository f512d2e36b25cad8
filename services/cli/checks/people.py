"""Who is told what, and who notices when nobody can be told any more."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import get_args

from services.cli.checks.finding import Finding, ok, problem, warning
from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.connectors.ports import OnCall
from services.runtime.errors import ConfigurationError
from services.runtime.receivers import CanarySettings, Level, Route
from services.runtime.settings import Settings


async def receivers(settings: Settings) -> Iterable[Finding]:
    """Whether anybody can be woken, and which receiver hears what."""
    try:
        found = registry.oncall(settings)
    except ConfigurationError as error:
        return [problem(text, "without it no service starts") for text in error.problems]
    if not found:
        do = "set `oncall.alertmanager.url`, `oncall.pagerduty.routing_key` or `oncall.receivers`"
        return [warning("nobody is paged: pages and notices are only listed here", do)]
    told = [ok(_hears(settings, receiver)) for receiver in found]
    return [*told, *_strangers(settings, found), *_gaps(settings, Audience(found))]


def _strangers(settings: Settings, found: Iterable[OnCall]) -> Iterator[Finding]:
    """Shops that a receiver is for, and that are none of ours."""
    ours = {shop.key for shop in settings.shops}
    for receiver in found:
        for shop in sorted(receiver.hears.shops - ours):
            do = "correct `shops` of that receiver: nothing is ever said of such a shop"
            yield problem(f"{receiver.name}: there is no shop {shop}", do)


def _hears(settings: Settings, receiver: OnCall) -> str:
    hears = receiver.hears
    levels = " and ".join(f"{level}s" for level in get_args(Level) if level in hears.levels)
    routes = " and ".join(route for route in get_args(Route) if route in hears.routes)
    whose = f" of {', '.join(sorted(hears.shops))}" if hears.shops else ""
    folded = ", notices folded" if not receiver.joins and "notice" in hears.levels else ""
    staffed = " in staffed hours" if folded and registry.hours(settings).get(receiver.name) else ""
    return f"{receiver.name} hears {levels} of {routes}{whose}{folded}{staffed}"


def _gaps(settings: Settings, audience: Audience) -> Iterator[Finding]:
    """Alerts that nobody's settings name: everybody hears them."""
    do = "add a receiver, or the level, route or shop to one of `oncall.receivers`"
    shops = [shop.key for shop in settings.shops] or [""]
    for level in get_args(Level):
        for route in get_args(Route):
            missed = [shop for shop in shops if not audience.named(level, route, shop)]
            if missed and not (level == "notice" and _plain(settings)):
                whose = "" if len(missed) == len(shops) else f" of {', '.join(missed)}"
                what = f"{level}s of {route}{whose} are nobody's: every receiver hears them"
                yield warning(what, do)


def _plain(settings: Settings) -> bool:
    """PagerDuty alone: it is meant to have the notices as well."""
    return settings.oncall.alertmanager is None and not settings.oncall.receivers


async def watches(settings: Settings) -> Iterable[Finding]:
    """Whether somebody outside notices when this installation says nothing any more."""
    oncall, found = settings.oncall, []
    if oncall.heartbeat is not None:
        every = oncall.heartbeat.every_seconds
        found.append(ok(f"a heartbeat is sent every {every} s while the notifier works"))
    if oncall.alertmanager is not None and oncall.alertmanager.watchdog:
        found.append(ok("the alert ForestallWatchdog stands at Alertmanager while it works"))
    if not found:
        do = "set `oncall.heartbeat.url`, or `oncall.alertmanager.watchdog: true` with a route"
        found.append(warning("nobody would notice that the notifier has died", do))
    return found


def canary(setup: CanarySettings, stamp: datetime | None, now: datetime) -> Iterable[Finding]:
    """Whether the canary order arrives.

    Args:
        setup: how it is sent.
        stamp: when the last one that arrived was sent.
        now: domain time.
    """
    if stamp is None:
        do = "see that the notifier runs, and `canary.edge` and `canary.secret` at the edge"
        return [warning("no canary order has arrived yet", do)]
    limit = timedelta(minutes=setup.every_minutes + setup.within_minutes)
    what = f"the last canary order that arrived was sent at {stamp:%Y-%m-%d %H:%M} UTC"
    if now - stamp <= limit:
        return [ok(what)]
    return [problem(what, "look for what stops in the chain: edge, Kafka, normaliser, notifier")]

"""The settings beyond their form: what is not there, what is cautious, what is risky."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from services.cli.checks.finding import Finding, ok, problem, warning
from services.connectors import registry
from services.connectors.carriers import installed
from services.connectors.marketplaces.installed import marketplaces
from services.notifier.money import no_rate
from services.notifier.playbook import DEFAULT, load
from services.notifier.texts import Texts, default
from services.runtime.errors import ConfigurationError
from services.runtime.settings import Settings
from services.runtime.shops import ShopSettings
from services.tracker.app import provider_of, seconds_of


async def shops(settings: Settings) -> Iterable[Finding]:
    """Which shops are watched, and what the machine may do there."""
    if not settings.shops:
        do = "write forestall.yaml; the README shows a whole one, forestall.example.yaml all of it"
        return [problem("no shop is set up: there is nothing to watch", do)]
    return [finding for shop in settings.shops for finding in _shop(settings, shop)]


def _shop(settings: Settings, shop: ShopSettings) -> Iterator[Finding]:
    try:
        registry.shop(settings, shop.key)
        registry.push_reader(shop.marketplace)
    except ConfigurationError as error:
        do = "correct `key` of the shop and `marketplace` of its app"
        yield from (problem(f"shop {shop.key}: {text}", do) for text in error.problems)
        return
    if shop.mode == "observe":
        do = "`forestall shop promote` shows what it would say, and lets a share of the orders act"
        what = f"shop {shop.key} is in `observe`: its buyers are told nothing"
        yield warning(f"{what}, but for a share that was promoted", do)
    else:
        yield ok(f"shop {shop.key}: {shop.mode}")


async def apps(settings: Settings) -> Iterable[Finding]:
    """Whether every app can verify its pushes and sign its calls."""
    return [finding for name in settings.apps for finding in _app(settings, name)]


def _app(settings: Settings, name: str) -> Iterator[Finding]:
    if not all(secret.get_secret_value() for secret in settings.apps[name].secrets):
        do = "point `secrets` to the app secret of the platform's console"
        yield problem(f"app {name}: a secret is empty", do)
    connector = marketplaces().get(settings.apps[name].marketplace)
    if connector is None:
        return  # its shops say so
    app = registry.app(settings, name)
    for wanted in connector.pushes_want:
        if not getattr(app, wanted):
            do = f"set `apps.{name}.{wanted}` as docs/marketplaces.md says; polling goes on"
            yield warning(f"app {name}: without `{wanted}` none of its pushes is taken", do)
    if app.queue is not None and connector.queue is None:
        do = f"remove `apps.{name}.queue`: {app.marketplace} pushes to our address"
        yield warning(f"app {name}: nobody reads its queue", do)
    for shop in settings.shops:
        if connector.one_seller and shop.app == name and shop.seller_id != app.key:
            do = f"one app is one seller there: set `apps.{name}.key` and `seller_id` to the same"
            yield warning(f"shop {shop.key}: none of its pushes is taken", do)


async def carriers(settings: Settings) -> Iterable[Finding]:
    """Whether anybody is asked where parcels are."""
    if not settings.carriers:
        do = "set `carriers.17track.key`"
        return [problem("no provider of tracking is set up: no parcel is ever looked at", do)]
    found = [finding for name in settings.carriers for finding in _carrier(settings, name)]
    asked = provider_of(list(settings.carriers))
    others = [name for name in settings.carriers if name != asked and name in installed.carriers()]
    unused = [name for name in others if name not in seconds_of(list(settings.carriers))]
    return [*found, *(_unused(name, asked) for name in unused)]


def _carrier(settings: Settings, name: str) -> Iterator[Finding]:
    if name not in installed.carriers():
        do = f"known are: {', '.join(sorted(installed.carriers()))}"
        yield problem(f"provider {name} is not known", do)
    elif (
        not installed.carriers()[name].keyless
        and not settings.carriers[name].key.get_secret_value()
    ):
        yield problem(f"provider {name}: its key is empty", f"point `carriers.{name}.key` to it")
    else:
        yield ok(f"provider {name} is set up")


def _unused(name: str, asked: str) -> Finding:
    do = f"leave `carriers.{name}` out, or `carriers.{asked}` to have it asked instead"
    return warning(f"provider {name} is never asked: every parcel is {asked}'s", do)


async def rules(settings: Settings) -> Iterable[Finding]:
    """Whether the playbook and the texts can be read."""
    try:
        texts = Texts(settings.templates) if settings.templates else default()
        playbook = load(settings.playbook or DEFAULT, texts.names)
    except ConfigurationError as error:
        do = "mend the line; without it the notifier does not start"
        return [problem(text, do) for text in error.problems]
    languages = ", ".join(sorted(texts.languages))
    return [ok(f"playbook: {len(playbook.rules)} rules; texts in {languages}")]


async def rates(settings: Settings, now: datetime) -> Iterable[Finding]:
    """Whether what is offered in other currencies can be counted in each shop's own."""
    found = []
    for shop in settings.shops:
        today = now.astimezone(ZoneInfo(shop.zone)).date()
        against = (no_rate(currency, shop.offers, today) for currency in shop.offers.rates)
        do = f"set its `value` and `since` under `offers.rates` of {shop.key}, as they are today"
        found += [warning(f"shop {shop.key}: {why}", do) for why in against if why]
    return found


async def telemetry(settings: Settings) -> Iterable[Finding]:
    """Whether what traces need is installed, where they are wanted."""
    if settings.telemetry.endpoint is None or find_spec("opentelemetry") is not None:
        return []
    do = "pip install 'forestall[telemetry]', or leave `telemetry.endpoint` out (docs/tracing.md)"
    return [problem("traces are wanted, and OpenTelemetry is not installed: nothing starts", do)]


async def risks(settings: Settings) -> Iterable[Finding]:
    """What is fine for trying out, and not for acting by itself."""
    acting = [shop.key for shop in settings.shops if shop.mode == "automatic"]
    if settings.kafka.bootstrap is not None or not acting:
        return []
    acts = "acts by itself" if len(acting) == 1 else "act by themselves"
    what = f"{', '.join(acting)} {acts} on a broker that holds everything in memory"
    return [warning(what, "give it a real Kafka (FORESTALL_KAFKA_BOOTSTRAP), or set `approve`")]

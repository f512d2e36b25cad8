"""From settings to connectors: the one place where a name becomes a module.

Names of marketplaces and providers are an open set: see their tables.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from services.connectors import ports
from services.connectors.carriers.installed import carriers
from services.connectors.carriers.port import Access, CarrierApi, CarrierPushReader
from services.connectors.email.act import Contacts, MailActs, NoContacts
from services.connectors.email.letter import Sender
from services.connectors.email.mailbox import Mailbox
from services.connectors.manners import Manners
from services.connectors.marketplaces.canary import NAME as CANARY
from services.connectors.marketplaces.canary import SHOP as CANARY_SHOP
from services.connectors.marketplaces.canary import api as canary_api
from services.connectors.marketplaces.canary import push as canary_push
from services.connectors.marketplaces.canary.send import Sender as CanarySender
from services.connectors.marketplaces.connector import Marketplace
from services.connectors.marketplaces.installed import marketplaces
from services.connectors.marketplaces.lost import LostPushes
from services.connectors.marketplaces.standing import StateReader
from services.connectors.oncall.alertmanager.send import Alertmanager
from services.connectors.oncall.alertmanager.watchdog import EVERY as WATCHDOG_EVERY
from services.connectors.oncall.alertmanager.watchdog import Watchdog
from services.connectors.oncall.heartbeat.send import Ping
from services.connectors.oncall.installed import receivers
from services.connectors.oncall.own_client import OwnClient
from services.connectors.oncall.pagerduty.send import PagerDuty
from services.connectors.oncall.runbooks import Linking
from services.connectors.pushes import KeyedPushes, Keys, SignedPushes
from services.connectors.tokens.grant import Authorisation
from services.runtime.clock import Clock, SystemClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.http.once import Once
from services.runtime.settings import Settings
from services.runtime.staffed import Staffed
from services.runtime.terms import Term, terms_of


def _marketplace(name: str) -> Marketplace:
    found = marketplaces().get(name)
    if found is None:
        known = ", ".join(sorted(marketplaces()))
        raise ConfigurationError([f"marketplace {name!r} is not known; known are: {known}"])
    return found


def app(settings: Settings, app_id: str) -> ports.App:
    """The app of that id.

    Raises:
        ConfigurationError: the settings have no such app, or its marketplace is not known, or is
            the sandbox's own where no private address is allowed.
    """
    found = settings.apps.get(app_id)
    if found is None:
        raise ConfigurationError([f"apps.{app_id} is missing; add the app"])
    if _marketplace(found.marketplace).sandbox and not settings.allow_private_addresses:
        sole = f"{found.marketplace} is the sandbox's own: it wants allow_private_addresses"
        raise ConfigurationError([f"apps.{app_id}: {sole}"])
    return ports.App(
        id=app_id,
        marketplace=found.marketplace,
        key=found.key,
        secrets=tuple(secret.get_secret_value() for secret in found.secrets),
        api=found.api,
        webhook=found.webhook,
        auth=found.auth,
        challenge=found.challenge.get_secret_value() if found.challenge else "",
        queue=found.queue,
        budget=found.budget or _marketplace(found.marketplace).budget,
    )


def shop(settings: Settings, key: str, tokens: ports.Tokens | None = None) -> ports.Shop:
    """The shop of that key, with the dated rules that its settings state.

    Raises:
        ConfigurationError: the settings have no such shop, or no app for it.
    """
    found = settings.shop(key)
    if found is None:
        raise ConfigurationError([f"shops has no {key!r}; add the shop"])
    terms = terms_of(found.marketplace, found.terms).terms
    return ports.Shop(
        key=found.key,
        app=app(settings, found.app),
        seller_id=found.seller_id,
        token=found.token.get_secret_value(),
        site=found.site,
        kept_session=found.kept_session.value,
        reads_back=found.reads_back.value,
        reads_ratings=found.reads_ratings.value,
        reads_payment_disputes=found.reads_payment_disputes.value,
        emails=found.email is not None,
        answer_hours=_answer_hours(terms),
        link=found.link,
        fulfilment=found.fulfilment,
        duties=found.duties,
        promise_days=found.promise_days or 0,
        protection=_protection(terms["protection_end"]),
        extension_days=found.extension.most_days,
        orders_of=found.orders_of or "",
        order_prefix=found.order_prefix,
        tokens=tokens if tokens is not None else {},
    )


def _answer_hours(terms: Mapping[str, Term]) -> int:
    """Hours to answer a dispute; of working days the least that they can be."""
    span = terms["answer_due"].span()
    return int(span.least / timedelta(hours=1)) if span else 0


def _protection(term: Term) -> dict[str, int]:
    """Days of protection by destination; none where only the marketplace knows."""
    spans = {country: term.span(country) for country in ("", *term.by_country)}
    return {country: span.least.days for country, span in spans.items() if span}


def canary_shop(settings: Settings) -> ports.Shop | None:
    """The reserved shop of the canary order, where the settings have one sent."""
    if settings.canary is None:
        return None
    secrets = (settings.canary.secret.get_secret_value(),)
    own = ports.App(id=CANARY, marketplace=CANARY, key="", secrets=secrets, api="")
    return ports.Shop(key=CANARY_SHOP, app=own, seller_id=CANARY, token="")


def canary_sender(settings: Settings) -> CanarySender | None:
    """What sends the canary order, where the settings have one sent."""
    if settings.canary is None:
        return None
    own = settings.model_copy(update={"allow_private_addresses": True})
    secret = settings.canary.secret.get_secret_value()
    return CanarySender(partial(Http.of, own), settings.canary.edge, secret)


def push_reader(marketplace: str) -> SignedPushes | KeyedPushes:
    """What verifies and reads that marketplace's pushes, the canary's among them.

    Raises:
        ConfigurationError: there is no such marketplace.
    """
    if marketplace == CANARY:
        return canary_push.PushReader()
    return _marketplace(marketplace).push_reader()


def push_keys(app: ports.App, http: Http) -> Keys | None:
    """Where the keys of an app's pushes are published; None where its secret signs them."""
    found = _marketplace(app.marketplace).keys
    return found(app, http) if found is not None else None


def api(shop: ports.Shop, http: Http) -> ports.Api:
    """The calls of a shop; the canary's makes none."""
    if shop.key == CANARY_SHOP:
        return canary_api.Api()
    return _marketplace(shop.app.marketplace).api(shop, http)


def manners(settings: Settings) -> dict[str, Manners]:
    """What messages may say, by marketplace, or by marketplace and site where sites differ.

    Of the settings' shops; where there are none, of every marketplace but the sandbox's own.
    """
    found = {}
    for one in settings.shops:
        known = _marketplace(one.marketplace)
        differs = one.site in known.sites
        name = f"{one.marketplace}/{one.site}" if differs else one.marketplace
        found[name] = known.sites[one.site] if differs else known.manners
    known_to_sellers = ((n, one) for n, one in marketplaces().items() if not one.sandbox)
    return found or {name: one.manners for name, one in known_to_sellers}


def wants_token(marketplace: str) -> bool:
    """Whether calls of that marketplace's shops go under a token of the shop.

    Raises:
        ConfigurationError: there is no such marketplace.
    """
    return _marketplace(marketplace).shop_token


def authorisation(shop: ports.Shop, http: Http) -> Authorisation | None:
    """How the shop's platform gives tokens; None where no flow is known."""
    flow = _marketplace(shop.app.marketplace).authorisation
    return flow(shop, http) if flow else None


def state(shop: ports.Shop, http: Http) -> StateReader | None:
    """What reads how the shop stands; None where its platform does not tell."""
    reader = _marketplace(shop.app.marketplace).state
    return reader(shop, http) if reader else None


def lost_pushes(shops: Sequence[ports.Shop], http: Http) -> LostPushes | None:
    """What hands out lost pushes of an app once more, given its shops; None where nothing does."""
    found = _marketplace(shops[0].app.marketplace).lost
    return found(shops, http) if found else None


def queue(shops: Sequence[ports.Shop], http: Http) -> LostPushes | None:
    """What reads the queue of an app's pushes, given its shops; None where it has none."""
    app = shops[0].app
    found = _marketplace(app.marketplace).queue
    return found(shops, http, app.queue) if found and app.queue else None


def acts(shop: ports.Shop, http: Http, clock: Clock | None = None) -> ports.Acts:
    """What can be done for a shop on its marketplace.

    Args:
        shop: whose.
        http: the shared client.
        clock: domain time; the real time where none is given.
    """
    return _marketplace(shop.app.marketplace).acts(shop, http, clock or SystemClock())


def mailbox(settings: Settings, key: str) -> tuple[Sender, Mailbox] | None:
    """Who writes for a shop, and through which server; None where it has no mailbox.

    Raises:
        ConfigurationError: its buyers are the marketplace's, whose rules forbid it.
    """
    found = settings.shop(key)
    if found is None or found.email is None:
        return None
    if not _marketplace(found.marketplace).owns_customers:
        problem = f"shops {key}: buyers on {found.marketplace} may not be e-mailed; remove `email`"
        raise ConfigurationError([problem])
    box = found.email
    return Sender(box.name, box.sender, box.reply_to), Mailbox.of(box)


def speaking(
    settings: Settings,
    key: str,
    http: Http,
    clock: Clock,
    *,
    tokens: ports.Tokens | None = None,
    contacts: Contacts | None = None,
) -> ports.Acts:
    """What can be done for a shop, its mailbox in the chat's place where it has one.

    ``contacts`` say where buyers can be written to; there are none in programs that send nothing.

    Raises:
        ConfigurationError: as ``shop`` and ``mailbox``.
    """
    ours = shop(settings, key, tokens)
    own, found = acts(ours, http, clock), mailbox(settings, key)
    if found is None:
        return own
    sender, box = found
    book = contacts or NoContacts()
    return MailActs(own, ours, sender=sender, mailbox=box, contacts=book, clock=clock)


def carrier(
    provider: str, settings: Settings, http: Http, tokens: ports.Tokens | None = None
) -> CarrierApi:
    """A provider of tracking, as the settings have it.

    Raises:
        ConfigurationError: the settings have no such provider or no key to it, or it is not known.
    """
    found = settings.carriers.get(provider)
    if found is None or provider not in carriers():
        known = ", ".join(sorted(carriers()))
        raise ConfigurationError([f"carriers.{provider} is missing; known are: {known}"])
    access = Access(
        key=carrier_key(settings, provider),
        secret=found.secret.get_secret_value() if found.secret else "",
        api=found.api,
        per_second=found.per_second,
        concurrency=found.concurrency,
        per_day=found.per_day,
        shops=tuple(
            shop(settings, one.key, tokens) for one in settings.shops if one.marketplace == provider
        ),
    )
    return carriers()[provider].api(Once(http), access)


def registers(provider: str) -> bool:
    """Whether that provider follows only what it was told to follow; one not known does not."""
    found = carriers().get(provider)
    return found is not None and hasattr(found.api, "register")


def carrier_key(settings: Settings, provider: str) -> str:
    """The key to a provider that the settings have; empty only where it wants none.

    Raises:
        ConfigurationError: there is none: pushes under an empty key would be anybody's.
    """
    key = settings.carriers[provider].key.get_secret_value()
    if not key and not carriers()[provider].keyless:
        raise ConfigurationError([f"carriers.{provider}.key is missing; point it to the key"])
    return key


def carrier_push_reader(provider: str) -> CarrierPushReader | None:
    """What verifies and reads that provider's pushes; None where it has none.

    Raises:
        ConfigurationError: the provider is not known.
    """
    if provider not in carriers():
        known = ", ".join(sorted(carriers()))
        raise ConfigurationError([f"provider {provider!r} is not known; known are: {known}"])
    reader = carriers()[provider].pushes
    return reader() if reader else None


def carrier_push_secret(provider: str, settings: Settings) -> str | None:
    """What that provider's pushes are verified with.

    None where it has no pushes that we can verify, or where the settings have no ``secret`` though
    it wants one: nothing is taken from it then but what we ask for.

    Raises:
        ConfigurationError: the provider is not known, or its key is missing.
    """
    reader, found = carrier_push_reader(provider), settings.carriers[provider]
    if reader is None:
        return None
    if reader.signed_with == "key":
        return carrier_key(settings, provider)
    return found.secret.get_secret_value() or None if found.secret else None


def oncall(settings: Settings) -> tuple[ports.OnCall, ...]:
    """Every receiver of pages and notices that the settings name, private addresses included.

    Those that join nothing have to be put behind a memory (``oncall.told.remembering``).

    Raises:
        ConfigurationError: an address of Apprise's is none, or leads to several destinations.
    """
    own = settings.model_copy(update={"allow_private_addresses": True})
    found: list[ports.OnCall] = []
    alertmanager, pagerduty = settings.oncall.alertmanager, settings.oncall.pagerduty
    if alertmanager is not None:
        url = alertmanager.url
        found.append(OwnClient(lambda http: Alertmanager(http, url), lambda: Http.of(own)))
    if pagerduty is not None:
        at, key = pagerduty.url, pagerduty.routing_key.get_secret_value()
        found.append(OwnClient(lambda http: PagerDuty(http, at, key), lambda: Http.of(own)))
    backoff = Http.of(own).backoff
    for one in settings.oncall.receivers:
        hears = ports.Hears(frozenset(one.levels), frozenset(one.routes), frozenset(one.shops))
        kind = receivers().get(one.kind)
        if kind is None:
            known = ", ".join(sorted(receivers()))
            problem = f"oncall.receivers: kind {one.kind!r} is not known; known are: {known}"
            raise ConfigurationError([problem])
        found.append(kind.make(one.name, one.url.get_secret_value(), hears, backoff))
    base = settings.oncall.runbooks
    return tuple(Linking(one, base) if base else one for one in found)


def heartbeats(settings: Settings) -> tuple[tuple[ports.Heartbeat, float], ...]:
    """The outside watches, each with the seconds of machine time between two beats."""
    own = settings.model_copy(update={"allow_private_addresses": True})
    found: list[tuple[ports.Heartbeat, float]] = []
    alertmanager, heartbeat = settings.oncall.alertmanager, settings.oncall.heartbeat
    if alertmanager is not None and alertmanager.watchdog:
        found.append((Watchdog(partial(Http.of, own), alertmanager.url), WATCHDOG_EVERY))
    if heartbeat is not None:
        ping = Ping(partial(Http.of, own), heartbeat.url.get_secret_value())
        found.append((ping, float(heartbeat.every_seconds)))
    return tuple(found)


def hours(settings: Settings) -> dict[str, tuple[Staffed, ...]]:
    """When somebody reads a receiver's notices: in its own hours, else in those of its shops."""
    found = {}
    for one in settings.oncall.receivers:
        shops = [each for each in settings.shops if not one.shops or each.key in one.shops]
        own = [Staffed.of(each.staffed, each.zone) for each in shops]
        found[one.name] = (Staffed.of(one.staffed, one.zone),) if one.zone else tuple(own)
    return found

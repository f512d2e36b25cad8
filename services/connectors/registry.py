"""From settings to connectors: the one place where a name becomes a module.

Names of marketplaces and providers are an open set: a new one is a folder and a line here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from services.connectors import ports
from services.connectors.carriers.aftership.api import AfterShip
from services.connectors.carriers.aftership.push import PushReader as AfterShipPush
from services.connectors.carriers.aliexpress.api import AliExpress
from services.connectors.carriers.australia_post.api import AustraliaPost
from services.connectors.carriers.cainiao.api import Cainiao
from services.connectors.carriers.canada_post.api import CanadaPost
from services.connectors.carriers.correios.api import Correios
from services.connectors.carriers.dhl.api import Dhl
from services.connectors.carriers.easypost.api import EasyPost
from services.connectors.carriers.easypost.push import PushReader as EasyPostPush
from services.connectors.carriers.fedex.api import FedEx
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.port import Access, CarrierApi, CarrierPushReader
from services.connectors.carriers.royal_mail.api import RoyalMail
from services.connectors.carriers.russian_post.api import RussianPost
from services.connectors.carriers.seventeentrack import codes as seventeentrack_codes
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.seventeentrack.push import PushReader as SeventeenTrackPush
from services.connectors.carriers.trackingmore.api import TrackingMore
from services.connectors.carriers.ups.api import Ups
from services.connectors.carriers.usps.api import Usps
from services.connectors.manners import Manners
from services.connectors.marketplaces.aliexpress import act as aliexpress_act
from services.connectors.marketplaces.aliexpress import api as aliexpress_api
from services.connectors.marketplaces.aliexpress import push as aliexpress_push
from services.connectors.marketplaces.canary import NAME as CANARY
from services.connectors.marketplaces.canary import SHOP as CANARY_SHOP
from services.connectors.marketplaces.canary import api as canary_api
from services.connectors.marketplaces.canary import push as canary_push
from services.connectors.marketplaces.canary.send import Sender
from services.connectors.marketplaces.lazada import act as lazada_act
from services.connectors.marketplaces.lazada import api as lazada_api
from services.connectors.marketplaces.lazada import push as lazada_push
from services.connectors.marketplaces.mercado_libre import act as mercado_libre_act
from services.connectors.marketplaces.mercado_libre import api as mercado_libre_api
from services.connectors.marketplaces.mercado_libre import push as mercado_libre_push
from services.connectors.marketplaces.shopee import act as shopee_act
from services.connectors.marketplaces.shopee import api as shopee_api
from services.connectors.marketplaces.shopee import push as shopee_push
from services.connectors.marketplaces.tiktok_shop import act as tiktok_shop_act
from services.connectors.marketplaces.tiktok_shop import api as tiktok_shop_api
from services.connectors.marketplaces.tiktok_shop import push as tiktok_shop_push
from services.connectors.oncall.alertmanager.send import Alertmanager
from services.connectors.oncall.alertmanager.watchdog import EVERY as WATCHDOG_EVERY
from services.connectors.oncall.alertmanager.watchdog import Watchdog
from services.connectors.oncall.apprise.send import Chat
from services.connectors.oncall.heartbeat.send import Ping
from services.connectors.oncall.own_client import OwnClient
from services.connectors.oncall.pagerduty.send import PagerDuty
from services.connectors.pushes import KeyedPushes, Keys, SignedPushes
from services.runtime.clock import Clock, SystemClock
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.http.once import Once
from services.runtime.settings import Settings
from services.runtime.staffed import Staffed
from services.runtime.terms import Term, terms_of


@dataclass(frozen=True, slots=True)
class Marketplace:
    """The three parts of a marketplace's connector.

    Attributes:
        manners: what a message there may say.
        keys: where the platform publishes what it signs its pushes with, if it does.
    """

    push_reader: Callable[[], SignedPushes | KeyedPushes]
    api: Callable[[ports.Shop, Http], ports.Api]
    acts: Callable[[ports.Shop, Http, Clock], ports.Acts]
    manners: Manners
    keys: Callable[[ports.App, Http], Keys] | None = None


MARKETPLACES = {
    "aliexpress": Marketplace(
        aliexpress_push.PushReader,
        aliexpress_api.Api,
        lambda shop, http, _clock: aliexpress_act.Acts(shop, http),
        aliexpress_act.MANNERS,
    ),
    "lazada": Marketplace(
        lazada_push.PushReader,
        lazada_api.Api,
        lazada_act.Acts,
        lazada_act.MANNERS,
    ),
    "mercado_libre": Marketplace(
        mercado_libre_push.PushReader,
        mercado_libre_api.Api,
        lambda shop, http, _clock: mercado_libre_act.Acts(shop, http),
        mercado_libre_act.MANNERS,
    ),
    "shopee": Marketplace(
        shopee_push.PushReader,
        shopee_api.Api,
        lambda shop, http, _clock: shopee_act.Acts(shop, http),
        shopee_act.MANNERS,
    ),
    "tiktok_shop": Marketplace(
        tiktok_shop_push.PushReader,
        tiktok_shop_api.Api,
        lambda shop, http, _clock: tiktok_shop_act.Acts(shop, http),
        tiktok_shop_act.MANNERS,
    ),
}


CARRIERS: dict[str, Callable[[Http, Access], CarrierApi]] = {
    "17track": SeventeenTrack,
    "aftership": AfterShip,
    "aliexpress": AliExpress,
    "australia_post": AustraliaPost,
    "cainiao": Cainiao,
    "canada_post": CanadaPost,
    "correios": Correios,
    "dhl": Dhl,
    "easypost": EasyPost,
    "fedex": FedEx,
    "laposte": LaPoste,
    "royal_mail": RoyalMail,
    "russian_post": RussianPost,
    "trackingmore": TrackingMore,
    "ups": Ups,
    "usps": Usps,
}
CARRIER_READERS: dict[str, Callable[[], CarrierPushReader]] = {
    "17track": SeventeenTrackPush,
    "aftership": AfterShipPush,
    "easypost": EasyPostPush,
}
"""Providers that push."""

CARRIER_IDS: dict[str, Callable[[str], str]] = {"17track": seventeentrack_codes.carrier_id}
"""Providers that can be told to ask another carrier for a number (``port.Corrects``), and their own
word for a carrier's name."""

KEYLESS = frozenset({"aliexpress", "cainiao"})
"""Providers that want no key: a shop's token stands in for it, or the page is open to all."""


def _marketplace(name: str) -> Marketplace:
    found = MARKETPLACES.get(name)
    if found is None:
        known = ", ".join(sorted(MARKETPLACES))
        raise ConfigurationError([f"marketplace {name!r} is not known; known are: {known}"])
    return found


def app(settings: Settings, app_id: str) -> ports.App:
    """The app of that id.

    Raises:
        ConfigurationError: the settings have no such app, or its marketplace is not known.
    """
    found = settings.apps.get(app_id)
    if found is None:
        raise ConfigurationError([f"apps.{app_id} is missing; add the app"])
    _marketplace(found.marketplace)
    return ports.App(
        id=app_id,
        marketplace=found.marketplace,
        key=found.key,
        secrets=tuple(secret.get_secret_value() for secret in found.secrets),
        api=found.api,
        webhook=found.webhook,
    )


def shop(settings: Settings, key: str) -> ports.Shop:
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
        answer_hours=_answer_hours(terms),
        link=found.link,
        fulfilment=found.fulfilment,
        duties=found.duties,
        promise_days=found.promise_days or 0,
        protection=_protection(terms["protection_end"]),
        extension_days=found.extension.most_days,
    )


def _answer_hours(terms: Mapping[str, Term]) -> int:
    """Hours to answer a dispute; of working days the least that they can be."""
    span = terms["answer_due"].span()
    return int(span.least / timedelta(hours=1)) if span else 0


def _protection(term: Term) -> dict[str, int]:
    """Days of protection by destination; none where only the marketplace knows."""
    spans = {country: term.span(country) for country in ("", *term.by_country)}
    return {country: span.least.days for country, span in spans.items() if span}


def shop_of_seller(settings: Settings, app_id: str, seller_id: str) -> ports.Shop | None:
    """The shop behind the seller that a push names, None where settings have none."""
    keys = [
        found.key
        for found in settings.shops
        if found.app == app_id and found.seller_id == seller_id and seller_id
    ]
    return shop(settings, keys[0]) if keys else None


def canary_shop(settings: Settings) -> ports.Shop | None:
    """The reserved shop of the canary order, where the settings have one sent."""
    if settings.canary is None:
        return None
    secrets = (settings.canary.secret.get_secret_value(),)
    own = ports.App(id=CANARY, marketplace=CANARY, key="", secrets=secrets, api="")
    return ports.Shop(key=CANARY_SHOP, app=own, seller_id=CANARY, token="")


def canary_sender(settings: Settings) -> Sender | None:
    """What sends the canary order, where the settings have one sent."""
    if settings.canary is None:
        return None
    own = settings.model_copy(update={"allow_private_addresses": True})
    secret = settings.canary.secret.get_secret_value()
    return Sender(partial(Http.of, own), settings.canary.edge, secret)


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


def acts(shop: ports.Shop, http: Http, clock: Clock | None = None) -> ports.Acts:
    """What can be done for a shop.

    Args:
        shop: whose.
        http: the shared client.
        clock: domain time; the real time where none is given.
    """
    return _marketplace(shop.app.marketplace).acts(shop, http, clock or SystemClock())


def carrier(provider: str, settings: Settings, http: Http) -> CarrierApi:
    """A provider of tracking, as the settings have it.

    Raises:
        ConfigurationError: the settings have no such provider or no key to it, or it is not known.
    """
    found = settings.carriers.get(provider)
    if found is None or provider not in CARRIERS:
        known = ", ".join(sorted(CARRIERS))
        raise ConfigurationError([f"carriers.{provider} is missing; known are: {known}"])
    access = Access(
        key=carrier_key(settings, provider),
        secret=found.secret.get_secret_value() if found.secret else "",
        api=found.api,
        per_second=found.per_second,
        concurrency=found.concurrency,
        per_day=found.per_day,
        shops=tuple(
            shop(settings, one.key) for one in settings.shops if one.marketplace == provider
        ),
    )
    return CARRIERS[provider](Once(http), access)


def registers(provider: str) -> bool:
    """Whether that provider follows only what it was told to follow; one not known does not."""
    return hasattr(CARRIERS.get(provider), "register")


def carrier_key(settings: Settings, provider: str) -> str:
    """The key to a provider that the settings have; empty only where it wants none.

    Raises:
        ConfigurationError: there is none: pushes under an empty key would be anybody's.
    """
    key = settings.carriers[provider].key.get_secret_value()
    if not key and provider not in KEYLESS:
        raise ConfigurationError([f"carriers.{provider}.key is missing; point it to the key"])
    return key


def carrier_push_reader(provider: str) -> CarrierPushReader | None:
    """What verifies and reads that provider's pushes; None where it has none.

    Raises:
        ConfigurationError: the provider is not known.
    """
    if provider not in CARRIERS:
        known = ", ".join(sorted(CARRIERS))
        raise ConfigurationError([f"provider {provider!r} is not known; known are: {known}"])
    reader = CARRIER_READERS.get(provider)
    return reader() if reader else None


def carrier_push_secret(provider: str, settings: Settings) -> str | None:
    """What that provider's pushes are verified with.

    None where it has no pushes that we can verify, or where the settings have no ``secret`` though
    the provider signs with one: nothing is taken from it then but what we ask for.

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
        found.append(Chat(one.name, one.url.get_secret_value(), hears, backoff))
    return tuple(found)


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

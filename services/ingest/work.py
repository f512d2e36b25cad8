"""What an inbox record asks for.

To read an object of a shop, to keep one that came whole, to keep a privacy request, or to poll at
once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from schemas.envelope import Envelope
from schemas.parcel import CarrierUpdate
from schemas.topics import INBOX_POLL, INBOX_PUSH, INBOX_TOO_LARGE
from services.connectors import registry
from services.connectors.ports import Api, App, Hint, Shop
from services.connectors.pushes import Pushed
from services.ingest.heard import headers_of
from services.runtime.errors import ConfigurationError, InvalidInput
from services.runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Read:
    """Read what a hint names.

    Attributes:
        shop: whose; empty where there is nothing to read.
        polled: a list told of it, not a push.
        heals: a push should have told of it before.
        backfill: a person had the past read: what began before is not due.
        trace: that it belongs to; empty where none is followed.
    """

    shop: str
    hint: Hint
    polled: bool = False
    heals: bool = False
    backfill: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep an object that came whole."""

    update: CarrierUpdate


@dataclass(frozen=True, slots=True)
class PollNow:
    """A push was too large to take: its shops are to be polled at once."""

    shops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Keep a privacy request until a person carries it out.

    Attributes:
        shops: those that it may concern.
        named: the push names the shop; else the platform tells of everybody's account, and it
            concerns the shops that know the buyer.
        app: whose push it was.
        at: when it came.
    """

    shops: tuple[str, ...]
    hint: Hint
    app: str
    at: datetime
    named: bool


Work = Read | Keep | PollNow | Ask


@dataclass(frozen=True, slots=True)
class Shops:
    """The shops of the settings, found by app and seller.

    Args:
        by_seller: (app id, seller id) to shop.
        by_site: the same with the site, of pushes that name it: a seller may have several shops.
        apis: shop key to its calls.
    """

    by_seller: Mapping[tuple[str, str], Shop]
    apis: Mapping[str, Api]
    by_site: Mapping[tuple[str, str, str], Shop] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, api: Callable[[Shop], Api]) -> "Shops":
        """From the settings."""
        shops = [registry.shop(settings, configured.key) for configured in settings.shops]
        canary = registry.canary_shop(settings)
        if canary is not None:
            shops.append(canary)
        return cls(
            {(shop.app.id, shop.seller_id): shop for shop in shops},
            {shop.key: api(shop) for shop in shops},
            {(shop.app.id, shop.seller_id, shop.site): shop for shop in shops},
        )

    @property
    def apps(self) -> Mapping[str, App]:
        """The apps of all shops, by id."""
        return {shop.app.id: shop.app for shop in self.by_seller.values()}

    def of_app(self, app_id: str) -> tuple[str, ...]:
        """Keys of an app's shops."""
        known = (*self.by_seller.values(), *self.by_site.values())
        return tuple(dict.fromkeys(shop.key for shop in known if shop.app.id == app_id))

    def meant(self, app_id: str, hint: Hint) -> Shop | None:
        """The shop that a push is about."""
        if hint.site:
            return self.by_site.get((app_id, hint.seller_id, hint.site))
        return self.by_seller.get((app_id, hint.seller_id))


def parse(envelope: Envelope, body: bytes, shops: Shops) -> Work:
    """What an inbox record asks for.

    Raises:
        InvalidInput: it cannot be read, or belongs to no shop of the settings.
    """
    try:
        return _parse(envelope, body, shops)
    except KeyError as error:
        raise InvalidInput("unreadable", f"attribute {error.args[0]} is missing") from error
    except ConfigurationError as error:
        raise InvalidInput("unknown_marketplace", str(error)) from error


def _parse(envelope: Envelope, body: bytes, shops: Shops) -> Work:
    told = envelope.attributes
    match envelope.type:
        case t if t == INBOX_TOO_LARGE:
            return PollNow(shops.of_app(told.get("app", "")))
        case t if t == INBOX_PUSH and "provider" in told:
            pushes = registry.carrier_push_reader(told["provider"])
            if pushes is None:
                raise InvalidInput("unknown_provider", f"{told['provider']} has no pushes")
            return Keep(pushes.read(body, envelope.time))
        case t if t == INBOX_PUSH:
            return _pushed(told, body, envelope.time, shops)
        case t if t == INBOX_POLL:
            return _polled(told, body, shops)
        case _:
            raise InvalidInput("unknown_type", f"{envelope.type} is not an inbox record")


def _pushed(told: Mapping[str, str], body: bytes, at: datetime, shops: Shops) -> Read | Ask:
    reader, app = registry.push_reader(told["marketplace"]), told["app"]
    known = shops.apps.get(app)
    if known is None:
        raise InvalidInput("unknown_shop", f"app {app} has no shop in the settings")
    hint = reader.read(known, Pushed(headers_of(told, reader.heard), body, at))
    asks = hint.kind in {"erasure", "export"}
    if asks and not hint.seller_id:
        if not hint.buyer:
            raise InvalidInput("unreadable", "the request names neither a shop nor a buyer")
        return Ask(shops.of_app(app), hint, app, at, named=False)
    shop = shops.meant(app, hint)
    if shop is None and hint.site and (app, hint.seller_id) in shops.by_seller:
        hint = replace(hint, kind="nothing")  # the seller's, on a site that is not watched
    if shop is None and hint.kind != "nothing":
        raise InvalidInput(
            "unknown_shop", f"app {app} has no shop with seller_id {hint.seller_id!r} in settings"
        )
    if asks and shop is not None:
        return Ask((shop.key,), hint, app, at, named=True)
    # One that the platform hands out once more was lost, and says nothing of those that come now.
    replayed = told.get("replayed") == "yes"
    return Read(shop.key if shop else "", hint, polled=replayed, heals=replayed)


def _polled(told: Mapping[str, str], body: bytes, shops: Shops) -> Read:
    shop, listing = told["shop"], told["listing"]
    api = shops.apis.get(shop)
    if api is None:
        raise InvalidInput("unknown_shop", f"{shop} was polled but is no longer in the settings")
    if "recordbytes" in told:
        raise InvalidInput("oversized", f"{told['recordbytes']} bytes in {listing} of {shop}")
    hint = api.listed(listing, body, _time(told, "readat"))
    heals, backfill = (told.get(name) == "yes" for name in ("heals", "backfill"))
    return Read(shop, hint, polled=True, heals=heals, backfill=backfill)


def _time(told: Mapping[str, str], name: str) -> datetime:
    try:
        return datetime.fromisoformat(told[name])
    except (KeyError, ValueError) as error:
        raise InvalidInput("unreadable", f"attribute {name} is not a time") from error

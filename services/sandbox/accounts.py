"""The accounts of the world: apps that push and sign, shops with their tokens, keys."""

import hashlib
from dataclasses import dataclass, field


def _made_up(name: str) -> str:
    return hashlib.sha256(f"sandbox {name}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class AppAccount:
    """An application registered on a marketplace; ``id`` stands in the webhook's address."""

    id: str
    marketplace: str
    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShopAccount:
    """A shop and the token its owner gave to the app.

    Attributes:
        key: ``marketplace/name``.
        countries: where its orders go, by share.
        readable: whether what was said in its chats can be read, by list or by push.
        checks: whether a safety check may keep its words from their buyers.
    """

    key: str
    app: str
    seller_id: str
    token: str = field(repr=False)
    site: str
    countries: tuple[tuple[str, int], ...] = ()
    readable: bool = True
    checks: bool = True

    @property
    def marketplace(self) -> str:
        """The marketplace's name."""
        return self.key.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Accounts:
    """All that the sandbox accepts."""

    apps: tuple[AppAccount, ...]
    shops: tuple[ShopAccount, ...]
    tracking_key: str = field(repr=False)
    laposte_key: str = field(repr=False)
    routing_key: str = field(repr=False)

    def shop(self, key: str) -> ShopAccount:
        """The shop of that key."""
        return next(shop for shop in self.shops if shop.key == key)

    def app_of(self, shop_key: str) -> AppAccount:
        """The app through which a shop is reached."""
        name = self.shop(shop_key).app
        return next(app for app in self.apps if app.id == name)


DEFAULT = Accounts(
    apps=(
        AppAccount("ae", "aliexpress", "500101", _made_up("app ae")),
        AppAccount("laz", "lazada", "100123", _made_up("app laz")),
        AppAccount("baz", "bazaar", "baz", _made_up("app baz")),
    ),
    shops=(
        ShopAccount(
            key="aliexpress/ae-1",
            app="ae",
            seller_id="2671514005",
            token=_made_up("token ae-1"),
            site="ae_global",
            countries=(
                *(("ES", 5), ("MX", 4), ("BR", 5), ("FR", 4)),
                *(("DE", 3), ("RU", 4), ("US", 3), ("PT", 2)),
            ),
        ),
        ShopAccount(
            key="lazada/laz-1",
            app="laz",
            seller_id="1000143772",
            token=_made_up("token laz-1"),
            site="lazada_sg",
            countries=(("MY", 5), ("SG", 4), ("TH", 4)),
        ),
        ShopAccount(
            key="lazada/laz-2",
            app="laz",
            seller_id="1000114855",
            token=_made_up("token laz-2"),
            site="lazada_ph",
            countries=(("PH", 5), ("VN", 4), ("ID", 4)),
        ),
        ShopAccount(
            key="bazaar/forms",
            app="baz",
            seller_id="B101",
            token=_made_up("token forms"),
            site="forms",
            countries=(("ES", 4), ("DE", 3), ("US", 3)),
            checks=False,
        ),
        ShopAccount(
            key="bazaar/notes",
            app="baz",
            seller_id="B102",
            token=_made_up("token notes"),
            site="notes",
            countries=(("BR", 3), ("DE", 3), ("US", 3)),
        ),
        ShopAccount(
            key="bazaar/letterbox",
            app="baz",
            seller_id="B103",
            token=_made_up("token letterbox"),
            site="letterbox",
            countries=(("RU", 3), ("MX", 3), ("US", 3)),
            readable=False,
            checks=False,
        ),
    ),
    tracking_key=_made_up("17track").upper(),
    laposte_key=_made_up("laposte"),
    routing_key=_made_up("pagerduty"),
)

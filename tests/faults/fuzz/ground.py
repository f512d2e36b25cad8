"""An edge with a door for every marketplace and provider that pushes, and what reads behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import SecretStr

from schemas.envelope import parse_headers
from services.connectors import registry
from services.connectors.carriers.installed import carriers
from services.connectors.marketplaces.installed import marketplaces
from services.ingest.edge import Edge
from services.ingest.verify import Door, doors
from services.ingest.work import Shops, parse
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.settings import Settings
from tests.contract.conformance_marketplace import NOW
from tests.contract.vectors import raw

SECRET = "s3cr3t-that-no-answer-may-show"
STATUSES = frozenset({200, 400, 401, 404, 405, 413, 503})
_SITES = {"amazon": "ATVPDKIKX0DER"}
"""Of marketplaces that want one."""

_DATA = Path(raw.__code__.co_filename).parent / "data"


def settings() -> Settings:
    """An app and a shop on each marketplace, and each provider."""
    names = sorted(marketplaces())
    app = {"key": "123", "secrets": [SecretStr(SECRET)], "api": "https://api.invalid"}
    shop = {"token": SecretStr(SECRET), "zone": "UTC", "seller_id": "1234567"}
    carrier = {"key": SecretStr(SECRET), "secret": SecretStr(SECRET)}
    return Settings.model_validate(
        {
            "allow_private_addresses": True,
            "apps": {name: app | {"marketplace": name} for name in names},
            "shops": [
                shop | {"key": f"{name}/one", "app": name, "site": _SITES.get(name, "")}
                for name in names
            ],
            "carriers": {name: carrier for name, one in carriers().items() if one.pushes},
        }
    )


@dataclass
class Inbox:
    """Reads at once what is appended, as the normaliser would; keeps nothing.

    Attributes:
        taken: how many were appended; ``read`` how many of them could be read.
    """

    shops: Shops
    taken: int = 0
    read: int = 0

    async def append(
        self, key: bytes, value: bytes, headers: list[tuple[str, bytes]]
    ) -> tuple[int, int]:
        """Its place; anything but ``InvalidInput`` of a reader is the campaign's find."""
        del key
        self.taken += 1
        self.hear(value, headers)
        return 0, self.taken

    def hear(self, value: bytes, headers: list[tuple[str, bytes]]) -> None:
        """Read a record."""
        try:
            parse(parse_headers(headers), value, self.shops)
        except InvalidInput:
            return
        self.read += 1


@dataclass
class Ground:
    """What is attacked.

    Attributes:
        open: the same doors, but that every signature holds: what is behind is reached.
    """

    doors: Mapping[str, Door]
    inbox: Inbox
    edge: Edge
    open: Edge
    pushes: Mapping[str, list[bytes]] = field(default_factory=dict)


def ground(http: Http) -> Ground:
    """Made anew."""
    found = settings()
    inbox = Inbox(Shops.of(found, lambda shop: registry.api(shop, http)))
    made = doors(found, http)
    clock = SteppedClock(NOW)
    unlocked = {path: _unlocked(door) for path, door in made.items()}
    known = {path: _samples(path) for path in made}
    return Ground(made, inbox, Edge(made, inbox, clock), Edge(unlocked, inbox, clock), known)


def _unlocked(door: Door) -> Door:
    return replace(door, verify=lambda _: True, greeting=None, a_second=None)


def _samples(path: str) -> list[bytes]:
    """Real bodies of a marketplace; an empty object where none lie there."""
    name = path.split("/")[2]
    found = [one.read_bytes() for one in sorted((_DATA / name).glob("push*.json"))]
    return found or [b"{}"]

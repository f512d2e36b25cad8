"""The desk over HTTP, on a notifier that a test drives by hand."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
from pydantic import SecretStr

from services.desk.app import MIGRATIONS, door
from services.desk.insight.store import SCHEMA
from services.desk.room import Room
from services.runtime.desk import DeskSettings
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from services.runtime.sections import PrivacySettings
from services.runtime.settings import Settings
from services.runtime.shops import ShopSettings
from services.tracker.app import MIGRATIONS as TRACKER
from tests.support.notifier import hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell, shop
from tests.support.sealed import KEY

HEADER = "X-Forwarded-User"
PROXY = "10.9.0.1"
OTHER_SHOP = "lazada/shop-2"
DESK = DeskSettings.model_validate(
    {
        "header": HEADER,
        "peers": ["10.9.0.0/16"],
        "people": [
            {"name": "ann", "role": "agent"},
            {"name": "bob", "role": "agent", "shops": [SHOP]},
            {"name": "eve", "role": "agent", "shops": [OTHER_SHOP]},
            {"name": "vic", "role": "viewer"},
            {"name": "lea", "role": "lead"},
            {"name": "adm", "role": "admin"},
            {"name": "li", "role": "agent", "language": "zh-Hans"},
        ],
    }
)

_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


def room_of(shell: Shell, desk: DeskSettings = DESK, kafka: KafkaProfile | None = None) -> Room:
    """The desk of the shell's shop."""
    shops: tuple[ShopSettings, ...] = (shop(), shop(key=OTHER_SHOP, seller_id="s2"))
    settings = Settings(desk=desk, shops=shops, privacy=PrivacySettings(key=SecretStr(KEY)))
    return Room(
        settings, shell.pool, shell.clock, shell.casework.world, shell.casework.receivers, kafka
    )


@asynccontextmanager
async def holding(url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds, and the desk's tables."""
    await furnish(url)
    shell = await open_shell(url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    try:
        yield shell
    finally:
        await shell.pool.close()


async def furnish(url: str) -> None:
    """Make the tables that the desk reads beside the notifier's."""
    await migrate(url, "tracker", TRACKER)
    await migrate(url, SCHEMA, MIGRATIONS)


class Agent:
    """Somebody at a browser, behind the proxy.

    Args:
        http: of one person.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def sees(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = await self.http.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    async def sends(
        self, path: str, on: str = "/search", status: int = 303, **fields: str
    ) -> httpx.Response:
        """Send a form as it stands on a page, with that page's token."""
        token = _TOKEN.search(await self.sees(on))
        assert token is not None
        answer = await self.http.post(path, data={**fields, "token": token[1]})
        assert answer.status_code == status, answer.text
        return answer

    async def asks(self, path: str, body: object = None, status: int = 200) -> Any:
        """What REST answers; with a body something is done."""
        answer = await (
            self.http.get(f"/api{path}")
            if body is None
            else self.http.post(f"/api{path}", json=body)
        )
        assert answer.status_code == status, answer.text
        return answer.json()


@asynccontextmanager
async def at(
    room: Room,
    name: str,
    peer: str = PROXY,
    headers: Mapping[str, str] | None = None,
    *,
    raises: bool = True,
) -> AsyncIterator[Agent]:
    """Somebody at the desk; ``headers`` in place of the proxy's, ``raises``: so do our mistakes."""
    told: dict[str, Any] = {HEADER: name} if headers is None else dict(headers)
    transport = httpx.ASGITransport(door(room), client=(peer, 1), raise_app_exceptions=raises)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://desk.example", headers=told
    ) as http:
        yield Agent(http)

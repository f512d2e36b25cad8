"""The desk on a real socket, with people who sign in at a real provider."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from services.desk.app import door, provider_of
from services.runtime.desk import DeskSettings
from services.runtime.http.client import Http
from services.runtime.http.serving import listen, serve
from tests.support.browser import Browser
from tests.support.desk import OTHER_SHOP, room_of
from tests.support.identity import CLIENT, SECRET, Identity
from tests.support.notifier_shell import SHOP, Shell

API_AUDIENCE = "https://desk.example/api"


@dataclass
class Desk:
    """A desk.

    Attributes:
        address: as browsers have it.
        identity: at which people sign in.
    """

    address: str
    identity: Identity

    async def enters(self, browser: Browser, path: str = "/queue", **who: Any) -> str:
        """Somebody signs in on the way to a page; its text."""
        self.identity.who = person(**who)
        shown = await browser.types(self.address + path)
        assert shown.status_code == 401, shown.text
        link = shown.text.split('class="next" href="')[1].split('"')[0]
        shown = await browser.follows(link.replace("&amp;", "&"))
        return shown.text


def person(email: str = "ann@example.com", **claims: Any) -> dict[str, Any]:
    """Somebody whom the provider knows."""
    return {"sub": f"sub-of-{email}", "email": email, "email_verified": True, **claims}


def settings_of(port: int, issuer: str, **oidc: Any) -> DeskSettings:
    """Of a desk at which people sign in."""
    given = {
        "issuer": issuer,
        "client_id": CLIENT,
        "address": f"http://localhost:{port}",
        "groups_claim": "realm_access.roles",
        "groups": [
            {"group": "leads", "role": "lead", "language": "zh-Hans"},
            {"group": "care", "role": "viewer", "shops": [OTHER_SHOP]},
        ],
        "audience": API_AUDIENCE,
        **oidc,
    }
    people = [
        {"name": "ann@example.com", "role": "agent"},
        {"name": "adm@example.com", "role": "admin"},
        {"name": "Bob", "id": "bob@example.com", "role": "agent", "shops": [SHOP]},
    ]
    return DeskSettings.model_validate({"people": people, "oidc": given})


@asynccontextmanager
async def signing_in(shell: Shell, identity: Identity, **oidc: Any) -> AsyncIterator[Desk]:
    """A desk that runs."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    desk = settings_of(port, identity.issuer, client_secret=SecretStr(SECRET), **oidc)
    room = room_of(shell, desk)
    async with Http(allow_private=True) as http:
        serving = asyncio.create_task(
            serve(door(room, provider_of(room.settings, http)), listening)
        )
        try:
            yield Desk(f"http://localhost:{port}", identity)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

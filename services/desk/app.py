"""Wires the desk: the door, the pages and REST on one address."""

import hashlib
import hmac
from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from services.desk.door import Door
from services.desk.entrance import Cookies, Entrance, Stay, Told
from services.desk.insight.gather import Gatherer
from services.desk.insight.post import Postman
from services.desk.insight.store import SCHEMA
from services.desk.knowledge.departments import check
from services.desk.knowledge.learn import Learner
from services.desk.room import Room
from services.desk.session import Seals, Sessions
from services.desk.site import ended, site
from services.desk.who import Guests
from services.notifier.app import SCHEMA as NOTIFIER
from services.notifier.postgres.signed_out import PostgresSignedOut
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.http.serving import listen, serve
from services.runtime.metrics import RUNNING
from services.runtime.postgres.migrate import migrate
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.service import Runtime, Service
from services.runtime.settings import Settings

if TYPE_CHECKING:
    from services.desk.provider import Provider

MIGRATIONS = Path(__file__).parent / "migrations"

OFF = (
    "desk: nobody may come in yet; set desk.header, peers and people (a proxy tells who comes), "
    "desk.oidc and people (they sign in here), or desk.alone to try it on this machine"
)


async def build(runtime: Runtime) -> Service:
    """The service.

    Raises:
        ConfigurationError: nobody may come in; the address is taken; the playbook, a shop or the
            master key is set up wrongly.
    """
    settings = runtime.settings
    if not settings.desk.on:
        raise ConfigurationError([OFF])
    check(settings.desk.departments)
    room = Room.of(runtime)
    where = f"{settings.desk.host}:{settings.desk.port}"
    try:
        listening = listen(settings.desk.host, settings.desk.port)
    except OSError as error:
        why = f"desk.host, desk.port: cannot listen on {where}: {error.strerror}"
        raise ConfigurationError([why]) from error
    await migrate(settings.database_url(), SCHEMA, MIGRATIONS)
    runtime.log.info("desk.listening", port=listening.getsockname()[1])
    # Where people sign in may stand inside, as no marketplace does.
    http = Http.of(settings.model_copy(update={"allow_private_addresses": True}))
    served = door(room, provider_of(settings, http))

    async def pages() -> None:
        async with http:
            await serve(served, listening)

    service = Service("desk", runtime)
    RUNNING.labels("desk").set(1)
    service.add(pages, "pages")
    gatherer = Gatherer(runtime.pool, runtime.clock, settings)
    service.add(gatherer.loop, gatherer.loop.name)
    vault = Vault(NOTIFIER, master_of(settings))
    own = settings.templates
    learner = Learner(runtime.pool, runtime.clock, copy(room.world), own, vault)
    service.add(learner.loop, learner.loop.name)
    if settings.desk.report is not None:
        postman = Postman(runtime.pool, runtime.clock, settings, settings.desk.report)
        service.add(postman.loop, postman.loop.name)
    return service


def provider_of(settings: Settings, http: Http) -> "Provider | None":
    """At which people sign in; None where they do not sign in here."""
    if settings.desk.oidc is None:
        return None
    from services.desk.provider import Provider  # noqa: PLC0415 - JOSE is loaded where it is used

    return Provider(settings.desk.oidc, http)


def door(room: Room, provider: "Provider | None" = None) -> Door:
    """The whole application of a room.

    Args:
        room: what the pages stand on.
        provider: at which people sign in, where they do so here.

    Raises:
        ConfigurationError: there is no master key.
    """
    return Door(site(room), _entrance(room, provider))


def _entrance(room: Room, provider: "Provider | None") -> Entrance:
    settings, secret = room.settings.desk, _secret(room.settings)
    sessions = Sessions(
        secret, idle=settings.idle_minutes * 60, longest=settings.session_hours * 3600
    )
    plainly = settings.alone or (settings.oidc and not settings.oidc.address.startswith("https:"))
    cookies = Cookies(secure=not plainly)
    stay = Stay(sessions, cookies)
    if provider is None:
        return Told(Guests(settings), stay, partial(ended, settings.sign_in))
    from services.desk.signed import Signed  # noqa: PLC0415 - as above

    return Signed(
        provider,
        Guests(settings),
        stay,
        cookies=cookies,
        seals=Seals(secret, "forestall desk sign-in"),
        out=PostgresSignedOut(room.pool),
    )


def _secret(settings: Settings) -> bytes:
    """The same in every replica, and nothing of the key itself: another key ends all sessions."""
    return hmac.digest(master_of(settings).keys[0], b"forestall desk", hashlib.sha256)

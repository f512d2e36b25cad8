"""Wires the desk: the door, the pages and REST on one address."""

import hashlib
import hmac
from functools import partial
from pathlib import Path

from services.desk.door import Door
from services.desk.entrance import Cookies, Stay, Told
from services.desk.insight.gather import Gatherer
from services.desk.insight.store import SCHEMA
from services.desk.room import Room
from services.desk.session import Sessions
from services.desk.site import ended, site
from services.desk.who import Guests
from services.runtime.errors import ConfigurationError
from services.runtime.http.serving import listen, serve
from services.runtime.metrics import RUNNING
from services.runtime.postgres.migrate import migrate
from services.runtime.privacy.master import master_of
from services.runtime.service import Runtime, Service
from services.runtime.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"

OFF = (
    "desk: nobody may come in yet; set desk.header, peers and people (a proxy tells who comes), "
    "or desk.alone to try it on this machine"
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
    room = Room.of(runtime)
    where = f"{settings.desk.host}:{settings.desk.port}"
    try:
        listening = listen(settings.desk.host, settings.desk.port)
    except OSError as error:
        why = f"desk.host, desk.port: cannot listen on {where}: {error.strerror}"
        raise ConfigurationError([why]) from error
    await migrate(settings.database_url(), SCHEMA, MIGRATIONS)
    runtime.log.info("desk.listening", port=listening.getsockname()[1])
    service = Service("desk", runtime)
    RUNNING.labels("desk").set(1)
    service.add(partial(serve, door(room), listening), "pages")
    gatherer = Gatherer(runtime.pool, runtime.clock, settings)
    service.add(gatherer.loop, gatherer.loop.name)
    return service


def door(room: Room) -> Door:
    """The whole application of a room.

    Raises:
        ConfigurationError: there is no master key.
    """
    settings = room.settings.desk
    sessions = Sessions(
        _secret(room.settings),
        idle=settings.idle_minutes * 60,
        longest=settings.session_hours * 3600,
    )
    stay = Stay(sessions, Cookies(secure=not settings.alone))
    return Door(site(room), Told(Guests(settings), stay, partial(ended, settings.sign_in)))


def _secret(settings: Settings) -> bytes:
    """The same in every replica, and nothing of the key itself: another key ends all sessions."""
    return hmac.digest(master_of(settings).keys[0], b"forestall desk", hashlib.sha256)

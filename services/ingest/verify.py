"""The doors of the edge: one address for each app and provider, and how it verifies."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from services.connectors import registry
from services.connectors.carriers.port import CarrierPushReader
from services.connectors.marketplaces.canary import PATH as CANARY_PATH
from services.connectors.ports import App
from services.connectors.pushes import (
    Acknowledges,
    Explains,
    Greets,
    KeyedPushes,
    Keys,
    Points,
    Pushed,
    SignedPushes,
)
from services.ingest.keys import KeyRing
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.settings import Settings

POINTERS = 10.0
"""A second, from a provider of tracking whose pushes are believed no further than where to look."""


_PART = re.compile(r"[A-Za-z0-9_-]{16,128}")


@dataclass(frozen=True, slots=True)
class Door:
    """One webhook address.

    Attributes:
        verify: whether the signature holds; None where ``learn`` has to fetch its key first.
        key: the Kafka key for a body.
        polled: whether polling brings as well what a body tells.
        source: the app or provider, for counting.
        attributes: what the inbox record says of where it came in.
        heard: the headers that go to the inbox with a body.
        accepted: the body of a 200; JSON, where there is one.
        refused: the body of an answer of another status; JSON, where there is one.
        learn: fetches the key that a push names; raises ``OutsideError``.
        asks: the method by which the platform asks whether the address is ours, if it does.
        greeting: the answer to that, of query and request; None where it is no such question.
        a_second: how many pushes are taken in the long run where anybody may make them.
        shown: the address as it may be shown, where there is a secret in it.
    """

    source: str
    verify: Callable[[Pushed], bool | None]
    key: Callable[[bytes], bytes]
    polled: Callable[[bytes], bool]
    attributes: Mapping[str, str]
    heard: tuple[str, ...] = ()
    accepted: bytes = b""
    refused: Callable[[int], bytes] | None = None
    learn: Callable[[Pushed], Awaitable[None]] | None = None
    asks: Literal["GET", "POST"] | None = None
    greeting: Callable[[str, Pushed], bytes | None] | None = None
    a_second: float | None = None
    shown: str = ""


def doors(settings: Settings, http: Http) -> dict[str, Door]:
    """Address path to door, for every app and provider in the settings, and for the canary.

    Raises:
        ConfigurationError: a secret of the settings is missing, or unfit to stand in an address.
    """
    found = {}
    for app_id, configured in settings.apps.items():
        app = registry.app(settings, app_id)
        reader = registry.push_reader(configured.marketplace)
        keys = registry.push_keys(app, http)
        found[f"/webhooks/{app.marketplace}/{app_id}"] = app_door(app, reader, keys)
    canary = registry.canary_shop(settings)
    if canary is not None:
        found[CANARY_PATH] = app_door(canary.app, registry.push_reader(canary.app.marketplace))
    for provider in settings.carriers:
        pushes = registry.carrier_push_reader(provider)
        secret = registry.carrier_push_secret(provider, settings)
        if pushes is not None and secret is not None:
            door = carrier_door(provider, secret, pushes)
            found[_address(provider, secret) if door.shown else door_of(provider)] = door
    return found


def door_of(provider: str) -> str:
    """The path of a provider of tracking."""
    return f"/webhooks/carriers/{provider}"


def _address(provider: str, secret: str) -> str:
    """The path with the secret in it."""
    if not _PART.fullmatch(secret):
        why = "16 letters and digits or more: it is a part of the address that is pushed to"
        raise ConfigurationError([f"carriers.{provider}.secret: {why}"])
    return f"{door_of(provider)}/{secret}"


def app_door(app: App, reader: SignedPushes | KeyedPushes, keys: Keys | None = None) -> Door:
    """The address that a marketplace pushes all shops of an app to.

    ``keys`` is where the platform publishes its keys; of ``KeyedPushes`` alone.
    """
    fallback = f"{app.marketplace}/{app.id}".encode()

    def key(body: bytes) -> bytes:
        order = reader.partition_key(body)
        return fallback if order is None else b"%s/%s" % (fallback, order.encode())

    verify: Callable[[Pushed], bool | None]
    learn = None
    if isinstance(reader, KeyedPushes):
        if keys is None:
            raise TypeError(f"{app.marketplace} has no source of keys")
        ring = KeyRing(app, reader, keys)
        verify, learn = ring.verify, ring.learn
    else:
        verify = partial(reader.verify, app)
    return Door(
        source=app.id,
        verify=verify,
        key=key,
        polled=reader.polled,
        attributes={"marketplace": app.marketplace, "app": app.id},
        heard=reader.heard,
        accepted=reader.accepted if isinstance(reader, Acknowledges) else b"",
        refused=reader.refused if isinstance(reader, Explains) else None,
        learn=learn,
        asks=reader.asks if isinstance(reader, Greets) else None,
        greeting=partial(reader.greeting, app) if isinstance(reader, Greets) else None,
        a_second=reader.a_second if isinstance(reader, Points) else None,
    )


def carrier_door(provider: str, secret: str, reader: CarrierPushReader) -> Door:
    """The address that a provider of tracking pushes to."""
    key = f"carriers/{provider}".encode()
    hidden = reader.signed_with == "address"
    return Door(
        source=provider,
        verify=lambda push: reader.verify(secret, push.headers, push.body),
        key=lambda _body: key,
        polled=lambda _body: True,  # the tracker asks for every parcel at its own pace
        attributes={"provider": provider},
        shown=f"{door_of(provider)}/{{secret}}" if hidden else "",
        a_second=POINTERS if hidden else None,
    )

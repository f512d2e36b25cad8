"""The doors of the edge: one address for each app and provider, and how it verifies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.connectors import registry
from services.connectors.carriers.port import CarrierPushReader
from services.connectors.marketplaces.canary import PATH as CANARY_PATH
from services.connectors.ports import App, PushReader
from services.runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Door:
    """One webhook address.

    Attributes:
        verify: headers (lower-case names) and raw body to whether the signature holds.
        key: the Kafka key for a body.
        polled: whether polling brings as well what a body tells.
        source: the app or provider, for counting.
        attributes: what the inbox record says of where it came in.
    """

    source: str
    verify: Callable[[Mapping[str, str], bytes], bool]
    key: Callable[[bytes], bytes]
    polled: Callable[[bytes], bool]
    attributes: Mapping[str, str]


def doors(settings: Settings) -> dict[str, Door]:
    """Address path to door, for every app and provider in the settings, and for the canary."""
    found = {}
    for app_id, configured in settings.apps.items():
        app = registry.app(settings, app_id)
        reader = registry.push_reader(configured.marketplace)
        found[f"/webhooks/{app.marketplace}/{app_id}"] = app_door(app, reader)
    canary = registry.canary_shop(settings)
    if canary is not None:
        found[CANARY_PATH] = app_door(canary.app, registry.push_reader(canary.app.marketplace))
    for provider in settings.carriers:
        pushes = registry.carrier_push_reader(provider)
        secret = registry.carrier_push_secret(provider, settings)
        if pushes is not None and secret is not None:
            found[f"/webhooks/carriers/{provider}"] = carrier_door(provider, secret, pushes)
    return found


def app_door(app: App, reader: PushReader) -> Door:
    """The address that a marketplace pushes all shops of an app to."""
    fallback = f"{app.marketplace}/{app.id}".encode()

    def key(body: bytes) -> bytes:
        order = reader.partition_key(body)
        return fallback if order is None else b"%s/%s" % (fallback, order.encode())

    return Door(
        source=app.id,
        verify=lambda headers, body: reader.verify(app, headers, body),
        key=key,
        polled=reader.polled,
        attributes={"marketplace": app.marketplace, "app": app.id},
    )


def carrier_door(provider: str, secret: str, reader: CarrierPushReader) -> Door:
    """The address that a provider of tracking pushes to."""
    key = f"carriers/{provider}".encode()
    return Door(
        source=provider,
        verify=lambda headers, body: reader.verify(secret, headers, body),
        key=lambda _body: key,
        polled=lambda _body: True,  # the tracker asks for every parcel at its own pace
        attributes={"provider": provider},
    )

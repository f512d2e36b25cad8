"""The bazaar's pushes: what changed, under an HMAC-SHA256 of the body; a message comes whole."""

import hmac
import re

from services.connectors.marketplaces.bazaar.chat import read_message
from services.connectors.marketplaces.values import (
    identifier,
    iso,
    mapping,
    parse,
    readable,
    required,
)
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

HEADER = "x-bazaar-signature"
_ORDER = re.compile(rb'"order"\s*:\s*"(\d{1,32})"')
_MESSAGE = re.compile(rb'"event"\s*:\s*"message\.created"')


def signature(secret: str, body: bytes) -> str:
    """What ``HEADER`` holds, hex."""
    return hmac.digest(secret.encode(), body, "sha256").hex()


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any of the app's secrets."""
        given = push.headers.get(HEADER, "").encode("utf-8", "replace")
        return any(
            hmac.compare_digest(given, signature(secret, push.body).encode())
            for secret in app.secrets
        )

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one; a message names none."""
        found = _ORDER.search(body)
        return found[1].decode() if found and not _MESSAGE.search(body) else None

    def polled(self, body: bytes) -> bool:
        """All but messages: no list brings them."""
        return _MESSAGE.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no event, or one that we read without its identifiers.
        """
        told = parse(push.body)
        event, shop = identifier(told.get("event")), identifier(told.get("shop"))
        if not event:
            raise InvalidInput("unreadable", "event is missing")
        if event == "order.changed":
            ref = required(told, "order")
            return Hint(shop, "order", ref, ref, iso(told.get("at")))
        if event == "claim.changed":
            ref, order = required(told, "claim"), required(told, "order")
            return Hint(shop, "dispute", ref, order, iso(told.get("at")))
        if event == "message.created":
            with readable("message"):
                message = read_message(mapping(told.get("message")), shop, push.at)
            return Hint(
                shop, "message", f"{message.conversation}/{message.source_ref}", value=message
            )
        return Hint(shop, "nothing", "")

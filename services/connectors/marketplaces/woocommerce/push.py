"""WooCommerce's webhooks: a base64 HMAC of the body; source: ``class-wc-webhook.php`` (from code).

A delivery is never tried again, and after more than five failures in a row the webhook is switched
off: the list heals. What a push is about stands in headers, which nobody signs: they only say where
to look. The ping of a new webhook is an unsigned form: it is answered, and nothing is kept of it.
"""

import re
from typing import Literal

from services.connectors.marketplaces.body_signature import body_holds
from services.connectors.marketplaces.values import identifier, parse, required
from services.connectors.marketplaces.woocommerce.times import gmt
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

TOPIC, SOURCE = "x-wc-webhook-topic", "x-wc-webhook-source"
_PING = re.compile(rb"webhook_id=\d{1,20}")
_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"?(\d{1,32})\b')

DELETED = "deleted:"
"""Before the reference of an order that was put in the bin, or out of it for good."""


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = (TOPIC, SOURCE)
    asks: Literal["POST"] = "POST"

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any of the webhooks' secrets."""
        return body_holds(app, push.headers.get("x-wc-webhook-signature", ""), push.body)

    def greeting(self, app: App, query: str, push: Pushed) -> bytes | None:
        """The empty answer to the ping of a new webhook."""
        del app, query
        return b"" if _PING.fullmatch(push.body) else None

    def partition_key(self, body: bytes) -> str | None:
        """The order's id: every body begins with it."""
        found = _ID.match(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """All of them."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """Which order has changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no topic, no JSON object, or no order's id.
        """
        topic = push.headers.get(TOPIC, "").strip().lower()
        if not topic:
            raise InvalidInput("unreadable", f"{TOPIC} is missing")
        told, seller_id = parse(push.body), seller_of(push.headers.get(SOURCE, ""))
        if topic in {"order.created", "order.updated", "order.restored"}:
            ref = required(told, "id")
            return Hint(seller_id, "order", ref, ref, gmt(told.get("date_modified_gmt")))
        if topic == "order.deleted":
            ref = required(told, "id")
            return Hint(seller_id, "order", DELETED + ref, ref)
        return Hint(seller_id, "nothing", "")


def seller_of(source: str) -> str:
    """The shop's host, with the path where it lies in one: its address without scheme and end."""
    return identifier(source).lower().removeprefix("https://").removeprefix("http://").rstrip("/")

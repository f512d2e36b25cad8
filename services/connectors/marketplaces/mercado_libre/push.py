"""Mercado Libre's notifications: pointers without a signature.

None is documented, so nothing in a body is believed but where to look: what it names is read with
the seller's own token. A body of another application is refused. Topics: the official page's copy.
"""

import re

from services.connectors.marketplaces.values import identifier, parse
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_RESOURCE = re.compile(r"/(?:[\w-]+/)*([\w-]{1,64})")
_ORDER = re.compile(rb'"resource"\s*:\s*"/orders/(\d{1,32})"')
_MESSAGES = re.compile(rb'"topic"\s*:\s*"messages"')

SHIPMENT = "shipment:"
"""Before the reference of a shipment: which order it carries, only reading it tells."""


class PushReader:
    """Believes a body of its own application, and reads where it points to; holds no state."""

    heard: tuple[str, ...] = ()
    a_second = 10.0

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the body names the application; it is a pointer, and no more than that."""
        try:
            return identifier(parse(push.body).get("application_id")) == app.key != ""
        except InvalidInput:
            return False

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the pointer is to an order."""
        found = _ORDER.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but messages: no list of ours brings them."""
        return _MESSAGES.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What to read, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no topic, or none of a topic that we read has its pointer.
        """
        told = parse(push.body)
        topic, seller_id = identifier(told.get("topic")), identifier(told.get("user_id"))
        if not topic:
            raise InvalidInput("unreadable", "topic is missing")
        kinds = {
            "orders_v2": "order",
            "shipments": "shipment",
            "messages": "message",
            "post_purchase": "dispute",
            "claims": "dispute",
        }
        if topic not in kinds:
            return Hint(seller_id=seller_id, kind="nothing", ref="")
        ref = _ref(identifier(told.get("resource")))
        kind = kinds[topic]
        if kind == "shipment":
            return Hint(seller_id=seller_id, kind="order", ref=SHIPMENT + ref)
        if kind == "order":
            return Hint(seller_id=seller_id, kind="order", ref=ref, order_id=ref)
        return Hint(
            seller_id=seller_id, kind="message" if kind == "message" else "dispute", ref=ref
        )


def _ref(resource: str) -> str:
    """The last part of ``/orders/2000003508897196``; a message's pointer is its bare id."""
    found = _RESOURCE.fullmatch(resource if resource.startswith("/") else f"/{resource}")
    if found is None:
        raise InvalidInput("unreadable", "resource is no pointer")
    return found[1]

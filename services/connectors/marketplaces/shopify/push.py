"""Shopify's webhooks; documented, signature from the official library's code.

What a push is about stands in headers, which nobody signs: of orders and disputes they only say
where to look. A privacy request is believed by its body alone, and its shop is the body's.

A retry carries the payload of its first try, however old it is, under the change's own
``X-Shopify-Triggered-At``: that dates a push, and nothing of an order's payload is taken over.
"""

import re
from datetime import datetime
from hashlib import sha256

from services.connectors.marketplaces.body_signature import body_holds
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    iso,
    mapping,
    parse,
    required,
)
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

TOPIC, DOMAIN = "x-shopify-topic", "x-shopify-shop-domain"
TRIGGERED, EVENT = "x-shopify-triggered-at", "x-shopify-event-id"
WEBHOOK = "x-shopify-webhook-id"
_ORDERS = frozenset(
    f"orders/{name}"
    for name in ("create", "paid", "updated", "partially_fulfilled", "fulfilled", "cancelled")
)
_FULFILMENTS = frozenset({"fulfillments/create", "fulfillments/update"})
_DISPUTES = frozenset({"disputes/create", "disputes/update"})
_ORDER_ID = re.compile(rb'"gid://shopify/Order/(\d{1,32})"|"order_id"\s*:\s*"?(\d{1,32})\b')


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = (TOPIC, DOMAIN, TRIGGERED, EVENT, WEBHOOK)

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any live client secret."""
        return body_holds(app, push.headers.get("x-shopify-hmac-sha256", ""), push.body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one."""
        found = _ORDER_ID.search(body)
        return (found[1] or found[2]).decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but privacy requests: no list brings them. They alone name the shop in the body."""
        return b'"shop_domain"' not in body

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What changed, what a buyer asks for, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no topic, no JSON object, or one of a topic that we read
                without the identifiers that it carries.
        """
        topic = push.headers.get(TOPIC, "").strip().lower()
        if not topic:
            raise InvalidInput("unreadable", f"{TOPIC} is missing")
        told = parse(push.body)
        if topic in _ORDERS:
            return _hint(push, "order", required(told, "id"))
        if topic == "orders/edited":
            return _hint(push, "order", required(mapping(told.get("order_edit")), "order_id"))
        if topic in _FULFILMENTS:
            return _hint(push, "order", required(told, "order_id"))
        if topic in _DISPUTES:
            return _hint(push, "dispute", required(told, "id"), identifier(told.get("order_id")))
        return _request(topic, told, push) or Hint(_seller(push), "nothing", "")


def _hint(push: Pushed, kind: str, ref: str, order_id: str = "") -> Hint:
    return Hint(
        seller_id=_seller(push),
        kind="dispute" if kind == "dispute" else "order",
        ref=ref,
        order_id=order_id if kind == "dispute" else ref,
        changed_at=_triggered(push),
    )


def _request(topic: str, told: Json, push: Pushed) -> Hint | None:
    """A privacy request; None of any other topic.

    Each has the field that only its topic's body has, so that no other signed body passes for one.
    """
    customer = mapping(told.get("customer"))
    match topic:
        case "customers/redact" if "orders_to_redact" in told:
            kind, ref, buyer = "erasure", "", required(customer, "id")
        case "customers/data_request" if "orders_requested" in told:
            ref = identifier(mapping(told.get("data_request")).get("id"))
            kind, buyer = "export", required(customer, "id")
        case "shop/redact" if "shop_id" in told and not customer:
            kind, ref, buyer = "erasure", "", ""
        case "customers/redact" | "customers/data_request" | "shop/redact":
            raise InvalidInput("unreadable", f"the body is none of {topic}")
        case _:
            return None
    return Hint(
        seller_id=required(told, "shop_domain").lower(),
        kind="export" if kind == "export" else "erasure",
        ref=f"{topic} {ref or _event(push)}",
        changed_at=_triggered(push),
        buyer=buyer,
    )


def _event(push: Pushed) -> str:
    """What a retry has in common with its first try."""
    told = push.headers.get(EVENT) or push.headers.get(WEBHOOK)
    return identifier(told) or sha256(push.body).hexdigest()[:16]


def _seller(push: Pushed) -> str:
    return identifier(push.headers.get(DOMAIN)).lower()


def _triggered(push: Pushed) -> datetime | None:
    return iso(push.headers.get(TRIGGERED))

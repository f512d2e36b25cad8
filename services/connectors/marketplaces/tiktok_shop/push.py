"""TikTok Shop pushes; documented.

Order (1), address (3), package (4), cancellation (11), return (12), message (14); every other type
is valid and says nothing to us.
"""

import re

from services.connectors.marketplaces.tiktok_shop.chat import pushed_message
from services.connectors.marketplaces.tiktok_shop.signing import push_holds
from services.connectors.marketplaces.values import (
    Json,
    epoch,
    identifier,
    mapping,
    parse,
    readable,
    required,
)
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

ORDER, ADDRESS, PACKAGE, CANCELLATION, RETURN, MESSAGE = "1", "3", "4", "11", "12", "14"
_ABOUT_ORDERS = frozenset({ORDER, ADDRESS, PACKAGE, CANCELLATION})
_MESSAGE = re.compile(rb'"type"\s*:\s*"?14\b')
_ORDER_ID = re.compile(rb'"order_id"\s*:\s*"?(\d{1,32})\b')


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any of the app's secrets."""
        return push_holds(app, push.headers, push.body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one; a message names none."""
        found = None if _MESSAGE.search(body) else _ORDER_ID.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but messages: no list brings them."""
        return _MESSAGE.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with a type, or one of a type we read
                without the identifiers that it carries.
        """
        told = parse(push.body)
        kind, seller_id = identifier(told.get("type")), identifier(told.get("shop_id"))
        if not kind:
            raise InvalidInput("unreadable", "type is missing")
        data = mapping(told.get("data"))
        if kind == MESSAGE:
            with readable("message"):
                message = pushed_message(data, seller_id, push.at)
            ref = f"{message.conversation}/{message.source_ref}"
            return Hint(seller_id=seller_id, kind="message", ref=ref, value=message)
        if kind == RETURN:
            return _hint(seller_id, "dispute", required(data, "return_id"), data)
        order_id = identifier(data.get("order_id"))
        if kind not in _ABOUT_ORDERS or (kind == PACKAGE and not order_id):
            return Hint(seller_id=seller_id, kind="nothing", ref="")
        return _hint(seller_id, "order", required(data, "order_id"), data)


def _hint(seller_id: str, kind: str, ref: str, data: Json) -> Hint:
    return Hint(
        seller_id=seller_id,
        kind="dispute" if kind == "dispute" else "order",
        ref=ref,
        order_id=identifier(data.get("order_id")),
        changed_at=epoch(data.get("update_time")),
    )

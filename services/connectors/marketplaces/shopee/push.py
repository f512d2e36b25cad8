"""Shopee pushes; documented.

Order status (3), tracking number (4), web chat (10), shipping document (15), returns (29), package
fulfilment (30); every other code is valid and says nothing to us. Code 29's payload: from code.
"""

import re

from services.connectors.marketplaces.shopee.chat import pushed_message
from services.connectors.marketplaces.shopee.signing import push_holds
from services.connectors.marketplaces.values import (
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

ORDER, TRACKING, CHAT, DOCUMENT, RETURN, PACKAGE = "3", "4", "10", "15", "29", "30"
_ABOUT_ORDERS = frozenset({ORDER, TRACKING, DOCUMENT, PACKAGE})
_CHAT = re.compile(rb'"code"\s*:\s*"?10\b')
_ORDER_SN = re.compile(rb'"(?:ordersn|order_sn)"\s*:\s*"([A-Za-z0-9]{1,32})"')


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over registered address and raw body holds."""
        return push_holds(app, push.headers, push.body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's number, where the raw bytes show one; a chat message names none."""
        found = None if _CHAT.search(body) else _ORDER_SN.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but the chat: no list of ours brings it."""
        return _CHAT.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with a code, or one of a code we read
                without the identifiers that it carries.
        """
        told = parse(push.body)
        code, seller_id = identifier(told.get("code")), identifier(told.get("shop_id"))
        if not code:
            raise InvalidInput("unreadable", "code is missing")
        data = mapping(told.get("data"))
        order_sn = identifier(data.get("ordersn")) or identifier(data.get("order_sn"))
        if code == CHAT:
            with readable("message"):
                message = pushed_message(data, seller_id, push.at)
            if message is None:
                return Hint(seller_id=seller_id, kind="nothing", ref="")
            ref = f"{message.conversation}/{message.source_ref}"
            return Hint(seller_id=seller_id, kind="message", ref=ref, value=message)
        if code not in _ABOUT_ORDERS and code != RETURN:
            return Hint(seller_id=seller_id, kind="nothing", ref="")
        if code != RETURN and not order_sn:
            raise InvalidInput("unreadable", "ordersn is missing")
        return Hint(
            seller_id=seller_id,
            kind="dispute" if code == RETURN else "order",
            ref=required(data, "return_sn") if code == RETURN else order_sn,
            order_id=order_sn,
            changed_at=epoch(data.get("update_time")),
        )

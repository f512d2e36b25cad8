"""Shopee pushes; documented.

Order status (3), tracking number (4), web chat (10), shipping document (15), returns (29), package
fulfilment (30); every other code is valid and says nothing to us. Code 29's payload: from code.
"""

import re
from collections.abc import Mapping
from datetime import datetime

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
from services.runtime.errors import InvalidInput

ORDER, TRACKING, CHAT, DOCUMENT, RETURN, PACKAGE = "3", "4", "10", "15", "29", "30"
_ABOUT_ORDERS = frozenset({ORDER, TRACKING, DOCUMENT, PACKAGE})
_CHAT = re.compile(rb'"code"\s*:\s*"?10\b')
_ORDER_SN = re.compile(rb'"(?:ordersn|order_sn)"\s*:\s*"([A-Za-z0-9]{1,32})"')


class PushReader:
    """Verifies and reads; holds no state."""

    def verify(self, app: App, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the signature over registered address and raw body holds."""
        return push_holds(app, headers, body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's number, where the raw bytes show one; a chat message names none."""
        found = None if _CHAT.search(body) else _ORDER_SN.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but the chat: no list of ours brings it."""
        return _CHAT.search(body) is None

    def read(self, body: bytes, received_at: datetime) -> Hint:
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with a code, or one of a code we read
                without the identifiers that it carries.
        """
        push = parse(body)
        code, seller_id = identifier(push.get("code")), identifier(push.get("shop_id"))
        if not code:
            raise InvalidInput("unreadable", "code is missing")
        data = mapping(push.get("data"))
        order_sn = identifier(data.get("ordersn")) or identifier(data.get("order_sn"))
        if code == CHAT:
            with readable("message"):
                message = pushed_message(data, seller_id, received_at)
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

    def seller_of(self, hint: Hint) -> str:
        """The seller's id as settings spell it: the shop id."""
        return hint.seller_id

"""Lazada pushes: trade orders (0), chat (2), reverse orders (10), fulfilment (14); documented.

Every other type is valid and says nothing to us. Identifiers come as text in one type and as number
in the next, times as seconds and milliseconds side by side, and ``seller_id`` may be ``"null"``.
"""

import re
from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.iop.signing import push_holds
from services.connectors.marketplaces.lazada.chat import pushed_message
from services.connectors.marketplaces.values import epoch, identifier, mapping, parse, readable
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

TRADE_ORDER, CHAT, REVERSE_ORDER, FULFILMENT = "0", "2", "10", "14"
_ABOUT_ORDERS = frozenset({TRADE_ORDER, REVERSE_ORDER, FULFILMENT})
_CHAT = re.compile(rb'"(?:message_type|msg_type)"\s*:\s*"?2\b')
_ORDER_ID = re.compile(rb'"trade_order_id"\s*:\s*"?(\d{1,32})\b')


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any of the app's secrets."""
        return push_holds(app, push.headers, push.body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one; a chat message names none."""
        found = _ORDER_ID.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but the chat: Lazada forbids polling it."""
        return _CHAT.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with a message type, or one of a type we
                read without the identifiers that the type carries.
        """
        told = parse(push.body)
        kind = identifier(told.get("message_type")) or identifier(told.get("msg_type"))
        if not kind:
            raise InvalidInput("unreadable", "message_type is missing")
        data = mapping(told.get("data"))
        seller_id = identifier(told.get("seller_id")) or identifier(data.get("seller_id"))
        if kind in _ABOUT_ORDERS:
            return _order_hint(seller_id, data)
        if kind == CHAT:
            with readable("message"):
                message = pushed_message(data, seller_id, push.at)
            ref = f"{message.conversation}/{message.source_ref}"
            return Hint(seller_id=seller_id, kind="message", ref=ref, value=message)
        return Hint(seller_id=seller_id, kind="nothing", ref="")


def _order_hint(seller_id: str, data: Mapping[str, Any]) -> Hint:
    """An order, or the reverse order that a push names whatever its type.

    A request to cancel is a state of the order: the order is read, not a dispute.
    """
    order_id = identifier(data.get("trade_order_id"))
    reverse_id = identifier(data.get("reverse_order_id"))
    if not order_id and not reverse_id:
        raise InvalidInput("unreadable", "trade_order_id is missing")
    cancels = str(data.get("reverse_status") or "").startswith("CANCEL")
    disputed = bool(reverse_id) and not (cancels and order_id)
    return Hint(
        seller_id=seller_id,
        kind="dispute" if disputed else "order",
        ref=reverse_id if disputed else order_id,
        order_id=order_id,
        changed_at=epoch(data.get("status_update_time")),
    )

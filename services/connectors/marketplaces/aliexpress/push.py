"""AliExpress pushes. For a seller's shop they are few: polling is the primary path.

Documented is message type 53 (a dropshipper's order), and the page warns that numbers may change:
the shape decides, not the number. There is no push about disputes.
"""

import re
from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.iop.signing import push_holds
from services.connectors.marketplaces.values import epoch, identifier, mapping, parse
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_ORDER_ID = re.compile(rb'"(?:orderId|order_id|trade_order_id)"\s*:\s*"?(\d{1,32})\b')
_ORDER_FIELDS = ("orderId", "order_id", "trade_order_id")


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds under any of the app's secrets."""
        return push_holds(app, push.headers, push.body)

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one."""
        found = _ORDER_ID.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """Always: what is pushed are orders."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """An order to read, or nothing: a test, a token about to end, a chat that no API reads.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with ``message_type``.
        """
        told = parse(push.body)
        if not identifier(told.get("message_type")):
            raise InvalidInput("unreadable", "message_type is missing")
        data = mapping(told.get("data"))
        order_id = _order_id(data)
        seller_id = identifier(told.get("seller_id"))
        if not order_id:
            return Hint(seller_id=seller_id, kind="nothing", ref="")
        return Hint(
            seller_id=seller_id,
            kind="order",
            ref=order_id,
            order_id=order_id,
            changed_at=epoch(told.get("timestamp")),
        )


def _order_id(data: Mapping[str, Any]) -> str:
    return next((found for name in _ORDER_FIELDS if (found := identifier(data.get(name)))), "")

"""Amazon's notifications: they come out of a queue of the developer's own, and to no address.

Source: ``OrderChangeNotification.json`` (documented). They are not signed: who may write into the
queue is AWS's affair, and what one names is read with the seller's own token. ``ORDER_CHANGE``
alone is read. Other types begin their names with small letters; both are understood (inferred).
Whatever comes to an address of ours in Amazon's name is refused.
"""

import re

from services.connectors.marketplaces.values import Json, identifier, iso, mapping, parse, required
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_ORDER = re.compile(rb'"AmazonOrderId"\s*:\s*"([0-9A-Za-z-]{1,64})"')
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


class PushReader:
    """Believes nothing that comes to an address; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:  # noqa: ARG002 - the port's
        """Never: Amazon pushes to no address."""
        return False

    def partition_key(self, body: bytes) -> str | None:
        """The order's id."""
        found = _ORDER.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """Everything."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """The order that has changed, in which marketplace of the seller's.

        Raises:
            InvalidInput: ``unreadable``.
        """
        told = parse(push.body)
        kind = identifier(_of(told, "NotificationType"))
        if not kind:
            raise InvalidInput("unreadable", "NotificationType is missing")
        if kind != "ORDER_CHANGE":
            return Hint("", "nothing", "")
        note = mapping(_of(mapping(_of(told, "Payload")), "OrderChangeNotification"))
        order_id = required(note, "AmazonOrderId")
        if not _ID.fullmatch(order_id):
            raise InvalidInput("unreadable", "AmazonOrderId is no order's id")
        return Hint(
            required(note, "SellerId"),
            "order",
            order_id,
            order_id,
            changed_at=iso(mapping(note.get("OrderChangeTrigger")).get("TimeOfOrderChange")),
            site=identifier(mapping(note.get("Summary")).get("MarketplaceId")),
        )


def _of(told: Json, name: str) -> object:
    return told.get(name, told.get(name[:1].lower() + name[1:]))

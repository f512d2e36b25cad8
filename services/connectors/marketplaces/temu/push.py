"""Temu's events: the event in a header, its words locked in the body; documented copies.

``bg_order_status_change_event``, ``bg_aftersales_status_change``, ``bg_cancel_order_status_change``
and ``bg_trade_logistics_address_changed`` are read; every other event is valid and says nothing.
"""

from services.connectors.marketplaces.temu.signing import APP_KEY, EVENT, push_holds, unlocked
from services.connectors.marketplaces.values import Json, epoch, identifier, parse, required
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_REQUEST = "bg_aftersales_status_change"
_ABOUT_ORDERS = frozenset(
    {
        "bg_order_status_change_event",
        "bg_cancel_order_status_change",
        "bg_trade_logistics_address_changed",
    }
)


class PushReader:
    """Verifies, unlocks and reads; holds no state."""

    heard: tuple[str, ...] = (EVENT,)

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over what the body holds stands under any of the app's secrets."""
        if push.headers.get(APP_KEY) != app.key:
            return False
        try:
            told = _readings(app, push.body)
        except InvalidInput:
            return False
        found = [push_holds(app.secrets, push.headers, data) for data in told]
        return any(found)

    def partition_key(self, body: bytes) -> str | None:  # noqa: ARG002 - the port's
        """None: the body is locked."""
        return None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """Everything: the lists bring orders and requests."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:
        """What changed, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no header names the event, no live secret opens the body,
                or an event that we read lacks the identifiers that it carries.
        """
        event = push.headers.get(EVENT, "")
        if not event:
            raise InvalidInput("unreadable", f"the header {EVENT} is missing")
        told = _opened(app, push.body)
        seller_id = identifier(told.get("mallId"))
        if event != _REQUEST and event not in _ABOUT_ORDERS:
            return Hint(seller_id, "nothing", "")
        order_sn = required(told, "parentOrderSn")
        changed_at = epoch(told.get("updateTime")) or epoch(told.get("updateAt"))
        if event == _REQUEST:
            ref = required(told, "parentAfterSalesSn")
            return Hint(seller_id, "dispute", ref, order_sn, changed_at)
        return Hint(seller_id, "order", order_sn, order_sn, changed_at)


def _readings(app: App, body: bytes) -> list[str]:
    """What the body may hold: unlocked by each secret, or as it is.

    The test event is sent open (from code, 2026-11-27); whatever it is, it is signed.
    """
    locked = parse(body).get("eventData")
    if not isinstance(locked, str):
        raise InvalidInput("unreadable", "eventData is missing")
    opened = [data for secret in app.secrets if (data := unlocked(secret, locked)) is not None]
    return [*opened, locked]


def _opened(app: App, body: bytes) -> Json:
    for data in _readings(app, body):
        try:
            return parse(data.encode())
        except InvalidInput:
            continue
    raise InvalidInput("unreadable", "no live secret of the app opens the body")

"""What AliExpress' order statuses mean. Tables and one decision; pure.

The names are documented (appendix of the platform's own pages); two readings are ours: an order in
dispute stands where its goods stand (the dispute is an object of its own), and a finished order is
told apart by its end reason, because FINISH covers received, cancelled and refunded alike.
"""

import re
from typing import Any

from schemas.base import Money
from schemas.order import LIVE, OrderStatus
from services.connectors.marketplaces.values import Json, mapping, money
from services.runtime.errors import InvalidInput

_PLAIN = {
    "PLACE_ORDER_SUCCESS": OrderStatus.PLACED,
    "PAYMENT_PROCESSING": OrderStatus.PLACED,
    "WAIT_SELLER_EXAMINE_MONEY": OrderStatus.PLACED,
    "WAIT_GROUP_SUCCESS": OrderStatus.PLACED,
    "WAIT_COMPLETE_ADDRESS": OrderStatus.PLACED,
    "RISK_CONTROL": OrderStatus.PAID,
    "RISK_CONTROL_HOLD": OrderStatus.PAID,
    "WAIT_SELLER_SEND_GOODS": OrderStatus.PAID,
    "SELLER_PART_SEND_GOODS": OrderStatus.PART_SHIPPED,
    "WAIT_BUYER_ACCEPT_GOODS": OrderStatus.SHIPPED,
    "IN_CANCEL": OrderStatus.CANCEL_REQUESTED,
    "FUND_PROCESSING": OrderStatus.COMPLETED,
    "IN_FROZEN": OrderStatus.FROZEN,
    "ARCHIVE": OrderStatus.CLOSED,
}
_BY_LOGISTICS = {
    "SELLER_SEND_PART_GOODS": OrderStatus.PART_SHIPPED,
    "SELLER_SEND_GOODS": OrderStatus.SHIPPED,
    "BUYER_ACCEPT_GOODS": OrderStatus.COMPLETED,
}
_RECEIVED = re.compile(r"confirm|accept|receiv|success", re.IGNORECASE)
_CANCELLED = re.compile(r"cancel|close|unpaid|pay.*time|not.*(pay|send)|risk", re.IGNORECASE)
_REFUNDED = re.compile(r"success|finish|complete|refunded", re.IGNORECASE)


def order_status(order: Json) -> OrderStatus:
    """Where the order stands.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    status = plain_status(order.get("order_status"), order)
    if str(order.get("frozen_status")) == "IN_FROZEN" and status in LIVE:
        return OrderStatus.FROZEN
    return status


def plain_status(name: Any, order: Json) -> OrderStatus:
    """What a status name means for the order, or for one of its lines.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    if name == "IN_ISSUE":
        return _BY_LOGISTICS.get(str(order.get("logistics_status")), OrderStatus.PAID)
    if name == "FINISH":
        return _finished(order)
    if found := _PLAIN.get(str(name)):
        return found
    raise InvalidInput("unknown_status", "order_status is none of the documented ones")


def _finished(order: Json) -> OrderStatus:
    if _refunded_in_full(order):
        return OrderStatus.REFUNDED
    reason = str(order.get("order_end_reason") or order.get("end_reason") or "")
    if _CANCELLED.search(reason):
        return OrderStatus.CANCELLED
    if _RECEIVED.search(reason) or order.get("gmt_send_goods_time"):
        return OrderStatus.COMPLETED
    return OrderStatus.CANCELLED


def refunded(order: Json) -> Money | None:
    """What the order shows as paid back to the buyer; None while nothing was, or no amount is told.

    The statuses of a refund are not documented; the words of its success are inferred.
    """
    if not _went_back(order):
        return None
    back = mapping(mapping(order.get("refund_info")).get("refund_cash_amt"))
    return money(back.get("amount"), back.get("currency_code"))


def _went_back(order: Json) -> bool:
    refund = mapping(order.get("refund_info"))
    return bool(_REFUNDED.search(str(refund.get("refund_status") or "")))


def _refunded_in_full(order: Json) -> bool:
    if not _went_back(order):
        return False
    paid = mapping(order.get("pay_amount"))
    returned = refunded(order)
    total = money(paid.get("amount"), paid.get("currency_code"))
    if returned is None or total is None or returned.currency != total.currency:
        return True
    return returned.amount >= total.amount


ORDER_STATUSES = (*_PLAIN, "IN_ISSUE", "FINISH")
"""Every documented status, for queries: one that names none leaves FINISH out."""

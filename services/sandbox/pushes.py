"""The bodies of pushes, exactly as the platforms print them (facts: marketplaces.md, 1.2 and 2)."""

import json
from datetime import datetime
from typing import Any

from services.sandbox.market import ChatMessage, Dispute, Floor, Order

_LAZADA_LINE = {
    "unpaid": "unpaid",
    "paid": "pending",
    "shipped": "shipped",
    "delivered": "delivered",
    "cancelled": "canceled",
    "refunded": "returned",
}


def lazada_status(order: Order, line: str) -> str:
    """Lazada's word for a line."""
    return _LAZADA_LINE[order.lines[line]]


def reverse_status(dispute: Dispute) -> str:
    """Lazada's word for a reverse order's state."""
    if dispute.kind == "cancel":
        return "CANCEL_SUCCESS" if dispute.closed_at else "CANCEL_INIT"
    if dispute.kind == "not_as_described":
        return "RTM_CANCELED" if dispute.closed_at else "RTM_INIT"
    return "REFUND_SUCCESS" if dispute.closed_at else "REFUND_INIT"


def unpushed(dispute: Dispute) -> bool:
    """Whether its present state is one that the reverse push leaves out: only polling shows it."""
    return dispute.kind == "other" and dispute.closed_at is not None


def seconds(at: datetime) -> int:
    """Unix time, whole seconds."""
    return int(at.timestamp())


def millis(at: datetime) -> int:
    """Unix time in milliseconds."""
    return int(at.timestamp() * 1000)


def encode(body: dict[str, Any]) -> bytes:
    """The compact form that platforms send; it is signed as it stands."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def ae_order(floor: Floor, order: Order, word: str, at: datetime) -> dict[str, Any]:
    """AliExpress type 53; ids are numbers, the timestamp is in seconds."""
    return {
        "data": {
            "buyerId": int(order.plan.buyer),
            "orderId": int(order.plan.order_id),
            "orderStatus": word,
        },
        "message_type": 53,
        "seller_id": floor.account.seller_id,
        "site": floor.account.site,
        "timestamp": seconds(at),
    }


def trade(floor: Floor, order: Order, line: str, at: datetime) -> dict[str, Any]:
    """Lazada type 0: a line's status; seconds inside, milliseconds outside."""
    return {
        "seller_id": floor.account.seller_id,
        "message_type": 0,
        "data": {
            "order_status": lazada_status(order, line),
            "trade_order_id": order.plan.order_id,
            "trade_order_line_id": line,
            "status_update_time": seconds(at),
        },
        "timestamp": millis(at),
        "site": floor.account.site,
    }


def reverse(floor: Floor, dispute: Dispute, at: datetime, *, as_trade: bool) -> dict[str, Any]:
    """Lazada's reverse order: type 10 with numbers, or type 0 with texts; both occur."""
    order = dispute.order
    line = next(iter(order.lines))
    if as_trade:
        body = trade(floor, order, line, at)
        body["data"]["reverse_order_id"] = dispute.ref
        body["data"]["reverse_order_line_id"] = reverse_line(dispute)
        return body
    return {
        "seller_id": floor.account.seller_id,
        "message_type": 10,
        "data": {
            "reverse_order_id": int(dispute.ref),
            "reverse_status": reverse_status(dispute),
            "trade_order_id": int(order.plan.order_id),
            "extraParams": {},
            "trade_order_line_id": int(line),
            "buyer_id": int(order.plan.buyer),
            "seller_id": int(floor.account.seller_id),
            "reverse_order_line_id": int(reverse_line(dispute)),
            "status_update_time": seconds(at),
        },
        "timestamp": seconds(at),
        "site": floor.account.site,
    }


def reverse_line(dispute: Dispute) -> str:
    """The id of the reverse order's only line."""
    return str(int(dispute.ref) + 100)


def fulfilment(
    floor: Floor, order: Order, package: str, status: str, at: datetime
) -> dict[str, Any]:
    """Lazada type 14: a package's state."""
    return {
        "seller_id": floor.account.seller_id,
        "message_type": 14,
        "data": {
            "trade_order_id": order.plan.order_id,
            "buyer_id": int(order.plan.buyer),
            "fulfillment_package_id": f"FP{package}",
            "status": status,
            "status_update_time": seconds(at),
        },
        "timestamp": millis(at),
        "site": floor.account.site,
    }


def chat_data(floor: Floor, message: ChatMessage, buyer: str) -> dict[str, Any]:
    """The data of a chat message, as pushed and as read back; ``process_msg`` tells a block."""
    from_buyer = message.sender == "buyer"
    parties = (buyer, floor.account.seller_id)
    sender, receiver = parties if from_buyer else parties[::-1]
    return {
        "session_id": message.session,
        "message_id": message.id,
        "content": json.dumps({"txt": message.text}, ensure_ascii=False),
        "from_account_id": sender,
        "from_account_type": 1 if from_buyer else 2,
        "to_account_id": receiver,
        "to_account_type": 2 if from_buyer else 1,
        "send_time": millis(message.sent_at),
        "template_id": 1,
        "type": 1,
        "site_id": floor.account.site,
        "process_msg": "The message contains sensitive content" if message.blocked else "",
        "auto_reply": False,
        "status": 0,
    }


def chat(floor: Floor, message: ChatMessage, buyer: str) -> dict[str, Any]:
    """Lazada type 2: the seller is a number, and there is neither timestamp nor site."""
    return {
        "seller_id": int(floor.account.seller_id),
        "message_type": 2,
        "data": chat_data(floor, message, buyer),
    }

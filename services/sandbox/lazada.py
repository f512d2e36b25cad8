"""Lazada's gateway: orders, items, reverse orders."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox.desk import Desk, Refusal
from services.sandbox.lazada_answers import Answers
from services.sandbox.market import Dispute, Order
from services.sandbox.marketplace import Call, Door, parameters
from services.sandbox.people import person_of
from services.sandbox.profile.tables import REASONS
from services.sandbox.pushes import lazada_status, millis, reverse_line, reverse_status

PREFIX = "/lazada/rest"
_MOST_LIMIT, _MOST_OFFSET = 100, 5000
Act = Callable[[Call], Any]


def error(code: str, message: str) -> dict[str, Any]:
    """The gateway's error body."""
    return {"code": code, "type": "ISV", "message": message, "request_id": "sandbox"}


class Gateway:
    """Everything under ``/lazada/rest``.

    Args:
        chat: the calls under ``/im``, by verb and path.
    """

    def __init__(self, door: Door, desk: Desk, chat: Mapping[tuple[str, str], Act]) -> None:
        self._door = door
        self._desk = desk
        answers = Answers(desk)
        self._calls: dict[tuple[str, str], Act] = {
            ("GET", "/orders/get"): self._orders,
            ("GET", "/order/get"): self._order,
            ("GET", "/order/items/get"): self._items,
            ("GET", "/reverse/getreverseordersforseller"): self._reverse_orders,
            ("GET", "/order/reverse/return/detail/list"): self._reverse,
            ("GET", "/order/reverse/reason/list"): answers.reasons,
            ("GET", "/order/reverse/onlyrefund/seller/decide"): answers.agree,
            ("GET", "/order/reverse/return/update"): answers.refuse,
            ("GET", "/seller/get"): _seller,
            **chat,
        }

    async def rest(self, request: Request) -> Response:
        """One call."""
        path = request.url.path.removeprefix(PREFIX)
        name = f"lazada:{path}"
        try:
            act = self._calls.get((request.method, path))
            if act is None:
                told = f"no {request.method} {path}"
                raise Refusal("unexpected", error("InvalidApiPath", told), 404)
            call = self._door.admit(await parameters(request), path)
        except Refusal as no:
            return self._desk.refuse(name, "", no)
        return self._desk.attend(name, call.identity, _ref(call), lambda: _told(path, call, act))

    def _orders(self, call: Call) -> dict[str, Any]:
        asked, floor = call.business, call.floor
        limit, offset = int(asked.get("limit", 100)), int(asked.get("offset", 0))
        if not 0 < limit <= _MOST_LIMIT or not 0 <= offset <= _MOST_OFFSET:
            raise ValueError(f"limit {limit}, offset {offset}")
        if asked.get("sort_by", "updated_at") != "updated_at" or "update_after" not in asked:
            raise ValueError("only lists by updated_at are answered here")
        since, until = _iso(asked.get("update_after")), _iso(asked.get("update_before"))
        found = floor.changes.between(since, until)
        if asked.get("sort_direction", "DESC").upper() == "DESC":
            found.reverse()
        shown = [_order_json(floor.orders[ref]) for ref in found[offset : offset + limit]]
        return {"count": len(shown), "countTotal": len(found), "orders": shown}

    def _order(self, call: Call) -> dict[str, Any]:
        return _order_json(known_order(call))

    def _items(self, call: Call) -> list[dict[str, Any]]:
        order = known_order(call)
        return [_item_json(order, line) for line in order.lines]

    def _reverse_orders(self, call: Call) -> dict[str, Any]:
        asked = call.business
        size, page = int(asked.get("page_size", 100)), int(asked.get("page_no", 1))
        if not 1 <= size <= _MOST_LIMIT or page < 1:
            raise ValueError(f"page_size {size}, page_no {page}")
        span = (asked.get(f"ReverseOrderLineModifiedTimeRange{end}") for end in ("Start", "End"))
        since, until = (datetime.fromtimestamp(int(ms) / 1000, UTC) if ms else None for ms in span)
        found = call.floor.dispute_changes.between(since, until)
        shown = [call.floor.disputes[ref] for ref in found[(page - 1) * size : page * size]]
        for dispute in shown:
            self._seen(dispute)
        return {"items": [_reverse_entry(dispute) for dispute in shown], "total": len(found)}

    def _reverse(self, call: Call) -> dict[str, Any]:
        ref = call.need("reverse_order_id")
        found = call.floor.disputes.get(ref)
        if found is None:
            raise Refusal("unknown", error("ReverseOrderNotFound", "no such reverse order"))
        return _reverse_json(found)

    def _seen(self, dispute: Dispute) -> None:
        if dispute.kind != "cancel" and not dispute.shown:
            dispute.shown = 1
            key = dispute.order.plan.key
            self._desk.ledger.add(
                self._desk.now(), "event", "dispute_shown", dispute.ref, order=key, round=1
            )


def _seller(_: Call) -> dict[str, Any]:
    """Every shop of the world may sell."""
    return {"status": "ACTIVE", "verified": True}


def known_order(call: Call) -> Order:
    """The order that a call names.

    Raises:
        Refusal: code 16, the platform's "Invalid Order ID".
    """
    found = call.floor.orders.get(call.need("order_id"))
    if found is None:
        raise Refusal("unknown", error("16", "Invalid Order ID"))
    return found


def _told(path: str, call: Call, act: Act) -> dict[str, Any]:
    try:
        data = act(call)
    except (LookupError, ValueError) as problem:
        told = error("InvalidParameter", f"{path}: {problem}")
        raise Refusal("unexpected", told, 400) from None
    return {"code": "0", "data": data, "request_id": "sandbox"}


def _ref(call: Call) -> str:
    names = ("order_id", "session_id", "reverse_order_id")
    return next((call.business[name] for name in names if name in call.business), "")


def _iso(value: str | None) -> datetime | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(f"{value} has no offset")
    return found


def _stamp(at: datetime) -> str:
    """Lazada prints seconds and an offset; the sites' own, here Singapore's for all."""
    return f"{at.astimezone(UTC) + timedelta(hours=8):%Y-%m-%d %H:%M:%S} +0800"


def _order_json(order: Order) -> dict[str, Any]:
    plan = order.plan
    person = person_of(plan)
    named = {"first_name": person.first_name, "last_name": person.last_name}
    return {
        "order_id": int(plan.order_id),
        "order_number": int(plan.order_id),
        "created_at": _stamp(order.placed_at),
        "updated_at": _stamp(order.changed_at),
        "statuses": sorted({lazada_status(order, line) for line in order.lines}),
        "customer_first_name": person.first_name,
        "customer_last_name": person.last_name,
        "address_shipping": {
            **named,
            "phone": person.phone,
            "address1": person.street,
            "country": plan.country,
            "address5": plan.postcode,
        },
        "price": f"{sum(line.price for line in plan.lines):.2f}",
        "currency": plan.currency,
        "items_count": len(plan.lines),
        "buyer_id": int(plan.buyer),
    }


def _item_json(order: Order, line_id: str) -> dict[str, Any]:
    line, parcel, plan = order.line(line_id), order.parcel_of(line_id), order.plan
    item = {
        "order_item_id": int(line_id),
        "order_id": int(plan.order_id),
        "name": line.title,
        "status": lazada_status(order, line_id),
        "tracking_code": parcel.number if parcel else "",
        "shipment_provider": parcel.carrier if parcel else "",
        "promised_delivery_time": _stamp(order.promised_at),
        "paid_price": float(line.price),
        "currency": plan.currency,
        "shipping_type": "Dropshipping",
        "created_at": _stamp(order.placed_at),
        "updated_at": _stamp(order.changed_at),
    }
    if plan.prepaid is not None:
        item["duties_prepaid"] = plan.prepaid
    if order.dispute is not None:
        item["reverse_order_id"] = int(order.dispute.ref)
    return item


def _reverse_entry(dispute: Dispute) -> dict[str, Any]:
    return {
        "reverse_order_id": int(dispute.ref),
        "trade_order_id": int(dispute.order.plan.order_id),
        "gmt_modified": millis(dispute.changed_at),
    }


def _reverse_json(dispute: Dispute) -> dict[str, Any]:
    plan = dispute.order.plan
    kinds = {"cancel": "CANCEL", "not_as_described": "RETURN"}
    reason = REASONS.get(dispute.kind, ("", "Change of mind"))[1]
    return {
        **_reverse_entry(dispute),
        "request_type": kinds.get(dispute.kind, "ONLY_REFUND"),
        "reverse_status": reverse_status(dispute),
        "reason_text": reason,
        "buyer_id": int(plan.buyer),
        "gmt_create": millis(dispute.submitted[0]),
        "lines": _reverse_lines(dispute, plan.lines),
    }


def _reverse_lines(dispute: Dispute, lines: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            "reverse_order_line_id": int(reverse_line(dispute)),
            "trade_order_line_id": int(lines[0].id),
            "reverse_status": reverse_status(dispute),
            "refund_amount": f"{lines[0].price:.2f}",
            "currency": dispute.order.plan.currency,
        }
    ]

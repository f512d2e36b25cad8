"""AliExpress's JSON of orders and issues, keys and misspellings as printed (facts 1.4, 1.5)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from services.sandbox.market import Dispute, Floor, Order
from services.sandbox.people import person_of
from services.sandbox.profile.tables import REASONS

WALL = "%Y-%m-%d %H:%M:%S"
_PACIFIC = ZoneInfo("America/Los_Angeles")
_SHIP_WITHIN = timedelta(days=7)


def wall(at: datetime | None) -> str | None:
    """US Pacific wall time without an offset, as all of AliExpress's times are."""
    return at.astimezone(_PACIFIC).strftime(WALL) if at else None


def status(order: Order) -> str:
    """The ``order_status``."""
    states = set(order.lines.values())
    if order.completed_at or states & {"cancelled", "refunded"}:
        return "FINISH"
    if order.dispute is not None and order.disputed:
        return "IN_ISSUE"
    if order.shipped_at:
        return "WAIT_BUYER_ACCEPT_GOODS"
    if order.parcels:
        return "SELLER_PART_SEND_GOODS"
    return "WAIT_SELLER_SEND_GOODS" if order.paid_at else "PLACE_ORDER_SUCCESS"


def issue_status(issue: Dispute) -> str:
    """The ``issue_status`` of the issue list."""
    return "finish" if issue.closed_at else "processing"


def entry(floor: Floor, order: Order, now: datetime) -> dict[str, Any]:
    """An ``order_dto`` of the list."""
    plan, stands = order.plan, status(order)
    ends = _ends(order)
    left = int((ends - now).total_seconds() * 1000) if ends and ends > now else 0
    return {
        "order_id": int(plan.order_id),
        "order_status": stands,
        "logistics_status": _logistics(order),
        "issue_status": _issue_mark(order),
        "frozen_status": "NO_FROZEN",
        "fund_status": "PAY_SUCCESS" if order.paid_at else "NOT_PAY",
        "end_reason": _end_reason(order),
        "seller_login_id": floor.account.seller_id,
        "buyer_login_id": plan.login,
        "timeout_left_time": left,
        "pay_amount": _money(plan.currency, sum(line.price for line in plan.lines)),
        "gmt_create": wall(order.placed_at),
        "gmt_pay_time": wall(order.paid_at),
        "gmt_send_goods_time": wall(order.shipped_at),
        "gmt_update": wall(order.changed_at),
        "product_list": {"order_product_dto": [_product(order, line) for line in order.lines]},
        "biz_type": "AE_COMMON",
        "has_request_loan": False,
    }


def detail(floor: Floor, order: Order, now: datetime) -> dict[str, Any]:
    """The ``data`` of ``order.info.get``."""
    plan = order.plan
    person = person_of(plan)
    refund, back = {}, order.paid_back
    if "refunded" in order.lines.values():
        back = sum((line.price for line in plan.lines), Decimal(0))
    if back:
        amount = _money(plan.currency, back)
        refund = {"refund_status": "refund_success", "refund_cash_amt": amount}
    return {
        **entry(floor, order, now),
        "over_time_left": wall(_ends(order)),
        "freight_commit_day": str(plan.promise_days),
        "gmt_modified": wall(order.changed_at),
        "gmt_trade_end": wall(order.completed_at),
        "order_end_reason": _end_reason(order),
        "buyer_info": {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "login_id": plan.login,
            "country": plan.country,
        },
        "receipt_address": {
            "contact_person": f"{person.first_name} {person.last_name}",
            "mobile_no": person.phone,
            "detail_address": person.street,
            "country": plan.country,
            "zip": plan.postcode,
        },
        "issue_info": {"issue_status": _issue_mark(order)},
        "refund_info": refund,
        "logistic_info_list": {
            "global_aeop_tp_logistic_info_dto": [
                {
                    "logistics_no": parcel.number,
                    "logistics_service_name": parcel.carrier,
                    "logistics_type_code": parcel.carrier,
                    "gmt_send": wall(parcel.sent_at),
                    "have_tracking_info": True,
                }
                for parcel in order.parcels
            ]
        },
    }


def rating(order: Order) -> dict[str, Any]:
    """A ``trade_evaluation_open_dto``: of the first line, with words that nobody is to keep."""
    plan, rated = order.plan, order.rated
    at = wall(rated.at if rated else None)
    return {
        "order_id": int(next(iter(order.lines))),
        "parent_order_id": int(plan.order_id),
        "buyer_login_id": plan.login,
        "buyer_evaluation": str(rated.stars if rated else ""),
        "buyer_feedback": f"words of {plan.login}",
        "buyer_fb_date": at,
        "gmt_create": at,
        "gmt_modified": at,
        "valid_date": at,
        "gmt_order_complete": wall(order.completed_at),
        "seller_evaluation": "",
    }


def issue_entry(issue: Dispute) -> dict[str, Any]:
    """An ``issue_api_issue_dto`` of the list."""
    plan = issue.order.plan
    chinese, english = REASONS[issue.kind]
    return {
        "issue_id": int(issue.ref),
        "order_id": int(next(iter(issue.order.lines))),
        "parent_order_id": int(plan.order_id),
        "issue_status": issue_status(issue),
        "reason_chinese": chinese,
        "reason_english": english,
        "buyer_login_id": plan.login,
        "gmt_create": wall(issue.submitted[0]),
        "gmt_modified": wall(issue.changed_at),
    }


def issue_detail(issue: Dispute) -> dict[str, Any]:
    """The ``result_object`` of ``issue.detail.get``: one process entry a submission."""
    plan = issue.order.plan
    total = sum(line.price for line in plan.lines)
    process = [
        {
            "id": int(issue.ref) + ordinal,
            "action_type": "initiate" if ordinal == 0 else "modify",
            "submit_member_type": "buyer",
            "receive_goods": issue.kind != "not_received",
            "content": "",
            "has_buyer_video": False,
            "gmt_create": wall(at),
        }
        for ordinal, at in enumerate(issue.submitted)
    ]
    process += [
        {
            "id": int(issue.ref) + 100 + ordinal,
            "action_type": "seller_create_solution",
            "submit_member_type": "seller",
            "content": reply.words,
            "gmt_create": wall(reply.at),
        }
        for ordinal, reply in enumerate(issue.replies)
    ]
    proposed = [
        {
            "id": int(issue.ref) + 901 + ordinal,
            "issue_id": int(issue.ref),
            "gmt_create": wall(reply.at),
            "refund_money": str(reply.amount),
            "refund_money_currency": plan.currency,
            "content": reply.words,
            "solution_owner": "seller",
            "solution_type": "refund",
        }
        for ordinal, reply in enumerate(issue.replies)
    ]
    solutions = [
        {
            "id": int(issue.ref) + 500 + ordinal,
            "issue_id": int(issue.ref),
            "gmt_create": wall(at),
            "refund_money": str(total),
            "refund_money_currency": plan.currency,
            "solution_owner": "buyer",
            "solution_type": "refund",
            "status": "wait_buyer_and_seller_accept",
            "version": ordinal + 1,
        }
        for ordinal, at in enumerate(issue.submitted)
    ]
    return {
        "id": int(issue.ref),
        "order_id": int(next(iter(issue.order.lines))),
        "parent_order_id": int(plan.order_id),
        "issue_status": issue_status(issue),
        "issue_reason": REASONS[issue.kind][1],
        "issue_reason_id": 0,
        "gmt_create": wall(issue.submitted[0]),
        "buyer_login_id": plan.login,
        "buyer_solution_list": {"solution_api_dto": solutions},
        "seller_solution_list": {"solution_api_dto": proposed},
        "platform_solution_list": {"solution_api_dto": []},
        "process_dto_list": {"api_issue_process_dto": process},
    }


def _ends(order: Order) -> datetime | None:
    """When the present stage ends: the time to ship, then the buyer's protection."""
    if status(order) == "FINISH":
        return None
    if order.shipped_at:
        return order.protected_until
    return order.paid_at + _SHIP_WITHIN if order.paid_at else None


def _end_reason(order: Order) -> str:
    if "refunded" in order.lines.values():
        return "issue_refund"
    if "cancelled" in order.lines.values():
        return "buyer_cancel_order"
    return "buyer_confirm_goods" if order.completed_at else ""


def _issue_mark(order: Order) -> str:
    if order.dispute is None:
        return "NO_ISSUE"
    return "IN_ISSUE" if order.disputed else "END_ISSUE"


def _logistics(order: Order) -> str:
    if order.completed_at:
        return "BUYER_ACCEPT_GOODS"
    if order.shipped_at:
        return "SELLER_SEND_GOODS"
    return "SELLER_SEND_PART_GOODS" if order.parcels else "WAIT_SELLER_SEND_GOODS"


def _product(order: Order, line_id: str) -> dict[str, Any]:
    line, parcel = order.line(line_id), order.parcel_of(line_id)
    whole = status(order)
    part = "WAIT_BUYER_ACCEPT_GOODS" if parcel else "WAIT_SELLER_SEND_GOODS"
    return {
        "child_id": int(line_id),
        "order_id": int(order.plan.order_id),
        "product_id": int(line_id) % 10_000_000,
        "product_name": line.title,
        "product_count": 1,
        "product_unit_price": _money(order.plan.currency, line.price),
        "total_product_amount": _money(order.plan.currency, line.price),
        "son_order_status": part if whole == "SELLER_PART_SEND_GOODS" else whole,
        "send_goods_time": wall(parcel.sent_at) if parcel else None,
        "send_goods_operator": "SELLER_SEND_GOODS",
        "logistics_service_name": order.plan.service,
        "freight_commit_day": str(order.plan.promise_days),
        "issue_status": _issue_mark(order),
        "can_submit_issue": order.shipped_at is not None,
    }


def _money(currency: str, amount: Any) -> dict[str, str]:
    return {"currency_code": currency, "amount": f"{amount:.2f}"}

"""AliExpress's gateway: orders and issues to poll and answer, protection to extend. No chat."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox import aliexpress_views as views
from services.sandbox.aliexpress_answers import Answers
from services.sandbox.desk import Desk, Refusal
from services.sandbox.draw import Draw
from services.sandbox.market import Dispute, Order
from services.sandbox.marketplace import Call, Door, parameters
from services.sandbox.terms import Terms

PACIFIC = ZoneInfo("America/Los_Angeles")
_PAGE = 50
_STATUS_LEFT_OUT = "FINISH"
"""What a list query without any status leaves out (documented trap, article 114953)."""


def error(code: str, message: str) -> dict[str, Any]:
    """The gateway's error envelope."""
    told = {"code": code, "msg": message, "sub_code": "", "sub_msg": "", "request_id": "sandbox"}
    return {"error_response": told}


class Gateway:
    """``POST /aliexpress/sync``.

    Args:
        on_extended: told of an order whose protection was extended.
    """

    def __init__(self, door: Door, desk: Desk, draw: Draw, terms: Terms) -> None:
        self._door = door
        self._desk = desk
        self._draw = draw
        self._terms = terms
        self._answers = Answers(desk)
        self._methods: dict[str, Callable[[Call], dict[str, Any]]] = {
            "aliexpress.solution.order.get": self._orders,
            "aliexpress.solution.order.info.get": self._order,
            "aliexpress.issue.issuelist.get": self._issues,
            "aliexpress.evaluation.listorderevaluation.get": self._ratings,
            "aliexpress.issue.detail.get": self._issue,
            "aliexpress.issue.solution.agree": self._agree,
            "aliexpress.issue.solution.save": self._save,
            "aliexpress.trade.redefining.extendsbuyeracceptgoodstime": self._extend,
        }

    async def sync(self, request: Request) -> Response:
        """One call of a named method."""
        params = await parameters(request)
        method = params.get("method", "")
        name = f"aliexpress:{method}"
        try:
            act = self._methods.get(method)
            if act is None:
                raise Refusal("unexpected", error("unexpected", f"no method {method!r}"), 404)
            call = self._door.admit(params)
        except Refusal as no:
            return self._desk.refuse(name, "", no)
        return self._desk.attend(
            name, call.identity, _ref(call), lambda: self._wrapped(method, call, act)
        )

    def _wrapped(
        self, method: str, call: Call, act: Callable[[Call], dict[str, Any]]
    ) -> dict[str, Any]:
        """The answer in one of the three envelopes that occur, by hash."""
        try:
            told = act(call)
        except (LookupError, ValueError, TypeError) as problem:
            raise Refusal("unexpected", error("unexpected", f"{method}: {problem}"), 400) from None
        name = method.replace(".", "_") + "_response"
        form = self._draw.below(3, "envelope", method, call.identity)
        if form == 0:
            return {name: told}
        return told if form == 1 else {name: {"resp_result": {**told, "resp_code": 200}}}

    def _orders(self, call: Call) -> dict[str, Any]:
        query = _structure(call, "param0")
        floor = call.floor
        since, until = _instant(query, "modified_date_start"), _instant(query, "modified_date_end")
        wanted = query.get("order_status_list") or []
        found = []
        for order_id in floor.changes.between(since, until):
            order = floor.orders[order_id]
            status = views.status(order)
            if status in wanted or (not wanted and status != _STATUS_LEFT_OUT):
                found.append(order)
        page, shown = _page(query, found)
        now = self._desk.now()
        result = {
            "target_list": {"order_dto": [views.entry(floor, order, now) for order in shown]},
            "total_count": len(found),
            "total_page": -(-len(found) // _PAGE),
            "current_page": page,
            "page_size": _PAGE,
            "success": True,
            "error_code": "0",
        }
        return {"result": result}

    def _order(self, call: Call) -> dict[str, Any]:
        query = _structure(call, "param1")
        order = _known(call, call.floor.orders, str(query.get("order_id")), "order")
        data = views.detail(call.floor, order, self._desk.now())
        return {"result": {"data": data, "success": True}}

    def _issues(self, call: Call) -> dict[str, Any]:
        query = _structure(call, "query_dto")
        status, number = query["issue_status"], str(query.get("order_no") or "")
        if status not in {"processing", "canceled_issue", "finish"}:
            raise ValueError(f"issue_status {status!r}")
        found = [
            issue
            for ref in reversed(call.floor.dispute_changes.between(None, None))
            if views.issue_status(issue := call.floor.disputes[ref]) == status
            and number in ("", issue.order.plan.order_id)
        ]
        page, shown = _page(query, found)
        for issue in shown:
            self._seen(issue)
        result = {
            "data_list": {"issue_api_issue_dto": [views.issue_entry(issue) for issue in shown]},
            "total_item": len(found),
            "current_page": page,
            "page_size": _PAGE,
            "success": True,
        }
        return {"result": result}

    def _ratings(self, call: Call) -> dict[str, Any]:
        query, floor = _structure(call, "trade_evaluation_request"), call.floor
        since, until = _instant(query, "start_valid_date"), _instant(query, "end_valid_date")
        told = [views.rating(floor.orders[ref]) for ref in floor.ratings.between(since, until)]
        return {
            "target_list": {"trade_evaluation_open_dto": told},
            "time_stamp": views.wall(self._desk.now()),
        }

    def _issue(self, call: Call) -> dict[str, Any]:
        issue = _issue_of(call, call.need("issue_id"))
        if call.need("buyer_login_id") != issue.order.plan.login:
            raise ValueError("buyer_login_id is another buyer's")
        self._seen(issue)
        return {"result_object": views.issue_detail(issue), "success": True}

    def _agree(self, call: Call) -> dict[str, Any]:
        return self._answers.agree(call, _issue_of(call, call.need("issue_id")))

    def _save(self, call: Call) -> dict[str, Any]:
        ref = str(_structure(call, "param_dto").get("issue_id"))
        return self._answers.save(call, _issue_of(call, ref))

    def _seen(self, issue: Dispute) -> None:
        submitted = len(issue.submitted)
        if issue.shown < submitted:
            issue.shown = submitted
            now = self._desk.now()
            key = issue.order.plan.key
            self._desk.ledger.add(
                now, "event", "dispute_shown", issue.ref, order=key, round=submitted
            )

    def _extend(self, call: Call) -> dict[str, Any]:
        order: Order = _known(call, call.floor.orders, call.need("param0"), "order")
        days = int(call.need("param1"))
        end, now = order.protected_until, self._desk.now()
        if end is None or end <= now or days < 1:
            raise Refusal("not_extendable", error("15", "the order cannot be extended"))
        if order.extended_days + days > self._terms.extension_days:
            raise Refusal("too_long", error("isv.extend-days-invalid", "too many days"))
        order.extended_days += days
        call.floor.touch(order, now)
        self._desk.ledger.add(now, "effect", "extend", order.plan.key, days=days)
        return {"result": {"success": True}}


def _issue_of(call: Call, ref: str) -> Dispute:
    found: Dispute = _known(call, call.floor.disputes, ref, "issue")
    return found


def _ref(call: Call) -> str:
    for name in ("issue_id", "param0", "param1"):
        value = call.business.get(name, "")
        if value.isdigit():
            return value
    return str(json.loads(call.business["param1"]).get("order_id", "")) if _is_info(call) else ""


def _is_info(call: Call) -> bool:
    return call.business.get("param1", "").startswith("{")


def _structure(call: Call, name: str) -> dict[str, Any]:
    value = json.loads(call.need(name))
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no object")
    return value


def _instant(query: Mapping[str, Any], name: str) -> datetime | None:
    """A wall time of the US Pacific coast; of a doubled hour the earlier."""
    value = query.get(name)
    if not value:
        return None
    naive = datetime.strptime(str(value), views.WALL)  # noqa: DTZ007 - the zone follows
    return naive.replace(tzinfo=PACIFIC).astimezone(UTC)


def _page(query: Mapping[str, Any], found: Sequence[Any]) -> tuple[int, Sequence[Any]]:
    size, page = int(query.get("page_size", _PAGE)), int(query.get("current_page", 1))
    if not 1 <= size <= _PAGE or page < 1:
        raise ValueError(f"page_size {size}, current_page {page}")
    return page, found[(page - 1) * size : page * size]


def _known(call: Call, among: Mapping[str, Any], ref: str, what: str) -> Any:
    if ref not in among:
        raise Refusal(
            "unknown", error("isv.not-found", f"no such {what} in {call.floor.account.key}")
        )
    return among[ref]

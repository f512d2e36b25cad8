"""AliExpress through the marketplace suite, and what is its own: envelopes, time left, no chat."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from schemas.action import ActionKind
from schemas.base import Money
from schemas.conversation import Feedback
from schemas.dispute import Dispute, DisputeKind
from schemas.order import Order
from services.connectors.answers import Answer as Given
from services.connectors.answers import Decision
from services.connectors.marketplaces.aliexpress.act import Acts
from services.connectors.marketplaces.aliexpress.api import Api
from services.connectors.marketplaces.aliexpress.push import PushReader
from services.connectors.ports import App, Hint, Shop
from services.runtime.errors import InvalidInput, Refused, TryLater
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Call, enveloped
from tests.contract.vectors import raw

ORDER = "aliexpress.solution.order.info.get"
ORDERS = "aliexpress.solution.order.get"
ISSUES = "aliexpress.issue.issuelist.get"
AGREE = "aliexpress.issue.solution.agree"
SAVE = "aliexpress.issue.solution.save"
ISSUE = "aliexpress.issue.detail.get"
RATINGS = "aliexpress.evaluation.listorderevaluation.get"
EXTEND = "aliexpress.trade.redefining.extendsbuyeracceptgoodstime"
ORDER_ID = "1105933950463697"
APP = App("ae", "aliexpress", "123456", ("first-secret", "old-secret"), "https://unused")


def issues(call: Call) -> bytes:
    """The list by status: only ``processing`` has an entry."""
    status = json.loads(call["query_dto"])["issue_status"]
    name = "issues_processing" if status == "processing" else "issues_none"
    return enveloped(ISSUES, f"aliexpress/{name}.json", "wrapped")


def ratings(call: Call) -> bytes:
    """The list by day: one day has entries."""
    begins = json.loads(call["trade_evaluation_request"])["start_valid_date"]
    given = begins.startswith("2026-03-2")
    name = "aliexpress/ratings.json" if given else "aliexpress/ratings_none.json"
    return enveloped(RATINGS, name, "unwrapped")


def error(code: str, sub_code: str = "") -> bytes:
    """An answer of the older error form."""
    said = {"code": code, "msg": "m", "sub_code": sub_code, "request_id": "1"}
    return json.dumps({"error_response": said}).encode()


class TestAliExpress(MarketplaceConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop(
            "aliexpress/shop-1", APP, "1234", "a-token", answer_hours=120, reads_ratings=True
        ),
        pushes=(
            Push(
                "aliexpress/push_order.json",
                Hint(
                    "1234",
                    "order",
                    ORDER_ID,
                    ORDER_ID,
                    datetime(2024, 6, 26, 8, 6, 40, tzinfo=UTC),
                ),
            ),
            Push("aliexpress/push_test.json", Hint("", "nothing", "")),
        ),
        unknown_type="aliexpress/push_unknown_type.json",
        answers={
            ORDER: enveloped(ORDER, "aliexpress/order.json", "wrapped"),
            ORDERS: enveloped(ORDERS, "aliexpress/orders.json", "nested"),
            ISSUES: issues,
            ISSUE: enveloped(ISSUE, "aliexpress/issue.json", "unwrapped"),
            RATINGS: ratings,
            EXTEND: b'{"result_success":true}',
        },
        lists=frozenset({"orders", "disputes", "ratings"}),
        read_name=ORDER,
        order_hint=Hint("1234", "order", ORDER_ID, ORDER_ID),
        dispute_hint=Hint("1234", "dispute", "680123456700001", ORDER_ID, buyer="es1861703697"),
        throttled=error("7"),
        unauthorised=error("IllegalAccessToken"),
        unknown=b'{"result":{"success":true}}',
        refused=error("15", "isv.order-not-yours"),
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    @pytest.mark.parametrize("form", ["wrapped", "unwrapped", "nested"])
    async def test_three_envelope_forms_are_one_order(self, form: str) -> None:
        """The gateway answers in three forms; the draft is the same in all."""
        found = await self.read(
            self.bench.order_hint, read=enveloped(ORDER, "aliexpress/order.json", form)
        )
        assert found == await self.read(self.bench.order_hint)

    async def test_time_left_read_twice_is_one_content(self) -> None:
        """What is left shrinks with every reading; the instant it means does not move."""
        later = json.loads(raw("aliexpress/order.json"))
        later["result"]["data"]["timeout_left_time"] -= 90_000
        first = await self.read(self.bench.order_hint)
        again = await self.read(
            self.bench.order_hint, NOW + timedelta(seconds=90), read=json.dumps(later).encode()
        )
        assert first[0].content() == again[0].content()
        assert isinstance(first[0], Order)
        assert first[0].protection_end == NOW + timedelta(days=50)

    async def test_an_order_in_dispute_brings_its_dispute(self) -> None:
        """No push tells of disputes: an order with IN_ISSUE is followed to its issue."""
        source = json.loads(raw("aliexpress/order.json"))
        source["result"]["data"]["issue_status"] = "IN_ISSUE"
        found = await self.read(self.bench.order_hint, read=json.dumps(source).encode())
        dispute = found[1]
        assert isinstance(dispute, Dispute)
        assert [dispute] == [
            it.model_copy(update={"source_updated_at": dispute.source_updated_at})
            for it in await self.read(self.bench.dispute_hint)
        ]
        assert dispute.kind is DisputeKind.NOT_RECEIVED

    async def test_a_dispute_is_read_without_knowing_the_buyer(self) -> None:
        """The detail call wants the buyer's login: where the hint lacks it the order tells."""
        hint = Hint("1234", "dispute", "680123456700001", ORDER_ID)
        assert await self.read(hint) == await self.read(self.bench.dispute_hint)

    async def test_the_order_query_names_every_status_in_pacific_time(self) -> None:
        """Without statuses FINISH is left out; the platform's wall clock is US Pacific."""
        async with self.outside() as (gateway, shop, http):
            since = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
            await Api(shop, http).changes("orders", since, since + timedelta(hours=1), None)
        query = json.loads(gateway.asked(ORDERS)[0]["param0"])
        assert {"FINISH", "IN_ISSUE", "FUND_PROCESSING"} <= set(query["order_status_list"])
        assert query["modified_date_start"] == "2026-07-01 00:00:00"
        assert query["modified_date_end"] == "2026-07-01 01:00:00"

    async def test_a_rating_is_its_stars_and_nothing_else(self) -> None:
        """The inbox gets neither the words nor the buyer; it is read without a further call."""
        async with self.outside() as (gateway, shop, http):
            api = Api(shop, http)
            since = NOW - timedelta(days=12)
            page = await api.changes("ratings", since, NOW, None)
            (entry,) = page.entries
            assert page.cursor is not None
            assert b"broke" not in entry.raw
            assert b"es1861703697" not in entry.raw
            before = len(gateway.calls)
            (found,) = await api.read(api.listed("ratings", entry.raw, NOW), NOW)
            assert len(gateway.calls) == before
        given_at = datetime(2026, 3, 25, 15, 15, tzinfo=UTC)
        assert found == Feedback(
            id="aliexpress/shop-1/1105933950473697",
            version=0,
            order_key=f"aliexpress/shop-1/{ORDER_ID}",
            score=1,
            given_at=given_at,
            source_updated_at=given_at,
            read_started_at=NOW,
        )

    async def test_ratings_are_read_only_where_the_shop_says_that_it_may(self) -> None:
        """By default nothing asks for them: the platform documents no right to."""
        async with Http(allow_private=True) as http:
            quiet = Api(Shop("aliexpress/shop-1", APP, "1234", "a-token"), http)
            assert quiet.listings == ("orders", "disputes")

    @pytest.mark.parametrize("stars", ["0", "6", "-1", "five", None])
    async def test_a_rating_without_its_stars_is_unreadable(self, stars: str | None) -> None:
        """No scale is guessed."""
        entry = {
            "order_id": 1,
            "parent_order_id": 2,
            "buyer_evaluation": stars,
            "buyer_fb_date": "2026-03-25 08:15:00",
        }
        async with self.outside() as (_, shop, http):
            with pytest.raises(InvalidInput):
                Api(shop, http).listed("ratings", json.dumps(entry).encode(), NOW)

    async def test_all_three_issue_lists_are_swept(self) -> None:
        """Closures show only in the closed lists: each status is paged to its end."""
        async with self.outside() as (gateway, shop, http):
            cursor, asked = None, []
            while True:
                page = await Api(shop, http).changes("disputes", NOW, NOW, cursor)
                cursor = page.cursor
                if cursor is None:
                    break
            asked = [
                json.loads(call["query_dto"])["issue_status"] for call in gateway.asked(ISSUES)
            ]
        assert asked == ["processing", "finish", "canceled_issue"]

    async def test_a_list_that_shrinks_while_paged_is_read_again(self) -> None:
        """An entry that leaves moves the others up: no page may be skipped over."""
        entries = [{"order_id": n, "gmt_update": "2026-03-03 02:00:05"} for n in range(1, 52)]
        totals = iter((51, 50, 50))

        def shrinking(call: Call) -> Answer:
            first = json.loads(call["param0"])["current_page"] == 1
            shown = entries[:50] if first else entries[50:]
            found = {"total_count": next(totals), "target_list": {"order_dto": shown}}
            return json.dumps({"result": found}).encode()

        async with self.outside() as (gateway, shop, http):
            gateway.answers[ORDERS] = shrinking
            cursor: str | None = None
            for _ in range(3):
                page = await Api(shop, http).changes("orders", NOW, NOW, cursor)
                cursor = page.cursor
        pages = [json.loads(call["param0"])["current_page"] for call in gateway.asked(ORDERS)]
        assert pages == [1, 2, 1]

    async def test_protection_is_extended_once_and_never_by_itself_again(self) -> None:
        """An extension is money: one call, even where the platform asks to try later."""
        order = (await self.read(self.bench.order_hint))[0]
        assert isinstance(order, Order)
        async with self.outside() as (gateway, shop, http):
            acts = Acts(shop, http)
            assert acts.can(order, ActionKind.EXTEND, None, NOW).closes_at == order.protection_end
            await acts.extend(order, 10)
            gateway.answers[EXTEND] = error("ApiCallLimit")
            with pytest.raises(TryLater):
                await acts.extend(order, 10)
            gateway.answers[EXTEND] = b'{"result":{"success":false,"error_code":"limit"}}'
            with pytest.raises(Refused):
                await acts.extend(order, 10)
            with pytest.raises(Refused):
                await acts.extend(order, shop.extension_days + 1)
        assert [(c["param0"], c["param1"]) for c in gateway.asked(EXTEND)] == [(ORDER_ID, "10")] * 3

    async def test_an_issue_is_answered_as_it_stands_and_only_once(self) -> None:
        """The answer is about the buyer's newest proposal; what has changed or is lost stops."""
        order = (await self.read(self.bench.order_hint))[0]
        issue = (await self.read(self.bench.dispute_hint))[0]
        assert isinstance(order, Order)
        assert isinstance(issue, Dispute)
        assert issue.amount == Money(amount=Decimal(20), currency="USD")
        less, more = (Money(amount=Decimal(one), currency="USD") for one in ("5.50", "23.90"))
        async with self.outside() as (gateway, shop, http):
            acts = Acts(shop, http)
            gateway.answers |= {AGREE: b'{"result_success":true}', SAVE: b'{"result_success":true}'}
            await acts.answer(order, issue, Given(Decision.ACCEPT, issue.amount))
            await acts.answer(order, issue, Given(Decision.REFUSE, words="It is on its way."))
            await acts.answer(order, issue, Given(Decision.PROPOSE, less, "Sorry for the wait."))
            with pytest.raises(Refused):
                await acts.answer(order, issue, Given(Decision.ACCEPT, more))
            gateway.answers[SAVE] = error("ApiCallLimit")
            with pytest.raises(TryLater):
                await acts.answer(order, issue, Given(Decision.REFUSE, words="It is on its way."))
        (agreed,) = gateway.asked(AGREE)
        assert (agreed["issue_id"], agreed["solution_id"]) == (issue.source_ref, "3")
        saved = [json.loads(call["param_dto"]) for call in gateway.asked(SAVE)]
        assert [one["refund_amount"] for one in saved] == ["0", "5.50", "0"]
        assert {one["buyer_solution_id"] for one in saved} == {"3"}
        assert {one["buyer_login_id"] for one in saved} == {order.buyer.reference}

    async def test_nobody_can_be_written_to(self) -> None:
        """The message API is closed: never allowed, with a reason, and refused if tried."""
        order = (await self.read(self.bench.order_hint))[0]
        assert isinstance(order, Order)
        async with self.outside() as (gateway, shop, http):
            acts = Acts(shop, http)
            assert not acts.can(order, ActionKind.MESSAGE, None, NOW).allowed
            with pytest.raises(Refused):
                await acts.open_conversation(order)
            with pytest.raises(Refused):
                await acts.send("s", "text")
            with pytest.raises(Refused):
                await acts.own_messages("s", NOW)
            assert not gateway.calls

    async def test_protection_over_cannot_be_extended(self) -> None:
        """After its end the platform takes no extension."""
        order = (await self.read(self.bench.order_hint))[0]
        assert isinstance(order, Order)
        assert order.protection_end
        acts = Acts(self.bench.shop, Http(allow_private=True))
        assert not acts.can(order, ActionKind.EXTEND, None, order.protection_end).allowed

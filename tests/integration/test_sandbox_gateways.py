"""The sandbox's gateways: real signatures, refusals in the platforms' words, no silent answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.faults import Faults
from services.sandbox.marketplace import sign
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from tests.support.sandbox import Caller, inner

START = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    """A caller of an empty world."""
    sandbox = await start(world.empty(START))
    calling = Caller(sandbox)
    yield calling
    await calling.client.aclose()
    await sandbox.stop()


@pytest.fixture
def sandbox(caller: Caller) -> Sandbox:
    """The sandbox behind the caller."""
    return caller.sandbox


def test_published_vector() -> None:
    """The sandbox signs as the platform's own page does (vector A of the facts)."""
    params = {
        "access_token": "test",
        "app_key": "123456",
        "order_id": "1234",
        "sign_method": "sha256",
        "timestamp": "1517820392000",
    }
    wanted = "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A"
    assert sign("helloworld", params, "/order/get") == wanted


async def test_a_wrong_signature_is_refused(caller: Caller, sandbox: Sandbox) -> None:
    """A call changed after signing, or not signed at all, does nothing and is in the ledger."""
    params = caller.system("lazada/laz-1") | {"order_id": "1", "sign": "0" * 64}
    told = await caller.client.get("/lazada/rest/order/get", params=params)
    assert told.json()["code"] == "IncompleteSignature"
    told = await caller.client.post("/aliexpress/sync?method=aliexpress.issue.issuelist.get")
    assert told.json()["error_response"]["code"] == "InvalidAppkey"
    outcomes = [entry.outcome for entry in sandbox.ledger.entries("call")]
    assert outcomes == ["refused:IncompleteSignature", "refused:InvalidAppkey"]


async def test_an_old_timestamp_and_a_wrong_token_are_refused(caller: Caller) -> None:
    """Signed rightly, dated three hours ago or sent with another token: refused."""
    shop = "lazada/laz-1"
    secret = caller.sandbox.world.accounts.app_of(shop).secret
    for change, code in (
        ({"timestamp": "1517820392000"}, "IllegalTimestamp"),
        ({"access_token": "stolen"}, "IllegalAccessToken"),
    ):
        params = caller.system(shop) | {"order_id": "1"} | change
        params["sign"] = sign(secret, params, "/order/get")
        told = await caller.client.get("/lazada/rest/order/get", params=params)
        assert told.json()["code"] == code


async def test_the_unexpected_is_named(caller: Caller) -> None:
    """A call that the sandbox does not have is an error saying which."""
    assert "no POST /nowhere" in (await caller.client.post("/nowhere")).json()["message"]
    told = await caller.lazada("GET", "/order/cancel")
    assert (told.status_code, told.json()["message"]) == (404, "no GET /order/cancel")
    assert (await caller.aliexpress("aliexpress.message.addmsg")).status_code == 404
    told = await caller.lazada("GET", "/orders/get")
    assert told.status_code == 400
    assert "update_after" not in told.json().get("data", {})


async def test_lazada_lists_by_time_of_change(caller: Caller, sandbox: Sandbox) -> None:
    """An order is in the list of the span in which it last changed, and in no other."""
    key = sandbox.place_order("lazada/laz-1", lines=2)
    number = sandbox.ship(key)
    sandbox.step_to(START + timedelta(days=2))
    sandbox.deliver(key)
    spans = [(START, START + timedelta(days=1)), (START + timedelta(days=1), sandbox.now())]
    counts = []
    for since, until in spans:
        told = await caller.lazada(
            "GET",
            "/orders/get",
            update_after=since.isoformat(),
            update_before=until.isoformat(),
            sort_by="updated_at",
            sort_direction="ASC",
        )
        counts.append(told.json()["data"]["countTotal"])
    assert counts == [0, 1]
    items = await caller.lazada("GET", "/order/items/get", order_id=key.rsplit("/", 1)[1])
    found = [(item["status"], item["tracking_code"]) for item in items.json()["data"]]
    assert found == [("delivered", number), ("delivered", number)]
    other = await caller.lazada(
        "GET", "/order/get", shop="lazada/laz-2", order_id=key.rsplit("/", 1)[1]
    )
    assert other.json()["code"] == "16"


async def test_aliexpress_lists_orders_and_issues(caller: Caller, sandbox: Sandbox) -> None:
    """Pacific times, FINISH left out without a status, disputes only by polling."""
    key = sandbox.place_order("aliexpress/ae-1", country="ES")
    sandbox.ship(key)
    ref = sandbox.open_dispute(key)
    sandbox.resubmit(ref)
    span = {
        "modified_date_start": "2026-03-01 00:00:00",
        "modified_date_end": "2026-03-03 00:00:00",
    }
    told = await caller.aliexpress("aliexpress.solution.order.get", param0=span)
    (order,) = inner(told.json())["target_list"]["order_dto"]
    assert (order["order_status"], order["gmt_create"]) == ("IN_ISSUE", "2026-03-01 16:00:00")
    told = await caller.aliexpress(
        "aliexpress.issue.issuelist.get", query_dto={"issue_status": "processing"}
    )
    (issue,) = inner(told.json())["data_list"]["issue_api_issue_dto"]
    assert str(issue["issue_id"]) == ref
    detail = await caller.aliexpress(
        "aliexpress.issue.detail.get", issue_id=ref, buyer_login_id=issue["buyer_login_id"]
    )
    assert len(inner(detail.json())["process_dto_list"]["api_issue_process_dto"]) == 2
    shown = [entry.more["round"] for entry in sandbox.ledger.entries("event", "dispute_shown")]
    assert shown == [2]
    sandbox.close_dispute(ref)
    told = await caller.aliexpress("aliexpress.solution.order.get", param0=span)
    assert inner(told.json())["total_count"] == 0


async def test_protection_is_extended_once_a_call(caller: Caller, sandbox: Sandbox) -> None:
    """An extension moves the end of the protection, and is an effect in the ledger."""
    key = sandbox.place_order("aliexpress/ae-1", country="ES")
    sandbox.ship(key)
    before = sandbox.order(key).protected_until
    extend = "aliexpress.trade.redefining.extendsbuyeracceptgoodstime"
    order_id = key.rsplit("/", 1)[1]
    assert (await caller.aliexpress(extend, param0=order_id, param1="5")).status_code == 200
    after = sandbox.order(key).protected_until
    assert before is not None
    assert after == before + timedelta(days=5)
    assert [e.more["days"] for e in sandbox.ledger.entries("effect", "extend")] == [5]


async def test_17track_registers_once_and_shows_scans(caller: Caller, sandbox: Sandbox) -> None:
    """A number is registered once; unknown, silent and wrong ones are rejected by their codes."""
    sandbox.scan("RR123456789CN", "InTransit_PickedUp", "Collected")
    look = (await caller.track("gettrackinfo", "RR123456789CN")).json()["data"]
    assert look["rejected"][0]["error"]["code"] == -18019902
    for codes in ([], [-18019901]):
        told = (await caller.track("register", "RR123456789CN")).json()["data"]
        assert [item["error"]["code"] for item in told["rejected"]] == codes
    told = (await caller.track("gettrackinfo", "RR123456789CN")).json()["data"]
    events = told["accepted"][0]["track_info"]["tracking"]["providers"][0]["events"]
    assert [event["sub_status"] for event in events] == ["InTransit_PickedUp"]
    assert (await caller.track("gettrackinfo", "X", key="wrong")).status_code == 401
    assert len(list(sandbox.ledger.entries("effect", "register"))) == 1


async def test_17track_fails_alike_in_whatever_order(caller: Caller, sandbox: Sandbox) -> None:
    """Of an instant's looks all fail or none, those at followed numbers apart: one fault each."""
    await caller.track("register", "RR123456789CN")
    sandbox.set_faults(Faults(call_refused=1.0))
    followed, *new = [
        (await caller.track("gettrackinfo", number)).status_code
        for number in ("RR123456789CN", "RB123456785CN", "RX123456785CN")
    ]
    assert new[0] == new[1] >= 429
    assert followed >= 429
    assert sandbox.chance.planted["call_refused"] == 2


async def test_17track_limits_calls_a_second() -> None:
    """Over the published limit the answer is 429 with a short Retry-After, until a second later."""
    sandbox = await start(world.empty(START), published=Terms(tracking_per_second=3))
    ticks = iter([0.0, 0.1, 0.2, 0.3, 0.9, 1.0])
    sandbox.book.meter.ticks = lambda: next(ticks)
    caller = Caller(sandbox)
    found = [await caller.track("gettrackinfo", "RR123456789CN") for _ in range(6)]
    assert [answer.status_code for answer in found] == [200, 200, 200, 429, 429, 200]
    assert 0 < float(found[3].headers["retry-after"]) < 0.05
    await caller.client.aclose()
    await sandbox.stop()


async def test_on_call_receivers_accept_only_what_the_real_ones_do(
    caller: Caller, sandbox: Sandbox
) -> None:
    """Alerts need labels, events a known routing key; each new state is one effect."""
    alerts = "/alertmanager/api/v2/alerts"
    assert (await caller.client.post(alerts, json=[{"labels": {}}])).status_code == 400
    alert = {"labels": {"alertname": "A", "dedup_key": "k"}, "annotations": {"summary": "s"}}
    for _ in range(3):
        assert (await caller.client.post(alerts, json=[alert])).status_code == 200
    event = {"routing_key": "no", "event_action": "trigger", "dedup_key": "k"}
    event["payload"] = {"summary": "s", "source": "x", "severity": "critical"}  # type: ignore[assignment]
    enqueue = "/pagerduty/v2/enqueue"
    assert (await caller.client.post(enqueue, json=event)).status_code == 400
    event["routing_key"] = sandbox.world.accounts.routing_key
    assert (await caller.client.post(enqueue, json=event)).status_code == 202
    effects = [(e.what, e.ref) for e in sandbox.ledger.entries("effect")]
    assert effects == [("alert", "k"), ("page", "k")]

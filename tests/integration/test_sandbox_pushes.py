"""Pushes as the platforms send them, and what goes wrong on the way."""

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.runtime.http.connections import trusted
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.app import start
from services.sandbox.clock import ClockServer
from services.sandbox.faults import Faults
from services.sandbox.sandbox import Sandbox
from tests.support.eventually import eventually
from tests.support.sandbox import Caller, Edge

START = datetime(2026, 3, 2, tzinfo=UTC)
SHOP = "lazada/laz-1"


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    """A receiver of pushes."""
    receiver = Edge()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def sandbox(edge: Edge) -> AsyncIterator[Sandbox]:
    """An empty world that pushes to the receiver."""
    running = await start(world.empty(START), edge=await edge.start())
    yield running
    await running.stop()


async def test_pushes_are_signed_over_the_raw_body(sandbox: Sandbox, edge: Edge) -> None:
    """Each at its app's address: IOP's HMAC, 17TRACK's plain hash."""
    caller = Caller(sandbox)
    key = sandbox.place_order(SHOP)
    sandbox.place_order("aliexpress/ae-1", country="ES")
    number = sandbox.ship(key)
    await caller.track("register", number)
    sandbox.scan(number, "InTransit_PickedUp")
    await sandbox.settle()
    await caller.client.aclose()
    paths = set()
    for path, headers, body in edge.received:
        paths.add(path)
        if path.endswith("17track"):
            wanted = hashlib.sha256(body + f"/{DEFAULT.tracking_key}".encode()).hexdigest()
            assert headers["sign"] == wanted
            continue
        app = next(app for app in DEFAULT.apps if path.endswith(app.id))
        base = app.key.encode() + body
        wanted = hmac.new(app.secret.encode(), base, hashlib.sha256).hexdigest()
        assert headers["authorization"] == wanted
    assert paths == {
        "/webhooks/lazada/laz",
        "/webhooks/aliexpress/ae",
        "/webhooks/carriers/17track",
    }


async def test_the_platform_repeats_after_half_an_hour_with_the_latest_state(
    sandbox: Sandbox, edge: Edge
) -> None:
    """A push that was not accepted comes again in domain time, read anew."""
    edge.answers = [503]
    key = sandbox.place_order(SHOP, paid=False)
    await sandbox.settle()
    sandbox.step_to(START + timedelta(minutes=29))
    await sandbox.settle()
    assert [body["data"]["order_status"] for body in edge.bodies()] == ["unpaid"]
    sandbox.ship(key)
    sandbox.step_to(START + timedelta(minutes=30))
    await sandbox.settle()
    states = Counter(b["data"].get("order_status") for b in edge.bodies() if b["message_type"] == 0)
    assert states == {"unpaid": 1, "shipped": 2}


async def test_it_gives_up_after_twelve_repetitions(sandbox: Sandbox, edge: Edge) -> None:
    """Thirteen attempts in six hours, then none."""
    edge.answers = [500] * 50
    sandbox.place_order("aliexpress/ae-1", country="ES", paid=False)
    for step in range(20):
        sandbox.step_to(START + timedelta(minutes=30 * step))
        await sandbox.settle()
    assert len(edge.received) == 13
    assert [e.outcome for e in sandbox.ledger.entries("push")][-1] == "given_up"


async def test_reordered_pushes_come_after_the_next(sandbox: Sandbox, edge: Edge) -> None:
    """A push held back arrives behind its successor, or at the latest two hours on."""
    sandbox.set_faults(Faults(push_reordered=1.0))
    first = sandbox.place_order(SHOP, paid=False)
    await sandbox.settle()
    assert not edge.received
    sandbox.set_faults(Faults())
    second = sandbox.place_order(SHOP, paid=False)
    await sandbox.settle()
    orders = [body["data"]["trade_order_id"] for body in edge.bodies()]
    assert orders == [second.rsplit("/", 1)[1], first.rsplit("/", 1)[1]]


async def _planted(edge: Edge, shares: Faults) -> Counter[str]:
    told = await start(world.empty(START, seed=5), edge=await edge.start(), going_wrong=shares)
    for _ in range(60):
        key = told.place_order(SHOP)
        told.ship(key)
    await told.settle()
    told.pusher.flush()
    await told.settle()
    await told.stop()
    return Counter(entry.outcome for entry in told.ledger.entries("push"))


async def test_the_same_seed_plants_the_same_faults(edge: Edge) -> None:
    """Lost, repeated and late pushes: as many in a second run, about as many as asked for."""
    shares = Faults(push_lost=0.1, push_repeated=0.1, push_reordered=0.1)
    once = await _planted(edge, shares)
    again = await _planted(other := Edge(), shares)
    await other.stop()
    assert once == again
    assert all(once[name] > 5 for name in ("lost", "delivered:repeated", "delivered:late"))


async def test_an_unreadable_push_is_rightly_signed(sandbox: Sandbox, edge: Edge) -> None:
    """Its body is no JSON; nothing but the receiver can notice."""
    sandbox.push_unreadable("laz")
    await sandbox.settle()
    ((_, headers, body),) = edge.received
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(body)
    app = DEFAULT.app_of(SHOP)
    wanted = hmac.new(app.secret.encode(), app.key.encode() + body, hashlib.sha256).hexdigest()
    assert headers["authorization"] == wanted


async def test_a_lost_answer_is_a_cut_connection_after_the_effect(sandbox: Sandbox) -> None:
    """The caller sees no answer at all; the effect has taken place."""
    key = sandbox.place_order(SHOP)
    caller = Caller(sandbox)
    opened = await caller.lazada("POST", "/im/session/open", order_id=key.rsplit("/", 1)[1])
    session = opened.json()["data"]["session_id"]
    sandbox.set_faults(Faults(answer_lost=1.0))
    with pytest.raises(httpx.RemoteProtocolError):
        await caller.lazada(
            "POST", "/im/message/send", session_id=session, template_id="1", txt="Hi"
        )
    assert [message.text for message in sandbox.chats("machine")] == ["Hi"]
    await caller.client.aclose()


async def test_a_refused_call_has_no_effect(sandbox: Sandbox) -> None:
    """429 and 5xx are answered before anything happens, 429 and 503 with a short Retry-After."""
    sandbox.set_faults(Faults(call_refused=1.0))
    caller = Caller(sandbox)
    answers = [await caller.track("register", f"RR12345678{n}CN") for n in range(9)]
    assert {answer.status_code for answer in answers} <= {429, 500, 502, 503}
    waits = [a.headers["retry-after"] for a in answers if a.status_code in {429, 503}]
    assert waits
    assert all(0 < float(wait) < 0.05 for wait in waits)
    assert not list(sandbox.ledger.entries("effect"))
    await caller.client.aclose()


async def test_control_steps_the_clock_and_its_line_tells_it() -> None:
    """A client hears every step at once, and up to when it may begin what is due in it.

    What it says of itself stands in ``pending``.
    """
    sandbox = await start(world.empty(START), clock_port=0)
    clock = sandbox.clock
    assert isinstance(clock, ClockServer)
    host, port = sandbox.clock_address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b'{"hello": "tracker"}\n')
    assert json.loads(await reader.readline())["step"] == 0
    later = START + timedelta(hours=1)
    async with httpx.AsyncClient(
        verify=trusted(), base_url=sandbox.base, trust_env=False, timeout=60
    ) as client:
        now, before = later.isoformat(), START.isoformat()
        await client.post("/control/step", json={"to": now, "held": ["tracker"]})
        assert json.loads(await reader.readline()) == {"step": 1, "now": now, "due_by": before}
        await client.post("/control/step", json={"to": now})
        assert json.loads(await reader.readline()) == {"step": 2, "now": now, "due_by": now}
        writer.write(b'{"idle": true, "step": 2}\n')
        await eventually(lambda: "tracker" in clock.snapshot() and clock.snapshot()["tracker"][0])
        told = (await client.get("/control/pending")).json()
        assert told["clients"] == {"tracker": {"idle": True, "step": 2, "changes": 1}}
        assert (await client.post("/control/step", json={"to": "x"})).status_code == 400
        writer.close()
        await eventually(lambda: not clock.snapshot())
    await sandbox.stop()


async def test_the_month_is_played_step_by_step(edge: Edge) -> None:
    """Ten days of the demo's world: history silent, pushes settled, the ledger complete."""
    told = world.build(20260302, START)
    sandbox = await start(told, edge=await edge.start())
    assert not edge.received
    for hour in range(1, 240, 6):
        sandbox.step_to(START + timedelta(hours=hour))
        await sandbox.settle()
    played = sum(START < event.at <= sandbox.now() for event in told.events)
    assert len([e for e in sandbox.ledger.entries("event") if "happened" in e.more]) == played
    assert sandbox.ledger.counts["push:lazada:0:delivered"] > 200
    assert sandbox.pending() == 0
    await sandbox.stop()

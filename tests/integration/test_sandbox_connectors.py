"""Two readings of one set of documents: our connectors against the sandbox, no code shared."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from schemas.action import ActionKind
from schemas.conversation import Feedback
from schemas.dispute import Dispute, DisputeState
from schemas.order import Order, OrderStatus
from schemas.parcel import CarrierUpdate
from services.connectors import ports, registry
from services.connectors.answers import Answer, Decision
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.port import Access, Asked, CarrierChange, Rejected
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.stages import classify
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, Refused
from services.runtime.http.client import Http
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.app import start
from services.sandbox.faults import Faults
from services.sandbox.sandbox import Sandbox

START = datetime(2026, 3, 2, tzinfo=UTC)
LATER = START + timedelta(days=27, minutes=30)


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """The program's own client."""
    async with Http(allow_private=True) as client:
        yield client


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """The demo's world near its end."""
    running = await start(world.build(20260302, START), clock=SteppedClock(START))
    running.step_to(LATER)
    yield running
    await running.stop()


def _shop(sandbox: Sandbox, key: str) -> ports.Shop:
    account, app = DEFAULT.shop(key), DEFAULT.app_of(key)
    return ports.Shop(
        key=key,
        app=ports.App(
            id=app.id,
            marketplace=app.marketplace,
            key=app.key,
            secrets=(app.secret,),
            api=sandbox.addresses[app.marketplace],
        ),
        seller_id=account.seller_id,
        token=account.token,
        site=account.site,
        reads_ratings=True,
    )


@pytest.mark.parametrize("key", ["aliexpress/ae-1", "lazada/laz-1", "bazaar/notes"])
async def test_orders_and_disputes_are_read_as_they_are(
    sandbox: Sandbox, http: Http, key: str
) -> None:
    """What the connector reads of listed objects is what the sandbox made true."""
    facts = sandbox.world.facts()
    numbers = {order.key: set(order.numbers) for order in facts.orders}
    disputes = {dispute.ref: dispute for dispute in facts.disputes}
    rated = {rating.order: rating for rating in facts.ratings}
    api = registry.api(_shop(sandbox, key), http)
    seen = 0
    for listing in api.listings:
        page = await api.changes(listing, START, LATER, None)
        while page.cursor is not None and not page.entries:
            page = await api.changes(listing, START, LATER, page.cursor)
        assert page.entries
        for entry in page.entries[:15]:
            hint = api.listed(listing, entry.raw, LATER)
            for found in await api.read(hint, LATER):
                seen += 1
                if isinstance(found, Order):
                    assert {p.number for p in found.parcels} <= numbers[found.key]
                    assert found.destination.country == sandbox.order(found.key).plan.country
                if isinstance(found, Feedback):
                    fact = rated[found.order_key]
                    assert (found.score, found.text) == (fact.stars, "")
                if isinstance(found, Dispute):
                    fact = disputes[found.source_ref]
                    assert (found.order_key, found.kind.value) == (fact.order, fact.kind)
                    submitted = sandbox.floors[key].disputes[fact.ref].submitted
                    assert found.round == len(submitted)
    assert seen > 10


async def test_holds_are_classified_as_they_are(sandbox: Sandbox, http: Http) -> None:
    """Who must act, by the connector's reading of the scan, is who can end the hold."""
    holds = [hold for hold in sandbox.world.facts().holds if hold.shown < LATER]
    asked = [Asked(number=hold.parcel.split("/")[1]) for hold in holds][:40]
    tracker = SeventeenTrack(http, Access(DEFAULT.tracking_key, api=sandbox.addresses["17track"]))
    assert set((await tracker.register(asked)).values()) == {None}
    looked = await tracker.look(asked, LATER)
    for hold in holds[:40]:
        update = looked[hold.parcel.split("/")[1]]
        assert isinstance(update, CarrierUpdate)
        scan = next(scan for scan in update.scans if scan.at == hold.since)
        told = classify("17track", scan.code, scan.sub_code, scan.text).customs
        assert told is not None
        if hold.kind != "prepaid":  # only the order tells that duty was paid
            assert told.who_must_act.value == hold.needs


async def test_la_poste_tells_of_parcels_to_france(sandbox: Sandbox, http: Http) -> None:
    """Each held one is known in La Poste's words, with the papers; others are unknown.

    A number fails by itself, whoever is asked for in the same call.
    """
    access = Access(DEFAULT.laposte_key, api=sandbox.addresses["laposte"])
    api = LaPoste(http, access)
    ways = sandbox.world.journeys.values()
    abroad, *_ = (way.number for way in ways if way.country == "ES")
    held = [way for way in ways if way.country == "FR" and way.held and way.held[0] < LATER]
    french = [way for way in held if not way.number.startswith("LP")]  # that is Cainiao's own
    assert french
    looked = await api.look([Asked(abroad), *(Asked(way.number) for way in french)], LATER)
    assert _meaning(looked[abroad]) == "no_information"
    for way in french:
        update = looked[way.number]
        assert isinstance(update, CarrierUpdate)
        codes = [scan.code for scan in update.scans]
        assert {"PC2", "ET2", "ET3", "DO1", "ID0"} <= set(codes)
        assert way.held is not None
        assert any(scan.code == "DO3" and scan.at == way.held[0] for scan in update.scans)
    sandbox.set_faults(Faults(call_refused=1.0))
    assert {_meaning(one) for one in (await api.look([Asked(abroad)], LATER)).values()} == {"later"}
    with pytest.raises(NotAuthorised):
        await LaPoste(http, replace(access, key="another")).look([Asked(abroad)], LATER)


async def test_a_message_goes_and_is_read_back(sandbox: Sandbox, http: Http) -> None:
    """Opened, sent, read back by the connector; one effect in the ledger."""
    key = sandbox.place_order("lazada/laz-1")
    shop = _shop(sandbox, "lazada/laz-1")
    (order,) = await registry.api(shop, http).read(
        ports.Hint(shop.seller_id, "order", key.rsplit("/", 1)[1]), LATER
    )
    assert isinstance(order, Order)
    acts = registry.acts(shop, http, SteppedClock(LATER))
    assert acts.can(order, ActionKind.MESSAGE, None, LATER).allowed
    conversation = await acts.open_conversation(order)
    sent = await acts.send(conversation, "Your parcel is at customs")
    (own,) = await acts.own_messages(conversation, LATER)
    assert (own.external_ref, own.blocked) == (sent.external_ref, False)
    assert [e.ref for e in sandbox.ledger.entries("effect", "chat_message")] == [own.external_ref]


async def test_a_part_paid_back_is_read_from_the_order(sandbox: Sandbox, http: Http) -> None:
    """As much as the platform shows, the order going on; nothing before."""
    key = sandbox.place_order("aliexpress/ae-1")
    shop = _shop(sandbox, "aliexpress/ae-1")
    hint = ports.Hint(shop.seller_id, "order", key.rsplit("/", 1)[1])
    read = registry.api(shop, http).read
    for shown in (None, Decimal("3.50")):
        if shown:
            sandbox.pay_back(key, shown)
        (order,) = await read(hint, LATER)
        assert isinstance(order, Order)
        assert (order.refunded.amount if order.refunded else None) == shown


async def test_17track_stops_and_follows_once_more(http: Http) -> None:
    """After 30 days without a change it is blind until the one retrack; credits are what they are.

    Before the stop a retrack is refused, and that spends nothing.
    """
    number, other = "RR123456785CN", "RB123456785CN"
    outside = await start(world.empty(START), clock=SteppedClock(START))
    outside.book.credits = 1
    access = Access(outside.world.accounts.tracking_key, api=outside.addresses["17track"])
    api = SeventeenTrack(http, access)
    one = [Asked(number)]
    try:
        registered = await api.register([*one, Asked(other)])
        assert [_meaning(registered[each]) for each in (number, other)] == ["", "quota"]
        outside.scan(number, "InTransit_Arrival", country="BR")
        assert _meaning((await api.retrack(one))[number]) == "stopped"
        outside.step_to(START + timedelta(days=31))
        outside.scan(number, "OutForDelivery_Other", country="BR")
        before = (await api.look(one, outside.now()))[number]
        retracked = await api.retrack([*one, Asked(other)])
        assert [_meaning(retracked[each]) for each in (number, other)] == ["", "unregistered"]
        after = (await api.look(one, outside.now()))[number]
        assert isinstance(before, CarrierUpdate)
        assert isinstance(after, CarrierUpdate)
        assert [len(each.scans) for each in (before, after)] == [1, 2]
        assert _meaning((await api.retrack(one))[number]) == "spent"
    finally:
        await outside.stop()


async def test_17track_asks_the_carrier_it_is_told_to(http: Http) -> None:
    """Another carrier knows nothing of the number; five changes are all there are.

    What is not postal has no other carrier that delivers it, and that refuses the registration.
    """
    number, other = "RR123456785CN", "1Z999AA10123456784"
    outside = await start(world.empty(START), clock=SteppedClock(START))
    access = Access(outside.world.accounts.tracking_key, api=outside.addresses["17track"])
    api = SeventeenTrack(http, access)
    one, deliverer = [Asked(number, "Yanwen")], CarrierChange(number, "", "La Poste")
    try:
        outside.known_to(number, 3011)
        final = Asked(other, "UPS", final_carrier="La Poste")
        registered = await api.register([*one, final])
        assert [_meaning(registered[each]) for each in (number, other)] == ["", "final_carrier"]
        outside.scan(number, "InTransit_Arrival", country="FR")
        assert _meaning((await api.change_carrier([deliverer]))[number]) == "later"
        outside.step_to(START + timedelta(hours=1))
        looked = (await api.look(one, outside.now()))[number]
        assert isinstance(looked, Rejected)
        assert looked.meaning == "no_information"
        for at, name in enumerate(["China Post", "UPS", "FedEx", "China Post"], start=2):
            changed = await api.change_carrier([CarrierChange(number, name)])
            again = await api.change_carrier([CarrierChange(number, name)])
            assert changed == again == {number: None}
            outside.step_to(START + timedelta(hours=at))
        assert isinstance((await api.look(one, outside.now()))[number], CarrierUpdate)
        assert await api.change_carrier([deliverer]) == {number: None}
        outside.step_to(START + timedelta(hours=9))
        changed = await api.change_carrier([CarrierChange(number, "Yanwen")])
        assert _meaning(changed[number]) == "unchangeable"
        assert len(list(outside.ledger.entries("effect", "changecarrier"))) == 5
    finally:
        await outside.stop()


def _meaning(refused: Rejected | None) -> str:
    return refused.meaning if refused else ""


async def test_an_issue_is_answered_by_a_refusal_and_then_by_its_proposal(
    sandbox: Sandbox, http: Http
) -> None:
    """AliExpress shows the seller's answer; the buyer's next claim can be agreed to, once."""
    key = "aliexpress/ae-1"
    shop = _shop(sandbox, key)
    api, acts = registry.api(shop, http), registry.acts(shop, http)
    ordered = sandbox.place_order(key, country="ES")
    sandbox.ship(ordered)
    ref = sandbox.open_dispute(ordered)
    order, dispute = await _disputed(api, ordered)
    await acts.answer(order, dispute, Answer(Decision.REFUSE, words="It is on its way."))
    _, answered = await _disputed(api, ordered)
    assert (dispute.state, answered.state) == (DisputeState.OPEN, DisputeState.ANSWERED)
    sandbox.step_to(LATER + timedelta(hours=1))
    sandbox.resubmit(ref)
    _, again = await _disputed(api, ordered)
    assert (again.state, again.round) == (DisputeState.OPEN, 2)
    await acts.answer(order, again, Answer(Decision.ACCEPT, again.amount))
    with pytest.raises(Refused):
        await acts.answer(order, again, Answer(Decision.ACCEPT, again.amount))
    assert {line.status for line in (await _order(api, ordered)).lines} == {OrderStatus.REFUNDED}


async def _order(api: ports.Api, key: str) -> Order:
    order_id = key.rsplit("/", 1)[1]
    found = await api.read(ports.Hint("", "order", order_id, order_id), LATER)
    assert isinstance(found[0], Order)
    return found[0]


async def _disputed(api: ports.Api, key: str) -> tuple[Order, Dispute]:
    order_id = key.rsplit("/", 1)[1]
    order, dispute = await api.read(ports.Hint("", "order", order_id, order_id), LATER)
    assert isinstance(order, Order)
    assert isinstance(dispute, Dispute)
    return order, dispute

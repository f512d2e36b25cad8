"""AliExpress' logistics query: the conformance suite, its shops and orders, and its mapping.

Its codes are Cainiao's: see there.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest

from schemas.parcel import Actor, CarrierUpdate, CustomsState, HoldKind, Stage
from services.connectors.carriers.aliexpress.api import AliExpress
from services.connectors.carriers.aliexpress.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.connectors.marketplaces.iop.signing import sign_call
from services.connectors.ports import App, Shop
from services.runtime.errors import NotAuthorised
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http

APP = App("ae", "aliexpress", "123456", ("helloworld",), "https://unused")
SHOP = Shop("aliexpress/ae-1", APP, "1", "token")
ORDER = f"{SHOP.key}/77"
ASKED = Asked("RR123456785CN", "CAINIAO_STANDARD", "DE", order_key=ORDER)
METHOD = "aliexpress.logistics.redefining.querytrackingresult"


def detail(status: str, at: str, desc: str, address: str = "") -> dict[str, Any]:
    """One event as the platform documents it."""
    return {
        "event_date": at,
        "event_desc": desc,
        "address": address,
        "signed_name": "E. Musterfrau",
        "status": status,
    }


TAXED = detail("CUS_TAX", "2026-09-02 09:00:00", "海关出税", "Frankfurt")
LEFT = detail("LH_DEPART", "2026-08-25 10:36:00", "航班起飞")


def answer(*details: dict[str, Any], **more: Any) -> bytes:
    """The whole answer in its envelope."""
    told = {"details": {"details": list(details)}, "result_success": True, "error_desc": "", **more}
    return json.dumps({METHOD.replace(".", "_") + "_response": told}).encode()


def error(code: str, **more: str) -> Reply:
    """The platform's error, with status 200."""
    return Reply(body=json.dumps({"error_response": {"code": code, "msg": "no", **more}}).encode())


def form(received: Received) -> dict[str, str]:
    """The business parameters of a call."""
    return dict(parse_qsl(received.body.decode()))


class OfOrders(AliExpress):
    """Asked as the tracker asks: with the order and the service of each number."""

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """The look, with what belongs to it."""
        whole = [replace(one, order_key=ORDER, carrier="CAINIAO_STANDARD") for one in asked]
        return await super().look(whole, now)


class TestAliExpress(CarrierConformance):
    """AliExpress keeps the contract of every provider."""

    def connector(self, http: Http, url: str) -> CarrierApi:
        """The query at the loopback's address."""
        return OfOrders(http, Access("", api=url, shops=(SHOP,)))

    def found(self, numbers: Sequence[str]) -> bytes:
        """Two events; the answer names no number."""
        del numbers
        return answer(TAXED, LEFT)

    def refused(self, number: str, meaning: str) -> Reply:
        """No details, and why."""
        del number, meaning
        return Reply(body=answer(details={}, result_success=False, error_desc="no such number"))

    def failed_whole(self) -> Reply:
        """The platform's own failure."""
        return error("15", sub_code="isp.remote-service-error")

    def key_refused(self) -> Reply:
        """The shop's token has ended."""
        return error("27", sub_code="IllegalAccessToken")

    def numbers_of(self, received: Received) -> list[str]:
        """The one number."""
        return [form(received)["logistics_no"]]

    def authorised(self, received: Received) -> bool:
        """Under the shop's token, and signed by its app over every parameter."""
        signed = sign_call("helloworld", {**received.query, **form(received)})
        return received.query["session"] == "token" and received.query["sign"] == signed


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        server.answers(Reply(body=answer(TAXED, LEFT)))
        yield server


async def looked(server: Loopback, asked: Asked) -> CarrierUpdate | Rejected:
    """What the query makes of one number."""
    async with patient_http() as http:
        api = AliExpress(http, Access("", api=server.url, shops=(SHOP,)))
        return (await api.look([asked], NOW))[asked.number]


@pytest.mark.parametrize(
    ("asked", "service"),
    [(ASKED, "CAINIAO_STANDARD"), (replace(ASKED, service="CAINIAO_ECONOMY"), "CAINIAO_ECONOMY")],
)
async def test_the_query_names_order_and_service(
    server: Loopback, asked: Asked, service: str
) -> None:
    """Number, order, service and country go out together; the service's own key stands first."""
    assert isinstance(await looked(server, asked), CarrierUpdate)
    (received,) = server.received
    assert received.query["method"] == METHOD
    assert form(received) == {
        "logistics_no": ASKED.number,
        "origin": "ESCROW",
        "out_ref": "77",
        "service_name": service,
        "to_area": "DE",
    }


@pytest.mark.parametrize(
    ("asked", "meaning", "code"),
    [
        (ONE, "no_information", "order"),
        (replace(ASKED, order_key="aliexpress/another/77"), "carrier", "shop"),
        (replace(ASKED, order_key="lazada/ae-1/77"), "carrier", "shop"),
        (replace(ASKED, carrier=""), "carrier", "service"),
    ],
)
async def test_what_cannot_be_asked_costs_no_call(
    server: Loopback, asked: Asked, meaning: str, code: str
) -> None:
    """A number without an order, of nobody's shop or of no service is refused unsent."""
    refused = await looked(server, asked)
    assert isinstance(refused, Rejected)
    assert (refused.meaning, refused.code) == (meaning, code)
    assert not server.received


async def test_each_shop_is_asked_under_its_own_token(server: Loopback) -> None:
    """Of two shops each number goes out under the token of the one whose order it is."""
    other = replace(SHOP, key="aliexpress/ae-2", token="another")
    async with patient_http() as http:
        api = AliExpress(http, Access("", api=server.url, shops=(SHOP, other)))
        for shop in (SHOP, other):
            await api.look([replace(ASKED, order_key=f"{shop.key}/77")], NOW)
    assert [one.query["session"] for one in server.received] == ["token", "another"]


async def test_without_an_address_the_apps_own_is_called() -> None:
    """Every shop's app has its gateway; the provider's ``api`` only stands in for it."""
    assert Access("", shops=(SHOP,)).reached() == (SHOP,)
    (moved,) = Access("", api="https://here/", shops=(SHOP,)).reached()
    assert moved.app.api == "https://here"
    assert "token" not in repr(Access("", shops=(SHOP,)))


async def test_a_refused_token_names_nobody_else(server: Loopback) -> None:
    """A shop's token that has ended needs a person."""
    server.answers(error("27"))
    with pytest.raises(NotAuthorised):
        await looked(server, ASKED)


async def test_a_broken_answer_is_asked_later(server: Loopback) -> None:
    """Details of another shape are no news."""
    server.answers(Reply(body=answer(details=["x"])))
    refused = await looked(server, ASKED)
    assert isinstance(refused, Rejected)
    assert (refused.meaning, refused.code) == ("later", "unreadable")


def test_an_update_keeps_what_the_source_said() -> None:
    """Status is the code; times without a zone are US Pacific; who signed is not kept."""
    update = to_update({"details": [TAXED, LEFT]}, ASKED, NOW)
    left, taxed = update.scans
    assert left.at == datetime(2026, 8, 25, 17, 36, tzinfo=UTC)
    assert (taxed.code, taxed.text, taxed.place) == ("CUS_TAX", "海关出税", "Frankfurt")
    assert (taxed.raw_time, taxed.seq) == ("2026-09-02 09:00:00", 1)
    assert (update.carrier, update.destination, update.service) == ("CAINIAO_STANDARD", "DE", None)
    assert "Musterfrau" not in update.model_dump_json()


@pytest.mark.parametrize("wrapped", [[LEFT], {"details": [LEFT]}, {"a_name_of_theirs": [LEFT]}])
def test_details_come_bare_or_wrapped(wrapped: Any) -> None:
    """However the list is wrapped, its events are read."""
    assert len(to_update({"details": wrapped}, ASKED, NOW).scans) == 1


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it, whatever their order."""
    before = to_update({"details": [LEFT]}, ASKED, NOW).scans
    for events in ([TAXED, LEFT], [LEFT, TAXED]):
        assert to_update({"details": events}, ASKED, NOW).scans[:1] == before


def test_its_codes_are_cainiaos() -> None:
    """Duty that customs assessed is the buyer's to pay; a code of none leaves it to the words."""
    taxed = classify("aliexpress", TAXED["status"], "", TAXED["event_desc"])
    assert taxed.customs is not None
    assert (taxed.customs.state, taxed.customs.kind, taxed.customs.who_must_act) == (
        CustomsState.ACTION_REQUIRED,
        HoldKind.DUTIES,
        Actor.BUYER,
    )
    assert classify("aliexpress", "", "", "Arrived in destination country").stage is Stage.ARRIVED

"""DHL Unified: the conformance suite, its companies, its statuses, and DHL's rows among events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.parcel import CarrierUpdate, CustomsState, DecidedBy, Direction, Stage
from services.connectors.carriers.dhl.api import Dhl
from services.connectors.carriers.dhl.codes import service
from services.connectors.carriers.dhl.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import figures, measured, of

KEY = "demo-key"
AT = {"address": {"countryCode": "DE", "postalCode": "53113", "addressLocality": "Bonn"}}


def event(status: str, at: str, description: str, **more: str) -> dict[str, Any]:
    """One event as DHL writes it."""
    return {"timestamp": at, "location": AT, "statusCode": status, "description": description} | {
        "status": description.upper(),
        **more,
    }


WAITING = event(
    "transit",
    "2026-09-02T09:00:00+02:00",
    "Clearance event",
    remark="The shipment is pending completion of customs inspection.",
    nextSteps="The status will be updated following customs inspection.",
)
ANNOUNCED = event("pre-transit", "2026-08-30T07:53:47", "Shipment information received")


def shipment(number: str, *events: dict[str, Any], company: str = "post-de") -> dict[str, Any]:
    """One shipment; events newest first."""
    return {
        "id": number,
        "service": company,
        "origin": {"address": {"countryCode": "CN"}},
        "destination": {"address": {"countryCode": "DE", "addressLocality": "Bonn"}},
        "status": events[0] if events else None,
        "details": {"product": {"productName": "Warenpost International"}},
        "events": list(events),
    }


def answer(*shipments: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps({"url": "/shipments", "shipments": list(shipments)}).encode()


NOT_FOUND = {
    "title": "No result found",
    "detail": "No shipment with given tracking number found.",
    "status": 404,
}


class TestDhl(CarrierConformance):
    """DHL keeps the contract of every provider."""

    meanings = ("no_information", "carrier")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """DHL at the loopback's address."""
        return Dhl(http, Access(KEY, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """Known, with two events."""
        return answer(*(shipment(number, WAITING, ANNOUNCED) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """Not found, or another company's."""
        if meaning == "carrier":
            return Reply(body=answer(shipment(number, WAITING, company="parcel-nl")))
        return Reply(404, json.dumps(NOT_FOUND).encode())

    def failed_whole(self) -> Reply:
        """An error of theirs."""
        return Reply(500, b'{"title": "Internal Server Error"}')

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(401, b'{"title": "Unauthorized"}')

    def numbers_of(self, received: Received) -> list[str]:
        """The query's number."""
        return [received.query["trackingNumber"]]

    def authorised(self, received: Received) -> bool:
        """The key in its own header, and a company named."""
        asked = received.query["service"] == "post-de" and received.path == "/track/shipments"
        return asked and received.headers.get("dhl-api-key") == KEY

    async def test_without_a_company_nothing_is_asked(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A number of which nobody can tell the company costs no call of the day."""
        refused = (await api.look([Asked("ABC12345", "DHL")], NOW))["ABC12345"]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "carrier"
        assert not server.received

    async def test_ours_is_taken_among_several(self, server: Loopback, api: CarrierApi) -> None:
        """Of two companies' shipments of one number the one that was asked for is read."""
        theirs = shipment(ONE.number, ANNOUNCED, company="parcel-nl")
        server.answers(Reply(body=answer(theirs, shipment(ONE.number, WAITING))))
        update = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(update, CarrierUpdate)
        assert [scan.code for scan in update.scans] == ["transit"]

    async def test_no_shipment_is_no_information(self, server: Loopback, api: CarrierApi) -> None:
        """An empty list says that DHL knows nothing of it."""
        server.answers(Reply(body=answer()))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"

    async def test_another_404_is_a_wrong_address(self, server: Loopback, api: CarrierApi) -> None:
        """A 404 that is not DHL's says nothing of a number."""
        server.answers(Reply(404, b"{}"))
        with pytest.raises(Refused):
            await api.look([ONE], NOW)


def test_the_published_limit_is_kept() -> None:
    """A call in five seconds and 250 a day, unless the settings say otherwise."""
    limit = Dhl(Http(allow_private=False), Access(KEY)).limit
    assert (limit.per_second, limit.per_day, limit.concurrency) == (0.2, 250, 1)
    raised = Dhl(Http(allow_private=False), Access(KEY, per_day=1000)).limit
    assert (raised.per_second, raised.per_day) == (0.2, 1000)


@pytest.mark.parametrize(
    ("carrier", "number", "company"),
    [
        ("DHL Express", "1", "express"),
        ("DHL e-Commerce", "1", "ecommerce"),
        ("DHL eCommerce Asia", "1", "ecommerce-apac"),
        ("DHL Paket", "1", "parcel-de"),
        ("DHL Germany", "1", "parcel-de"),
        ("Deutsche Post", "1", "post-de"),
        ("DHL Parcel NL", "1", "parcel-nl"),
        ("AliExpress Standard Shipping", "1", None),
        ("DHL", "1234567890", "express"),
        ("", "00340434292135100124", "parcel-de"),
        ("", "CY123456785cn ", "parcel-de"),
        ("", "LB987654321CN", "post-de"),
        ("", "6A12345678901", None),
    ],
)
def test_a_company_is_named_or_unknown(carrier: str, number: str, company: str | None) -> None:
    """The carrier's name tells the company, else the number's form, else nothing does."""
    assert service(carrier, number) == company


def test_an_update_keeps_what_the_source_said() -> None:
    """All four sentences are read, each once; times become UTC; places and route are told."""
    update = to_update(shipment("X", WAITING, ANNOUNCED), "X", NOW)
    announced, waiting = update.scans
    assert waiting.text == (
        "CLEARANCE EVENT. The shipment is pending completion of customs inspection"
        ". The status will be updated following customs inspection"
    )
    assert waiting.at == datetime(2026, 9, 2, 7, tzinfo=UTC)
    assert waiting.raw_time == "2026-09-02T09:00:00+02:00"
    assert (waiting.code, waiting.place, waiting.country) == ("transit", "Bonn", "DE")
    assert announced.at == datetime(2026, 8, 30, 7, 53, 47, tzinfo=UTC)
    assert (update.origin, update.destination) == ("CN", "DE")
    assert (update.carrier, update.service) == ("DHL", "Warenpost International")


def test_the_status_stands_in_for_events() -> None:
    """A shipment without events has the one that its status tells."""
    alone = shipment("X", WAITING) | {"events": []}
    assert [scan.code for scan in to_update(alone, "X", NOW).scans] == ["transit"]


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(shipment("X", ANNOUNCED), "X", NOW).scans
    after = to_update(shipment("X", WAITING, ANNOUNCED), "X", NOW).scans
    assert after[:1] == before


@pytest.mark.parametrize(
    ("status", "text", "stage"),
    [
        ("transit", "", Stage.IN_TRANSIT),
        ("transit", "With delivery courier", Stage.OUT_FOR_DELIVERY),
        ("transit", "The shipment is ready for collection", Stage.PICKUP),
        ("transit", "Delivery attempted; recipient not home", Stage.FAILED_ATTEMPT),
        ("transit", "Returned to shipper", Stage.RETURNED),
        ("transit", "Delivered", Stage.IN_TRANSIT),
        ("pre-transit", "DELIVERED. JESSICA", Stage.INFO_RECEIVED),
        ("pre-transit", "Arrived at facility", Stage.INFO_RECEIVED),
        ("delivered", "", Stage.DELIVERED),
        ("delivered", "Delivered - signed for by JESSICA", Stage.DELIVERED),
        ("delivered", "Returned to sender", Stage.RETURNED),
        ("delivered", "The shipment is ready for collection", Stage.PICKUP),
        ("failure", "", Stage.EXCEPTION),
        ("failure", "Delivery attempted; recipient not home", Stage.FAILED_ATTEMPT),
        ("failure", "Delivered", Stage.EXCEPTION),
        ("unknown", "", Stage.UNKNOWN),
        ("unknown", "Delivered", Stage.UNKNOWN),
        ("unknown", "Shipment on hold", Stage.EXCEPTION),
    ],
)
def test_sentences_narrow_a_status(status: str, text: str, stage: Stage) -> None:
    """A status leaves much open; sentences may tell it, but never a delivery that it denies."""
    assert classify("dhl", status, "", text).stage is stage
    assert classify("dhl_unified", status, "", text) == classify("dhl", status, "", text)


def test_customs_is_told_by_sentences_alone() -> None:
    """No status speaks of customs: the sentences do, and only where nothing was delivered yet."""
    found = classify(
        "dhl", "transit", "", to_update(shipment("X", WAITING), "X", NOW).scans[0].text
    )
    assert found.customs is not None
    assert (found.stage, found.customs.state) == (Stage.CUSTOMS, CustomsState.PROCESSING)
    assert found.decided_by is DecidedBy.TEXT
    assert classify("dhl", "delivered", "", "Held by customs").customs is None
    contradicted = classify("dhl", "transit", "", "Delivered to you. Customs clearance")
    assert contradicted.stage is not Stage.DELIVERED


def test_express_codes() -> None:
    """Third parties' meanings decide; a hold without a reason may be customs by its words."""
    delay = classify("dhl_express", "UD", "", "Uncontrollable Clearance Delay")
    assert delay.customs is not None
    assert (delay.customs.state, delay.customs.direction) == (
        CustomsState.PROCESSING,
        Direction.UNKNOWN,
    )
    assert classify("dhl_express", "OH", "", "Shipment on hold").stage is Stage.EXCEPTION
    assert classify("dhl_express", "OH", "", "Held by customs").stage is Stage.CUSTOMS
    assert classify("dhl_express", "ZZ", "", "Delivered").stage is Stage.DELIVERED


def test_a_broker_is_no_buyer() -> None:
    """What is delivered to a broker is still at customs."""
    found = classify("dhl_express", "", "", "Delivered to broker")
    assert (found.stage, found.customs is not None) == (Stage.CUSTOMS, True)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Die Sendung wurde vom Absender in der Filiale eingeliefert", Stage.ACCEPTED),
        ("Die Sendung liegt in der Filiale zur Abholung bereit", Stage.PICKUP),
        ("Die Sendung liegt ab sofort in der Filiale", Stage.PICKUP),
        ("Die Sendung wurde nicht in der Filiale abgeholt", Stage.EXCEPTION),
        ("Die Sendung wurde in das Zustellfahrzeug geladen", Stage.OUT_FOR_DELIVERY),
        ("Die Sendung wird für die Verladung ins Zustellfahrzeug vorbereitet", Stage.IN_TRANSIT),
        ("Die Sendung wird vom Absender vorbereitet", Stage.INFO_RECEIVED),
        ("Für diese Sendung wurde ein Ablageort gewählt", Stage.IN_TRANSIT),
        ("Die Sendung wurde am Ablageort zugestellt", Stage.DELIVERED),
        ("Der Empfänger hat die Sendung in der Filiale abgeholt", Stage.DELIVERED),
        ("Die Sendung befindet sich in der Zustellung", Stage.OUT_FOR_DELIVERY),
        ("The recipient has selected a preferred location", Stage.IN_TRANSIT),
    ],
)
def test_sentences_of_the_parcel_service(text: str, stage: Stage) -> None:
    """The German parcel service tells by sentences alone; a branch is no pickup by itself."""
    assert classify("dhl_paket", "", "", text).stage is stage


PAKET = (
    Corrected(
        "delivered",
        "it says that it was delivered; the label is the source's coarse state",
        (
            "Sendung wurde an den Empfänger zugestellt",
            "Shipment delivered",
            "Shipment has been delivered to the recipient",
            "im Rahmen der kontaktlosen Zustellung zugestellt",
        ),
    ),
    Corrected(
        "failed_attempt",
        "an attempt that failed, which the source calls by a coarser state",
        (
            "Delivery not possible",
            "Zustellung nicht möglich",
            "Zustellung der Sendung nicht möglich",
            "The recipient was not present",
            "wurde nicht angetroffen",
            "shipment could not be delivered, and the recipient has been notified",
        ),
    ),
    Corrected(
        "out_for_delivery",
        "it is in the vehicle, as the rows of other carriers say",
        (
            "In Auslieferung durch Kurier",
            "hipment has been loaded onto the delivery vehicle",
            "in das Zustellfahrzeug geladen",
        ),
    ),
    Corrected(
        "accepted",
        "handed over by the sender, as the rows of other carriers say",
        (
            "Die Sendung wurde abgeholt",
            "Pick-up was successful",
            "Shipment picked up in",
            "shipment has been picked up",
            "shipment has been posted by the sender",
            "vom Absender in der Filiale eingeliefert",
        ),
    ),
    Corrected(
        "info_received",
        "only data, no parcel yet",
        (
            "Sendung wurde elektronisch angekündigt",
            "instruction data for this shipment have been provided",
        ),
    ),
    Corrected(
        "arrived_destination",
        "it arrived in the country of destination",
        ("Die Sendung ist im Zielland/Zielgebiet eingetroffen",),
    ),
    Corrected(
        "exception",
        "a delay, a wrong turn or a bare hold: no attempt was made, and other carriers' rows agree",
        (
            "Die Zustellung der Sendung verzögert sich",
            "Die Sendung wurde leider fehlgeleitet",
            "Shipment on hold",
        ),
    ),
    Corrected("returned", "it is on its way back", ("The shipment is being returned",)),
    Corrected(
        None,
        "torn in the middle of a word or a program",
        ("cksendung eingeleitet", "domain' => 'de", "ist falsch"),
    ),
)


@measured
def test_dhl_rows() -> None:
    """The rows of DHL's three companies are read within the bars."""
    for name, found in (
        ("unified", figures(of("dhl_unified"))),
        ("express", figures(of("dhl_express"))),
        ("paket", relabelled("dhl_paket", *PAKET)),
    ):
        print(f"dhl {name} {found}")  # noqa: T201 - the figures are the point
        assert found.f1 >= 0.99
        assert found.stage >= 0.97
        assert found.buyer >= 0.995

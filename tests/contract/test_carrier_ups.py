"""UPS: the conformance suite, its errors, its mapping, its codes, and its rows of real events."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import (
    Actor,
    CarrierUpdate,
    Classified,
    CustomsState,
    DecidedBy,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.connectors.carriers.ups.api import Ups
from services.connectors.carriers.ups.mapping import to_update
from services.connectors.carriers.ups.statuses import ENTRIES, key_of
from services.runtime.errors import InvalidInput, NotAuthorised, Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, TokenConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import figures, measured, of

NUMBER = "1Z023E2X0214323462"
ACCESS = Access("client", "secret")
TOKEN_PATH = "/security/v1/oauth/token"
RECEIVER = (
    "UPS initiated contact with receiver or importer for clearance information. "
    "Once received, UPS will submit for clearance."
)
SENDER = (
    "UPS initiated contact with the sender to obtain clearance information. "
    "Once received, UPS will submit for clearance."
)
ROUTINE = (
    "UPS is preparing your package for clearance. "
    "We will notify you if additional information is needed."
)
AGENCY = (
    "Your package is pending release from a Government Agency. "
    "Once they release it, your package will be on its way."
)
BROKER = (
    "Your package is pending release from a non-UPS broker. "
    "Contact the non-UPS broker for additional information."
)


def activity(
    kind: str, code: str, status: str, description: str, at: str = "20260902 091500", **more: Any
) -> dict[str, Any]:
    """One activity as UPS writes it, at a local time of five hours behind."""
    date, _, time = at.partition(" ")
    return {
        "date": date,
        "time": time,
        "gmtOffset": "-05:00",
        "location": {
            "address": {"city": "Louisville", "stateProvince": "KY", "countryCode": "US"},
            "slic": "4009",
        },
        "status": {
            "type": kind,
            "code": code,
            "statusCode": status,
            "description": description,
            "simplifiedTextDescription": "",
        },
        **more,
    }


HELD = activity("X", "1W", "058", RECEIVER)
LABEL = activity("M", "MP", "003", "Shipper created a label", "20260830 120000")

POST = {"number": "92419900000033499522966220", "type": "USPS_PIC"}
HANDED_OVER = {"alternateTrackingNumber": [POST]}
HOSTILE = ({**HELD, "gmtDate": "20260902", "gmtTime": "141500"}, LABEL)
"""Activities with every field that is read."""


def shipment(number: str, *activities: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The shipment of a number; activities newest first."""
    package = {
        "trackingNumber": number,
        "activity": list(activities),
        "packageAddress": [
            {"type": "ORIGIN", "address": {"country": "CN", "countryCode": "CN"}},
            {"type": "DESTINATION", "name": "J DOE", "address": {"countryCode": "US"}},
        ],
        "service": {"code": "008", "description": "UPS Worldwide Expedited"},
        "packageCount": 1,
        **more,
    }
    return {"inquiryNumber": number, "package": [package]}


def answer(*shipments: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps({"trackResponse": {"shipment": list(shipments)}}).encode()


def failure(code: str) -> bytes:
    """Errors in place of an answer."""
    return json.dumps({"response": {"errors": [{"code": code, "message": "no"}]}}).encode()


REFUSALS = {
    "no_information": Reply(
        body=answer({"warnings": [{"code": "TW0001", "message": "Not Found"}]}),
    ),
    "invalid": Reply(400, body=failure("TV1002")),
    "later": Reply(400, body=failure("TV9999")),
}


class TestUps(TokenConformance):
    """UPS keeps the contract of every provider."""

    meanings = tuple(REFUSALS)
    lives = 14399

    def connector(self, http: Http, url: str) -> CarrierApi:
        """UPS at the loopback's address."""
        return Ups(http, Access(ACCESS.key, ACCESS.secret, api=url))

    def aside(self, received: Received) -> Reply | None:
        """A token, with its life as text."""
        if received.path != TOKEN_PATH:
            return None
        token = {"access_token": "token", "expires_in": str(self.lives), "status": "approved"}
        return Reply(body=json.dumps(token).encode())

    def found(self, numbers: Sequence[str]) -> bytes:
        """The number's shipment."""
        return answer(*(shipment(number, HELD, LABEL) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """By status, by code, or by a warning with status 200."""
        del number
        return REFUSALS[meaning]

    def failed_whole(self) -> Reply:
        """UPS says so by status."""
        return Reply(500, body=failure("10001"))

    def key_refused(self) -> Reply:
        """The licence is not valid."""
        return Reply(400, body=failure("250003"))

    def numbers_of(self, received: Received) -> list[str]:
        """The number in the path."""
        return [received.path.rpartition("/")[2]]

    def authorised(self, received: Received) -> bool:
        """The bearer, and who asks."""
        bearer = received.headers.get("authorization") == "Bearer token"
        return bearer and {"transid", "transactionsrc"} <= set(received.headers)

    async def test_a_look_is_written_as_documented(self, server: Loopback, api: CarrierApi) -> None:
        """The client's credentials go by Basic; each look has its own transaction, in English."""
        server.answers(Reply(body=self.found([ONE.number])))
        await api.look([ONE], NOW)
        await api.look([ONE], NOW)
        token, first, second = server.received
        assert token.headers["authorization"].partition(" ")[2] == base64.b64encode(
            b"client:secret"
        ).decode("ascii")
        assert first.method == "GET"
        assert first.path == f"/api/track/v1/details/{ONE.number}"
        assert first.query == {"locale": "en_US", "returnSignature": "false"}
        assert first.headers["transactionsrc"] == "forestall"
        assert 0 < len(first.headers["transid"]) <= 32
        assert first.headers["transid"] != second.headers["transid"]

    async def test_a_number_stays_in_its_place(self, server: Loopback, api: CarrierApi) -> None:
        """Signs of an address within a number lead to no other address."""
        server.answers(Reply(404))
        with pytest.raises(Refused):
            await api.look([Asked("1Z/../../x?y")], NOW)
        (look,) = self.looks(server)
        assert look.path.startswith("/api/track/v1/details/1Z")
        assert look.query == {"locale": "en_US", "returnSignature": "false"}

    @pytest.mark.parametrize("number", ["1Z0000", "9" * 35])
    async def test_what_ups_never_takes_is_not_asked(
        self, server: Loopback, api: CarrierApi, number: str
    ) -> None:
        """A number has 7 to 34 characters; another one costs no call."""
        refused = (await api.look([Asked(number)], NOW))[number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "invalid"
        assert not server.received

    async def test_not_found_by_status(self, server: Loopback, api: CarrierApi) -> None:
        """404 with UPS's own error is a number it knows nothing of; without one it is no answer."""
        server.answers(Reply(404, body=failure("TW9999")))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert (refused.meaning, refused.code) == ("no_information", "TW9999")

    async def test_an_account_refused_in_a_warning(self, server: Loopback, api: CarrierApi) -> None:
        """An account's error needs a person wherever it stands."""
        server.answers(Reply(body=answer({"warnings": [{"code": "250003", "message": "no"}]})))
        with pytest.raises(NotAuthorised):
            await api.look([ONE], NOW)

    async def test_a_package_without_scans(self, server: Loopback, api: CarrierApi) -> None:
        """A package that was never scanned has no information, and that is no error."""
        server.answers(Reply(body=answer(shipment(ONE.number))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


def update(*activities: dict[str, Any], **more: Any) -> CarrierUpdate:
    """The update of a number with these activities, newest first."""
    return to_update(shipment(NUMBER, *activities, **more), NUMBER, NOW)


def test_an_update_keeps_what_ups_said() -> None:
    """Ends, service, order, place and country; the name of the consignee stays with UPS."""
    found = update(HELD, LABEL)
    assert (found.origin, found.destination, found.carrier) == ("CN", "US", "UPS")
    assert found.service == "UPS Worldwide Expedited"
    assert "DOE" not in found.model_dump_json()
    label, held = found.scans
    assert (label.code, label.sub_code, held.code, held.sub_code) == ("MP", "M", "1W", "X")
    assert (held.place, held.country, held.text) == ("Louisville, KY", "US", RECEIVER)
    assert held.raw_time == "20260902 091500 -05:00"
    assert (label.seq, held.seq) == (0, 1)


def test_a_newer_activity_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(HELD, LABEL).scans[:1] == update(LABEL).scans


@pytest.mark.parametrize(
    ("times", "hour"),
    [
        ({"gmtDate": "20260902", "gmtTime": "144700"}, (2, 14, 47)),
        ({"gmtDate": "20260902", "gmtTime": "14:47:00"}, (2, 14, 47)),
        ({"gmtDate": "20260902", "gmtTime": "74700"}, (2, 7, 47)),
        ({"gmtDate": "20260902", "gmtTime": ""}, (2, 14, 15)),
        ({"gmtDate": "2026-09", "gmtTime": "144700"}, (2, 14, 15)),
        ({"gmtOffset": "+08:00"}, (2, 1, 15)),
        ({"gmtOffset": ""}, (2, 9, 15)),
        ({"gmtOffset": "soon"}, (2, 9, 15)),
        ({"time": "233000"}, (3, 4, 30)),
    ],
)
def test_times_are_those_of_greenwich(times: dict[str, str], hour: tuple[int, int, int]) -> None:
    """GMT where it is whole, else local time by its offset, else local time as it stands."""
    (scan,) = update({**HELD, **times}).scans
    assert scan.at == datetime(2026, 9, *hour, tzinfo=UTC)


def test_an_activity_without_a_time_is_left_out() -> None:
    """It could be put nowhere."""
    assert update({**HELD, "date": ""}).scans == ()


def test_of_several_packages_the_asked_one_is_read() -> None:
    """A shipment brings its other packages along."""
    other = shipment("1Z023E2X0214323999", activity("D", "FS", "011", "DELIVERED"))
    mixed = {"package": [*other["package"], *shipment(NUMBER, LABEL)["package"]]}
    assert [scan.code for scan in to_update(mixed, NUMBER, NOW).scans] == ["MP"]


def test_only_a_number_of_the_post_is_a_hand_over() -> None:
    """Other numbers beside it may be the shop's own references."""
    own = {"number": "ShipRef123", "type": "SHIPMENT"}
    found = update(LABEL, alternateTrackingNumber=[own, POST]).handoff
    assert found is not None
    assert (found.number, found.carrier) == (POST["number"], "USPS")
    assert update(LABEL, alternateTrackingNumber=[own]).handoff is None


@pytest.mark.parametrize(
    ("kind", "code", "status", "key"),
    [
        ("X", "1W", "058", ("1W", "X")),
        ("X", "48", "022", ("22", "STATUS")),
        ("X", "48", "013", ("48", "X")),
        ("X", "", "013", ("13", "STATUS")),
        ("M", "MP", "003", ("MP", "M")),
        ("A4", "QA", "013", ("QA", "MI:A4")),
        ("I", "DP", "005", ("5", "STATUS")),
        ("I", "IP", "999", ("I", "ACT")),
        ("D", "FS", "011", ("11", "STATUS")),
        ("D", "FS", "161", ("161", "STATUS")),
        ("I", "ZZ", "000", ("I", "ACT")),
        ("P", "ZZ", "000", ("ZZ", "")),
        ("", "", "", ("", "")),
    ],
)
def test_the_code_that_tells_most_is_taken(
    kind: str, code: str, status: str, key: tuple[str, str]
) -> None:
    """An exception of customs before the status, the status before the type of activity."""
    assert key_of(kind, code, status, NUMBER) == key


def test_zeros_count_for_freight_alone() -> None:
    """``017`` is a parcel held for its customer, and freight that is picked up."""
    assert key_of("I", "", "017", NUMBER) == ("17", "STATUS")
    assert key_of("I", "", "017", "H0123456789") == ("017", "STATUS")
    assert ups("17", "STATUS").stage is Stage.PICKUP
    assert ups("017", "STATUS").stage is Stage.IN_TRANSIT
    assert ups("011", "STATUS").stage is Stage.DELIVERED


def ups(code: str, sub_code: str, text: str = "") -> Classified:
    """A scan of UPS."""
    return classify("ups", code, sub_code, text, "en")


@pytest.mark.parametrize(
    ("code", "words", "state", "who"),
    [
        ("1W", RECEIVER, CustomsState.ACTION_REQUIRED, Actor.BUYER),
        ("40", SENDER, CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("43", "UPS contacted the sender", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("B9", "A missing commercial invoice", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("D0", "information from the shipper", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("R1", BROKER, CustomsState.PROCESSING, Actor.CARRIER),
        ("1U", AGENCY, CustomsState.PROCESSING, Actor.AUTHORITY),
        ("7M", ROUTINE, CustomsState.PROCESSING, Actor.CARRIER),
        ("CT", "held under the General Order", CustomsState.HELD, Actor.UNKNOWN),
        ("7P", "no broker", CustomsState.ACTION_REQUIRED, Actor.UNKNOWN),
        ("XZ", "Your package was cleared", CustomsState.RELEASED, Actor.UNKNOWN),
        ("1F", "UPS has destroyed the package", CustomsState.REFUSED, Actor.UNKNOWN),
    ],
)
def test_an_exception_says_who_must_act(
    code: str, words: str, state: CustomsState, who: Actor
) -> None:
    """By its code, with the words and without them."""
    for text in (words, ""):
        found = ups(code, "X", text)
        assert found.decided_by is DecidedBy.CODE
        assert found.customs is not None
        assert (found.customs.state, found.customs.who_must_act) == (state, who)


@pytest.mark.parametrize(
    ("words", "who"),
    [(RECEIVER, Actor.BUYER), (SENDER, Actor.SELLER), ("", Actor.UNKNOWN)],
)
@pytest.mark.parametrize("status", ["58", "124", "125"])
def test_a_status_leaves_it_to_the_words(status: str, words: str, who: Actor) -> None:
    """``Clearance information needed`` names no one; the sentence beside it may."""
    found = ups(status, "STATUS", words)
    assert found.customs is not None
    assert found.customs.state is CustomsState.ACTION_REQUIRED
    assert found.customs.kind is HoldKind.DOCUMENTS
    assert found.customs.who_must_act is who


@pytest.mark.parametrize(
    ("words", "stage", "who"),
    [
        (RECEIVER, Stage.CUSTOMS, Actor.BUYER),
        (SENDER, Stage.CUSTOMS, Actor.SELLER),
        ("Your package was released by the customs agency.", Stage.IN_TRANSIT, Actor.UNKNOWN),
        ("The receiver was not available for delivery.", Stage.FAILED_ATTEMPT, None),
        ("The package was missed at the destination location.", Stage.EXCEPTION, None),
        ("The package was delivered to a neighbour.", Stage.EXCEPTION, None),
        ("", Stage.EXCEPTION, None),
    ],
)
def test_an_unlisted_exception_is_read_by_its_words(
    words: str, stage: Stage, who: Actor | None
) -> None:
    """What no list has is an exception unless its words say more, and is never a delivery."""
    found = ups("ZZ", "X", words)
    assert found.stage is stage
    assert (found.customs.who_must_act if found.customs else None) is who


def test_one_code_means_another_thing_in_another_list() -> None:
    """``RS`` is the receiver's papers, and a seizure of Mail Innovations'."""
    assert ups("RS", "X").stage is Stage.CUSTOMS
    assert ups("RS", "MI:A4").stage is Stage.SEIZED
    assert ups("58", "FREIGHT").duties_due
    assert not ups("58", "STATUS").duties_due


@pytest.mark.parametrize(
    ("code", "sub_code", "direction"),
    [
        ("EC", "FREIGHT", Direction.EXPORT),
        ("EP", "ULD", Direction.EXPORT),
        ("067", "STATUS", Direction.TRANSIT),
        ("134", "STATUS", Direction.IMPORT),
        ("IP", "X", Direction.IMPORT),
        ("12", "STATUS", Direction.UNKNOWN),
        ("1U", "X", Direction.UNKNOWN),
    ],
)
def test_direction_is_named_or_unknown(code: str, sub_code: str, direction: Direction) -> None:
    """A code that names no side leaves it to the countries; the way out is never a stop."""
    found = ups(code, sub_code)
    assert found.customs is not None
    assert found.customs.direction is direction
    outward = direction in {Direction.EXPORT, Direction.TRANSIT}
    assert (found.stage is Stage.IN_TRANSIT) is outward or (
        found.customs.state is CustomsState.RELEASED
    )


@pytest.mark.parametrize(
    ("code", "sub_code", "text", "stage"),
    [
        ("11", "STATUS", "DELIVERED", Stage.DELIVERED),
        ("11", "STATUS", "Delivered to UPS Access Point", Stage.PICKUP),
        ("11", "STATUS", "Returned to sender", Stage.RETURNED),
        ("D", "ACT", "Delivered", Stage.DELIVERED),
        ("D", "ACT", "Delivered to agent", Stage.IN_TRANSIT),
        ("26", "STATUS", "Delivered by Local Post Office", Stage.DELIVERED),
        ("143", "STATUS", "", Stage.IN_TRANSIT),
        ("144", "STATUS", "", Stage.PICKUP),
        ("161", "STATUS", "", Stage.PICKUP),
        ("DO", "ACT", "", Stage.IN_TRANSIT),
        ("145", "STATUS", "Delivery Attempted", Stage.FAILED_ATTEMPT),
    ],
)
def test_delivered_is_to_the_buyer(code: str, sub_code: str, text: str, stage: Stage) -> None:
    """A station, an agent, a freight station or the sender have it: that is no delivery."""
    assert ups(code, sub_code, text).stage is stage


def test_what_was_only_asked_for_is_a_notice() -> None:
    """A request, a confirmation or a forecast moves nothing, and is advisory on the way."""
    asked = activity("I", "", "027", "Delivery Address Change Requested")
    moved = activity("I", "DP", "005", "Departed from Facility", "20260901 120000")
    assert [scan.advisory for scan in update(asked, moved).scans] == [False, True]
    assert not ups("119", "STATUS", "Return to Sender Requested").movement


def test_only_codes_of_papers_and_duty_name_the_buyer() -> None:
    """Nobody is asked for anything on a code that only says "held"."""
    named = {
        key: entry.customs.state
        for key, entry in ENTRIES.items()
        if entry.customs is not None and entry.customs.who_must_act is Actor.BUYER
    }
    assert len(named) == 24
    assert set(named.values()) == {CustomsState.ACTION_REQUIRED}


CORRECTED = (
    Corrected(
        "info_received",
        "information alone is no movement",
        ("Shipment/Forwarding Information Received",),
    ),
    Corrected("arrived_destination", "it says so", ("Arrived at Destination Country",)),
    Corrected(
        "in_transit",
        "a filing of the importer's was accepted, not the parcel",
        ("ISF Data Accepted (Error Free)",),
    ),
    Corrected(
        "export_customs",
        "a border on the way: outward as export is, and no import",
        tuple(
            f"{one} in transit border clearance" for one in ("First", "Second", "Third", "Fourth")
        ),
    ),
    Corrected(
        "exception",
        "an attempt to fetch it from the sender, not to deliver it",
        ("Pickup Attempted", "Second Pickup Attempted", "Final Pickup Attempted"),
    ),
    Corrected(
        "in_transit",
        "handed to an agent or to a freight station, not to the buyer",
        (
            "Delivered to Agent",
            "Delivered Origin CFS (Freight Only)",
            "Delivered Destination CFS (Freight Only)",
        ),
    ),
    Corrected(
        "available_for_pickup",
        "it waits there for the buyer",
        ("Delivered to Post Office for Pickup", "Delivered to UPS Access Point"),
    ),
)


@measured
def test_rows_of_ups() -> None:
    """Every row of UPS's, under its own label and under corrected ones."""
    print(f"ups as labelled {figures(of('ups'))}")  # noqa: T201 - the figures are the point
    found = relabelled("ups", *CORRECTED)
    print(f"ups corrected   {found}")  # noqa: T201 - the same
    assert found.rows == 364
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("date", "time", "gmtDate", "gmtTime", "gmtOffset", "location", "status")


@settings(max_examples=60)
@given(events=st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), max_size=3), more=JSON)
def test_any_shape_is_an_update_or_invalid(events: list[dict[str, Any]], more: Any) -> None:
    """Whatever UPS sends is either mapped or refused as invalid: nothing else is raised."""
    try:
        found = to_update({"package": [{"activity": events, "packageAddress": more}]}, NUMBER, NOW)
    except InvalidInput:
        return
    assert found.number == NUMBER

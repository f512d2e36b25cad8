"""UPS: the conformance suite, its errors and its mapping."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.ups.api import Ups
from services.connectors.carriers.ups.mapping import to_update
from services.runtime.errors import InvalidInput, NotAuthorised, Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE
from tests.contract.conformance_tokens import TokenConformance
from tests.contract.loopback import Loopback, Received, Reply

NUMBER = "1Z023E2X0214323462"
ACCESS = Access("client", "secret")
TOKEN_PATH = "/security/v1/oauth/token"
RECEIVER = (
    "UPS initiated contact with receiver or importer for clearance information. "
    "Once received, UPS will submit for clearance."
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


def test_what_was_only_asked_for_is_a_notice() -> None:
    """A request, a confirmation or a forecast moves nothing, and is advisory on the way."""
    asked = activity("I", "", "027", "Delivery Address Change Requested")
    moved = activity("I", "DP", "005", "Departed from Facility", "20260901 120000")
    assert [scan.advisory for scan in update(asked, moved).scans] == [False, True]


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

"""EasyPost: the conformance suite, its mapping, its statuses, its webhooks, its rows of events."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Actor, CarrierUpdate, Classified, CustomsState, Stage
from services.connectors.carriers.easypost.api import EasyPost
from services.connectors.carriers.easypost.mapping import to_update
from services.connectors.carriers.easypost.push import HEADER, PushReader, sign
from services.connectors.carriers.port import (
    Access,
    CarrierApi,
    CarrierPushReader,
    Registers,
    Rejected,
)
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, RegistersConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

KEY, SECRET = "EZAK0123", "webhook-ſecret"
BASIC = f"Basic {base64.b64encode(f'{KEY}:'.encode()).decode()}"


def detail(status: str, at: str, message: str = "") -> dict[str, Any]:
    """One tracking detail as EasyPost writes it."""
    return {
        "object": "TrackingDetail",
        "message": message,
        "status": status,
        "status_detail": "arrived_at_facility",
        "datetime": at,
        "source": "USPS",
        "tracking_location": {"city": "MIAMI", "state": "FL", "country": "US", "zip": "33101"},
    }


ARRIVED = detail("in_transit", "2026-09-01T10:00:00Z", "Arrived at facility")
HELD = detail("in_transit", "2026-09-02T09:00:00-05:00", "Held by customs")


def tracker(number: str, *details: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One tracker; details oldest first."""
    return {
        "id": "trk_1",
        "object": "Tracker",
        "tracking_code": number,
        "status": "in_transit",
        "carrier": "USPS",
        "signed_by": "J DOE",
        "updated_at": "2026-09-03T10:00:00Z",
        "carrier_detail": {
            "service": "Priority",
            "origin_tracking_location": {"country": "CN"},
            "destination_tracking_location": {"country": "US"},
        },
        "tracking_details": list(details),
        **more,
    }


def answer(*trackers: dict[str, Any]) -> bytes:
    """The answer to a look."""
    return json.dumps({"trackers": trackers, "has_more": False}).encode()


def failure(code: str) -> bytes:
    """An error."""
    return json.dumps({"error": {"code": code, "message": "no", "errors": []}}).encode()


class TestEasyPost(RegistersConformance):
    """EasyPost keeps the contract of every provider."""

    meanings = ("unregistered", "no_information", "carrier", "quota")

    def connector(self, http: Http, url: str) -> Registers:
        """EasyPost at the loopback's address."""
        return EasyPost(http, Access(KEY, SECRET, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two details each."""
        return answer(*(tracker(number, ARRIVED, HELD) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """Nothing but that it is followed, or is not; or an error by its status."""
        told = {"unregistered": answer(), "no_information": answer(tracker(number))}
        if meaning in told:
            return Reply(body=told[meaning])
        return Reply({"carrier": 422, "quota": 402}[meaning], body=failure("SOME.ERROR"))

    def failed_whole(self) -> Reply:
        """An error within status 200."""
        return Reply(body=failure("INTERNAL.ERROR"))

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(401, body=failure("APIKEY.INACTIVE"))

    def already_registered(self, number: str) -> Reply:
        """The same tracker again."""
        return Reply(body=json.dumps(tracker(number, ARRIVED)).encode())

    def quota_spent(self, number: str) -> Reply:
        """The account cannot pay."""
        return self.refused(number, "quota")

    def numbers_of(self, received: Received) -> list[str]:
        """The query's number."""
        return [received.query["tracking_code"]]

    def authorised(self, received: Received) -> bool:
        """The key as the user of Basic; the webhooks' secret goes nowhere."""
        keyed = received.headers.get("authorization") == BASIC
        return keyed and (received.method, received.path) == ("GET", "/trackers")

    async def test_a_registration_is_written_as_documented(
        self, server: Loopback, registers: Registers
    ) -> None:
        """The number alone, by POST: the carrier is left to EasyPost."""
        server.answers(Reply(201, body=json.dumps(tracker(ONE.number)).encode()))
        assert await registers.register([ONE]) == {ONE.number: None}
        assert await registers.register([]) == {}
        (sent,) = server.received
        assert (sent.method, sent.path) == ("POST", "/trackers")
        assert sent.headers["authorization"] == BASIC
        assert sent.json() == {"tracker": {"tracking_code": ONE.number}}

    async def test_a_success_that_names_another_number_is_none(
        self, server: Loopback, registers: Registers
    ) -> None:
        """What was registered is not told: it must be looked at."""
        server.answers(Reply(body=json.dumps(tracker("XX1")).encode()))
        with pytest.raises(Unanswered):
            await registers.register([ONE])

    async def test_the_carrier_that_scanned_last_is_meant(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """One number may be followed with several carriers; another number is none of ours."""
        other = tracker("XX1", detail("delivered", "2026-09-03T09:00:00Z"))
        ours = tracker(ONE.number.lower(), HELD)
        server.answers(Reply(body=answer(other, tracker(ONE.number), ours)))
        update = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(update, CarrierUpdate)
        assert update.number == ONE.number
        assert [scan.text for scan in update.scans] == ["Held by customs"]

    async def test_a_refusal_has_the_code_that_it_came_with(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """EasyPost's own word where it has one, else the status; other statuses are raised."""
        for body, code in ((failure("SOME.ERROR"), "SOME.ERROR"), (b"{}", "422")):
            server.answers(Reply(422, body=body))
            refused = (await api.look([ONE], NOW))[ONE.number]
            assert isinstance(refused, Rejected)
            assert (refused.code, refused.meaning) == (code, "carrier")
        server.answers(Reply(400, body=failure("BAD_REQUEST")))
        with pytest.raises(Refused):
            await api.look([ONE], NOW)

    async def test_an_answer_of_another_shape_is_asked_again(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A tracker that cannot be read is no news."""
        server.answers(Reply(body=answer(tracker(ONE.number, carrier_detail=7))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "later"


def test_an_update_keeps_what_easypost_said() -> None:
    """Ends, service, time, place and country; who signed stays with EasyPost."""
    update = to_update(tracker("RR1", ARRIVED, HELD), NOW)
    assert (update.origin, update.destination, update.carrier) == ("CN", "US", "USPS")
    assert update.service == "Priority"
    assert "DOE" not in update.model_dump_json()
    held = update.scans[1]
    assert held.at == datetime(2026, 9, 2, 14, tzinfo=UTC)
    assert held.raw_time == "2026-09-02T09:00:00-05:00"
    assert (held.code, held.sub_code) == ("in_transit", "arrived_at_facility")
    assert (held.place, held.country, held.seq) == ("MIAMI, FL", "US", 1)


def test_a_newer_detail_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(tracker("RR1", ARRIVED), NOW).scans
    assert to_update(tracker("RR1", ARRIVED, HELD), NOW).scans[:1] == before


def test_a_detail_without_a_time_has_no_place() -> None:
    """It is left out."""
    assert not to_update(tracker("RR1", detail("in_transit", "")), NOW).scans


def easy(status: str, text: str = "") -> Classified:
    """A detail of EasyPost."""
    return classify("easypost", status, "", text)


@pytest.mark.parametrize(
    ("status", "text", "stage"),
    [
        ("in_transit", "", Stage.IN_TRANSIT),
        ("in_transit", "Held by customs", Stage.CUSTOMS),
        ("in_transit", "Released from export customs", Stage.IN_TRANSIT),
        ("in_transit", "Delivered", Stage.IN_TRANSIT),
        ("unknown", "Out for delivery", Stage.OUT_FOR_DELIVERY),
        ("unknown", "", Stage.UNKNOWN),
        ("failure", "Held by customs", Stage.CUSTOMS),
        ("error", "In transit to next facility", Stage.EXCEPTION),
        ("return_to_sender", "", Stage.RETURNING),
        ("delivered", "Delivered to the sender", Stage.RETURNED),
        ("something_new", "Out for delivery", Stage.OUT_FOR_DELIVERY),
    ],
)
def test_statuses_and_words(status: str, text: str, stage: Stage) -> None:
    """A status decides what it names; what customs does only the sentence tells."""
    assert easy(status, text).stage is stage


def test_only_words_speak_of_customs() -> None:
    """A hold without a reason asks nobody; a duty asked of the recipient is the buyer's."""
    held = easy("in_transit", "Held by customs").customs
    assert held is not None
    assert (held.state, held.who_must_act) == (CustomsState.HELD, Actor.UNKNOWN)
    due = easy("in_transit", "Import duties must be paid by the recipient").customs
    assert due is not None
    assert (due.state, due.who_must_act) == (CustomsState.ACTION_REQUIRED, Actor.BUYER)


@measured
def test_rows_of_easypost() -> None:
    """Every row of EasyPost's, under the labels they came with."""
    found = figures(of("easypost"))
    print(f"easypost {found}")  # noqa: T201 - the figures are the point
    assert found.rows == 10
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("tracking_code", "tracking_details", "carrier_detail", "carrier", "updated_at")


@settings(max_examples=60)
@given(given_=st.dictionaries(st.sampled_from(PARTS), JSON), one=JSON)
def test_any_shape_is_an_update_or_invalid(given_: dict[str, Any], one: Any) -> None:
    """Whatever EasyPost sends is either mapped or refused as invalid: nothing else is raised."""
    try:
        update = to_update({"tracking_details": [one], **given_}, NOW, "RR1")
    except InvalidInput:
        return
    assert update.number == "RR1"


def push(event: str = "tracker.updated") -> bytes:
    """A webhook's body."""
    return json.dumps({"description": event, "result": tracker("RR1", HELD)}).encode()


def test_a_push_is_verified_on_its_raw_bytes() -> None:
    """The signature holds for the exact bytes and secret only; the secret is read in NFKD."""
    reader: CarrierPushReader = PushReader()
    body = push()
    headers = {HEADER: sign(SECRET, body)}
    by_hand = hmac.new(b"webhook-secret", body, hashlib.sha256).hexdigest()
    assert headers[HEADER] == f"hmac-sha256-hex={by_hand}"
    assert reader.verify(SECRET, headers, body)
    assert not reader.verify(SECRET, headers, body + b" ")
    assert not reader.verify(KEY, headers, body)
    assert not reader.verify(SECRET, {}, body)
    assert not reader.verify(SECRET, {HEADER: by_hand}, body)
    assert not reader.verify(SECRET, {HEADER: "käse"}, body)


def test_a_push_is_read() -> None:
    """It carries the whole tracker, new or changed."""
    for event in ("tracker.created", "tracker.updated"):
        update = PushReader().read(push(event), NOW)
        assert (update.number, len(update.scans)) == ("RR1", 1)


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"{}", push("batch.created"), b'{"description":[]}']
)
def test_an_unreadable_push_is_invalid(body: bytes) -> None:
    """What cannot be read is invalid input, for the dead letters."""
    with pytest.raises(InvalidInput):
        PushReader().read(body, NOW)

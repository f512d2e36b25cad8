"""FedEx: the conformance suite, its errors, its mapping, its codes, and its rows of real events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

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
from services.connectors.carriers.fedex.api import FedEx
from services.connectors.carriers.fedex.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, TWO, BatchConformance
from tests.contract.conformance_tokens import TokenConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

NUMBER = "128667043726"
ACCESS = Access("client", "secret")
NOT_FOUND = "TRACKING.TRACKINGNUMBER.NOTFOUND"


def event(
    event_type: str, at: str, description: str, exception: str = "", why: str = ""
) -> dict[str, Any]:
    """One scan event as FedEx writes it."""
    return {
        "date": at,
        "eventType": event_type,
        "eventDescription": description,
        "exceptionCode": exception,
        "exceptionDescription": why,
        "scanLocation": {
            "streetLines": [""],
            "city": "MEMPHIS",
            "stateOrProvinceCode": "TN",
            "countryCode": "US",
        },
        "locationType": "FEDEX_FACILITY",
        "derivedStatusCode": "IT",
        "derivedStatus": "In transit",
    }


DELAY = event("CD", "2026-09-02T09:00:00-05:00", "Clearance delay")
PICKED_UP = event("PU", "2026-08-30T18:00:00+08:00", "Picked up")


def result(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One parcel; events newest first."""
    return {
        "trackingNumberInfo": {"trackingNumber": NUMBER, "carrierCode": "FDXE"},
        "shipperInformation": {"address": {"countryCode": "CN"}},
        "recipientInformation": {
            "contact": {"personName": "J DOE"},
            "address": {"countryCode": "US"},
        },
        "serviceDetail": {"type": "FEDEX_IP", "description": "FedEx International Priority"},
        "scanEvents": list(events),
        **more,
    }


def part(number: str, *results: dict[str, Any]) -> dict[str, Any]:
    """A number's part of an answer."""
    return {"trackingNumber": number, "trackResults": list(results)}


def error(code: str) -> dict[str, Any]:
    """An error as it stands in place of a parcel, within status 200."""
    return {"trackingNumberInfo": {}, "error": {"code": code, "message": "no"}}


def answer(*parts: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps({"transactionId": "x", "output": {"completeTrackResults": parts}}).encode()


def failure(code: str) -> bytes:
    """Errors in place of an answer."""
    return json.dumps({"transactionId": "x", "errors": [{"code": code, "message": "no"}]}).encode()


CODES = {
    "no_information": NOT_FOUND,
    "invalid": "TRACKING.TRACKINGNUMBER.EMPTY",
    "later": "TRACKING.SOMETHING.NEW",
}


class TestFedEx(BatchConformance, TokenConformance):
    """FedEx keeps the contract of every provider."""

    meanings = tuple(CODES)
    lives = 3599

    def connector(self, http: Http, url: str) -> CarrierApi:
        """FedEx at the loopback's address."""
        return FedEx(http, Access(ACCESS.key, ACCESS.secret, api=url))

    def aside(self, received: Received) -> Reply | None:
        """A token."""
        if received.path != "/oauth/token":
            return None
        token = {"access_token": "token", "token_type": "bearer", "expires_in": self.lives}
        return Reply(body=json.dumps(token).encode())

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two events each."""
        return answer(*(part(number, result(DELAY, PICKED_UP)) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """An error of the number within status 200."""
        return Reply(body=answer(part(number, error(CODES[meaning]))))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One known, one not found."""
        return answer(part(known, result(DELAY)), part(unknown, error(NOT_FOUND)))

    def failed_whole(self) -> Reply:
        """An error of the whole call."""
        return Reply(body=failure("INTERNAL.SERVER.ERROR"))

    def key_refused(self) -> Reply:
        """The client is not allowed."""
        return Reply(body=failure("NOT.AUTHORIZED.ERROR"))

    def numbers_of(self, received: Received) -> list[str]:
        """The list's numbers."""
        asked = received.json()["trackingInfo"]
        return [one["trackingNumberInfo"]["trackingNumber"] for one in asked]

    def authorised(self, received: Received) -> bool:
        """The bearer, by POST."""
        bearer = received.headers.get("authorization") == "Bearer token"
        return bearer and received.method == "POST"

    async def test_a_look_is_written_as_documented(self, server: Loopback, api: CarrierApi) -> None:
        """The client's credentials go in a form; every scan is asked for, in English."""
        server.answers(Reply(body=self.found([ONE.number])))
        await api.look([ONE], NOW)
        token, look = server.received
        assert parse_qs(token.body.decode()) == {
            "grant_type": ["client_credentials"],
            "client_id": ["client"],
            "client_secret": ["secret"],
        }
        assert look.path == "/track/v1/trackingnumbers"
        assert look.headers["x-locale"] == "en_US"
        assert look.json() == {
            "includeDetailedScans": True,
            "trackingInfo": [{"trackingNumberInfo": {"trackingNumber": ONE.number}}],
        }

    async def test_a_number_comes_back_as_it_was_asked(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Spaces and small letters do not lose a number."""
        server.answers(Reply(body=self.found(["1286AB"])))
        found = (await api.look([Asked("12 86ab")], NOW))["12 86ab"]
        assert isinstance(found, CarrierUpdate)
        assert found.number == "12 86ab"

    async def test_a_failure_that_names_the_only_number(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """The refusal of a whole call is the number's own where one was asked, else it is told."""
        server.answers(Reply(404, body=failure(NOT_FOUND)))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert (refused.meaning, refused.code) == ("no_information", NOT_FOUND)
        with pytest.raises(Refused):
            await api.look([ONE, TWO], NOW)

    @pytest.mark.parametrize(
        ("reply", "raised"),
        [
            (Reply(400, body=failure("SOMETHING.NEW")), Refused),
            (Reply(404), Unanswered),
            (Reply(body=failure("SERVICE.UNAVAILABLE.ERROR")), TryLater),
            (Reply(body=answer(part(ONE.number, error("NOT.AUTHORIZED.ERROR")))), NotAuthorised),
        ],
    )
    async def test_other_failures_have_their_names(
        self, server: Loopback, api: CarrierApi, reply: Reply, raised: type[Exception]
    ) -> None:
        """What is no matter of a number is raised, by what can be done about it."""
        server.answers(reply)
        with pytest.raises(raised):
            await api.look([ONE], NOW)

    async def test_a_number_without_scans(self, server: Loopback, api: CarrierApi) -> None:
        """A parcel that was never scanned has no information, and that is no error."""
        server.answers(Reply(body=answer(part(ONE.number, result()))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"

    async def test_an_error_beside_a_parcel_hides_it_not(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Of a number's several results those without an error count."""
        server.answers(Reply(body=answer(part(ONE.number, error(NOT_FOUND), result(DELAY)))))
        found = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(found, CarrierUpdate)
        assert [scan.code for scan in found.scans] == ["CD"]


def update(*events: dict[str, Any], **more: Any) -> CarrierUpdate:
    """The update of a number with these events, newest first."""
    return to_update([result(*events, **more)], NUMBER, NOW)


def test_an_update_keeps_what_fedex_said() -> None:
    """Ends, service, order, time, place and country; the recipient's name stays with FedEx."""
    found = update(DELAY, PICKED_UP)
    assert (found.origin, found.destination, found.carrier) == ("CN", "US", "FedEx")
    assert found.service == "FedEx International Priority"
    assert "DOE" not in found.model_dump_json()
    first, second = found.scans
    assert (first.code, second.code) == ("PU", "CD")
    assert second.at == datetime(2026, 9, 2, 14, tzinfo=UTC)
    assert second.raw_time == "2026-09-02T09:00:00-05:00"
    assert (second.place, second.country, second.text) == ("MEMPHIS, TN", "US", "Clearance delay")
    assert (first.seq, second.seq) == (0, 1)


def test_ends_are_read_from_places_where_nobody_is_named() -> None:
    """Names may be kept back; the places of both ends still have countries."""
    place = {"locationContactAndAddress": {"address": {"countryCode": "FR"}}}
    found = update(DELAY, recipientInformation=None, destinationLocation=place)
    assert found.destination == "FR"


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(DELAY, PICKED_UP).scans[:1] == update(PICKED_UP).scans


def test_a_day_without_an_offset_is_read_as_utc() -> None:
    """FedEx prints some days with no clock and no offset; an event without a day has no place."""
    found = update({**DELAY, "date": ""}, {**PICKED_UP, "date": "2026-08-30T00:00:00"})
    assert [scan.at for scan in found.scans] == [datetime(2026, 8, 30, tzinfo=UTC)]


def test_a_number_given_out_again_is_the_parcel_scanned_last() -> None:
    """FedEx uses numbers again: the older parcel's scans are not ours."""
    old = result(event("DL", "2025-01-05T10:00:00-05:00", "Delivered"))
    for results in ([old, result(DELAY)], [result(DELAY), old]):
        assert [scan.code for scan in to_update(results, NUMBER, NOW).scans] == ["CD"]


def test_the_reason_of_an_exception_is_part_of_the_words() -> None:
    """What happened and why are one text; the same said twice is said once."""
    why = event("CD", "2026-09-02T09:00:00Z", "Clearance delay", "08", "Recipient tax ID required")
    same = event("CP", "2026-09-01T09:00:00Z", "Clearance", "", "Clearance")
    texts = [scan.text for scan in update(why, same).scans]
    assert texts == ["Clearance", "Clearance delay. Recipient tax ID required"]


def fedex(code: str, text: str = "", exception: str = "") -> Classified:
    """A scan of FedEx."""
    return classify("fedex", code, exception, text, "en")


@pytest.mark.parametrize(
    ("code", "state", "stage"),
    [
        ("CD", CustomsState.HELD, Stage.CUSTOMS),
        ("CP", CustomsState.PROCESSING, Stage.CUSTOMS),
        ("CU", CustomsState.PROCESSING, Stage.CUSTOMS),
        ("BR", CustomsState.PROCESSING, Stage.CUSTOMS),
        ("CC", CustomsState.RELEASED, Stage.IN_TRANSIT),
    ],
)
def test_clearance_names_neither_side_nor_actor(
    code: str, state: CustomsState, stage: Stage
) -> None:
    """A code of clearance alone asks nobody for anything, and is of either border."""
    found = fedex(code)
    assert found.stage is stage
    assert found.decided_by is DecidedBy.CODE
    assert found.customs is not None
    assert found.customs.state is state
    assert found.customs.kind is HoldKind.UNSPECIFIED
    assert found.customs.who_must_act is Actor.UNKNOWN
    assert found.customs.direction is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Clearance delay", HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("Clearance delay. Recipient tax ID required", HoldKind.DOCUMENTS, Actor.BUYER),
        ("Clearance delay. Shipper must provide the invoice", HoldKind.DOCUMENTS, Actor.SELLER),
    ],
)
def test_only_words_name_who_must_act(text: str, kind: HoldKind, who: Actor) -> None:
    """And then it is the text that decided."""
    found = fedex("CD", text, "08")
    assert found.customs is not None
    assert (found.customs.kind, found.customs.who_must_act) == (kind, who)
    assert (found.decided_by is DecidedBy.TEXT) is (who is not Actor.UNKNOWN)


def test_an_exception_narrows_what_is_not_over() -> None:
    """``A25`` is a parcel that waits for clearance; it takes back neither release nor delivery."""
    found = fedex("IT", "In transit. Package available for clearance", "A25")
    assert (found.stage, found.matched) == (Stage.CUSTOMS, "A25")
    assert fedex("CC", "", "A25").stage is Stage.IN_TRANSIT
    assert fedex("DL", "", "A25").stage is Stage.DELIVERED


@pytest.mark.parametrize(
    ("code", "text", "stage"),
    [
        ("DL", "Delivered", Stage.DELIVERED),
        ("DL", "Delivered. Package returned to shipper", Stage.RETURNED),
        ("DL", "Delivered to a FedEx location for pickup", Stage.PICKUP),
        ("HL", "Hold at Location", Stage.PICKUP),
        ("DE", "Delivery exception", Stage.FAILED_ATTEMPT),
        ("DY", "Delay", Stage.EXCEPTION),
        ("DY", "Delay. Held by customs", Stage.CUSTOMS),
        ("IT", "International shipment release - Export", Stage.IN_TRANSIT),
        ("RS", "Returning package to shipper", Stage.RETURNING),
        ("ZZ", "", Stage.UNKNOWN),
        ("ZZ", "Out for delivery", Stage.OUT_FOR_DELIVERY),
    ],
)
def test_codes_and_words(code: str, text: str, stage: Stage) -> None:
    """Delivered is to the buyer; words say what a code leaves open, and what no table has."""
    assert fedex(code, text).stage is stage


def test_forecasts_are_advisory() -> None:
    """An arrival in time is promised, and a changed wish noted: the parcel did not move."""
    wish = event("RM", "2026-09-02T10:00:00Z", "Delivery option updated")
    forecast = event("AO", "2026-09-02T09:00:00Z", "Shipment arriving On-time")
    moved = event("DP", "2026-09-02T08:00:00Z", "Departed FedEx location")
    assert [one.advisory for one in update(wish, forecast, moved).scans] == [False, True, True]


@measured
def test_rows_of_fedex() -> None:
    """Every row of FedEx's, under the labels they came with."""
    found = figures(of("fedex"))
    print(f"fedex {found}")  # noqa: T201 - the figures are the point
    assert found.rows == 60
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("date", "eventType", "eventDescription", "exceptionCode", "scanLocation")


@settings(max_examples=60)
@given(events=st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), max_size=3), more=JSON)
def test_any_shape_is_an_update_or_invalid(events: list[dict[str, Any]], more: Any) -> None:
    """Whatever FedEx sends is either mapped or refused as invalid: nothing else is raised."""
    try:
        found = to_update([{"scanEvents": events, "serviceDetail": more}, more], NUMBER, NOW)
    except InvalidInput:
        return
    assert found.number == NUMBER

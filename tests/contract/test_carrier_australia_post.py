"""Australia Post: the conformance suite, its errors, its mapping, its words and statuses."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Actor, CarrierUpdate, CustomsState, Stage
from services.connectors.carriers.australia_post.api import AustraliaPost
from services.connectors.carriers.australia_post.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, BatchConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

NUMBER = "LX123456789US"
ACCESS = Access("key/1234567890", "password")
UNKNOWN = "ESB-10001"
CODES = {"no_information": UNKNOWN, "later": "ESB-99999"}


def event(at: str, description: str, location: str = "SYDNEY NSW") -> dict[str, Any]:
    """One event as Australia Post writes it."""
    return {"date": at, "description": description, "location": location}


IN_CUSTOMS = event("2026-09-02T07:57:52+10:00", "Item is in Customs")
RECEIVED = event("2026-09-01T13:31:07+10:00", "Shipping information received by Australia Post")
DELIVERED = event("2026-09-03T11:04:27+10:00", "Delivered - Left in a safe place")


def article(number: str, *events: dict[str, Any], status: str = "In transit") -> dict[str, Any]:
    """An article; events newest first."""
    return {
        "article_id": number,
        "product_type": "International",
        "events": list(events),
        "status": status,
    }


def result(number: str, *trackable: dict[str, Any]) -> dict[str, Any]:
    """A number's part of an answer."""
    return {"tracking_id": number, "status": "In transit", "trackable_items": list(trackable)}


def consignment(number: str, *articles: dict[str, Any]) -> dict[str, Any]:
    """A number whose articles lie within a consignment."""
    inner = {"consignment_id": number, "number_of_items": len(articles), "items": list(articles)}
    return {"tracking_id": number, "trackable_items": [inner]}


def error(number: str, code: str) -> dict[str, Any]:
    """A number's error."""
    return {"tracking_id": number, "errors": [{"code": code, "name": "Invalid tracking ID"}]}


def answer(*results: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps({"tracking_results": results}).encode()


def failure(code: str) -> bytes:
    """Errors in place of an answer."""
    return json.dumps({"errors": [{"code": code, "name": "NO", "message": "no"}]}).encode()


class TestAustraliaPost(BatchConformance):
    """Australia Post keeps the contract of every provider."""

    meanings = tuple(CODES)

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Australia Post at the loopback's address."""
        return AustraliaPost(http, Access(ACCESS.key, ACCESS.secret, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two events each."""
        return answer(*(result(one, article(one, IN_CUSTOMS, RECEIVED)) for one in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """An error of the number within status 200."""
        return Reply(body=answer(error(number, CODES[meaning])))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One known, one not found."""
        return answer(result(known, article(known, IN_CUSTOMS)), error(unknown, UNKNOWN))

    def failed_whole(self) -> Reply:
        """An error of the whole call."""
        return Reply(body=failure("51101"))

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(403, body=failure("API_001"))

    def numbers_of(self, received: Received) -> list[str]:
        """The list in the query."""
        return received.query["tracking_ids"].split(",")

    def authorised(self, received: Received) -> bool:
        """Key and password, and the account."""
        basic = base64.b64encode(b"key:password").decode()
        sent = (received.headers.get("authorization"), received.headers.get("account-number"))
        return sent == (f"Basic {basic}", "1234567890")

    async def test_a_number_comes_back_as_it_was_asked(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Spaces and small letters do not lose a number."""
        server.answers(Reply(body=self.found([NUMBER])))
        asked = "lx 123456789 us"
        found = (await api.look([Asked(asked)], NOW))[asked]
        assert isinstance(found, CarrierUpdate)
        assert found.number == asked

    async def test_a_refused_call_is_nobodys_number(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """An error of the call is told as such, with its code: no number may be given up for it."""
        server.answers(Reply(400, body=failure("51101")))
        with pytest.raises(Refused, match="51101"):
            await api.look([ONE], NOW)

    async def test_a_number_without_events(self, server: Loopback, api: CarrierApi) -> None:
        """A parcel that was never scanned has no information, and that is no error."""
        server.answers(Reply(body=answer(result(ONE.number))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


def test_an_update_keeps_what_was_said() -> None:
    """Service, order, time and place of every event."""
    found = to_update(result(NUMBER, article(NUMBER, IN_CUSTOMS, RECEIVED)), NUMBER, NOW)
    assert (found.carrier, found.service) == ("Australia Post", "International")
    first, second = found.scans
    assert (first.text, second.text) == (RECEIVED["description"], IN_CUSTOMS["description"])
    assert second.at == datetime(2026, 9, 1, 21, 57, 52, tzinfo=UTC)
    assert (second.place, second.raw_time) == ("SYDNEY NSW", IN_CUSTOMS["date"])


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    newer = to_update(result(NUMBER, article(NUMBER, IN_CUSTOMS, RECEIVED)), NUMBER, NOW)
    older = to_update(result(NUMBER, article(NUMBER, RECEIVED)), NUMBER, NOW)
    assert newer.scans[:1] == older.scans


def test_of_a_consignment_the_last_article_counts() -> None:
    """Nothing is delivered before all of it is, unless the number is one article's own."""
    ahead, behind = article("A1", DELIVERED, RECEIVED), article("A2", IN_CUSTOMS, RECEIVED)
    for articles in ((ahead, behind), (behind, ahead)):
        whole = to_update(consignment("C1", *articles), "C1", NOW)
        assert whole.scans[-1].text == IN_CUSTOMS["description"]
        own = to_update(consignment("C1", *articles), "A1", NOW)
        assert own.scans[-1].text == DELIVERED["description"]


@pytest.mark.parametrize(
    ("text", "stage", "state"),
    [
        ("Item is in Customs", Stage.CUSTOMS, CustomsState.PROCESSING),
        ("Item cleared by Customs", Stage.IN_TRANSIT, CustomsState.RELEASED),
        ("Arrived awaiting clearance (Inbound)", Stage.CUSTOMS, CustomsState.PROCESSING),
        ("Onboard for delivery", Stage.OUT_FOR_DELIVERY, None),
        ("Delivered - Left in a safe place", Stage.DELIVERED, None),
        ("Shipping information received by Australia Post", Stage.INFO_RECEIVED, None),
        ("Received by Australia Post", Stage.IN_TRANSIT, None),
    ],
)
def test_events_are_read_by_their_words(
    text: str, stage: Stage, state: CustomsState | None
) -> None:
    """An event has no code; its sentence alone asks nobody to act."""
    found = classify("australia_post", "", "", text, "en")
    assert found.stage is stage
    assert (found.customs.state if found.customs else None) is state
    assert found.customs is None or found.customs.who_must_act is Actor.UNKNOWN


@measured
def test_rows_of_australia_post() -> None:
    """Every row of Australia Post's, under the labels they came with."""
    found = figures(of("australia_post"))
    print(f"australia_post {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("date", "description", "location")


@settings(max_examples=60)
@given(events=st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), max_size=3), more=JSON)
def test_any_shape_is_an_update_or_invalid(events: list[dict[str, Any]], more: Any) -> None:
    """Whatever Australia Post sends is mapped or refused as invalid: nothing else is raised."""
    try:
        found = to_update({"trackable_items": [{"events": events}, more]}, NUMBER, NOW)
    except InvalidInput:
        return
    assert found.number == NUMBER


def test_nothing_is_delivered_while_an_article_is_missing() -> None:
    """Whichever of them was seen last, or was never seen."""
    done = article("A1", DELIVERED, RECEIVED)
    later = event("2026-09-04T07:00:00+10:00", "In transit to next facility")
    late, unseen = article("A2", later, RECEIVED), article("A3")
    for other in (late, unseen):
        for articles in ((done, other), (other, done)):
            found = to_update(consignment("C1", *articles), "C1", NOW)
            assert DELIVERED["description"] not in {one.text for one in found.scans}


def test_a_place_abroad_names_its_country() -> None:
    """Else another country's customs would count as Australia's."""
    abroad = event("2026-08-30T07:00:00+10:00", "Item is in Customs", "CHICAGO (US)")
    found = to_update(result(NUMBER, article(NUMBER, IN_CUSTOMS, abroad)), NUMBER, NOW)
    assert [one.country for one in found.scans] == ["US", None]

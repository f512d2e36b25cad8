"""TrackingMore: the conformance suite, its mapping, its codes, its rows of events."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Actor, CarrierUpdate, Classified, CustomsState, HoldKind, Stage
from services.connectors.carriers.port import Access, CarrierApi, Detects, Rejected
from services.connectors.carriers.stages import classify
from services.connectors.carriers.trackingmore.api import TrackingMore
from services.connectors.carriers.trackingmore.mapping import to_update
from services.connectors.carriers.trackingmore.push import PushReader
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, RegistersConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

KEY = "abcd-efgh"


def checkpoint(sub_status: str, at: str, detail: str = "") -> dict[str, Any]:
    """One checkpoint as TrackingMore writes it."""
    return {
        "checkpoint_date": at,
        "tracking_detail": detail,
        "location": "PASADENA,MD,US",
        "country_iso2": "US",
        "checkpoint_delivery_status": sub_status.rstrip("0123456789"),
        "checkpoint_delivery_substatus": sub_status,
    }


DISPATCHED = checkpoint("transit006", "2026-08-30 23:26", "Item dispatched")
CLEARED = checkpoint("transit005", "2026-09-02 09:00", "Released")


def tracking(
    number: str, *origin: dict[str, Any], there: Sequence[dict[str, Any]] = (), **more: Any
) -> dict[str, Any]:
    """One tracking; checkpoints of each leg newest first."""
    return {
        "id": "9a2f",
        "tracking_number": number,
        "courier_code": "china-post",
        "delivery_status": "transit",
        "origin_country": "CN",
        "destination_country": "US",
        "update_date": "2026-09-03T10:00:00+00:00",
        "customer_name": "J DOE",
        "origin_info": {"trackinfo": list(origin)},
        "destination_info": {"trackinfo": list(there)},
        **more,
    }


def answer(data: Any) -> bytes:
    """The envelope of every success."""
    return json.dumps({"meta": {"code": 200, "message": "OK"}, "data": data}).encode()


def failure(code: int) -> bytes:
    """The envelope of a refusal."""
    return json.dumps({"meta": {"code": code, "message": "no"}, "data": []}).encode()


DETECTED = answer([{"courier_code": "china-post"}, {"courier_code": "usps"}])
CODES = {"invalid": 4110, "carrier": 4121, "quota": 4190}


class TestTrackingMore(RegistersConformance):
    """TrackingMore keeps the contract of every provider."""

    meanings = ("unregistered", "no_information", "stopped", *CODES)
    wanted = replace(ONE, detected="china-post")

    def connector(self, http: Http, url: str) -> Detects:
        """TrackingMore at the loopback's address."""
        return TrackingMore(http, Access(KEY, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two checkpoints each."""
        return answer([tracking(number, CLEARED, DISPATCHED) for number in numbers])

    def refused(self, number: str, meaning: str) -> Reply:
        """Nothing but that it is followed, or is not; or an error by its code."""
        told = {
            "unregistered": answer([]),
            "no_information": answer([tracking(number)]),
            "stopped": answer([tracking(number, delivery_status="expired")]),
        }
        if meaning in told:
            return Reply(body=told[meaning])
        return Reply(400, body=failure(CODES[meaning]))

    def failed_whole(self) -> Reply:
        """An internal error told within status 200."""
        return Reply(body=failure(511))

    def key_refused(self) -> Reply:
        """The key is not valid, told within status 200."""
        return Reply(body=failure(401))

    def already_registered(self, number: str) -> Reply:
        """It is followed already."""
        del number
        return Reply(400, body=failure(4101))

    def quota_spent(self, number: str) -> Reply:
        """The plan is spent."""
        return self.refused(number, "quota")

    def numbers_of(self, received: Received) -> list[str]:
        """The query's numbers."""
        return received.query["tracking_numbers"].split(",")

    def authorised(self, received: Received) -> bool:
        """The key in its own header."""
        keyed = received.headers.get("tracking-api-key") == KEY
        return keyed and (received.method, received.path) == ("GET", "/trackings/get")

    async def test_a_registration_names_the_first_courier_detected(
        self, server: Loopback, registers: Detects
    ) -> None:
        """The courier is TrackingMore's own guess; it must be named. Each is one call."""
        server.answers(Reply(body=DETECTED))
        detected = await registers.detect([ONE])
        assert detected == {ONE.number: "china-post"}
        assert await registers.detect([]) == {}
        server.answers(Reply(body=answer({"id": "9a2f"})))
        assert await registers.register([self.wanted]) == {ONE.number: None}
        assert await registers.register([]) == {}
        detect, create = server.received
        assert (detect.path, detect.json()) == (
            "/couriers/detect",
            {"tracking_number": ONE.number},
        )
        assert create.path == "/trackings/create"
        assert create.json() == {"tracking_number": ONE.number, "courier_code": "china-post"}

    @pytest.mark.parametrize("reply", [Reply(body=answer([])), Reply(400, body=failure(4121))])
    async def test_a_number_of_no_courier_is_told_as_such(
        self, server: Loopback, registers: Detects, reply: Reply
    ) -> None:
        """Where none is detected a person must name it."""
        server.answers(reply)
        refused = (await registers.detect([ONE]))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "carrier"

    async def test_the_courier_that_scanned_last_is_meant(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """One number may be followed with several couriers; another number is none of ours."""
        other = tracking("XX1", checkpoint("delivered001", "2026-09-03 09:00"))
        ours = tracking(ONE.number.lower(), CLEARED)
        server.answers(Reply(body=answer([other, tracking(ONE.number), ours])))
        update = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(update, CarrierUpdate)
        assert update.number == ONE.number
        assert [scan.sub_code for scan in update.scans] == ["transit005"]

    @pytest.mark.parametrize(
        ("reply", "raised"),
        [
            (Reply(400, body=failure(4103)), Refused),
            (Reply(404), Unanswered),
            (Reply(body=failure(429)), TryLater),
            (Reply(body=failure(403)), NotAuthorised),
        ],
    )
    async def test_other_failures_have_their_names(
        self, server: Loopback, api: CarrierApi, reply: Reply, raised: type[Exception]
    ) -> None:
        """What is no matter of the number is raised, by what can be done about it."""
        server.answers(reply)
        with pytest.raises(raised):
            await api.look([ONE], NOW)

    async def test_an_answer_of_another_shape_is_asked_again(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A list that is none, or a tracking that cannot be read, is no news."""
        for body in (answer({}), answer([tracking(ONE.number, origin_info=7)])):
            server.answers(Reply(body=body))
            refused = (await api.look([ONE], NOW))[ONE.number]
            assert isinstance(refused, Rejected)
            assert refused.meaning == "later"


def update(*origin: dict[str, Any], **more: Any) -> CarrierUpdate:
    """The update of a tracking."""
    return to_update(tracking("RR1", *origin, **more), "RR1", NOW)


def test_an_update_keeps_what_trackingmore_said() -> None:
    """Ends, both legs, time, place and country; whose parcel it is stays with TrackingMore."""
    found = update(DISPATCHED, there=[CLEARED])
    assert (found.origin, found.destination, found.carrier) == ("CN", "US", "china-post")
    assert "DOE" not in found.model_dump_json()
    first, second = found.scans
    assert (first.sub_code, second.sub_code) == ("transit006", "transit005")
    assert first.at == datetime(2026, 8, 30, 23, 26, tzinfo=UTC)
    assert (first.raw_time, first.country) == ("2026-08-30 23:26", "US")
    assert (first.place, first.code, first.text) == ("PASADENA,MD,US", "transit", "Item dispatched")


def test_an_event_told_by_both_legs_is_one() -> None:
    """The second courier repeats the first one's events."""
    assert len(update(DISPATCHED, there=[DISPATCHED]).scans) == 1


def test_a_newer_checkpoint_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(CLEARED, DISPATCHED).scans[:1] == update(DISPATCHED).scans


def test_a_checkpoint_without_a_time_has_no_place() -> None:
    """It is left out."""
    assert not update(checkpoint("transit001", "")).scans


def more(sub_status: str, text: str = "") -> Classified:
    """A checkpoint of TrackingMore."""
    return classify("trackingmore", sub_status.rstrip("0123456789"), sub_status, text)


def test_customs_by_sub_status() -> None:
    """Cleared, and kept for good as prohibited: nobody is asked for anything by a code."""
    cleared, kept = more("transit005"), more("exception006")
    assert cleared.customs is not None
    assert (cleared.stage, cleared.customs.state) == (Stage.IN_TRANSIT, CustomsState.RELEASED)
    assert kept.customs is not None
    assert (kept.stage, kept.customs.state) == (Stage.SEIZED, CustomsState.REFUSED)
    assert (kept.customs.kind, kept.customs.who_must_act) == (HoldKind.PROHIBITED, Actor.UNKNOWN)


@pytest.mark.parametrize(
    ("sub_status", "text", "stage"),
    [
        ("transit001", "Held by customs", Stage.CUSTOMS),
        ("transit008", "Out for delivery", Stage.OUT_FOR_DELIVERY),
        ("transit008", "Delivered", Stage.IN_TRANSIT),
        ("exception001", "In transit to next facility", Stage.EXCEPTION),
        ("exception002", "Returning to sender", Stage.RETURNING),
        ("exception011", "Returned by customs", Stage.RETURNING),
        ("undelivered001", "", Stage.FAILED_ATTEMPT),
        ("delivered001", "Delivered to the sender", Stage.RETURNED),
        ("delivered005", "", Stage.DELIVERED),
        ("pickup003", "", Stage.UNKNOWN),
        ("pickup003", "Out for delivery", Stage.OUT_FOR_DELIVERY),
        ("pending", "", Stage.UNKNOWN),
        ("nonsense001", "Out for delivery", Stage.OUT_FOR_DELIVERY),
    ],
)
def test_sub_statuses_and_words(sub_status: str, text: str, stage: Stage) -> None:
    """What is listed decides; of what is not listed the words, within what the status allows."""
    assert more(sub_status, text).stage is stage


@measured
def test_rows_of_trackingmore() -> None:
    """Every row of TrackingMore's, under the labels they came with."""
    found = figures(of("trackingmore"))
    print(f"trackingmore {found}")  # noqa: T201 - the figures are the point
    assert found.rows == 27
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("courier_code", "origin_info", "destination_info", "origin_country", "update_date")


@settings(max_examples=60)
@given(given_=st.dictionaries(st.sampled_from(PARTS), JSON), one=JSON)
def test_any_shape_is_an_update_or_invalid(given_: dict[str, Any], one: Any) -> None:
    """Whatever TrackingMore sends is either mapped or refused: nothing else is raised."""
    try:
        found = to_update({"origin_info": {"trackinfo": [one]}, **given_}, "RR1", NOW)
    except InvalidInput:
        return
    assert found.number == "RR1"


def push(number: Any = "RR1234567CN") -> bytes:
    """A webhook's body, as an answer of the API is."""
    return json.dumps({"code": 200, "data": tracking(number, CLEARED)}).encode()


def test_a_push_says_where_to_look_and_nothing_else() -> None:
    """Nobody can tell who sent it: no scan of it is believed, and one an hour is enough."""
    reader = PushReader()
    assert reader.verify("", {}, push())
    update, later = (reader.read(push(), NOW.replace(minute=minute)) for minute in (0, 59))
    assert (update.number, update.scans, update.carrier) == ("RR1234567CN", (), "")
    assert update.content() == later.content()
    assert update.content() != reader.read(push(), NOW + timedelta(hours=1)).content()


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"{}", push(7), push("../a b"), push("A" * 51)]
)
def test_a_push_that_names_no_number_is_not_taken(body: bytes) -> None:
    """At the door already: what anybody may send fills no topic."""
    assert not PushReader().verify("", {}, body)
    with pytest.raises(InvalidInput):
        PushReader().read(body, NOW)

"""AfterShip: the conformance suite, its codes, its mapping, its webhooks, its rows of events."""

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
from services.connectors.carriers.aftership.api import AfterShip
from services.connectors.carriers.aftership.mapping import to_update
from services.connectors.carriers.aftership.push import HEADER, PushReader, sign
from services.connectors.carriers.port import (
    Access,
    Asked,
    CarrierApi,
    CarrierPushReader,
    Registers,
    Rejected,
)
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, RegistersConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

KEY, SECRET = "asat_0123456789abcdef", "webhook-secret"


def checkpoint(subtag: str, at: str, message: str = "", **more: Any) -> dict[str, Any]:
    """One checkpoint as AfterShip writes it."""
    return {
        "slug": "china-post",
        "checkpoint_time": at,
        "location": "PARIS",
        "city": "Paris",
        "country_region": "FRA",
        "message": message,
        "tag": subtag.partition("_")[0],
        "subtag": subtag,
        "subtag_message": "",
        "raw_tag": None,
        **more,
    }


ARRIVED = checkpoint("InTransit_003", "2026-09-01T10:00:00+08:00", "Arrived at hub")
HELD = checkpoint("Exception_018", "2026-09-02T09:00:00+02:00", "Papers missing")


def tracking(number: str, *checkpoints: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One tracking; checkpoints oldest first."""
    return {
        "id": "bff5",
        "tracking_number": number,
        "slug": "china-post",
        "active": True,
        "updated_at": "2026-09-03T10:00:00+00:00",
        "origin_country_region": "CHN",
        "destination_country_region": "FRA",
        "tag": "Exception",
        "customers": [{"name": "J DOE"}],
        "checkpoints": list(checkpoints),
        **more,
    }


def answer(*trackings: dict[str, Any]) -> bytes:
    """The envelope of a look."""
    data = {"pagination": {"total": len(trackings)}, "trackings": trackings}
    return json.dumps({"meta": {"code": 200}, "data": data}).encode()


def failure(code: int) -> bytes:
    """The envelope of a refusal."""
    meta = {"code": code, "message": "no", "type": "BadRequest"}
    return json.dumps({"meta": meta, "data": {}}).encode()


class TestAfterShip(RegistersConformance):
    """AfterShip keeps the contract of every provider."""

    meanings = ("unregistered", "no_information", "stopped", "invalid", "carrier", "quota")

    def connector(self, http: Http, url: str) -> Registers:
        """AfterShip at the loopback's address."""
        return AfterShip(http, Access(KEY, SECRET, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two checkpoints each."""
        return answer(*(tracking(number, ARRIVED, HELD) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """Nothing but that it is followed, or is not; or an error by its code."""
        codes = {"invalid": 4005, "carrier": 4012, "quota": 402}
        told = {
            "unregistered": answer(),
            "no_information": answer(tracking(number, tag="Pending")),
            "stopped": answer(tracking(number, tag="Expired", active=False)),
        }
        if meaning in told:
            return Reply(body=told[meaning])
        return Reply(402 if meaning == "quota" else 400, body=failure(codes[meaning]))

    def failed_whole(self) -> Reply:
        """An internal error told within status 200."""
        return Reply(body=failure(500))

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(401, body=failure(401))

    def already_registered(self, number: str) -> Reply:
        """It is followed already."""
        del number
        return Reply(400, body=failure(4003))

    def quota_spent(self, number: str) -> Reply:
        """The plan is spent."""
        return self.refused(number, "quota")

    def numbers_of(self, received: Received) -> list[str]:
        """The query's numbers."""
        return received.query["tracking_numbers"].split(",")

    def authorised(self, received: Received) -> bool:
        """The key in its own header; the webhooks' secret goes nowhere."""
        keyed = received.headers.get("as-api-key") == KEY
        return keyed and SECRET not in str(received) and received.path == "/trackings"

    async def test_a_registration_is_written_as_documented(
        self, server: Loopback, registers: Registers
    ) -> None:
        """The number alone, by POST: the courier is left to AfterShip."""
        server.answers(Reply(201, body=json.dumps({"meta": {"code": 201}, "data": {}}).encode()))
        assert await registers.register([Asked("RR1", carrier="Somebody")]) == {"RR1": None}
        assert await registers.register([]) == {}
        (sent,) = server.received
        assert (sent.method, sent.path) == ("POST", "/trackings")
        assert sent.headers["as-api-key"] == KEY
        assert sent.json() == {"tracking_number": "RR1"}

    async def test_the_courier_that_scanned_last_is_meant(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """One number may be followed with several couriers; another number is none of ours."""
        other = tracking("XX1", checkpoint("Delivered_001", "2026-09-03T09:00:00Z"))
        empty = tracking(ONE.number, slug="ups")
        server.answers(Reply(body=answer(other, empty, tracking(ONE.number.lower(), HELD))))
        update = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(update, CarrierUpdate)
        assert (update.number, update.carrier) == (ONE.number, "china-post")
        assert [scan.sub_code for scan in update.scans] == ["Exception_018"]

    @pytest.mark.parametrize(
        ("reply", "raised"),
        [
            (Reply(400, body=failure(4001)), Refused),
            (Reply(404), Unanswered),
            (Reply(body=failure(503)), TryLater),
            (Reply(body=failure(403)), NotAuthorised),
            (Reply(400, body=answer()), Refused),
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
        bodies = [b'{"meta":{"code":200},"data":{}}', answer(tracking(ONE.number, last_mile=7))]
        for body in bodies:
            server.answers(Reply(body=body))
            refused = (await api.look([ONE], NOW))[ONE.number]
            assert isinstance(refused, Rejected)
            assert refused.meaning == "later"


def test_an_update_keeps_what_aftership_said() -> None:
    """Ends, hand-off, time, place and country; whose parcel it is stays with AfterShip."""
    last = {"tracking_number": "6A1", "slug": "la-poste-colissimo"}
    update = to_update(tracking("RR1", ARRIVED, HELD, last_mile=last, active=False), NOW)
    assert (update.origin, update.destination) == ("CN", "FR")
    assert update.stopped
    assert update.handoff is not None
    assert (update.handoff.number, update.handoff.carrier) == ("6A1", "la-poste-colissimo")
    assert "DOE" not in update.model_dump_json()
    held = update.scans[1]
    assert held.at == datetime(2026, 9, 2, 7, tzinfo=UTC)
    assert held.raw_time == "2026-09-02T09:00:00+02:00"
    assert (held.code, held.sub_code, held.country) == ("Exception", "Exception_018", "FR")
    assert (held.place, held.text, held.seq) == ("PARIS", "Papers missing", 1)


def test_the_number_of_a_parcel_that_stays_is_no_hand_off() -> None:
    """The last mile under our own number, however written, is no other number."""
    assert to_update(tracking("RR1", last_mile={"tracking_number": "rr 1"}), NOW).handoff is None


def test_a_newer_checkpoint_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(tracking("RR1", ARRIVED), NOW).scans
    assert to_update(tracking("RR1", ARRIVED, HELD), NOW).scans[:1] == before


def test_a_checkpoint_without_a_time_has_no_place() -> None:
    """It is left out; a local time is read as UTC."""
    local = checkpoint("InTransit_001", "2026-09-01T10:00:00")
    scans = to_update(tracking("RR1", checkpoint("InTransit_001", ""), local), NOW).scans
    assert [scan.at for scan in scans] == [datetime(2026, 9, 1, 10, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("raw_tag", "side", "stage"),
    [
        ("CC_EX_START", Direction.EXPORT, Stage.IN_TRANSIT),
        ("CC_IM_START", Direction.IMPORT, Stage.CUSTOMS),
        ("SOMETHING", Direction.UNKNOWN, Stage.CUSTOMS),
        ("", Direction.UNKNOWN, Stage.CUSTOMS),
    ],
)
def test_a_couriers_own_code_names_the_side(raw_tag: str, side: Direction, stage: Stage) -> None:
    """Clearance of both borders has one subtag; what the courier called it tells them apart."""
    one = checkpoint("InTransit_006", "2026-09-01T10:00:00Z", raw_tag=raw_tag)
    (scan,) = to_update(tracking("RR1", one), NOW).scans
    found = classify("aftership", scan.code, scan.sub_code, scan.text)
    assert found.customs is not None
    assert (found.customs.direction, found.stage) == (side, stage)


def ship(subtag: str, text: str = "") -> Classified:
    """A checkpoint of AfterShip."""
    return classify("aftership", subtag.partition("_")[0], subtag, text)


ASKED = CustomsState.ACTION_REQUIRED
NOBODY = (HoldKind.UNSPECIFIED, Actor.UNKNOWN)
PAPERS = HoldKind.DOCUMENTS


@pytest.mark.parametrize(
    ("subtag", "text", "state", "kind", "who"),
    [
        ("InTransit_006", "", CustomsState.PROCESSING, *NOBODY),
        ("InTransit_005", "", CustomsState.RELEASED, *NOBODY),
        ("Exception_004", "", CustomsState.HELD, *NOBODY),
        ("Exception_006", "", ASKED, HoldKind.DUTIES, Actor.BUYER),
        ("Exception_006", "Sender must pay the duty", ASKED, HoldKind.DUTIES, Actor.SELLER),
        ("Exception_006/CC_EX_FEE", "", ASKED, HoldKind.DUTIES, Actor.UNKNOWN),
        ("Exception_018", "", ASKED, PAPERS, Actor.UNKNOWN),
        ("Exception_018", "Recipient's tax ID is required", ASKED, PAPERS, Actor.BUYER),
    ],
)
def test_customs_by_subtag(
    subtag: str, text: str, state: CustomsState, kind: HoldKind, who: Actor
) -> None:
    """Only the payment's subtag names the buyer by itself, and never on the way out."""
    found = ship(subtag, text).customs
    assert found is not None
    assert (found.state, found.kind, found.who_must_act) == (state, kind, who)


def test_money_is_due_where_it_holds_the_parcel() -> None:
    """The payment's subtag says so whatever the words; others leave it to them."""
    assert ship("Exception_006").duties_due
    assert not ship("Exception_004").duties_due


@pytest.mark.parametrize(
    ("subtag", "text", "stage"),
    [
        ("Exception_021", "Shipment disposed", Stage.LOST),
        ("Exception_021", "Destroyed by customs", Stage.SEIZED),
        ("Exception_010", "Returned by customs", Stage.RETURNING),
        ("Exception_014", "", Stage.EXCEPTION),
        ("Exception_014", "In transit to next facility", Stage.EXCEPTION),
        ("Exception_014", "Delivered", Stage.EXCEPTION),
        ("Exception_014", "Returning to sender", Stage.RETURNING),
        ("Exception_015", "Held by customs", Stage.CUSTOMS),
        ("InTransit_011", "", Stage.IN_TRANSIT),
        ("InTransit_012", "Held by customs", Stage.CUSTOMS),
        ("InTransit_013", "Out for delivery", Stage.OUT_FOR_DELIVERY),
        ("InTransit_013", "Delivered", Stage.IN_TRANSIT),
        ("Delivered_005", "", Stage.DELIVERED),
        ("Delivered_001", "Delivered to the sender", Stage.RETURNED),
        ("Delivered_001", "Delivered to a pick-up point, ready for collection", Stage.PICKUP),
        ("Pending_001", "", Stage.UNKNOWN),
        ("Nonsense_001", "Out for delivery", Stage.OUT_FOR_DELIVERY),
    ],
)
def test_subtags_and_words(subtag: str, text: str, stage: Stage) -> None:
    """A listed subtag decides; of one that is not listed the words, within what its tag allows."""
    assert ship(subtag, text).stage is stage


def test_what_the_codes_decided_is_told() -> None:
    """A subtag by its name, a tag as a code, and words as text."""
    found = ship("InTransit_002")
    assert (found.decided_by, found.matched) == (DecidedBy.SUB_CODE, "InTransit_002")
    assert ship("InTransit_011").decided_by is DecidedBy.CODE
    assert ship("Exception_014", "Returning to sender").decided_by is DecidedBy.TEXT


def test_a_parcel_that_customs_refused_goes_back_by_its_word() -> None:
    """The way back is AfterShip's; why it goes back the words may say."""
    assert ship("Exception_010", "Addressee unknown").customs is None
    refused = ship("Exception_010", "Import refused by customs, returned to sender").customs
    assert refused is not None
    assert refused.state is CustomsState.REFUSED


@measured
def test_rows_of_aftership() -> None:
    """Every row of AfterShip's, under the labels they came with."""
    found = figures(of("aftership"))
    print(f"aftership {found}")  # noqa: T201 - the figures are the point
    assert found.rows == 45
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("tracking_number", "checkpoints", "last_mile", "origin_country_region", "active")


@settings(max_examples=60)
@given(given_=st.dictionaries(st.sampled_from(PARTS), JSON), one=JSON)
def test_any_shape_is_an_update_or_invalid(given_: dict[str, Any], one: Any) -> None:
    """Whatever AfterShip sends is either mapped or refused as invalid: nothing else is raised."""
    try:
        update = to_update({"checkpoints": [one], **given_}, NOW, "RR1")
    except InvalidInput:
        return
    assert update.number == "RR1"


def push(event: str = "tracking_update") -> bytes:
    """A webhook's body."""
    return json.dumps({"ts": 1, "event": event, "msg": tracking("RR1", HELD)}).encode()


def test_a_push_is_verified_on_its_raw_bytes() -> None:
    """The signature holds for the exact bytes and secret only."""
    reader: CarrierPushReader = PushReader()
    body = push()
    headers = {HEADER: sign(SECRET, body)}
    by_hand = base64.b64encode(hmac.new(b"k", b"{}", hashlib.sha256).digest()).decode()
    assert sign("k", b"{}") == by_hand
    assert reader.verify(SECRET, headers, body)
    assert not reader.verify(SECRET, headers, body + b" ")
    assert not reader.verify(KEY, headers, body)
    assert not reader.verify(SECRET, {}, body)
    assert not reader.verify(SECRET, {HEADER: "käse"}, body)


def test_a_push_is_read() -> None:
    """It carries the whole tracking, whatever occasioned it."""
    for event in ("tracking_update", "edd_revise", "tracking_pending_time"):
        update = PushReader().read(push(event), NOW)
        assert (update.number, len(update.scans)) == ("RR1", 1)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", push("OTHER"), b'{"event":[]}'])
def test_an_unreadable_push_is_invalid(body: bytes) -> None:
    """What cannot be read is invalid input, for the dead letters."""
    with pytest.raises(InvalidInput):
        PushReader().read(body, NOW)

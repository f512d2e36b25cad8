"""Royal Mail: the conformance suite, its errors, its mapping, its codes and rows of real events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import DecidedBy, Stage
from services.connectors.carriers.port import Access, CarrierApi, Rejected
from services.connectors.carriers.royal_mail.api import RoyalMail
from services.connectors.carriers.royal_mail.mapping import to_update
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

NUMBER = "IV746280456GB"


def event(code: str, at: str, name: str) -> dict[str, Any]:
    """One event as Royal Mail writes it."""
    return {
        "eventCode": code,
        "eventName": name,
        "eventDateTime": at,
        "locationName": "Mount Pleasant MC",
    }


MISSED = event("EVKNA", "2026-09-02T10:04:00+0100", "Delivery attempted")
ANNOUNCED = event("EVAIP", "2026-09-01T08:00:00+0100", "Sender despatching item")


def answer(number: str, *events: dict[str, Any], **more: Any) -> bytes:
    """An answer; events newest first."""
    piece = {
        "mailPieceId": number,
        "carrierShortName": "RM",
        "summary": {"productName": "Tracked 24", "lastEventName": "Delivery attempted"},
        "signature": {"recipientName": "Simon"},
        "estimatedDelivery": {"date": "2026-09-04"},
        "events": list(events),
    }
    return json.dumps({"mailPieces": piece | more}).encode()


def error(code: str) -> dict[str, str]:
    """An error as it stands in place of what was asked."""
    return {"errorCode": code, "errorDescription": "no", "errorCause": "", "errorResolution": ""}


def failure(code: str) -> bytes:
    """Errors in place of an answer."""
    return json.dumps({"httpCode": "400", "httpMessage": "", "errors": [error(code)]}).encode()


class TestRoyalMail(CarrierConformance):
    """Royal Mail keeps the contract of every provider."""

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Royal Mail at the loopback's address."""
        return RoyalMail(http, Access("client", "secret", api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """The only number, with two events."""
        return answer(numbers[0], MISSED, ANNOUNCED)

    def refused(self, number: str, meaning: str) -> Reply:
        """An error of the number."""
        del number, meaning
        return Reply(404, body=failure("E1142"))

    def failed_whole(self) -> Reply:
        """An error that nobody listed, within status 200."""
        return Reply(body=failure("E0000"))

    def key_refused(self) -> Reply:
        """The client has no permission."""
        return Reply(body=failure("E0016"))

    def numbers_of(self, received: Received) -> list[str]:
        """The number in the path."""
        return [received.path.split("/")[3]]

    def authorised(self, received: Received) -> bool:
        """The client's id and secret, and its consent to the terms."""
        sent = received.headers
        pair = (sent.get("x-ibm-client-id"), sent.get("x-ibm-client-secret"))
        return pair == ("client", "secret") and sent.get("x-accept-rmg-terms") == "yes"

    async def test_a_look_is_written_as_documented(self, server: Loopback, api: CarrierApi) -> None:
        """The events of one piece, by GET."""
        server.answers(Reply(body=self.found([ONE.number])))
        await api.look([ONE], NOW)
        (look,) = server.received
        assert (look.method, look.path) == ("GET", f"/mailpieces/v2/{ONE.number}/events")

    @pytest.mark.parametrize(
        ("reply", "raised"),
        [
            (Reply(400, body=failure("E0004")), Refused),
            (Reply(404, body=failure("E0000")), TryLater),
            (Reply(403), NotAuthorised),
        ],
    )
    async def test_other_failures_have_their_names(
        self, server: Loopback, api: CarrierApi, reply: Reply, raised: type[Exception]
    ) -> None:
        """What is no matter of the number is raised, by what can be done about it."""
        server.answers(reply)
        with pytest.raises(raised):
            await api.look([ONE], NOW)

    @pytest.mark.parametrize(
        ("body", "code"),
        [(answer(ONE.number, error=error("E1142")), "E1142"), (answer(ONE.number), "")],
    )
    async def test_nothing_known_is_no_error(
        self, server: Loopback, api: CarrierApi, body: bytes, code: str
    ) -> None:
        """An error within the piece, or a piece without events, is a number to ask for later."""
        server.answers(Reply(body=body))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert (refused.meaning, refused.code) == ("no_information", code)


def test_an_update_keeps_what_was_said() -> None:
    """Service, order, time and place; who signed stays with Royal Mail."""
    found = to_update(json.loads(answer(NUMBER, MISSED, ANNOUNCED))["mailPieces"], NUMBER, NOW)
    assert (found.carrier, found.service) == ("Royal Mail", "Tracked 24")
    assert "Simon" not in found.model_dump_json()
    first, second = found.scans
    assert (first.code, second.code) == ("EVAIP", "EVKNA")
    assert second.at == datetime(2026, 9, 2, 9, 4, tzinfo=UTC)
    assert (second.place, second.text) == ("Mount Pleasant MC", "Delivery attempted")
    assert (first.advisory, second.advisory) == (False, False)


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    newer = to_update({"events": [MISSED, ANNOUNCED]}, NUMBER, NOW)
    assert newer.scans[:1] == to_update({"events": [ANNOUNCED]}, NUMBER, NOW).scans


@pytest.mark.parametrize(
    ("code", "text", "stage", "by"),
    [
        ("EVGMI", "Item went to the wrong office in error", Stage.IN_TRANSIT, DecidedBy.CODE),
        ("EVNKS", "", Stage.PICKUP, DecidedBy.CODE),
        ("EVKDN", "We delivered your item to your neighbour", Stage.DELIVERED, DecidedBy.CODE),
        ("EVKSP", "Delivered back to the sender", Stage.RETURNED, DecidedBy.TEXT),
        ("EVKRF", "The recipient refused it", Stage.RETURNING, DecidedBy.CODE),
        ("EVNPS", "Ready for collection", Stage.PICKUP, DecidedBy.TEXT),
        ("EVNPS", "", Stage.UNKNOWN, DecidedBy.NONE),
    ],
)
def test_codes_and_words(code: str, text: str, stage: Stage, by: DecidedBy) -> None:
    """A code decides where it is known; words decide the rest, and a delivery to the sender."""
    found = classify("royal_mail", code, "", text, "en")
    assert (found.stage, found.decided_by) == (stage, by)
    assert found.customs is None


@measured
def test_rows_of_royal_mail() -> None:
    """Every row of Royal Mail's, under the labels they came with."""
    found = figures(of("royal_mail"))
    print(f"royal_mail {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("eventCode", "eventName", "eventDateTime", "locationName")


@settings(max_examples=60)
@given(events=st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), max_size=3), more=JSON)
def test_any_shape_is_an_update_or_invalid(events: list[dict[str, Any]], more: Any) -> None:
    """Whatever Royal Mail sends is either mapped or refused as invalid: nothing else is raised."""
    try:
        found = to_update({"events": [*events, MISSED], "summary": more}, NUMBER, NOW)
    except InvalidInput:
        return
    assert "EVKNA" in {scan.code for scan in found.scans}

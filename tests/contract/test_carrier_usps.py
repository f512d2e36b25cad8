"""USPS v3: the conformance suite, its errors, its mapping, and its rows among real events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.parcel import Actor, CarrierUpdate, CustomsState, DecidedBy, HoldKind, Stage
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.connectors.carriers.usps.api import Usps
from services.connectors.carriers.usps.mapping import to_update
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE
from tests.contract.conformance_tokens import TokenConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import measured

ACCESS = Access("client", "secret")
TOKEN = {"access_token": "token", "token_type": "Bearer", "expires_in": 3600}


def event(event_type: str, at: str, **more: str) -> dict[str, Any]:
    """One event as USPS writes it."""
    return {
        "eventType": event_type,
        "eventTimestamp": at,
        "eventCode": "10",
        "eventCity": "CHICAGO",
        "eventState": "IL",
        "eventZIP": "60666",
        "eventCountry": None,
        "name": "J DOE",
        **more,
    }


IN_CUSTOMS = event(
    "Inbound Into Customs",
    "2026-09-02T09:00:00",
    GMTTimestamp="2026-09-02T14:00:00.041Z",
    GMTOffset="-5:00",
)
ABROAD = event(
    "Departed",
    "2026-08-30T10:00:00",
    GMTOffset="8:00",
    eventCity="SHENZHEN",
    eventState="",
    eventCountry="CN",
)


def details(number: str, *events: dict[str, Any]) -> dict[str, Any]:
    """The whole answer; events newest first."""
    return {
        "trackingNumber": number,
        "mailClass": "FIRST-CLASS_PACKAGE_INTERNATIONAL_SERVICE",
        "originCountry": "CN",
        "destinationCountryCode": "US",
        "statusCategory": "In Transit",
        "trackingEvents": list(events),
    }


def failure(code: str, parameter: str | None = None) -> bytes:
    """An error as USPS writes it."""
    source = {"source": {"parameter": parameter}} if parameter else {}
    one = {"status": code, "code": "150001", "title": "Invalid", "detail": "It is wrong.", **source}
    error = {"code": code, "message": "The request is wrong.", "errors": [one]}
    return json.dumps({"apiVersion": "/tracking/v3", "error": error}).encode()


class TestUsps(TokenConformance):
    """USPS keeps the contract of every provider."""

    meanings = ("no_information", "invalid")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """USPS at the loopback's address."""
        return Usps(http, Access(ACCESS.key, ACCESS.secret, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """Known, with two events."""
        (number,) = numbers
        return json.dumps(details(number, IN_CUSTOMS, ABROAD)).encode()

    def refused(self, number: str, meaning: str) -> Reply:
        """Not found, or no number."""
        del number
        if meaning == "invalid":
            return Reply(400, failure("400", "trackingNumber"))
        return Reply(404, failure("404"))

    def failed_whole(self) -> Reply:
        """An error under a success."""
        return Reply(body=failure("500"))

    def key_refused(self) -> Reply:
        """The client has no right to tracking."""
        return Reply(403, failure("403"))

    def numbers_of(self, received: Received) -> list[str]:
        """The path's number."""
        return [received.path.removeprefix("/tracking/v3/tracking/")]

    def authorised(self, received: Received) -> bool:
        """The token, and every event asked for."""
        bearer = received.headers.get("authorization") == "Bearer token"
        return bearer and received.query == {"expand": "DETAIL"}

    def aside(self, received: Received) -> Reply | None:
        """A token for an hour."""
        if received.path != "/oauth2/v3/token":
            return None
        assert b"client_id=client&client_secret=secret" in received.body
        return Reply(body=json.dumps(TOKEN).encode())

    async def test_a_number_cannot_leave_its_path(self, server: Loopback, api: CarrierApi) -> None:
        """Whatever a seller typed, one place of the path is asked for."""
        odd = "../x?y#z"
        server.answers(Reply(404, failure("404")))
        await api.look([Asked(odd)], NOW)
        (look,) = self.looks(server)
        assert self.numbers_of(look) == [odd]
        assert look.query == {"expand": "DETAIL"}

    @pytest.mark.parametrize(
        "reply",
        [Reply(400, failure("400")), Reply(400, failure("400", "expand")), Reply(404, b"{}")],
    )
    async def test_a_wrong_call_gives_up_no_number(
        self, server: Loopback, api: CarrierApi, reply: Reply
    ) -> None:
        """A refusal that does not blame the number is our mistake, and told as such."""
        server.answers(reply)
        with pytest.raises(Refused):
            await api.look([ONE], NOW)

    async def test_no_events_is_no_information(self, server: Loopback, api: CarrierApi) -> None:
        """A number that USPS knows and has seen nothing of."""
        server.answers(Reply(body=json.dumps(details(ONE.number)).encode()))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


def test_an_update_keeps_what_the_source_said() -> None:
    """Greenwich's time counts, else the local one with its offset; nobody's name is kept."""
    update = to_update(details("X", IN_CUSTOMS, ABROAD), "X", NOW)
    departed, customs = update.scans
    assert customs.at == datetime(2026, 9, 2, 14, 0, 0, 41000, tzinfo=UTC)
    assert customs.raw_time == "2026-09-02T09:00:00 -5:00"
    assert (customs.text, customs.place, customs.country) == (
        "Inbound Into Customs",
        "CHICAGO, IL",
        "US",
    )
    assert departed.at == datetime(2026, 8, 30, 2, tzinfo=UTC)
    assert (departed.place, departed.country) == ("SHENZHEN, CN", "CN")
    assert (update.origin, update.destination, update.carrier) == ("CN", "US", "USPS")
    assert "DOE" not in update.model_dump_json()


@pytest.mark.parametrize(
    ("offset", "hour"), [("-7:00", 17), ("+02:00", 8), ("", 10), ("x", 10), ("99:00", 10)]
)
def test_an_offset_is_believed_or_nil(offset: str, hour: int) -> None:
    """What is no offset of this world leaves the time as it is printed."""
    scans = to_update(
        details("X", event("Departed", "2026-08-30T10:00", GMTOffset=offset)), "X", NOW
    )
    assert [scan.at.hour for scan in scans.scans] == [hour]


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(details("X", ABROAD), "X", NOW)
    after = to_update(details("X", IN_CUSTOMS, ABROAD), "X", NOW)
    assert isinstance(before, CarrierUpdate)
    assert after.scans[:1] == before.scans


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Delivered, To Original Sender", Stage.RETURNED),
        ("Delivered, Front Door/Porch", Stage.DELIVERED),
        ("Return to Sender Processed", Stage.RETURNING),
        ("Held at Post Office, At Customer Request", Stage.PICKUP),
        ("Available for Redelivery or Pickup", Stage.PICKUP),
        ("Out for Delivery, Expected Delivery by 9:00pm", Stage.OUT_FOR_DELIVERY),
        ("Notice Left (No Authorized Recipient Available)", Stage.FAILED_ATTEMPT),
        ("No Secure Location Available", Stage.FAILED_ATTEMPT),
        ("Missent", Stage.EXCEPTION),
    ],
)
def test_words_decide(text: str, stage: Stage) -> None:
    """No code of USPS' is known: its sentences tell, a delivery to the sender too."""
    found = classify("usps", "99", "", text)
    assert (found.stage, found.decided_by) == (stage, DecidedBy.TEXT)


def test_a_bare_hold_asks_nobody() -> None:
    """``Held in Customs`` says neither why nor who must act."""
    found = classify("usps", "", "", "Held in Customs").customs
    assert found is not None
    assert (found.state, found.kind, found.who_must_act) == (
        CustomsState.HELD,
        HoldKind.UNSPECIFIED,
        Actor.UNKNOWN,
    )


LABELS = (
    Corrected("accepted", "the other acceptances are so called", ("accepted at usps facility",)),
    Corrected(
        "failed_attempt",
        "an attempt, or the notice that one leaves; the label is the source's coarse state",
        (
            "attempted delivery abroad",
            "delivery attempted - no access to delivery location",
            "notice left (no authorized recipient available)",
        ),
    ),
    Corrected(
        "available_for_pickup",
        "the buyer must fetch it, at a post office that holds it too (facts, section 7)",
        (
            "available for pickup",
            "available for redelivery or pickup",
            "held at post office, at customer request",
        ),
    ),
    Corrected(
        "returned",
        "it goes back, or the sender has it",
        ("delivered, to original sender", "return to sender", "unclaimed/being returned to sender"),
    ),
)


@measured
def test_usps_rows() -> None:
    """USPS' rows are read within the bars."""
    found = relabelled("usps", *LABELS)
    print(f"usps {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995

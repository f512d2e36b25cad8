"""17TRACK: the conformance suite, its codes, its mapping and its webhooks."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import (
    Access,
    Asked,
    CarrierApi,
    CarrierChange,
    CarrierPushReader,
    Rejected,
)
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.seventeentrack.codes import carrier_key, meaning
from services.connectors.carriers.seventeentrack.mapping import to_update
from services.connectors.carriers.seventeentrack.push import PushReader, sign
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import (
    NOW,
    ONE,
    BatchConformance,
    CorrectsConformance,
    RegistersConformance,
)
from tests.contract.loopback import Loopback, Received, Reply

KEY = "0123456789ABCDEF0123456789ABCDEF"


def event(sub_status: str | None, at: str, text: str = "", country: str = "FR") -> dict[str, Any]:
    """One event as 17TRACK writes it."""
    return {
        "time_iso": at,
        "time_utc": None,
        "time_raw": {"date": at[:10], "time": at[11:19], "timezone": at[19:]},
        "description": text,
        "location": "PARIS",
        "stage": None,
        "sub_status": sub_status,
        "address": {"country": country},
    }


def item(number: str, *events: dict[str, Any], **misc: Any) -> dict[str, Any]:
    """One accepted number; events newest first."""
    return {
        "number": number,
        "carrier": 3011,
        "tag": "",
        "track_info": {
            "shipping_info": {
                "shipper_address": {"country": "CN"},
                "recipient_address": {"country": "FR"},
            },
            "misc_info": misc,
            "tracking": {
                "providers": [
                    {
                        "provider": {"key": 3011, "name": "China Post"},
                        "latest_sync_status": "Success",
                        "latest_sync_time": "2026-09-03T10:00:00Z",
                        "provider_lang": None,
                        "events": list(events),
                    }
                ]
            },
        },
    }


def answer(
    accepted: Sequence[dict[str, Any]] = (), rejected: Sequence[tuple[str, int]] = ()
) -> bytes:
    """The envelope of every answer."""
    refused = [{"number": n, "error": {"code": code, "message": "no"}} for n, code in rejected]
    data = {"accepted": list(accepted), "rejected": refused, "errors": []}
    return json.dumps({"code": 0, "data": data}).encode()


HELD = event("InTransit_CustomsRequiringInformation", "2026-09-02T09:00:00+02:00", "Papers needed")
ARRIVED = event("InTransit_Arrival", "2026-09-01T10:00:00+08:00", "Arrived")
CODES = {"no_information": -18019909, "quota": -18019908, "invalid": -18010012}
CODES |= {"carrier": -18019903, "same": -18019803, "stopped": -18019806}
CODES |= {"unchangeable": -18019807, "final_carrier": -18010016}


class TestSeventeenTrack(BatchConformance, RegistersConformance, CorrectsConformance):
    """17TRACK keeps the contract of every provider."""

    known = ("China Post", "La Poste")
    meanings = ("no_information", "quota", "invalid", "carrier")
    unknown = "unregistered"

    def connector(self, http: Http, url: str) -> SeventeenTrack:
        """17TRACK at the loopback's address."""
        return SeventeenTrack(http, Access(KEY, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All accepted, with two events each."""
        return answer([item(number, HELD, ARRIVED) for number in numbers])

    def refused(self, number: str, meaning: str) -> Reply:
        """One rejection."""
        return Reply(body=answer(rejected=[(number, CODES[meaning])]))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One accepted, one not registered."""
        return answer([item(known, HELD)], [(unknown, -18019902)])

    def failed_whole(self) -> Reply:
        """An internal error of theirs."""
        return Reply(body=json.dumps({"code": -18010003, "data": {}}).encode())

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(body=json.dumps({"code": -18010002, "data": {}}).encode())

    def already_registered(self, number: str) -> Reply:
        """Already registered."""
        return Reply(body=answer(rejected=[(number, -18019901)]))

    def quota_spent(self, number: str) -> Reply:
        """No credits are left."""
        return self.refused(number, "quota")

    def change_refused(self, number: str, meaning: str) -> Reply:
        """One rejection."""
        return self.refused(number, meaning)

    def numbers_of(self, received: Received) -> list[str]:
        """The list's numbers."""
        return [one["number"] for one in received.json()]

    def authorised(self, received: Received) -> bool:
        """The key in its own header, by POST."""
        return received.method == "POST" and received.headers.get("17token") == KEY

    async def test_register_names_the_carriers(self, server: Loopback, api: SeventeenTrack) -> None:
        """A carrier that we have a key for is named; else whose the number's form says it is.

        What neither tells is 17TRACK's to detect.
        """
        server.answers(Reply(body=answer()))
        known = Asked(
            "RR1", carrier="China Post", destination="FR", tag="t", final_carrier="La Poste"
        )
        told = Asked("RR123456785CN", carrier="Standard Shipping")
        await api.register([known, told, Asked("RR2", carrier="Somebody")])
        assert server.received[0].path == "/register"
        assert server.received[0].json() == [
            {
                "number": "RR1",
                "carrier": 3011,
                "final_carrier": 6051,
                "tag": "t",
                "destination_country": "FR",
            },
            {"number": "RR123456785CN", "carrier": 3011},
            {"number": "RR2"},
        ]

    async def test_a_change_names_what_is_new(self, server: Loopback, api: SeventeenTrack) -> None:
        """By the field names of 17TRACK's own errors; a key of its list may stand for a name."""
        server.answers(Reply(body=answer([{"number": "RR1", "carrier_new": 3011}])))
        changes = [CarrierChange("RR1", "China Post"), CarrierChange("RR2", "190271", "La Poste")]
        assert (await api.change_carrier(changes))["RR1"] is None
        assert server.received[0].path == "/changecarrier"
        assert server.received[0].json() == [
            {"number": "RR1", "carrier_new": 3011},
            {"number": "RR2", "carrier_new": 190271, "final_carrier_new": 6051},
        ]

    async def test_capitals_do_not_lose_a_number(self, server: Loopback, api: CarrierApi) -> None:
        """17TRACK answers in capitals; the update has the number as we asked it."""
        server.answers(Reply(body=answer([item("RR1CN", HELD)])))
        update = (await api.look([Asked("rr1cn")], NOW))["rr1cn"]
        assert isinstance(update, CarrierUpdate)
        assert update.number == "rr1cn"

    async def test_accepted_without_track_info(self, server: Loopback, api: CarrierApi) -> None:
        """A number that is followed but not yet known has no information, and that is no error."""
        server.answers(Reply(body=answer([{"number": ONE.number, "carrier": 0}])))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


DOCUMENTED = {
    "account": [18010001, 18010002, 18010004, 18010005],
    "later": [18010003, 18019808, *range(18019815, 18019819), 18019912],
    "invalid": [*range(18010010, 18010014), 18010015, 18019911],
    "parameter": [18010018, 18010019, 18010020, 18010022],
    "unchangeable": [18019801, 18019807, 18019809, 18019810, 18019811],
    "request": [18010014, *range(18010201, 18010207), 18019804],
    "carrier": [18019802, 18019903, 18019910],
    "final_carrier": [18010016],
    "registered": [18019901],
    "same": [18019803],
    "unregistered": [18019805, 18019902],
    "stopped": [18019806, 18019904, 18019906],
    "spent": [18019905],
    "quota": [18019907, 18019908],
    "no_information": [18019909],
}


def test_every_documented_error_has_its_meaning() -> None:
    """Each documented code asks for what the documentation says; an unknown one for patience."""
    found = {
        word: [code for code in codes if meaning(-code) == word]
        for word, codes in DOCUMENTED.items()
    }
    assert found == DOCUMENTED
    assert meaning(-18099999) == "later"
    assert meaning(0) == "later"


def test_carrier_names_are_read_loosely() -> None:
    """Case, spaces and hyphens do not matter; a name that several carriers share gives no key."""
    assert carrier_key("china-post") == carrier_key("CHINA POST") == 3011
    assert carrier_key("DHL") is None
    assert carrier_key("") is None


def test_an_update_keeps_what_the_source_said() -> None:
    """Times become UTC and keep their raw form; countries, hand-off and order of scans are told."""
    raw = item("RR1", HELD, ARRIVED, local_number="6A1", local_provider="La Poste")
    update = to_update(raw, NOW)
    assert [scan.sub_code for scan in update.scans] == [
        "InTransit_Arrival",
        "InTransit_CustomsRequiringInformation",
    ]
    held = update.scans[1]
    assert held.at == datetime(2026, 9, 2, 7, tzinfo=UTC)
    assert held.raw_time == "2026-09-02 09:00:00 +02:00"
    assert (held.code, held.country, held.seq, held.advisory) == ("InTransit", "FR", 1, False)
    assert (update.origin, update.destination, update.carrier) == ("CN", "FR", "China Post")
    assert update.handoff is not None
    assert (update.handoff.number, update.handoff.carrier) == ("6A1", "La Poste")
    assert update.synced_at == datetime(2026, 9, 3, 10, tzinfo=UTC)


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(item("RR1", ARRIVED), NOW).scans
    after = to_update(item("RR1", HELD, ARRIVED), NOW).scans
    assert after[:1] == before


def test_forecasts_and_undated_events() -> None:
    """A forecast is advisory; an event without a time is left out, since it has no place."""
    forecast = event("InTransit_Other", "2026-09-02T09:00:00+02:00", "Will be delivered tomorrow")
    undated = {**HELD, "time_iso": None}
    scans = to_update(item("RR1", undated, forecast), NOW).scans
    assert [(scan.text, scan.advisory) for scan in scans] == [("Will be delivered tomorrow", True)]


def test_that_nothing_was_found_is_no_scan() -> None:
    """Though it be told with a time: nobody has seen the parcel."""
    lost = event("NotFound_InvalidCode", "2026-09-02T09:00:00+02:00", "The number is invalid")
    raw = item("RR1", lost)
    raw["track_info"]["latest_event"] = lost
    assert to_update(raw, NOW).scans == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = ["shipping_info", "latest_event", "misc_info", "tracking"]


@settings(max_examples=60)
@given(number=JSON, info=st.dictionaries(st.sampled_from(PARTS), JSON), events=JSON)
def test_any_shape_is_an_update_or_invalid(number: Any, info: Any, events: Any) -> None:
    """Whatever 17TRACK sends is either mapped or refused as invalid: nothing else is raised."""
    if isinstance(events, list):
        info = {**info, "tracking": {"providers": [{"events": events}]}}
    try:
        update = to_update({"number": number, "track_info": info}, NOW)
    except InvalidInput:
        return
    assert update.number == number


def push(name: str = "TRACKING_UPDATED") -> bytes:
    """A webhook's body."""
    return json.dumps({"event": name, "data": item("RR1", HELD)}).encode()


def test_a_push_is_verified_on_its_raw_bytes() -> None:
    """The signature holds for the exact bytes and key only."""
    reader: CarrierPushReader = PushReader()
    body = push()
    headers = {"sign": sign(KEY, body)}
    assert sign("k", b"{}") == hashlib.sha256(b"{}/k").hexdigest()
    assert reader.verify(KEY, headers, body)
    assert not reader.verify(KEY, headers, body + b" ")
    assert not reader.verify("other", headers, body)
    assert not reader.verify(KEY, {}, body)
    assert not reader.verify(KEY, {"sign": "käse"}, body)


def test_a_push_is_read() -> None:
    """An update is read whole; a stop is told as one."""
    assert PushReader().read(push(), NOW).scans
    assert PushReader().read(push("TRACKING_STOPPED"), NOW).stopped


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", push("OTHER"), b'{"event":[]}'])
def test_an_unreadable_push_is_invalid(body: bytes) -> None:
    """What cannot be read is invalid input, for the dead letters."""
    with pytest.raises(InvalidInput):
        PushReader().read(body, NOW)

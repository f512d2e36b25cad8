"""Canada Post: the conformance suite, its XML, its codes, its mapping and its rows among events."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Actor, CarrierUpdate, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.canada_post.api import CanadaPost
from services.connectors.carriers.canada_post.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.connectors.carriers.xml import DEPTH, ELEMENTS, read_xml
from services.runtime.errors import InvalidInput, NotAuthorised, Refused
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of


def occurrence(
    code: str, at: str, description: str, zone: str = "EST", province: str = "QC"
) -> str:
    """One event as Canada Post writes it; ``at`` is ``date time``."""
    date, _, time = at.partition(" ")
    fields = {
        "event-identifier": code,
        "event-date": date,
        "event-time": time,
        "event-time-zone": zone,
        "event-description": description,
        "signatory-name": "R DOE",
        "event-site": "MONTREAL",
        "event-province": province,
        "event-retail-location-id": "",
    }
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    return f"<occurrence>{inner}</occurrence>"


def detail(number: str, *occurrences: str) -> bytes:
    """The whole answer; events newest first."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<tracking-detail xmlns="http://www.canadapost.ca/ws/track-v2">'
        f"<pin>{escape(number)}</pin><service-name>Expedited Parcels</service-name>"
        f"<significant-events>{''.join(occurrences)}</significant-events></tracking-detail>"
    ).encode()


def message(code: str, description: str) -> bytes:
    """A message in place of the details."""
    return (
        '<messages xmlns="http://www.canadapost.ca/ws/messages"><message>'
        f"<code>{code}</code><description>{description}</description></message></messages>"
    ).encode()


HELD = occurrence("0810", "2026-09-02 09:00:00", "Item held by Customs")
ARRIVED = occurrence("0701", "2026-09-01 08:30:00", "Item has arrived in Canada", "PDT", "BC")
PAIR = base64.b64encode(b"user:password").decode()


class TestCanadaPost(CarrierConformance):
    """Canada Post keeps the contract of every provider."""

    meanings = ("no_information", "later")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Canada Post at the loopback's address."""
        return CanadaPost(http, Access("user", "password", api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """Known, with two events."""
        (number,) = numbers
        return detail(number, HELD, ARRIVED)

    def refused(self, number: str, meaning: str) -> Reply:
        """Not known, or refused for a reason nobody listed."""
        del number
        if meaning == "later":
            return Reply(400, message("9999", "Rejected"))
        return Reply(404, message("004", "No Pin History"))

    def failed_whole(self) -> Reply:
        """An error of theirs."""
        return Reply(500, message("Server", "Internal error"))

    def key_refused(self) -> Reply:
        """The password is not valid, said under a success."""
        return Reply(body=message("E002", "AAA Authentication Failure"))

    def numbers_of(self, received: Received) -> list[str]:
        """The path's number."""
        return [received.path.removeprefix("/vis/track/pin/").removesuffix("/detail")]

    def authorised(self, received: Received) -> bool:
        """User and password, and the version of the answer that we read."""
        version = received.headers.get("accept") == "application/vnd.cpc.track-v2+xml"
        return version and received.headers.get("authorization") == f"Basic {PAIR}"

    async def test_a_number_cannot_leave_its_path(self, server: Loopback, api: CarrierApi) -> None:
        """Whatever a seller typed, one place of the path is asked for."""
        odd = "../x?y#z"
        server.answers(Reply(404, message("004", "No Pin History")))
        await api.look([Asked(odd)], NOW)
        (look,) = server.received
        assert self.numbers_of(look) == [odd]
        assert look.query == {}

    async def test_another_404_is_a_wrong_address(self, server: Loopback, api: CarrierApi) -> None:
        """A 404 without a message says nothing of a number."""
        server.answers(Reply(404, b"<html/>"))
        with pytest.raises(Refused):
            await api.look([ONE], NOW)

    async def test_a_refused_user_is_told_by_code(self, server: Loopback, api: CarrierApi) -> None:
        """The message's code is what a person is told."""
        server.answers(self.key_refused())
        with pytest.raises(NotAuthorised, match="E002"):
            await api.look([ONE], NOW)

    async def test_no_events_is_no_information(self, server: Loopback, api: CarrierApi) -> None:
        """A number that Canada Post knows and has seen nothing of."""
        server.answers(Reply(body=detail(ONE.number)))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


def update(*occurrences: str) -> CarrierUpdate:
    """The update behind events."""
    return to_update(read_xml(detail("X", *occurrences)), "X", NOW)


def test_an_update_keeps_what_the_source_said() -> None:
    """Times become UTC by their zone's letters; nobody's name is kept."""
    found = update(HELD, ARRIVED)
    arrived, held = found.scans
    assert held.at == datetime(2026, 9, 2, 14, tzinfo=UTC)
    assert arrived.at == datetime(2026, 9, 1, 15, 30, tzinfo=UTC)
    assert held.raw_time == "2026-09-02 09:00:00 EST"
    assert (held.code, held.text, held.seq) == ("0810", "Item held by Customs", 1)
    assert (held.place, held.country) == ("MONTREAL, QC", "CA")
    assert (found.carrier, found.service) == ("Canada Post", "Expedited Parcels")
    assert "DOE" not in found.model_dump_json()


def test_abroad_and_elsewhen() -> None:
    """No province, no country; an unknown zone is UTC; a bare date is its midnight."""
    abroad = occurrence("4310", "2026-09-02 09:00:00", "Arrived", "XYZ", "")
    dated = occurrence("4310", "2026-09-01", "Arrived", "", "")
    undated = occurrence("4310", "", "Arrived")
    scans = update(abroad, dated, undated).scans
    assert [scan.at.hour for scan in scans] == [0, 9]
    assert [scan.country for scan in scans] == [None, None]


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(HELD, ARRIVED).scans[:1] == update(ARRIVED).scans


@pytest.mark.parametrize(
    ("code", "stage", "state", "kind"),
    [
        ("810", Stage.CUSTOMS, CustomsState.HELD, HoldKind.UNSPECIFIED),
        ("127", Stage.CUSTOMS, CustomsState.HELD, HoldKind.UNSPECIFIED),
        ("117", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS),
        ("4330", Stage.CUSTOMS, CustomsState.PROCESSING, HoldKind.UNSPECIFIED),
        ("1210", Stage.CUSTOMS, CustomsState.PROCESSING, HoldKind.UNSPECIFIED),
        ("5201", Stage.IN_TRANSIT, CustomsState.RELEASED, HoldKind.UNSPECIFIED),
        ("1100", Stage.RETURNING, CustomsState.REFUSED, HoldKind.UNSPECIFIED),
        ("2601", Stage.RETURNING, CustomsState.REFUSED, HoldKind.UNSPECIFIED),
    ],
)
def test_a_code_needs_no_words(
    code: str, stage: Stage, state: CustomsState, kind: HoldKind
) -> None:
    """Codes alone say what customs does, and none names the buyer; zeros before do not matter."""
    for written in (code, code.zfill(5)):
        found = classify("canada_post", written, "", "")
        assert found.customs is not None
        assert (found.stage, found.customs.state, found.customs.kind) == (stage, state, kind)
        assert found.customs.who_must_act is Actor.UNKNOWN
        assert found.decided_by is DecidedBy.CODE


def test_a_release_beside_a_refusal_is_none() -> None:
    """Words of the other post that refuse the parcel outweigh a code of release."""
    words = "importation refusée par les autorités douanières"
    refused = classify("canada_post", "4450", "subtext", words)
    assert refused.customs is not None
    assert (refused.stage, refused.customs.state) == (Stage.RETURNING, CustomsState.REFUSED)
    assert refused.decided_by is DecidedBy.TEXT
    assert classify("canada_post", "4450", "", "Released").stage is Stage.IN_TRANSIT


def test_export_is_told_by_its_code() -> None:
    """What is prepared for export is on its way."""
    found = classify("canada_post", "815", "", "")
    assert found.customs is not None
    assert (found.stage, found.customs.direction) == (Stage.IN_TRANSIT, Direction.EXPORT)


def test_an_unlisted_code_is_read_by_its_words() -> None:
    """A code that no source has is not guessed."""
    assert classify("canada_post", "99999", "", "Item out for delivery").stage is (
        Stage.OUT_FOR_DELIVERY
    )
    assert classify("canada_post", "20", "", "Signature image recorded").stage is not (
        Stage.DELIVERED
    )


LAUGHS = b"""<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
OUTSIDE = b"""<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>"""


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS,
        OUTSIDE,
        b"",
        b"{}",
        b"<a>",
        b"<a/><b/>",
        b"<a>&nosuch;</a>",
        b"<a>\x00</a>",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a>" * (DEPTH + 1) + b"</a>" * (DEPTH + 1),
        b"<a>" + b"<b/>" * ELEMENTS + b"</a>",
    ],
)
def test_dangerous_or_broken_xml_is_refused(body: bytes) -> None:
    """A document type, entities of its own, endless nesting or length, and what is no XML."""
    with pytest.raises(InvalidInput):
        read_xml(body)


def test_names_lose_their_prefix_and_texts_are_whole() -> None:
    """Text around children and in other notations is one text, prefixes do not matter."""
    root = read_xml(b'<w:a xmlns:w="u">x&amp;<b> 1 </b><![CDATA[<y>]]></w:a>')
    assert (root.name, root.text, root.said("b"), root.said("none")) == ("a", "x&<y>", "1", "")


@settings(max_examples=150, deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_xml_or_refused(body: bytes) -> None:
    """Whatever arrives is a tree or invalid: nothing else is raised."""
    try:
        assert read_xml(body).name
    except InvalidInput:
        return


ODD = st.sampled_from(
    ["", "x", "-1", "9" * 400, "not" + "_" * 3000, "9999-12-31", "0001-01-01", "23:59:60", "\ud7ff"]
)


@settings(max_examples=100, deadline=None)
@given(ODD, ODD, ODD, ODD, ODD, ODD)
def test_any_value_anywhere_is_read_or_refused(  # noqa: PLR0917 - one for each place of an event
    code: str, date: str, time: str, zone: str, province: str, text: str
) -> None:
    """Odd values in an event are read or left out, and what is read can be kept."""
    event = occurrence(code, f"{date} {time}", text, zone, province)
    found = to_update(read_xml(detail("X", HELD, event)), "X", NOW)
    assert {scan.code for scan in found.scans} >= {"0810"}
    canonical_json(found.content())


@measured
def test_canada_post_rows() -> None:
    """Canada Post's rows are read within the bars."""
    found = figures(of("canada_post"))
    print(f"canada_post {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995

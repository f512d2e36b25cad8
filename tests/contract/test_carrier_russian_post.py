"""Russian Post: the conformance suite, its SOAP, its operations, its mapping and its rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Actor, CarrierUpdate, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.russian_post.api import RussianPost
from services.connectors.carriers.russian_post.mapping import to_update
from services.connectors.carriers.russian_post.soap import question
from services.connectors.carriers.stages import classify
from services.connectors.carriers.upu import REASONS
from services.connectors.carriers.xml import read_xml
from services.runtime.errors import NotAuthorised, Unanswered
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.test_tracking_events import figures, measured, of

DATA = 'xmlns:ns3="http://russianpost.org/operationhistory/data"'


def place(name: str, letters: str) -> str:
    """A country as the service writes it."""
    return f"<ns3:{name}><ns3:Code2A>{escape(letters)}</ns3:Code2A></ns3:{name}>"


def named(name: str, number: str, words: str) -> str:
    """A type or attribute: its number and its name."""
    inner = f"<ns3:Id>{escape(number)}</ns3:Id><ns3:Name>{escape(words)}</ns3:Name>"
    return f"<ns3:{name}>{inner}</ns3:{name}>"


def record(code: str, at: str, kind: str, attribute: str, country: str = "RU") -> str:
    """One operation; ``code`` is ``type:attribute``."""
    number, _, narrower = code.partition(":")
    return (
        "<ns3:historyRecord><ns3:AddressParameters><ns3:OperationAddress><ns3:Index>102976"
        "</ns3:Index><ns3:Description>Москва</ns3:Description></ns3:OperationAddress>"
        f"{place('MailDirect', 'RU')}{place('CountryFrom', 'CN')}{place('CountryOper', country)}"
        f"</ns3:AddressParameters><ns3:ItemParameters>{named('MailType', '7', 'Отправление EMS')}"
        f"</ns3:ItemParameters><ns3:OperationParameters>{named('OperType', number, kind)}"
        f"{named('OperAttr', narrower, attribute)}<ns3:OperDate>{escape(at)}</ns3:OperDate>"
        "</ns3:OperationParameters><ns3:UserParameters><ns3:Sndr>ИВАНОВ</ns3:Sndr><ns3:Rcpn>ПЕТРОВ"
        "</ns3:Rcpn></ns3:UserParameters></ns3:historyRecord>"
    )


def envelope(body: str) -> bytes:
    """A whole answer."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://www.w3.org/2003/05/'
        f'soap-envelope"><S:Body>{body}</S:Body></S:Envelope>'
    ).encode()


def history(*records: str) -> bytes:
    """The answer; operations oldest first."""
    return envelope(
        f'<ns7:getOperationHistoryResponse {DATA} xmlns:ns7="http://russianpost.org/'
        f'operationhistory"><ns3:OperationHistoryData>{"".join(records)}'
        "</ns3:OperationHistoryData></ns7:getOperationHistoryResponse>"
    )


def fault(reason: str = "") -> bytes:
    """A fault, with a reason in its detail where one is given."""
    detail = f"<S:Detail><ns3:{reason} {DATA}>no</ns3:{reason}></S:Detail>" if reason else ""
    return envelope(
        "<S:Fault><S:Code><S:Value>S:Receiver</S:Value></S:Code><S:Reason>"
        f'<S:Text xml:lang="ru">no</S:Text></S:Reason>{detail}</S:Fault>'
    )


PRESENTED = record("11:", "2026-09-01T08:30:00.000+03:00", "Передача таможенным органам", "")
NOTICE = record(
    "14:6",
    "2026-09-02T12:00:00.000+03:00",
    "Таможенное оформление",
    "Направлено с обязательной уплатой таможенных платежей",
)


class TestRussianPost(CarrierConformance):
    """Russian Post keeps the contract of every provider."""

    meanings = ("no_information", "later")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Russian Post at the loopback's address."""
        return RussianPost(http, Access("login", "pass<word>", api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """Known, with two operations."""
        assert len(numbers) == 1
        return history(PRESENTED, NOTICE)

    def refused(self, number: str, meaning: str) -> Reply:
        """No operation yet, or a fault of this number's history."""
        del number
        if meaning == "later":
            return Reply(500, fault("OperationHistoryFaultReason"))
        return Reply(body=history())

    def failed_whole(self) -> Reply:
        """A fault that names no reason of the number's."""
        return Reply(body=fault())

    def key_refused(self) -> Reply:
        """The password is not valid."""
        return Reply(500, fault("AuthorizationFaultReason"))

    def numbers_of(self, received: Received) -> list[str]:
        """The question's number."""
        return [one.text for one in read_xml(received.body).every("Barcode")]

    def authorised(self, received: Received) -> bool:
        """Login and password within the question, of SOAP 1.2."""
        header = next(read_xml(received.body).every("AuthorizationHeader"))
        sent = (header.said("login"), header.said("password"))
        soap = received.headers.get("content-type", "").startswith("application/soap+xml")
        return soap and received.path == "/rtm34" and sent == ("login", "pass<word>")

    async def test_a_number_stays_a_text(self, server: Loopback, api: CarrierApi) -> None:
        """Whatever a seller typed, it is one text of the question."""
        odd = "<a>&\"'</a>"
        server.answers(Reply(body=history()))
        await api.look([Asked(odd)], NOW)
        (look,) = server.received
        assert self.numbers_of(look) == [odd]

    @pytest.mark.parametrize(
        ("number", "meaning"),
        [("14102192069353", "later"), ("ra123456789ru", "later"), ("123", "invalid")],
    )
    async def test_a_refused_form_is_given_up(
        self, server: Loopback, api: CarrierApi, number: str, meaning: str
    ) -> None:
        """A refusal lasts where the number has neither of the two known forms."""
        server.answers(Reply(500, fault("OperationHistoryFaultReason")))
        refused = (await api.look([Asked(number)], NOW))[number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == meaning

    async def test_another_fault_is_no_answer(self, server: Loopback, api: CarrierApi) -> None:
        """A fault of the language, or of none of the known reasons, is not of the number."""
        for body in (fault("LanguageFaultReason"), fault(), b"<html/>", b"broken"):
            server.answers(Reply(500, body))
            with pytest.raises(Unanswered):
                await api.look([ONE], NOW)

    async def test_a_refused_login_is_told(self, server: Loopback, api: CarrierApi) -> None:
        """A person is told that it is the login."""
        server.answers(self.key_refused())
        with pytest.raises(NotAuthorised, match="Authorization"):
            await api.look([ONE], NOW)


def update(*records: str) -> CarrierUpdate:
    """The update behind operations."""
    return to_update(list(read_xml(history(*records)).every("historyRecord")), "X", NOW)


def test_the_password_is_nowhere_but_in_its_place() -> None:
    """The question is well-formed whatever login and password are."""
    root = read_xml(question("N", "a&b", "]]>"))
    assert [one.text for one in root.every("password")] == ["]]>"]
    assert [one.text for one in root.every("login")] == ["a&b"]


def test_an_update_keeps_what_the_source_said() -> None:
    """Times become UTC, both countries are kept, and nobody's name is."""
    found = update(PRESENTED, NOTICE)
    presented, notice = found.scans
    assert presented.at == datetime(2026, 9, 1, 5, 30, tzinfo=UTC)
    assert (notice.code, notice.sub_code, notice.seq) == ("14", "6", 1)
    assert notice.text.startswith("Таможенное оформление - Направлено")
    assert (notice.place, notice.country, notice.language) == ("Москва", "RU", "ru")
    assert (found.origin, found.destination, found.service) == ("CN", "RU", "Отправление EMS")
    assert presented.text == "Передача таможенным органам"
    assert not {"ИВАНОВ", "ПЕТРОВ"} & set(found.model_dump_json().split('"'))


def test_a_newer_operation_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(PRESENTED, NOTICE).scans[:1] == update(PRESENTED).scans


@pytest.mark.parametrize(
    ("code", "stage", "state", "kind", "who"),
    [
        ("11:", Stage.CUSTOMS, CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:1", Stage.IN_TRANSIT, CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:13", Stage.IN_TRANSIT, CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:2", Stage.RETURNING, CustomsState.REFUSED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:5", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:6", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("14:14", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("12:15", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("17:", Stage.SEIZED, CustomsState.REFUSED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("14:99", Stage.UNKNOWN, None, None, None),
    ],
)
def test_an_operation_needs_no_words(
    code: str, stage: Stage, state: CustomsState | None, kind: HoldKind | None, who: Actor | None
) -> None:
    """Type and attribute alone say what customs does; an unlisted attribute is not guessed."""
    number, _, attribute = code.partition(":")
    found = classify("russian_post", number, attribute, "")
    assert found.stage is stage
    signal = found.customs
    told = (signal.state, signal.kind, signal.who_must_act) if signal else (None, None, None)
    assert told == (state, kind, who)


@pytest.mark.parametrize("number", sorted(REASONS))
def test_a_retention_has_upus_reason(number: int) -> None:
    """24:10NN is UPU's reason NN; on which side the countries tell, but for export's own."""
    found = classify("russian_post", "24", str(1000 + number), "")
    upu = classify("upu_eme_reason", "EME", str(number), "")
    assert found.customs is not None
    assert upu.customs is not None
    side = upu.customs.direction if number == 70 else Direction.UNKNOWN
    assert found.stage is upu.stage
    assert found.customs == upu.customs.model_copy(update={"direction": side})
    assert found.decided_by is DecidedBy.CODE


@pytest.mark.parametrize("attribute", ["25", "26"])
def test_leaving_the_country_is_export(attribute: str) -> None:
    """What is asked on the way out is on its way, and asks no buyer."""
    found = classify("russian_post", "14", attribute, "")
    assert found.customs is not None
    assert (found.stage, found.customs.direction) == (Stage.IN_TRANSIT, Direction.EXPORT)


def test_only_the_addressees_delivery_is_one() -> None:
    """Attribute 1 is the addressee; 2, 4, 7 and 9 the sender; of any other the words tell."""
    words = "Вручение - Вручение "
    assert classify("russian_post", "2", "1", f"{words}адресату").stage is Stage.DELIVERED
    assert classify("russian_post", "2", "9", f"{words}отправителю").stage is Stage.RETURNED
    terminal = f"{words}Выдано отправителю через почтомат"
    assert classify("russian_post", "2", "4", terminal).stage is Stage.RETURNED
    assert classify("russian_post", "2", "99", "").stage is Stage.UNKNOWN


ODD = st.sampled_from(
    ["", "x", "-1", "9" * 400, "not" + "_" * 3000, "9999-12-31T00:00:00Z", "\ud7ff", "ru", "1e9"]
)


@settings(max_examples=100, deadline=None)
@given(ODD, ODD, ODD, ODD, ODD)
def test_any_value_anywhere_is_read_or_refused(
    code: str, at: str, kind: str, attribute: str, country: str
) -> None:
    """Odd values in an operation are read or left out, and what is read can be kept."""
    found = update(NOTICE, record(code, at, kind, attribute, country))
    assert {scan.code for scan in found.scans} >= {"14"}
    canonical_json(found.content())


@measured
def test_russian_post_rows() -> None:
    """Russian Post's rows are read within the bars."""
    found = figures(of("russian_post"))
    print(f"russian_post {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995

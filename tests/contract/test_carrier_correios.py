"""Correios: the conformance suite, its codes, its mapping, and its rows among real events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.parcel import Actor, CarrierUpdate, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.correios.api import Correios
from services.connectors.carriers.correios.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import NotAuthorised, TryLater
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, TWO, BatchConformance
from tests.contract.conformance_tokens import TokenConformance
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http
from tests.contract.test_tracking_events import figures, measured, of

ACCESS = Access("shop/0067599079", "code")
MESSAGES = {
    "no_information": "SRO-020: Objeto não encontrado na base de dados dos Correios.",
    "invalid": "SRO-019: Objeto inválido",
    "later": "SRO-999: Sistema indisponível",
}


def event(codigo: str, number: str, at: str, descricao: str, **unidade: Any) -> dict[str, Any]:
    """One event as the manual shows it."""
    unit = unidade or {
        "tipo": "Unidade de Tratamento",
        "endereco": {"cidade": "CURITIBA", "uf": "PR"},
    }
    return {
        "codigo": codigo,
        "tipo": number,
        "dtHrCriado": at,
        "descricao": descricao,
        "detalhe": "Acesse o ambiente Minhas Importações",
        "unidade": unit,
    }


TO_PAY = event("PAR", "11", "2026-09-02T09:00:00", "Aguardando pagamento")
POSTED = event("PO", "01", "2026-08-20T10:36:00", "Objeto postado", tipo="País", nome="CHINA")


def item(number: str, *events: dict[str, Any]) -> dict[str, Any]:
    """One object; events newest first."""
    return {
        "codObjeto": number,
        "tipoPostal": {"sigla": "RR", "descricao": "REGISTRADO", "categoria": "PRIME"},
        "dtPrevista": "2026-09-11T20:58:00",
        "modalidade": "F",
        "eventos": list(events),
    }


def answer(*objects: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps(
        {
            "versao": "1.8.7",
            "quantidade": len(objects),
            "resultado": "Todos os Eventos",
            "objetos": list(objects),
        }
    ).encode()


def silent(number: str, meaning: str) -> dict[str, Any]:
    """An object with a message in place of events."""
    return {"codObjeto": number, "mensagem": MESSAGES[meaning], "eventos": []}


class TestCorreios(BatchConformance, TokenConformance):
    """Correios keeps the contract of every provider."""

    meanings = ("no_information", "invalid", "later")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Correios at the loopback's address."""
        return Correios(http, Access(ACCESS.key, ACCESS.secret, api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two events each."""
        return answer(*(item(number, TO_PAY, POSTED) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """A message in place of events."""
        return Reply(body=answer(silent(number, meaning)))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One known, one not in their base."""
        return answer(item(known, TO_PAY), silent(unknown, "no_information"))

    def failed_whole(self) -> Reply:
        """The gateway's messages where the objects should be."""
        return Reply(body=json.dumps({"msgs": ["GTW-999: indisponível"]}).encode())

    def key_refused(self) -> Reply:
        """The contract has no tracking."""
        return Reply(403, json.dumps({"msgs": ["API restrita"]}).encode())

    def numbers_of(self, received: Received) -> list[str]:
        """The query's numbers."""
        return received.query["codigosObjetos"].split(",")

    def authorised(self, received: Received) -> bool:
        """The token, and every event asked for."""
        bearer = received.headers.get("authorization") == "Bearer token"
        return bearer and received.query["resultado"] == "T"

    def aside(self, received: Received) -> Reply | None:
        """A token for the card, for an hour of their clock."""
        if received.path != "/token/v1/autentica/cartaopostagem":
            return None
        assert received.json() == {"numero": "0067599079"}
        assert received.headers["authorization"] == "Basic c2hvcDpjb2Rl"
        told = {
            "token": "token",
            "emissao": "2026-09-03T09:00:00",
            "expiraEm": "2026-09-03T10:00:00",
        }
        return Reply(201, json.dumps(told).encode())

    async def test_the_gateway_is_asked_again_later(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Messages without objects are no answer about any number."""
        server.answers(self.failed_whole())
        with pytest.raises(TryLater, match="GTW-999"):
            await api.look([ONE, TWO], NOW)

    async def test_a_number_is_asked_in_capitals_once(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """However it is typed, a number is asked for once, and answered as it was asked."""
        server.answers(Reply(body=self.found([ONE.number])))
        typed = Asked(ONE.number.lower())
        found = await api.look([ONE, typed], NOW)
        (look,) = self.looks(server)
        assert self.numbers_of(look) == [ONE.number]
        assert isinstance(found[typed.number], CarrierUpdate)


async def test_a_key_without_a_card_needs_a_person() -> None:
    """A key that names no posting card is not sent, and says what it must look like."""
    async with loopback() as server, patient_http() as http:
        api = Correios(http, Access("shop", "code", api=server.url))
        with pytest.raises(NotAuthorised, match="USER/CARD"):
            await api.look([ONE], NOW)
        assert not server.received


async def test_a_broken_object_is_asked_later() -> None:
    """An object of another shape spoils no other number."""
    body = answer(item(ONE.number, TO_PAY), item(TWO.number, TO_PAY) | {"tipoPostal": "RR"})
    async with loopback() as server, patient_http() as http:
        server.aside = TestCorreios().aside
        server.answers(Reply(body=body))
        found = await Correios(http, Access("shop/0067599079", "code", api=server.url)).look(
            [ONE, TWO], NOW
        )
    assert isinstance(found[ONE.number], CarrierUpdate)
    broken = found[TWO.number]
    assert isinstance(broken, Rejected)
    assert (broken.meaning, broken.code) == ("later", "unreadable")


def test_an_update_keeps_what_the_source_said() -> None:
    """Times of Brasília become UTC; type and number are the code; abroad is no state of Brazil."""
    update = to_update(item("RR1", TO_PAY, POSTED), "RR1", NOW)
    posted, to_pay = update.scans
    assert to_pay.at == datetime(2026, 9, 2, 12, tzinfo=UTC)
    assert to_pay.raw_time == "2026-09-02T09:00:00"
    assert (to_pay.code, to_pay.sub_code, to_pay.text) == ("PAR", "11", "Aguardando pagamento")
    assert (to_pay.place, to_pay.country, to_pay.seq) == ("CURITIBA, PR", "BR", 1)
    assert (posted.place, posted.country) == ("CHINA", None)
    assert (update.service, update.carrier) == ("PRIME", "Correios")


def test_letters_of_a_country_are_no_state() -> None:
    """Panama's unit stays abroad though its letters are Pará's; an unknown state is no country."""
    abroad = event(
        "RO", "01", "2026-09-01T00:00:00", "x", tipo="País", endereco={"uf": "PA", "cidade": "P"}
    )
    elsewhere = event("RO", "01", "2026-09-01T01:00:00", "x", endereco={"uf": "CN"})
    scans = to_update(item("RR1", elsewhere, abroad), "RR1", NOW).scans
    assert [scan.country for scan in scans] == [None, None]


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    before = to_update(item("RR1", POSTED), "RR1", NOW).scans
    after = to_update(item("RR1", TO_PAY, POSTED), "RR1", NOW).scans
    assert after[:1] == before


@pytest.mark.parametrize(
    ("code", "state", "kind", "who"),
    [
        ("PAR 11", CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("PAR 30", CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("FC 26", CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("PAR 25", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.BUYER),
        ("FC 41", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.SELLER),
        ("FC 24", CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("PAR 31", CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("PAR 34", CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("PAR 42", CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("PAR 41", CustomsState.REFUSED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
    ],
)
def test_a_code_needs_no_words(code: str, state: CustomsState, kind: HoldKind, who: Actor) -> None:
    """Type and number alone say what customs does and who must act; zeros before do not matter."""
    event_type, number = code.split()
    for written in (number, number.zfill(3)):
        found = classify("correios", event_type, written, "")
        assert found.customs is not None
        assert (found.customs.state, found.customs.kind) == (state, kind)
        assert found.customs.who_must_act is who
        assert found.matched == code
        assert found.duties_due == (kind is HoldKind.DUTIES)


def test_what_waits_for_its_return_does_not_move() -> None:
    """A return that is only decided is no movement, and a seizure is an end."""
    for number in ("23", "24", "26", "41"):
        found = classify("correios", "PAR", number, "")
        assert (found.stage, found.movement) == (Stage.RETURNING, False)
    assert classify("correios", "PAR", "13", "").movement
    assert classify("correios", "FC", "29", "").stage is Stage.SEIZED


def test_clearance_of_either_country_is_told_apart() -> None:
    """A code of both directions leaves it to the words, and else to the places."""
    assert _direction("PAR", "21", "Encaminhado para fiscalização aduaneira") is Direction.UNKNOWN
    export = "Encaminhado para fiscalização aduaneira de exportação"
    assert _direction("PAR", "21", export) is Direction.EXPORT
    assert _direction("FC", "31", "") is Direction.EXPORT
    assert _direction("PAR", "11", "") is Direction.IMPORT


def _direction(code: str, number: str, text: str) -> Direction:
    found = classify("correios", code, number, text).customs
    assert found is not None
    return found.direction


def test_an_unlisted_code_is_read_by_its_words() -> None:
    """The manual's delivery has no row in the table: its sentence tells it."""
    assert classify("correios", "BDE", "01", "Objeto entregue ao destinatário").stage is (
        Stage.DELIVERED
    )
    assert classify("correios", "PAR", "99", "").stage is Stage.UNKNOWN


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("A entrega não pode ser efetuada - Destinatário mudou-se", Stage.FAILED_ATTEMPT),
        ("Cliente ausente - será realizada nova tentativa", Stage.FAILED_ATTEMPT),
        ("Destinatário não retirou objeto na Unidade dos Correios", Stage.EXCEPTION),
        ("Objeto saiu para entrega ao remetente", Stage.RETURNING),
        ("Objeto entregue ao remetente", Stage.RETURNED),
        ("Declaração aduaneira ausente ou incorreta", Stage.CUSTOMS),
    ],
)
def test_sentences_of_unlisted_codes(text: str, stage: Stage) -> None:
    """A missing paper is no absent person, and a delivery to the sender is none to the buyer."""
    assert classify("correios", "BDE", "99", text).stage is stage


@measured
def test_correios_rows() -> None:
    """Correios' rows are read within the bars."""
    found = figures(of("correios"))
    print(f"correios {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995

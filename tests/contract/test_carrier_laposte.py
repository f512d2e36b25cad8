"""La Poste: the conformance suite, its answers, its codes, its mapping and its rows of events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.parcel import Actor, CarrierUpdate, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.laposte.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, TWO, BatchConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import figures, measured, of


def event(code: str, at: str, label: str) -> dict[str, Any]:
    """One event as La Poste writes it."""
    return {"code": code, "label": label, "date": at}


HELD = event("DO3", "2026-09-02T11:00:00+02:00", "Retenu en Douane")
POSTED = event("PC2", "2026-08-30T10:00:00+02:00", "Pris en charge dans le pays d'expédition")


def entry(number: str, *events: dict[str, Any]) -> dict[str, Any]:
    """A number that is known; events newest first."""
    shipment = {
        "idShip": number,
        "product": "Colissimo",
        "isFinal": False,
        "entryDate": "2026-08-30T10:00:00+02:00",
        "deliveryDate": None,
        "contextData": {"originCountry": "CN", "arrivalCountry": "FR"},
        "timeline": [{"id": 1, "shortLabel": "Pris en charge", "status": True, "type": 1}],
        "event": list(events),
    }
    head = {"returnCode": 200, "lang": "fr_FR", "scope": "open", "idShip": number}
    return head | {"shipment": shipment}


def refusal(number: str, code: int) -> dict[str, Any]:
    """A number that is not answered."""
    return {"returnCode": code, "returnMessage": "non", "lang": "fr_FR", "idShip": number}


def answer(*entries: dict[str, Any]) -> bytes:
    """The whole answer: one object for one number, a list for several."""
    return json.dumps(entries[0] if len(entries) == 1 else entries).encode()


CODES = {"no_information": 404, "invalid": 400, "later": 104}
GATEWAY = json.dumps({"code": "UNAUTHORIZED", "message": "no"}).encode()


class TestLaPoste(BatchConformance):
    """La Poste keeps the contract of every provider."""

    meanings = tuple(CODES)

    def connector(self, http: Http, url: str) -> CarrierApi:
        """La Poste at the loopback's address."""
        return LaPoste(http, Access("key", api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two events each."""
        return answer(*(entry(number, HELD, POSTED) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """The number's own return code; those of HTTP are its status too."""
        code = CODES[meaning]
        return Reply(code if code >= 400 else 200, answer(refusal(number, code)))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One known, one not found."""
        return answer(entry(known, HELD), refusal(unknown, 404))

    def failed_whole(self) -> Reply:
        """An error of the gateway's, under a success."""
        return Reply(body=json.dumps({"code": "INTERNAL", "message": "no"}).encode())

    def key_refused(self) -> Reply:
        """The key is not valid."""
        return Reply(401, GATEWAY)

    def numbers_of(self, received: Received) -> list[str]:
        """The path's numbers."""
        return received.path.removeprefix("/suivi/v2/idships/").split(",")

    def authorised(self, received: Received) -> bool:
        """The key, and French answers, whose words are read."""
        key = received.headers.get("x-okapi-key") == "key"
        return key and received.query == {"lang": "fr_FR"}

    async def test_several_statuses_in_one_are_an_answer(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A list under 207 tells each number's own fate."""
        server.answers(Reply(207, self.mixed(ONE.number, TWO.number)))
        found = await api.look([ONE, TWO], NOW)
        assert isinstance(found[ONE.number], CarrierUpdate)
        assert isinstance(found[TWO.number], Rejected)

    async def test_a_comma_is_not_sent(self, server: Loopback, api: CarrierApi) -> None:
        """A number that would be parted or leave its place is refused alone."""
        server.answers(Reply(body=self.found([ONE.number])))
        odd = [Asked("LB1,LB2"), Asked("../x?y#z"), Asked("")]
        found = await api.look([*odd, ONE], NOW)
        (look,) = server.received
        assert self.numbers_of(look) == [ONE.number]
        assert isinstance(found[ONE.number], CarrierUpdate)
        refused = [found[one.number] for one in odd]
        assert [one.meaning for one in refused if isinstance(one, Rejected)] == ["invalid"] * 3

    async def test_nothing_possible_is_no_call(self, server: Loopback, api: CarrierApi) -> None:
        """Where no number can be sent, none is."""
        await api.look([Asked("?")], NOW)
        assert not server.received

    async def test_another_404_is_a_wrong_address(self, server: Loopback, api: CarrierApi) -> None:
        """A 404 that names no number of several says nothing of any."""
        server.answers(Reply(404, answer({"returnCode": 404})))
        with pytest.raises(Refused):
            await api.look([ONE, TWO], NOW)

    async def test_another_number_s_answer_is_not_ours(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """An answer counts for the number it names, however few were asked."""
        server.answers(Reply(body=answer(entry(TWO.number, HELD))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "later"

    async def test_small_letters_are_found(self, server: Loopback, api: CarrierApi) -> None:
        """A number is answered under the spelling it was asked in."""
        server.answers(Reply(body=self.found([ONE.number])))
        found = (await api.look([Asked(ONE.number.lower())], NOW))[ONE.number.lower()]
        assert isinstance(found, CarrierUpdate)
        assert found.number == ONE.number.lower()

    async def test_no_events_is_no_information(self, server: Loopback, api: CarrierApi) -> None:
        """A number that La Poste knows and has seen nothing of."""
        server.answers(Reply(body=answer(entry(ONE.number))))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "no_information"


def update(*events: dict[str, Any]) -> CarrierUpdate:
    """The update behind events."""
    return to_update(entry("X", *events)["shipment"], "X", NOW)


def test_an_update_keeps_what_the_source_said() -> None:
    """Times become UTC, both countries and the product are kept, the oldest event is first."""
    found = update(HELD, POSTED)
    posted, held = found.scans
    assert held.at == datetime(2026, 9, 2, 9, tzinfo=UTC)
    assert (held.code, held.text, held.language, held.seq) == ("DO3", "Retenu en Douane", "fr", 1)
    assert posted.raw_time == "2026-08-30T10:00:00+02:00"
    assert (found.origin, found.destination, found.service) == ("CN", "FR", "Colissimo")


def test_a_time_without_an_offset_is_of_paris() -> None:
    """No offset: the time of Paris; no time: no scan."""
    bare, none = event("ET1", "2026-01-02T11:00:00", "x"), event("ET1", "", "y")
    assert [scan.at for scan in update(bare, none).scans] == [datetime(2026, 1, 2, 10, tzinfo=UTC)]


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it."""
    assert update(HELD, POSTED).scans[:1] == update(POSTED).scans


def test_another_shape_is_refused() -> None:
    """A text where an object stands is no event."""
    with pytest.raises(InvalidInput):
        to_update({"event": ["DO3"]}, "X", NOW)


@pytest.mark.parametrize(
    ("code", "stage", "state", "kind", "who"),
    [
        ("DO1", Stage.CUSTOMS, CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("DO2", Stage.IN_TRANSIT, CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("DO3", Stage.CUSTOMS, CustomsState.HELD, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("DOUFCM", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.SELLER),
        ("DOUDDM", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.SELLER),
        ("DOUNIR", Stage.CUSTOMS, CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.UNKNOWN),
        ("DOUIDD", Stage.CUSTOMS, CustomsState.PROCESSING, HoldKind.INSPECTION, Actor.AUTHORITY),
        ("DOUPRO", Stage.RETURNING, CustomsState.REFUSED, HoldKind.PROHIBITED, Actor.UNKNOWN),
    ],
)
def test_a_code_needs_no_words(
    code: str, stage: Stage, state: CustomsState, kind: HoldKind, who: Actor
) -> None:
    """Codes alone say what customs does, by whichever name of La Poste they come."""
    for provider in ("laposte", "laposte_suivi_v2", "colissimo"):
        found = classify(provider, code, "", "")
        assert found.customs is not None
        assert (found.stage, found.customs.state) == (stage, state)
        assert (found.customs.kind, found.customs.who_must_act) == (kind, who)
        assert found.decided_by is DecidedBy.CODE


def test_suivi_names_no_side() -> None:
    """Entry, release and hold may be of either customs: the countries tell which."""
    signals = [classify("laposte", code, "", "").customs for code in ("DO1", "DO2", "DO3", "ID0")]
    assert {one.direction for one in signals if one} == {Direction.UNKNOWN}
    assert None not in signals


def test_words_fill_a_bare_hold() -> None:
    """The reason that a label gives to a hold without one is kept."""
    found = classify("laposte", "DO3", "", "Facture manquante, votre colis est retenu en douane")
    assert found.customs is not None
    assert (found.customs.state, found.customs.kind) == (CustomsState.HELD, HoldKind.DOCUMENTS)


def test_only_the_buyers_delivery_is_one() -> None:
    """The sender's own, and a code of delivery whose words name him, are none."""
    assert classify("laposte", "DI1", "", "Distribué").stage is Stage.DELIVERED
    assert classify("laposte", "DI2", "", "Distribué").stage is Stage.RETURNED
    assert classify("laposte", "DI1", "", "Livré à l'expéditeur").stage is Stage.RETURNED


def test_an_unlisted_code_is_read_by_its_words() -> None:
    """A code that no source has is not guessed."""
    assert classify("laposte", "ZZ9", "", "").stage is Stage.UNKNOWN
    assert classify("laposte", "ZZ9", "", "Retenu en Douane").stage is Stage.CUSTOMS


WRONG = (
    Corrected(
        "available_for_pickup",
        "it waits to be fetched, and nobody has",
        (
            (
                "Votre colis est disponible dans le point de retrait sélectionné. La date limite "
                "de retrait du colis a été précisée au destinataire"
            ),
            (
                "Votre colis est disponible dans votre bureau de poste. Le destinataire dispose de "
                "10 jours ouvrés pour retirer son colis sur présentation de son bon de retrait et "
                "d'une pièce d'identité"
            ),
        ),
    ),
    Corrected(
        "accepted",
        "it is left at a post office; Colissimo says so of senders, and names no receiver",
        ("Votre colis a été déposé dans un point postal",),
    ),
    Corrected(
        "returned",
        "it goes, or has gone, back to the sender",
        (
            "Le colis est livré à l'expéditeur suite à un retour",
            "Le colis est retourné à l'expéditeur suite à un refus du destinataire",
            (
                "Le colis est retourné à l'expéditeur. Le destinataire a refusé de payer le "
                "contre-remboursement"
            ),
            "Le colis est retourné à l'expéditeur",
        ),
    ),
    Corrected(
        "failed_attempt",
        "it was at the door, and nobody was there",
        (
            (
                "Votre colis n'a pu être livré car le destinataire était absent. Il sera remis en "
                "livraison le prochain jour ouvré. Le destinataire peut se rendre sur "
                "laposte.fr/modification-livraison pour donner de nouvelles instructions."
            ),
            (
                "Le destinataire était absent lors de la livraison. Votre colis sera présenté une "
                "nouvelle fois le prochain jour ouvré"
            ),
        ),
    ),
    Corrected(
        "arrived_destination",
        "it says so",
        ("Votre colis est arrivé dans le pays de destination",),
    ),
    Corrected("expired", "too old to be followed", ("Colis datant de plus de 90 jours",)),
)


@measured
def test_la_poste_rows() -> None:
    """Both of La Poste's sets of rows are read within the bars."""
    suivi, colissimo = figures(of("laposte_suivi_v2")), relabelled("colissimo", *WRONG)
    print(f"laposte   {suivi}\ncolissimo {colissimo}")  # noqa: T201 - the figures are the point
    for found in (suivi, colissimo):
        assert found.f1 >= 0.99
        assert found.stage >= 0.97
        assert found.buyer >= 0.995

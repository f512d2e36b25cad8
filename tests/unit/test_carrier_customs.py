"""Carriers' sentences about customs: conditions, denials, what is due, and who must act."""

import pytest

from schemas.parcel import Actor, CustomsState, HoldKind
from services.connectors.carriers.stages import classify
from tests.support.sentences import read, state


@pytest.mark.parametrize(
    "text",
    [
        "Contact customer service",
        "The customer has a new address",
        "Customized label printed",
        "Aduan pelanggan diterima",
        "Item on hold at recipient's request",
        "Auf Wunsch des Empfängers zurückgehalten",
        "Na prośbę odbiorcy zatrzymana",
        "Retenu à la demande du destinataire",
        "In giacenza presso l'ufficio postale",
        "Address information required",
        "",
        "!!!",
        "12345",
    ],
)
def test_what_is_not_customs_is_none(text: str) -> None:
    """Words that only look like customs, and holds by choice, are none."""
    assert state(text) == "-"


def test_a_conditional_demand_is_none() -> None:
    """Being told *if* something is needed is a routine, not a demand."""
    text = "We are preparing your package for clearance. We will notify you if documents are needed"
    assert state(text) == "processing"


@pytest.mark.parametrize(
    "text",
    [
        "Will be held by customs if documents are missing",
        "If documents are missing the parcel will be held by customs",
    ],
)
def test_a_hold_that_is_only_threatened_is_none(text: str) -> None:
    """A condition is no event."""
    assert state(text) == "processing"


@pytest.mark.parametrize(
    ("held", "perhaps"),
    [
        ("Held by customs", "May be held by customs"),
        ("Held at customs", "Your parcel may be held at customs for inspection"),
        ("Held by customs", "Parcels can be held by customs for up to 10 days"),
        ("Stopped at customs", "The shipment might be stopped at customs"),
        ("Customs hold", "Possible customs hold"),
        ("Customs requires documents", "Customs may require documents"),
        ("Customs asks for duties, required from you", "Customs could ask for duties to be paid"),
        ("Retenu par la douane", "Le colis pourrait être retenu par la douane"),
        ("Retenu en douane", "Susceptible d'être retenu en douane"),
        ("Vom Zoll zurückgehalten", "Kann vom Zoll zurückgehalten werden"),
        ("Vom Zoll zurückgehalten", "Wird möglicherweise vom Zoll zurückgehalten"),
        ("Retenido en aduana", "El envío podría ser retenido en aduana"),
        ("Retido na alfândega", "O objeto pode ser retido na alfândega"),
        ("Trattenuto in dogana", "Potrebbe essere trattenuto in dogana"),
        ("Задержано таможней", "Может быть задержано таможней"),
        ("Затримано на митниці", "Може бути затримано на митниці"),
        ("Zatrzymana przez urząd celny", "Może zostać zatrzymana przez urząd celny"),
        ("Vastgehouden door de douane", "Kan door de douane worden vastgehouden"),
        ("被海关扣留", "包裹可能会被海关扣留"),
        ("税関で留め置かれています", "税関で留め置かれる可能性があります"),
        ("Gümrük tarafından alıkonuldu", "Gümrük tarafından alıkonulabilir"),
        ("تم احتجاز الشحنة في الجمارك", "قد يتم احتجاز الشحنة في الجمارك"),
        ("ถูกกักไว้ที่ศุลกากร", "อาจถูกกักไว้ที่ศุลกากร"),
        ("Bị hải quan giữ", "Có thể bị hải quan giữ"),
        ("Ditahan oleh bea cukai", "Mungkin ditahan oleh bea cukai"),
        ("Ditahan oleh bea cukai", "Paket dapat ditahan oleh bea cukai"),
    ],
)
def test_a_hold_that_is_only_possible_is_none(held: str, perhaps: str) -> None:
    """What customs may do it has not done, in any language; what it does it does."""
    assert state(held) in {"held", "action_required"}
    assert state(perhaps) in {"processing", "-"}


@pytest.mark.parametrize(
    "text",
    [
        "Held by customs. Additional documents may be required",
        "Held by customs, possibly for inspection",
        "Could be subject to delays: held by customs",
    ],
)
def test_a_hold_with_something_possible_beside_it_is_a_hold(text: str) -> None:
    """Only its own verb makes it a supposition."""
    assert state(text) == "held"


def test_an_inspection_that_is_only_possible_is_nobodys_to_do() -> None:
    """Neither a hold nor the authority's turn."""
    found = read("The shipment could be subject to customs inspection").customs
    assert found is not None
    assert (found.state, found.kind) == (CustomsState.PROCESSING, HoldKind.UNSPECIFIED)
    assert found.who_must_act is Actor.UNKNOWN


@pytest.mark.parametrize("text", ["Held by export customs", "Export clearance: documents missing"])
def test_a_hold_on_the_way_out_is_no_movement(text: str) -> None:
    """It travels no further meanwhile, whatever its stage is called."""
    assert (state(text), read(text).movement) == ("export", False)


def test_returned_from_customs_is_a_release() -> None:
    """Handed back *from* customs is a release; sent back *by* customs is a refusal."""
    assert state("Item returned from import customs") == "released"
    assert state("Item returned by customs") == "refused"
    assert state("Возвращено таможней") == "refused"


def test_a_text_without_a_name_asks_nobody() -> None:
    """Papers missing, nobody named: who must act is unknown; a named sender is the seller."""
    missing = read("Customs problem, documents missing").customs
    assert missing is not None
    assert (missing.kind, missing.who_must_act) == (HoldKind.DOCUMENTS, Actor.UNKNOWN)
    sender = read("Customs requires documents from the sender").customs
    assert sender is not None
    assert sender.who_must_act is Actor.SELLER


def test_what_asks_for_the_buyers_action_is_asked() -> None:
    """Correios' own words, which name neither customs nor a paper."""
    found = read("Faltam informações. Sua ação é necessária").customs
    assert found is not None
    assert (found.state, found.who_must_act) == (CustomsState.ACTION_REQUIRED, Actor.BUYER)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Prohibited articles", "refused"),
        ("Prohibited articles, return required", "refused"),
        ("Seized by customs: prohibited articles, licence missing", "refused"),
        ("Held by customs: prohibited articles, licence requested from the sender", "asked"),
        ("Import prohibited without a licence, the sender must provide it", "asked"),
    ],
)
def test_forbidden_until_a_licence_is_shown_is_a_hold(text: str, wanted: str) -> None:
    """Goods that a paper would let in are held for it, not gone."""
    customs = read(text).customs
    assert customs is not None
    assert customs.kind is HoldKind.PROHIBITED
    asked = (CustomsState.ACTION_REQUIRED, Actor.SELLER)
    refused = (CustomsState.REFUSED, Actor.UNKNOWN)
    assert (customs.state, customs.who_must_act) == (asked if wanted == "asked" else refused)


def test_release_with_money_due() -> None:
    """Cleared, and to be delivered against payment: released, and money is due."""
    found = read("Votre colis est dédouané. Il sera livré contre paiement des droits et taxes")
    assert found.customs is not None
    assert found.customs.state is CustomsState.RELEASED
    assert found.duties_due


@pytest.mark.parametrize(
    "text",
    [
        "No duty is payable",
        "Released from customs, no duty payable",
        "No import duties due; ID of the recipient needed",
    ],
)
def test_money_that_is_denied_is_not_due(text: str) -> None:
    """Neither the words alone nor the sub-status that asks for papers then ask for duty."""
    asked = classify("17track", "InTransit", "InTransit_CustomsRequiringInformation", text)
    assert asked.customs is not None
    assert (read(text).duties_due, asked.duties_due) == (False, False)
    assert asked.customs.kind is HoldKind.DOCUMENTS


@pytest.mark.parametrize(
    "text", ["Import duties have not been paid", "No se han pagado los derechos"]
)
def test_duty_that_is_not_paid_is_due(text: str) -> None:
    """Denied is the payment, not the duty."""
    asked = classify("17track", "InTransit", "InTransit_CustomsRequiringInformation", text)
    assert asked.customs is not None
    assert asked.customs.kind is HoldKind.DUTIES


def test_duty_that_nobody_asks_for_is_not_due() -> None:
    """Here the duty is named, and the demand denied."""
    assert not read("Duty not required").duties_due

"""Words that take from the buyer what a code asks: paid already, or another's to do."""

import pytest

from schemas.parcel import Actor, CustomsState, HoldKind
from services.connectors.carriers.stages import classify

TO_PAY = [
    ("cainiao", "CUS_TAX", ""),
    ("aftership", "Exception", "Exception_006"),
    ("correios", "PAR", "11"),
    ("russian_post", "14", "6"),
    ("17track", "InTransit", "InTransit_CustomsRequiringInformation"),
    ("an_post", "customsPaymentRequired", "true"),
]
"""Codes by which the buyer is to pay, or to tell something."""


@pytest.mark.parametrize("code", TO_PAY, ids=lambda code: code[0])
@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Import duties must be paid by the sender", Actor.SELLER),
        ("Shipper pays the import tax", Actor.SELLER),
        ("Оплата таможенных платежей отправителем", Actor.SELLER),
        ("关税由发件人支付", Actor.SELLER),
        ("Import duty is to be paid by the broker", Actor.CARRIER),
        ("Los derechos los paga el transportista", Actor.CARRIER),
        ("Import duties have been paid", Actor.UNKNOWN),
        ("Import tax paid by the carrier", Actor.UNKNOWN),
        ("Droits de douane payés par l'expéditeur", Actor.UNKNOWN),
        ("Einfuhrabgaben bezahlt", Actor.UNKNOWN),
        ("Таможенные платежи оплачены", Actor.UNKNOWN),
        ("", Actor.BUYER),
        ("Import duties must be paid", Actor.BUYER),
        ("Import duties must be paid by the recipient", Actor.BUYER),
        ("Import duties have not been paid", Actor.BUYER),
        ("Once the duties are paid it will be released", Actor.BUYER),
    ],
)
def test_the_buyer_is_asked_only_where_no_word_speaks_against_it(
    code: tuple[str, str, str], words: str, who: Actor
) -> None:
    """The code's demand stands without words; the sender, broker or carrier named acts instead."""
    found = classify(*code, words).customs
    assert found is not None
    nobody = {Actor.UNKNOWN, Actor.SELLER, Actor.CARRIER}
    assert found.who_must_act in (nobody if who is Actor.UNKNOWN else {who})


def test_what_was_paid_is_asked_of_nobody_and_not_due() -> None:
    """It is looked at until it is released."""
    for code in TO_PAY[:4]:
        found = classify(*code, "Import duties have been paid")
        assert found.customs is not None
        assert found.customs.state is CustomsState.PROCESSING
        assert (found.customs.kind, found.duties_due) == (HoldKind.DUTIES, False)
        assert classify(*code, "").duties_due


def test_papers_are_asked_for_though_the_duty_was_paid() -> None:
    """Correios wants the addressee's word, whatever was paid."""
    found = classify("correios", "PAR", "25", "Imposto pago. Sua ação é necessária").customs
    assert found is not None
    assert found.who_must_act is Actor.BUYER

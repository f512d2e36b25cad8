"""What stands together in a clause tells where a parcel is, in whatever order and language."""

import pytest

from schemas.parcel import CustomsState, Stage
from services.connectors.carriers.text import classify_text
from services.connectors.carriers.wording import read

S = Stage


@pytest.mark.parametrize(
    ("language", "text", "stage"),
    [
        ("en", "To your address the rider is bringing it", S.OUT_FOR_DELIVERY),
        ("de", "Heute nähert sich die Fahrerin", S.OUT_FOR_DELIVERY),
        ("en", "The rider is on the way to the shipper to collect it", S.INFO_RECEIVED),
        ("it", "Il pacco, custodito allo sportello", S.PICKUP),
        ("en", "Reserved for you at the outlet, deadline Friday", S.PICKUP),
        ("en", "Awaiting delivery at the branch", S.IN_TRANSIT),
        ("nl", "Vrachtbrief ingevoerd", S.INFO_RECEIVED),
        ("ko", "라벨이 발급되었습니다", S.INFO_RECEIVED),
        ("en", "The consignment note was received at the depot, parcel shipped out", S.ACCEPTED),
        ("fr", "Livraison décalée au lendemain", S.IN_TRANSIT),
        ("fr", "Livraison décalée, colis abîmé", S.EXCEPTION),
        ("pt", "O pacote já está no país do destinatário", S.ARRIVED),
        ("en", "Landed in Poland", S.ARRIVED),
        ("en", "Departed, next Poland, landed at a hub", S.IN_TRANSIT),
        ("es", "El paquete regresó con el vendedor", S.RETURNING),
        ("de", "Empfänger telefonisch nicht erreichbar", S.FAILED_ATTEMPT),
        ("en", "We cannot trace the parcel", S.LOST),
        ("en", "We cannot locate the address", S.FAILED_ATTEMPT),
    ],
)
def test_what_stands_together(language: str, text: str, stage: Stage) -> None:
    """Neither word alone says it; a word of something else beside them says another thing."""
    assert classify_text(read(text, language)).stage is stage


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("de", "Der Zoll hat keine Einwände", CustomsState.RELEASED),
        ("en", "After customs the parcel resumes its trip", CustomsState.PROCESSING),
        ("es", "Aduana: el envío reanuda su trayecto", CustomsState.RELEASED),
        ("es", "La aduana no consiente la importación", CustomsState.REFUSED),
        ("pl", "Urząd celny nie zgodził się na przywóz", CustomsState.REFUSED),
        ("en", "Customs has objections", CustomsState.PROCESSING),
        ("en", "Held by customs, no objections yet", CustomsState.HELD),
    ],
)
def test_what_customs_lets_go(language: str, text: str, state: CustomsState) -> None:
    """Nothing to object to is a release, nothing allowed a refusal, and a hold stays one."""
    customs = classify_text(read(text, language)).customs
    assert customs is not None
    assert customs.state is state

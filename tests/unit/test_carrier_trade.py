"""What carriers note for each other in few words: who has it, what changed, what is to be paid."""

import pytest

from schemas.parcel import Actor, CustomsState, Stage
from services.connectors.carriers.text import classify_text
from services.connectors.carriers.wording import read

S = Stage


@pytest.mark.parametrize(
    ("language", "text", "stage"),
    [
        ("en", "Parcel handed over to the addressee", S.DELIVERED),
        ("en", "Parcel handed over to the addressee's courier", S.IN_TRANSIT),
        ("vi", "Chúng tôi đã nhận kiện hàng của bạn", S.ACCEPTED),
        ("nl", "Pakje afgehaald door de koerier", S.ACCEPTED),
        ("nl", "Pakje afgehaald door de ontvanger", S.DELIVERED),
        ("en", "The driver is nearby", S.OUT_FOR_DELIVERY),
        ("it", "Il corriere è vicino", S.OUT_FOR_DELIVERY),
        ("en", "Held for pickup by the recipient", S.PICKUP),
        ("en", "Held by the depot", S.EXCEPTION),
        ("en", "Awaiting customer collection, will be returned on Friday", S.PICKUP),
        ("en", "Not collected, will be returned on Friday", S.RETURNING),
        ("en", "The carrier accepted the shipment data", S.INFO_RECEIVED),
        ("en", "The carrier accepted the shipment", S.ACCEPTED),
        ("zh", "快递员未取件", S.INFO_RECEIVED),
        ("es", "Recogida realizada", S.ACCEPTED),
        ("nl", "Pakket klaar om af te halen", S.PICKUP),
        ("en", "Parcel in letterbox", S.DELIVERED),
        ("en", "Parcel on its way to the letterbox", S.IN_TRANSIT),
        ("es", "Dirección del destinatario equivocada", S.EXCEPTION),
        ("fr", "Date de livraison modifiée", S.IN_TRANSIT),
        ("fr", "Date de livraison modifiée, colis abîmé", S.EXCEPTION),
        ("zh", "快件到达派件网点", S.IN_TRANSIT),
    ],
)
def test_who_has_it(language: str, text: str, stage: Stage) -> None:
    """The same word means another thing beside another."""
    assert classify_text(read(text, language)).stage is stage


@pytest.mark.parametrize(
    ("language", "text", "stage"),
    [
        ("en", "Customer unavailable", S.FAILED_ATTEMPT),
        ("en", "Parcel does not fit into the box", S.FAILED_ATTEMPT),
        ("de", "Brief passt nicht in den Kasten", S.FAILED_ATTEMPT),
        ("uk", "Відмова", S.FAILED_ATTEMPT),
        ("it", "Strada interrotta per neve", S.EXCEPTION),
        ("pl", "Opóźnienie: powódź", S.EXCEPTION),
        ("tr", "Kar yağışı nedeniyle dağıtım dışı", S.EXCEPTION),
        ("uk", "Зміна адреси", S.IN_TRANSIT),
        ("es", "Modificación de la fecha de entrega", S.IN_TRANSIT),
        ("it", "Affidato al fattorino", S.OUT_FOR_DELIVERY),
        ("es", "Paquete con el repartidor", S.OUT_FOR_DELIVERY),
        ("id", "Paket sudah diterima di gudang Medan", S.IN_TRANSIT),
        ("id", "Paket sudah diterima oleh agen", S.ACCEPTED),
        ("id", "Paket telah diantar, tetapi alamat salah", S.EXCEPTION),
        ("nl", "Artikel niet toegestaan in de pakketautomaat", S.EXCEPTION),
        ("en", "Created", S.INFO_RECEIVED),
        ("en", "Delivered to the collection counter", S.PICKUP),
        ("tr", "Kurye zimmetinde", S.OUT_FOR_DELIVERY),
        ("de", "Abholfrist abgelaufen", S.EXCEPTION),
        ("it", "Giacenza scaduta", S.EXCEPTION),
        ("es", "Recogido en origen", S.ACCEPTED),
        ("es", "Recogido en oficina", S.DELIVERED),
        ("de", "Paket dem Absender ausgehändigt", S.RETURNED),
        ("zh", "到达派送网点", S.IN_TRANSIT),
        ("zh", "投递成功", S.DELIVERED),
    ],
)
def test_a_word_or_two(language: str, text: str, stage: Stage) -> None:
    """What stopped a parcel, who holds it and where are read from the shortest of notes."""
    found = classify_text(read(text, language))
    assert found.stage is stage
    assert found.customs is None


@pytest.mark.parametrize(
    ("language", "text", "state", "who"),
    [
        ("tr", "Gümrük vergisi alıcı tarafından ödenecek", "action_required", Actor.BUYER),
        ("fr", "Les frais de douane doivent être payés", "action_required", Actor.BUYER),
        ("en", "Customs duties will be paid by the sender", "processing", Actor.UNKNOWN),
        ("en", "Clearance delay: payment not yet received", "action_required", Actor.BUYER),
        ("en", "Payment of import duties received", "released", Actor.UNKNOWN),
        ("pt", "Solicitada revisão do tributo", "processing", Actor.UNKNOWN),
        ("en", "Import declaration submitted", "processing", Actor.UNKNOWN),
        ("nl", "Invoeraangifte afgerond", "released", Actor.UNKNOWN),
        ("en", "Returned to sender by decision of customs", "refused", Actor.UNKNOWN),
    ],
)
def test_what_is_to_be_paid(language: str, text: str, state: str, who: Actor) -> None:
    """What is due is the buyer's only where they, or nobody else, are to pay it."""
    customs = classify_text(read(text, language)).customs
    assert customs is not None
    assert customs.state is CustomsState(state)
    assert customs.who_must_act is who


def test_no_customs_at_the_door() -> None:
    """A paper that the receiver did not show is no customs paper."""
    assert classify_text(read("Destinatário não apresentou documento", "pt")).customs is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Изъято таможней у получателя"),
        ("uk", "Вилучено митницею у одержувача"),
        ("uk", "Доручено перевізнику"),
        ("id", "Paket telah diterima di kantor pos tujuan"),
        ("id", "Pembayaran telah diterima"),
        ("id", "Paket dibawa ke gudang"),
        ("de", "Sendung im Depot abgestellt"),
        ("ja", "運送会社へ引渡済"),
        ("tr", "Parçalı teslimat planlandı"),
    ],
)
def test_what_somebody_else_has_is_no_delivery(language: str, text: str) -> None:
    """A seizure, a hand-over, a depot, a payment and a plan: nobody's parcel has come."""
    assert classify_text(read(text, language)).stage not in {
        Stage.DELIVERED,
        Stage.OUT_FOR_DELIVERY,
    }

"""Carriers' sentences about deliveries: those that are one, and those that only sound like it."""

import pytest

from schemas.parcel import DecidedBy, Stage
from tests.support.sentences import read

NOT_DELIVERED = [
    "Not delivered",
    "Will be delivered tomorrow",
    "Your parcel will be released and delivered soon",
    "Once released from customs it will be delivered",
    "No entregado",
    "Será entregado mañana",
    "Sendung nicht zugestellt",
    "Die Sendung wird morgen zugestellt",
    "Sera livré demain",
    "Colis non livré",
    "Não entregue",
    "Será entregue amanhã",
    "Non consegnato",
    "Sarà consegnato domani",
    "Niet bezorgd",
    "Wordt morgen bezorgd",
    "Nie doręczono",
    "Przesyłka zostanie doręczona jutro",
    "Не вручено",
    "Будет вручено завтра",
    "Не доставлено",
    "Буде доставлено завтра",
    "未妥投",
    "预计明天送达",
    "配達できませんでした",
    "明日配達予定",
    "Delivered to local carrier",
    "Entregado al transportista",
    "Livré au transporteur",
    "Entregue à transportadora",
    "Consegnato al corriere",
    "Delivered back to sender",
]


@pytest.mark.parametrize("text", NOT_DELIVERED)
def test_no_forecast_denial_or_hand_over_is_a_delivery(text: str) -> None:
    """A sentence with the word *delivered* in it is a delivery only where it says so."""
    assert read(text).stage is not Stage.DELIVERED


@pytest.mark.parametrize(
    "text",
    [
        "Delivered",
        "Your parcel has been delivered to your neighbour",
        "Ihre Sendung wurde zugestellt",
        "Votre colis a été livré",
        "El paquete ha sido entregado",
        "Objeto entregue ao destinatário",
        "La spedizione è stata consegnata",
        "Het pakket is bezorgd",
        "Przesyłka została doręczona",
        "Вручено адресату",
        "Доставлено отримувачу",
        "包裹已签收",
        "お届け済み",
        "배송완료",
    ],
)
def test_a_delivery_is_one(text: str) -> None:
    """A delivery is read as one, in every language."""
    assert read(text).stage is Stage.DELIVERED
    assert read(text).decided_by is DecidedBy.TEXT


def test_a_failed_attempt_beside_a_hold() -> None:
    """A compound tells both: the attempt failed, and customs has it."""
    found = read("Held by customs, delivery attempt failed")
    assert found.stage is Stage.FAILED_ATTEMPT
    assert found.customs is not None

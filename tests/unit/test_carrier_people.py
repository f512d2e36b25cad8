"""Whom a carrier's sentence names as the one to act, and what its grammar leaves of its words."""

import pytest

from schemas.parcel import Actor, Stage
from tests.support.sentences import read


def asked(text: str) -> Actor:
    """Who must act."""
    customs = read(text).customs
    return Actor.UNKNOWN if customs is None else customs.who_must_act


@pytest.mark.parametrize(
    "text",
    [
        "The customs broker of the recipient has not filed the declaration",
        "Le courtier en douane du destinataire doit déposer la déclaration",
        "Lo spedizioniere doganale del destinatario deve presentare la bolletta",
        "De douane-expediteur van de ontvanger moet aangifte doen",
        "Таможенный брокер получателя должен подать декларацию",
        "收件人指定的报关行须提交报关单",
    ],
)
def test_a_receivers_broker_is_no_receiver(text: str) -> None:
    """He is named only to say whose broker it is."""
    assert asked(text) is Actor.CARRIER


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The sender told us that the recipient must pay the customs duty", Actor.BUYER),
        ("For the recipient's customs clearance the sender must send an invoice", Actor.SELLER),
        ("Der Empfänger wurde aufgefordert, die Einfuhrabgaben zu begleichen", Actor.BUYER),
    ],
)
def test_who_is_told_is_the_one_named_last_before(text: str, who: Actor) -> None:
    """Others are named as well, but they are not told to do anything."""
    assert asked(text) is who


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Delivery refused by the recipient", Stage.FAILED_ATTEMPT),
        ("Import refused by customs", Stage.RETURNING),
        ("The recipient has picked up the parcel", Stage.DELIVERED),
        ("Picked up by the courier", Stage.ACCEPTED),
        ("Waiting for the customer to come and fetch it", Stage.PICKUP),
        ("Handed to your neighbour", Stage.DELIVERED),
        ("Handed to the airline", Stage.IN_TRANSIT),
        ("Delivered to customs", Stage.CUSTOMS),
        ("Could not be delivered and will be returned to the sender", Stage.RETURNING),
        ("Your customer service request has been received", Stage.IN_TRANSIT),
    ],
)
def test_the_same_deed_of_another_means_another_stage(text: str, stage: Stage) -> None:
    """Who refuses, fetches or is given a parcel decides what became of it."""
    assert read(text).stage is stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("ที่อยู่ไม่ถูกต้อง พัสดุจะถูกส่งกลับผู้ส่ง", Stage.RETURNING),
        ("税関に拒否され返送中", Stage.RETURNING),
        ("세관에서 거부되어 반송중", Stage.RETURNING),
        ("لم يتم تسليم الشحنة وأعيدت إلى المرسل", Stage.RETURNED),
    ],
)
def test_a_modifier_stays_with_its_own_statement(text: str, stage: Stage) -> None:
    """A space ends one in Thai; what stands behind a word belongs to the nearest."""
    assert read(text).stage is stage

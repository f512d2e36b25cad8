"""Carriers whose codes only others pass on: rows of real events, and what must not be said."""

import pytest

from schemas.parcel import Actor, Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.tables.registered import TABLES
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import measured

LABELS: dict[str, tuple[Corrected, ...]] = {
    "seko": (
        Corrected(
            "accepted",
            "received or collected: the carrier has it, which is neither moving nor only announced",
            (
                "Received by carrier",
                "Received by carrier – no manifest sent",
                "Parcel received and accepted",
                "Collected from sender",
            ),
        ),
        Corrected(
            "lost",
            "lost, disposed of or to be destroyed: nobody tries to deliver it again",
            ("Parcel lost", "Package disposed", "Amazon RTS - DESTROY"),
        ),
        Corrected("exception", "damage is no attempt to deliver", ("Parcel Damaged",)),
        Corrected("exception", "an exception, as its own words say", ("Delivery exception",)),
        Corrected("failed_attempt", "nobody was there to take it", ("Recipient not available",)),
        Corrected("returned", "it went back", ("Attempted Delivery - Returned to Sender",)),
    ),
    "spring": (
        Corrected("accepted", "the carrier has it, as its own words say", ("ACCEPTED",)),
        Corrected("lost", "lost or destroyed is no attempt to deliver", ("LOST OR DESTROYED",)),
    ),
    "correos_es": (
        Corrected(
            "delivered",
            "released and then delivered to the addressee: the later of two things said",
            ("Finalizada tramitación de importación - Envío entregado destinatario",),
        ),
    ),
}
WORDS_ALONE = ("ukrposhta", "japan_post", "poste_italiane", "opt_nc", "upu_ems_public")
"""Without codes: what the words are worth."""


@measured
@pytest.mark.parametrize("provider", [*TABLES, *WORDS_ALONE])
def test_rows_of_each(provider: str) -> None:
    """Every provider's rows are read within the bars."""
    found = relabelled(provider, *LABELS.get(provider, ()))
    print(f"{provider} {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


@pytest.mark.parametrize(
    ("provider", "code", "sub_code", "state"),
    [
        ("seko", "OP-6", "", CustomsState.HELD),
        ("seko", "OP-87", "", CustomsState.ACTION_REQUIRED),
        ("seko", "OP-88", "", CustomsState.ACTION_REQUIRED),
        ("landmark", "90", "", CustomsState.ACTION_REQUIRED),
        ("landmark", "135", "", CustomsState.ACTION_REQUIRED),
        ("spring", "41", "", CustomsState.ACTION_REQUIRED),
        ("4px", "FPX_I_HC", "", CustomsState.HELD),
        ("4px", "FPX_I_CC", "", CustomsState.PROCESSING),
        ("4px", "FPX_I_RC", "", CustomsState.PROCESSING),
        ("kuaidi100", "13", "", CustomsState.ACTION_REQUIRED),
        ("kdniao", "6", "604", CustomsState.ACTION_REQUIRED),
        ("track123", "ABNORMAL", "ABNORMAL_02", CustomsState.HELD),
        ("swiss_post", "ITM_IMP_195", "", CustomsState.PROCESSING),
        ("an_post", "1", "webCategoryId", CustomsState.PROCESSING),
        ("gls_fr_erp", "403", "", CustomsState.ACTION_REQUIRED),
        ("lp_express_lt", "EME", "", CustomsState.PROCESSING),
        ("shipengine", "CUSTOMS_PROCESSING", "", CustomsState.PROCESSING),
    ],
)
def test_a_code_of_customs_alone_asks_nobody(
    provider: str, code: str, sub_code: str, state: CustomsState
) -> None:
    """A hold without a reason names no one who must act, least of all the buyer."""
    found = classify(provider, code, sub_code, "", "en")
    assert found.stage is Stage.CUSTOMS
    assert found.customs is not None
    assert (found.customs.state, found.customs.who_must_act) == (state, Actor.UNKNOWN)


def charged(set_to: str) -> Classified:
    """An Post's flag of a customs charge."""
    return classify("an_post", "customsPaymentRequired", set_to, "", "en")


def test_a_charge_of_an_post_is_the_addressees() -> None:
    """The flag names money with an amount and a day: the buyer pays it. Not set it says nothing."""
    found = charged("true")
    assert found.duties_due
    assert found.customs is not None
    assert (found.customs.kind, found.customs.who_must_act) == (HoldKind.DUTIES, Actor.BUYER)
    assert charged("false").customs is None


@pytest.mark.parametrize(
    ("provider", "code", "text"),
    [
        ("seko", "OP-88", "Held at Export Hub - Additional Payment Required"),
        ("seko", "OP-88", "Import duties must be paid by the recipient"),
        ("landmark", "90", "Held for payment"),
    ],
)
def test_a_payment_that_names_nobody_is_not_the_buyers(provider: str, code: str, text: str) -> None:
    """Who owes the carrier is not said, whatever payment means elsewhere."""
    found = classify(provider, code, "", text, "en").customs
    assert found is not None
    assert (found.kind, found.who_must_act) == (HoldKind.DUTIES, Actor.UNKNOWN)
    assert found.direction is not Direction.IMPORT


def test_words_may_say_why_customs_waits() -> None:
    """An exception of clearance is open to the words beside it, which then have decided."""
    found = classify("kuaidi100", "13", "", "Import duties must be paid by the recipient", "en")
    assert found.customs is not None
    assert (found.customs.kind, found.customs.who_must_act) == (HoldKind.DUTIES, Actor.BUYER)
    assert found.decided_by is DecidedBy.TEXT


@pytest.mark.parametrize(
    ("provider", "code", "text", "stage"),
    [
        ("gls", "DELIVERED", "Delivered to the parcel shop, ready for collection", Stage.PICKUP),
        ("spring", "100", "Delivered to the local carrier", Stage.IN_TRANSIT),
        ("kdniao", "301", "退件签收", Stage.RETURNED),
        ("gls", "DELIVEREDPS", "", Stage.PICKUP),
        ("lp_express_lt", "DA_RETURNED", "", Stage.RETURNED),
    ],
)
def test_only_the_buyers_delivery_is_one(provider: str, code: str, text: str, stage: Stage) -> None:
    """A shop, another carrier or the sender is not the buyer."""
    assert classify(provider, code, "", text).stage is stage


@pytest.mark.parametrize("provider", list(TABLES))
def test_a_code_nobody_listed_is_left_to_the_words(provider: str) -> None:
    """It is unknown by itself, and what its words say otherwise."""
    assert classify(provider, "NO-SUCH", "", "").stage is Stage.UNKNOWN
    told = classify(provider, "NO-SUCH", "NO-SUCH", "Held by customs", "en")
    assert (told.stage, told.decided_by) == (Stage.CUSTOMS, DecidedBy.TEXT)


def test_the_main_code_decides_for_a_sub_code_nobody_listed() -> None:
    """A state that is known stays known when a sub-state is added to it."""
    found = classify("kuaidi100", "6", "699", "", "zh")
    assert (found.stage, found.decided_by) == (Stage.RETURNING, DecidedBy.CODE)
    assert classify("kuaidi100", "5", "501", "").decided_by is DecidedBy.SUB_CODE


@pytest.mark.parametrize(
    "text",
    [
        "Held at export customs, duties must be paid",
        "Export customs: the recipient must pay the duties",
        "Held at export hub, unpaid duties",
        "出口清关 需缴纳关税",
    ],
)
def test_customs_on_the_way_out_asks_no_buyer(text: str) -> None:
    """Who pays duties is the buyer on the way in alone, whatever the words ask for."""
    found = classify("", "", "", text).customs
    assert found is not None
    assert (found.state, found.direction) == (CustomsState.ACTION_REQUIRED, Direction.EXPORT)
    assert found.who_must_act is Actor.UNKNOWN


def test_a_code_on_the_way_out_takes_no_buyer_from_words() -> None:
    """A table's exception of customs is the sender's where its words name the export."""
    said = "Export customs: the recipient must pay the duties"
    found = classify("spring", "41", "", said, "en").customs
    assert found is not None
    assert (found.direction, found.who_must_act) == (Direction.EXPORT, Actor.UNKNOWN)
    inward = classify("spring", "41", "", said.replace("Export", "Import"), "en").customs
    assert inward is not None
    assert inward.who_must_act is Actor.BUYER


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("快递柜签收", Stage.PICKUP),
        ("快件已由菜鸟驿站签收", Stage.PICKUP),
        ("已放入快递柜", Stage.PICKUP),
        ("正常签收", Stage.DELIVERED),
        ("用户签收", Stage.DELIVERED),
    ],
)
def test_a_lockers_signature_is_not_the_buyers(text: str, stage: Stage) -> None:
    """What a locker or a station signs for still waits there."""
    assert classify("", "", "", text, "zh").stage is stage


@pytest.mark.parametrize("held", ["затримано", "затриманий", "затримана", "затримане"])
def test_a_hold_is_one_in_every_gender(held: str) -> None:
    """Ukrainian's participle agrees with the parcel's noun."""
    found = classify("", "", "", f"Відправлення {held} митницею", "uk").customs
    assert found is not None
    assert found.state is CustomsState.HELD

"""Marketplaces that take only texts of their own: forms filled, gated, and what has none a task."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.order import Buyer
from services.connectors.forms import Filled, Form, one_of, read, written
from services.connectors.manners import Manners
from services.notifier.admit import AsTask, Go, Ledgers, admit
from services.notifier.gate import refusal
from services.notifier.likeness import alike
from services.notifier.plan import PlannedAction
from services.notifier.speech import render, speech, spoken
from services.notifier.texts import default
from tests.support.notifier import (
    AROUND,
    NOW,
    D,
    case_of,
    hold,
    order,
    parcel,
    planned,
)

NUMBER = ("number", "parcel.number")
HELD = Form("hold_needs_buyer", "customs_action", (NUMBER, ("since", "hold.since")))
OVER = Form("hold_released", "customs_over", (NUMBER, ("until", "hold.until")))
TEMPLATED = Manners(longest=500, templates=(HELD, OVER))
THERE = replace(AROUND, manners=TEMPLATED, shop=replace(AROUND.shop, unreviewed="task"))
RULE = "hold-buyer-must-act"

NAMES = st.from_regex(r"[a-z0-9_]{1,20}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(NAMES, st.sampled_from(["es", "pt-BR", "zh-Hant", "fil"]), st.dictionaries(NAMES, LINES))
def test_a_form_is_read_as_it_was_written(name: str, language: str, blanks: dict[str, str]) -> None:
    """The string stands for the form and nothing else."""
    filled = Filled(name, language, blanks)
    assert read(written(filled)) == filled


@given(st.text(), st.text())
def test_no_value_makes_a_blank_of_its_own(value: str, other: str) -> None:
    """Whatever fills one stays one line; what is empty then is no form that may be sent."""
    found = read(written(Filled("a_form", "en", {"one": value, "two": other})))
    if " ".join(value.split()) and " ".join(other.split()):
        assert found is not None
        assert list(found.blanks) == ["one", "two"]
    else:
        assert found is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Your parcel is at customs.",
        "customs_action [es]",
        "customs_action [es]\nnumber: RR1\nsince: 3 de marzo\nnote: call me",
        "customs_action [es]\nsince: 3 de marzo\nnumber: RR1",
        "another [es]\nnumber: RR1\nsince: 3 de marzo",
        "customs_action [es]\nnumber: RR1\nsince: 3 de marzo\nand some words",
    ],
)
def test_only_a_known_form_with_all_its_blanks_passes_the_gate(text: str) -> None:
    """Free words do not, nor a form that the marketplace does not have or has otherwise."""
    assert refusal(text, TEMPLATED)
    assert not one_of(text, TEMPLATED.templates or ())


def test_a_link_in_a_blank_does_not_pass_either() -> None:
    """The gate reads what fills the blanks as it reads any words."""
    good = "customs_action [es]\nnumber: RR123456789CN\nsince: 3 de marzo"
    assert not refusal(good, TEMPLATED, {"RR123456789CN"})
    assert refusal(good.replace("3 de marzo", "http://evil.com"), TEMPLATED)
    assert refusal(good.replace("3 de marzo", "whatsapp"), TEMPLATED)


def held() -> PlannedAction:
    """The word about a hold."""
    found = planned(case_of(order(), parcel(hold())), RULE, THERE)
    assert found is not None
    return found


def test_what_has_a_form_is_said_by_it_in_the_buyers_language() -> None:
    """Dates are written as the buyer's language has them; nobody has to review foreign words."""
    buyer = Buyer(reference="buyer-1", language="de")
    case = case_of(order(buyer=buyer), parcel(hold()))
    said = speech(held(), case, THERE, default())
    assert said.text == "customs_action [de]\nnumber: RR123456789CN\nsince: 10. März"
    assert (said.against, said.language) == ("", "de")
    assert render(held(), case, THERE, default()).body == said.text
    assert isinstance(admit(held(), case, Ledgers(), THERE, NOW), Go)


def test_what_has_none_is_a_task_with_our_words() -> None:
    """Staff get the text; the machine sends nothing in its place."""
    action = replace(held(), template="hold_reminder")
    case = case_of(order(), parcel(hold()))
    verdict = admit(action, case, Ledgers(), THERE, NOW)
    assert isinstance(verdict, AsTask)
    assert "hold_reminder" in verdict.reason
    assert "RR123456789CN" in render(action, case, THERE, default()).body
    assert read(render(action, case, THERE, default()).body) is None


def test_a_blank_that_nothing_fills_makes_it_a_task() -> None:
    """A hold that is not over has no last day: the form that tells one is not sent."""
    action = replace(held(), template="hold_released")
    case = case_of(order(), parcel(hold()))
    verdict = spoken(Go("chat"), action, case, THERE, default(), now=NOW)
    assert isinstance(verdict, AsTask)
    assert "hold.until" in verdict.reason


def test_another_form_is_not_taken_for_ours() -> None:
    """Platforms change words, and not their own texts: what a person sent of them is a person's."""
    ours = "customs_action [es]\nnumber: RR123456789CN\nsince: 3 de marzo"
    assert alike(ours, ours)
    assert not alike(ours.replace("customs_action", "customs_still_waits"), ours)
    assert not alike(ours.replace("3 de", "4 de"), ours)
    assert not alike("Customs has held parcel RR123456789CN since 3 de marzo", ours)


def test_a_form_without_its_date_is_not_said_when_it_is_old() -> None:
    """A place or status older than three days has its date with it, in forms as in words."""
    undated = replace(TEMPLATED, templates=(Form("hold_needs_buyer", "customs_action", (NUMBER,)),))
    case = case_of(order(), parcel(hold(since=NOW - 4 * D)))
    for manners, goes in ((TEMPLATED, True), (undated, False)):
        around = replace(THERE, manners=manners)
        action = planned(case, RULE, around)
        assert action is not None
        verdict = spoken(Go("chat"), action, case, around, default(), now=NOW)
        assert isinstance(verdict, Go) == goes


def test_a_form_of_a_running_delay_is_of_our_text_alone() -> None:
    """Which form stands for which text is the marketplace's data, never guessed by likeness."""
    assert TEMPLATED.template_of("hold_needs_buyer") is HELD
    assert TEMPLATED.template_of("running_late") is None
    assert Manners(longest=500).template_of("hold_needs_buyer") is None

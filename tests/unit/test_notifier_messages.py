"""What buyers and staff read."""

from dataclasses import replace
from pathlib import Path

import pytest

from schemas.order import Buyer, Destination
from schemas.parcel import HoldKind
from services.notifier.messages import plain
from services.notifier.playbook import load
from services.notifier.speech import render
from services.notifier.texts import DIRECTORY, STAFF, Texts, available, default
from services.runtime.errors import ConfigurationError
from tests.support.notifier import (
    AROUND,
    NOW,
    D,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
    planned,
)


def told(
    country: str = "ES", language: str | None = None, kind: HoldKind = HoldKind.DOCUMENTS
) -> str:
    """The hold message for a buyer."""
    where = order(
        destination=Destination(country=country), buyer=Buyer(reference="b", language=language)
    )
    case = case_of(where, parcel(hold(kind=kind)))
    action = planned(case, "hold-buyer-must-act")
    assert action is not None
    return render(action, case, AROUND).body


def test_the_hold_message_says_all_that_it_must() -> None:
    """Customs of YOUR COUNTRY, what is asked and of whom, tell us, contact whom, write to us."""
    text = told("US")
    for words in (
        "RR123456789CN",
        "reached the customs of your country (United States, ",
        "asks you, the recipient, for documents or information",
        "follow the notice from customs or the carrier",
        "contact them",
        "write to us here",
        "Please tell us when it arrives",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("country", "language", "words"),
    [
        ("ES", None, "la aduana de su país (España, "),
        ("MX", None, "la aduana de su país (México, "),
        ("BR", None, "alfândega do seu país (Brasil, "),
        ("BR", "es-AR", "la aduana de su país (Brasil, "),
        ("ES", "pt-BR", "alfândega do seu país (Espanha, "),
        ("SE", None, "customs of your country (Sweden, "),
        ("ES", "sv", "customs of your country (Spain, "),
    ],
)
def test_the_buyers_language_else_the_countrys_else_english(
    country: str, language: str | None, words: str
) -> None:
    """With the country's name in that language."""
    assert words in told(country, language)


def test_every_text_for_staff_has_a_title_and_says_what_to_do() -> None:
    """With everything known, and with nothing known but what raised it."""
    full = case_of(order(), parcel(hold()), dispute(), message())
    bare = case_of(dispute(answer_due=None), message())
    for case in (full, bare):
        action = planned(case, "dispute-opened")
        assert action is not None
        for path in (DIRECTORY / STAFF).glob("*.txt"):
            args = {**action.args, "days": "7"}
            text = render(replace(action, template=path.stem, args=args), case, AROUND)
            assert text.subject
            assert "What to do: " in text.body
            assert "None" not in text.subject + text.body


def test_every_text_belongs_to_a_rule() -> None:
    """Nothing lies about that is never sent."""
    rules = load().rules
    used = {rule.template for rule in rules} | {rule.args.get("draft", "") for rule in rules}
    assert used - {""} == available().spoken | available().staff


def test_foreign_words_bring_no_link_and_no_second_line() -> None:
    """Carrier names and numbers are values, never templates, and never an address."""
    assert plain("see http://x.example") == ""
    assert plain("a@b.example") == ""
    assert plain("two\nlines\x00  here") == "two lines here"
    assert len(plain("x" * 500)) == 60
    hostile = case_of(order(), parcel(hold(), carrier="{{ order }}", number="RR1{% if %}"))
    action = planned(hostile, "hold-buyer-must-act")
    assert action is not None
    assert "RR1{% if %}" in render(action, hostile, AROUND).body


def test_a_template_that_asks_for_what_is_not_there_is_named(tmp_path: Path) -> None:
    """At load where it is no template, at use where the value does not exist."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "hold_needs_buyer.txt").write_text("Hello {{ parcel.nmuber }}")
    case = case_of(order(buyer=Buyer(reference="b", language="en")), parcel(hold()))
    action = planned(case, "hold-buyer-must-act", now=NOW)
    assert action is not None
    with pytest.raises(ConfigurationError, match=r"templates/en/hold_needs_buyer\.txt"):
        render(action, case, AROUND, Texts(tmp_path))
    (tmp_path / "en" / "broken.txt").write_text("line one\n{{ parcel")
    with pytest.raises(ConfigurationError, match=r"broken.txt \(en\):2"):
        Texts(tmp_path)


def test_a_sellers_text_takes_the_place_of_one(tmp_path: Path) -> None:
    """One file changes one text; all others, in every language and for staff, stay."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "hold_needs_buyer.txt").write_text("Ours: {{ parcel.number }}")
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "hold_needs_buyer.txt").write_text("Hej")
    own, usual = Texts(tmp_path), default()
    assert own.names == usual.names
    assert own.languages == usual.languages | {"sv"}
    assert own.language_of("running_late", "sv") == "en"
    english, spanish = (
        case_of(order(buyer=Buyer(reference="b", language=language)), parcel(hold()))
        for language in ("en", "es")
    )
    action = planned(english, "hold-buyer-must-act", now=NOW)
    assert action is not None
    assert render(action, english, AROUND, own).body == "Ours: RR123456789CN"
    assert render(action, spanish, AROUND, own) == render(action, spanish, AROUND)


def test_a_directory_without_texts_is_a_mistake(tmp_path: Path) -> None:
    """A path written wrongly is said, not passed over."""
    with pytest.raises(ConfigurationError, match="holds no templates"):
        Texts(tmp_path / "nowhere")


def test_dates_are_the_buyers() -> None:
    """In words, in the buyer's language and zone."""
    case = case_of(
        order(destination=Destination(country="BR"), promise={"at": NOW + 2 * D, "source": "shop"}),
        parcel(),
    )
    action = planned(case, "silent-before-promise")
    assert action is not None
    assert "12 de março" in render(action, case, AROUND).body

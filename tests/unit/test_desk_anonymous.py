"""An answer made anybody's: nothing of one buyer's stays, and what stays still says something."""

from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import HoldKind
from services.connectors.manners import Manners
from services.desk.knowledge.anonymous import FACTS, anonymous, facts_of
from services.desk.knowledge.departments import cause_of, causes, check
from services.desk.knowledge.learn import known_words
from services.desk.knowledge.lexemes import asked, configuration, pairs_in
from services.notifier.blanks import BLANK, filled, unfilled
from services.notifier.faults import ComplaintType, Party
from services.notifier.gate import refusal
from services.notifier.messages import values
from services.notifier.sample import AROUND, NUMBER, action_of, case_in, said
from services.notifier.texts import default
from services.runtime.errors import ConfigurationError

ENDLESS = Manners(longest=10_000, links=True, contacts=True)
CASE = case_in("ES", HoldKind.DOCUMENTS)


def _made(text: str, language: str = "en", theirs: tuple[str, ...] = ()) -> str:
    told = values(action_of("hold_needs_buyer"), CASE, AROUND, language)
    return anonymous(text, facts_of(told), theirs, known_words(language, None), language)


@pytest.mark.parametrize("language", sorted(default().languages))
def test_a_text_of_ours_comes_back_as_it_was(language: str) -> None:
    """In every language: its facts become places, no word is lost, and they are filled in anew."""
    for name in ("hold_needs_buyer", "running_late", "pickup_waiting"):
        told = values(action_of(name), CASE, AROUND, language)
        text = said(name, language, ENDLESS, default(), kind=HoldKind.DOCUMENTS, country="ES").text
        made = anonymous(text, facts_of(told), (), known_words(language, None), language)
        assert NUMBER not in made
        assert "{parcel.number}" in made or NUMBER not in text
        assert not any(sign.isdigit() for sign in made) or not any(s.isdigit() for s in text)
        assert filled(made, told).count(BLANK) <= 1, made


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            (
                f"Dear Maria Lopez,\nyour parcel {NUMBER} is held in Spain. Write to ana@shop.com"
                " or call +34 600 123 456 by 12 May 2026. We refund 25.50 EUR.\nBest regards, Ana"
            ),
            "en",
            (
                "Dear ____,\nyour parcel {parcel.number} is held in {order.country}. Write to ____"
                " or call ____ by ____. We refund ____ EUR.\nBest regards, ____"
            ),
        ),
        (
            "hi maria, please tell us when it arrives",
            "en",
            "hi ____, please tell us when it arrives",
        ),
        (
            (
                "Hola señora García: lamentamos el retraso. Enviaremos un reemplazo a Barcelona el"
                " martes, 3 de marzo de 2026. Saludos, Carlos"
            ),
            "es",
            (
                "Hola ____: lamentamos el retraso. Enviaremos un reemplazo a ____ el ____."
                " Saludos, ____"
            ),
        ),
        (
            "Sehr geehrte Frau Müller, Ihr Paket ist leider beim Zoll. Bitte senden Sie ein Foto.",
            "de",
            "Sehr geehrte Frau ____, Ihr Paket ist leider beim Zoll. Bitte senden Sie ein Foto.",
        ),
        ("親愛的王小明，您的包裹已到達海關，請聯繫我們。", "zh-Hant", None),
        ("山田太郎様、お荷物は税関で止まっています。", "ja", None),
    ],
)
def test_names_dates_and_addresses_become_blanks(
    text: str, language: str, wanted: str | None
) -> None:
    """In the scripts of our languages, greeted, signed and in the midst of a sentence."""
    made = _made(text, language)
    if wanted is not None:
        assert made == wanted
    for name in ("Maria", "maria", "García", "Müller", "王小明", "山田", "ana@", "600", "Carlos"):
        assert name not in made


def test_what_the_buyer_wrote_is_not_repeated() -> None:
    """A word of theirs that our texts do not have goes, be it written small."""
    text = "The parcel with your blender for juan is at customs, please tell us when it arrives."
    made = _made(text, theirs=("where is the blender? juan waits",))
    assert "blender" not in made
    assert "juan" not in made
    assert made.startswith("The parcel with your ____ for ____ is at customs")


def test_what_would_be_all_blanks_is_not_kept() -> None:
    """Nor what says nothing."""
    assert _made("Maria Lopez Calle Mayor Madrid parcel") == ""
    assert _made("12345") == ""


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_no_number_and_no_address_is_ever_left(text: str, theirs: list[str]) -> None:
    """Whatever is written; and nothing but the known places stands in braces."""
    made = anonymous(text, [], theirs, known_words("en", None), "en")
    assert not any(sign.isdigit() for sign in made)
    assert "@" not in made or not any(c.isalnum() for c in made.split("@", 1)[1][:1])
    assert "{" not in made


def test_what_is_left_blank_is_said_to_nobody() -> None:
    """Neither a blank nor a named place passes the gate, on any marketplace."""
    for text in (f"Hello {BLANK}, it is late", "Your parcel {parcel.number} is late", "a ______ b"):
        assert unfilled(text)
        assert "blank" in refusal(text, ENDLESS)
    told = values(action_of("x"), CASE, AROUND, "en")
    every = " ".join(f"{{{name}}}" for name in FACTS)
    assert NUMBER in filled(every, told)
    assert filled("{parcel.args} {nothing.here} {hold.kind_x}", told) == " ".join([BLANK] * 3)


def test_every_complaint_belongs_to_somebody() -> None:
    """Whoever is responsible; and the settings name only causes that exist."""
    for kind, party in product(ComplaintType, Party):
        assert cause_of(kind, party).department
    check({causes()[0].cause: "Ms Chen"})
    with pytest.raises(ConfigurationError, match="there is no cause teleported"):
        check({"teleported": "x"})


def test_words_are_asked_of_every_script() -> None:
    """Pairs of signs where there are no spaces, a dictionary's words elsewhere."""
    assert asked("customs papers") == ("customs papers", "")
    assert asked("海关文件") == ("", "'海关' & '关文' & '文件'")
    assert asked("DHL 税") == ("DHL", "'税'")
    assert set(pairs_in("海关")) == {"海", "关", "海关"}
    assert (configuration("es-MX"), configuration("pl")) == ("spanish", "simple")


@pytest.mark.parametrize("stretch", ["a", "a.", "a-", "+", "1 ", "@a", "a@", "#("])
def test_long_words_are_made_anybodys_in_no_time(stretch: str) -> None:
    """Whatever somebody wrote, many times over: in proportion to its length."""
    _made("")
    began = process_time()
    _made(stretch * 20_000)
    assert process_time() - began < 2


def test_an_address_goes_as_a_whole() -> None:
    """With whatever hangs on to it."""
    for told in ("@ann.shop.example", "x-foo.example", "a.b+c@d.example", "+34a612345678"):
        made = _made(f"please write to us at {told} and we will answer")
        assert made == f"please write to us at {BLANK} and we will answer", told

"""The words that carriers' sentences are read by: whole in every language, safe on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Classified, Stage
from services.connectors.carriers.stages import TABLES, classify
from services.connectors.carriers.words import LEXICONS
from services.connectors.carriers.words.lexicon import Concept, Lexicon
from services.connectors.carriers.words.normal import clauses, normalise


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.text(), st.text(), st.none() | st.text())
def test_classify_is_total(
    provider: str, code: str, sub_code: str, text: str, language: str | None
) -> None:
    """Whatever a provider sends is classified: nothing is raised."""
    for name in (provider, *TABLES):
        assert classify(name, code, sub_code, text, language).stage in Stage


WORDS = [
    word.replace("*", "").replace("~", "").split("/")[0]
    for lexicon in LEXICONS.values()
    for given_words in (*lexicon.words.values(), *lexicon.beside.values())
    for word in given_words.split(",")
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_salad_of_words_is_classified(text: str) -> None:
    """Sentences made of the lexicons' own words are classified as well."""
    assert classify("17track", "InTransit", "InTransit_Other", text).stage in Stage


@given(
    st.lists(
        st.none() | st.integers() | st.floats() | st.binary() | st.lists(st.text()),
        min_size=5,
        max_size=5,
    )
)
def test_values_that_are_no_text_say_nothing(values: list[object]) -> None:
    """Whatever a provider puts where a text belongs."""
    assert classify(*values) == Classified(stage=Stage.UNKNOWN)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """Normal form is stable, so that patterns and text meet."""
    assert normalise(normalise(text)) == normalise(text)
    assert all(clauses(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TESLİM ALICI", "teslim alıcı"),
        ("ĐÃ THÔNG QUAN", "da thong quan"),
        ("أُعيدت الشُّحنة", "اعيدت الشحنه"),
        ("تـم التسليـم", "تم التسليم"),
        ("مستشفى", "مستشفي"),
        ("นํา\u200bจ่าย", "นำจ่าย"),
        ("เเละ", "และ"),
    ],
)
def test_ways_of_writing_a_word_are_one(one: str, other: str) -> None:
    """Capitals, marks, long strokes and joints without a width make no other word."""
    assert normalise(one) == normalise(other)


def test_vowels_and_tones_of_thai_tell_words_apart() -> None:
    """They are no accents: *near* and *far* differ in them alone."""
    assert len({normalise("ใกล้"), normalise("ไกล"), normalise("ใกล")}) == 3


def found(lexicon: Lexicon, clause: str) -> list[str]:
    """The words that a lexicon finds."""
    return [hit.words for hit in lexicon.find(normalise(clause))]


def test_a_pattern_may_leave_the_beginning_of_a_word_open() -> None:
    """The ending is what counts, and it ends the word."""
    endings = Lexicon("tr", {Concept.NOT: "*medi, *madı, değil"})
    assert found(endings, "edilmedi yapılmadı değil") == ["edilmedi", "yapilmadi", "degil"]
    assert found(endings, "medikal edildi") == []


def test_a_carriers_name_stands_for_any() -> None:
    """What is handed to a carrier is said of each of them alike."""
    handed = Lexicon("en", {Concept.ACCEPTED: "handed to @"})
    assert found(handed, "handed to La Poste") == ["handed to la poste"]
    assert found(handed, "handed to 4PX") == ["handed to 4px"]
    assert found(handed, "handed to you") == []


def test_what_must_be_is_not_yet() -> None:
    """A demand is a modifier as well: what must be handed in has not been."""
    demand = Lexicon("en", {Concept.MUST: "must", Concept.FUTURE: "will"})
    kinds = {hit.concept for hit in demand.find("must")}
    assert kinds == {Concept.MUST, Concept.FUTURE}


def test_a_lone_word_behind_a_colon_belongs_to_what_stands_before() -> None:
    """*Customs: released* is one statement, and *Note: it was not released* two."""
    assert clauses("Customs: released") == ["customs released"]
    assert clauses("Note: it was not released") == ["note", "it was not released"]


def test_what_is_written_together_with_a_word_is_found_with_it() -> None:
    """Article, preposition and conjunction, one after another."""
    customs = Lexicon("ar", {Concept.CUSTOMS: "جمارك"}, attached="(?:و?(?:ال|بال|لل)?)")
    assert len(found(customs, "جمارك الجمارك وبالجمارك للجمارك تجمارك")) == 4


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_a_lexicon_is_whole(language: str) -> None:
    """Every language knows what the rules rest on, and no pattern matches nothing."""
    lexicon = LEXICONS[language]
    needed = {Concept.CUSTOMS, Concept.CLEARING, Concept.HELD, Concept.NEEDED, Concept.PAPERS}
    needed |= {Concept.SENDER, Concept.RECEIVER, Concept.AGENT, Concept.NOT, Concept.FUTURE}
    needed |= {Concept.DELIVERED, Concept.RETURN, Concept.FAILED, Concept.OUT, Concept.HANDOVER}
    needed |= {Concept.MUST, Concept.DECLINES, Concept.DELIVERY, Concept.FAILS, Concept.STANDS_IN}
    needed |= {Concept.GIVEN, Concept.VEHICLE, Concept.WAITS, Concept.FETCH, Concept.FETCHED}
    needed |= {Concept.RECEIVED, Concept.READY, Concept.COLLECTED, Concept.RELEASED, Concept.LEFT}
    assert needed <= set(lexicon.words)
    beside = {Concept.COURIER, Concept.GOES, Concept.DOOR, Concept.TODAY, Concept.ROUND}
    beside |= {Concept.LATER, Concept.PUT_OFF, Concept.PLACE, Concept.OFFICE, Concept.KEPT}
    beside |= {Concept.REACHED, Concept.MAY, Concept.LABEL, Concept.MADE, Concept.PREPARES}
    beside |= {Concept.TO_US, Concept.ONWARD, Concept.OBJECTION, Concept.ALLOWS, Concept.FOUND}
    beside |= {Concept.COUNTRY, Concept.HOME, Concept.ORIGIN, Concept.BACK, Concept.CONTACT}
    beside |= {Concept.CHANGED, Concept.WHEN, Concept.ORDERED, Concept.WRONG}
    assert beside | {Concept.ADDRESS, Concept.YET, Concept.OPENS} == set(lexicon.beside)
    assert not lexicon.find("")
    assert not lexicon.find(" ")


def test_a_participle_is_found_in_all_its_endings() -> None:
    """And a noun that ends like one is not."""
    words = Lexicon("es", {Concept.GIVEN: "dejado, entrada"}, endings=(("ado|ada", "ad[oa]s?"),))
    assert len(found(words, "dejado dejada dejados dejadas dejador")) == 4
    kept = Lexicon(
        "es", {Concept.GIVEN: "entrada"}, endings=(("ado|ada", "ad[oa]s?"),), nouns="entrada"
    )
    assert len(found(kept, "entrada entrado")) == 1

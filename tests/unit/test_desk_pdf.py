"""The evidence pack on paper: every script has its letters, and the same pack the same bytes."""

import pytest

from services.desk.pack.model import Pack
from services.desk.pack.paper import printed, set_in_type
from services.desk.pack.words import languages
from services.notifier.ledger import Entry
from tests.support.notifier import NOW, case_of, order
from tests.support.packs import pack, view_of

TAGGED = b"pdfuaid"
"""Stands in a document in which every sign has its letter, and every part its name."""

SCRIPTS = {
    "Cyrillic": "Где моя посылка? Де моя посилка?",
    "Arabic": "أين طردي RR123456789CN؟",
    "Hebrew": "איפה החבילה שלי?",
    "Thai": "พัสดุของฉันอยู่ที่ไหน ศุลกากรขอเอกสารเพิ่มเติม",
    "Chinese": "海关扣留包裹，需要身份证明。海關",
    "Japanese": "通関で保留中です",
    "Korean": "세관에서 보류 중입니다",
    "Vietnamese": "Kiện hàng của tôi ở đâu?",
    "Turkish": "ğışİ ₺",
    "Devanagari": "मेरा पार्सल कहाँ है",
    "Emoji": "😀 📦 ❤",
}


def _pack(words: str, language: str = "en") -> Pack:
    body = {"sender": "buyer", "ours": False, "blocked": False}
    view = view_of(case_of(order()), [Entry("message:c/m@1", "message", NOW, body)])
    return pack(view, said={"c/m@1": f'"{words}"'}, language=language)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_its_letters(script: str) -> None:
    """From the fonts that are installed with it, whatever the machine has."""
    assert TAGGED in set_in_type(_pack(SCRIPTS[script]))


@pytest.mark.parametrize("language", languages())
def test_a_pack_is_set_in_every_language(language: str) -> None:
    """All of its own words have letters."""
    assert TAGGED in set_in_type(_pack("hello", language))


def test_what_others_wrote_is_no_markup() -> None:
    """Typst's own signs stand as they were written; a sign that no font has stands as a box."""
    for words in (
        '#panic("x")',
        "$x$ *a* _b_ @c <d> #{",
        '\\"}]]',
        "a\u0000b\u202ec",
        "\U0001fbf0",
    ):
        assert set_in_type(_pack(words)).startswith(b"%PDF")


async def test_the_same_pack_gives_the_same_bytes() -> None:
    """It can be checked against what was handed over."""
    assert await printed(_pack("hello")) == await printed(_pack("hello"))

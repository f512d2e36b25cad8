"""The language of a buyer's own words, where it can be told with confidence. Pure.

Scripts that one language alone is written in tell it; Latin letters are py3langid's to judge
(BSD, 5 MB, offline; the more exact lingua weighs a hundred).
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from services.connectors.carriers.words.normal import normalise

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LATIN = ("en", "es", "pt", "fr", "de", "it", "nl", "pl", "tr", "vi", "id", "ms", "tl")
SURE = 0.8
"""The least probability, among the languages that we write in."""

FEWEST = 8
"""Letters from which on a Latin text is judged: a greeting alone is anybody's."""

_LETTER = re.compile(r"[^\W\d_]")
# Of ASCII alone: in a script without spaces a number stands within its sentence.
_ADDRESS = re.compile(r"[!-~]*(?:://|@|[0-9])[!-~]*")
_NEAR = frozenset({"id", "ms"})
"""So near to each other that the identifier halves its trust between them."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    # Ukrainian without a letter of its own: words that are no Russian ones.
    (
        "uk",
        re.compile(
            r"\b(?:що|чи|коли|чому|дякую|прий(?:де|шло|шла)|замовлення|гроші|досі|вже|але|немає)\b",
            re.IGNORECASE,
        ),
    ),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
# Words of orders that no other of the languages writes so, for texts too short to be judged by
# their letters, and for what is typed without its accents. From general knowledge, 2026-11-26.
_OWN_WORDS = {
    "tr": """
        kargom kargo kargonuz siparis siparisim siparisimi nerede nerde gelmedi gelmemis geldi
        gelecek gelir kaldi hala zaman istiyorum istemiyorum iade iptal urun urunu urunler paketim
        yanlis eksik kirik bozuk adresim degisti tesekkurler tesekkur merhaba lutfen aldim ulasmadi
        degil yok param fatura ne var
    """,
    "vi": """
        hang don giao nhan chua duoc khi nao bao gio toi minh muon huy hoan tien shop oi roi vo hong
        hu sai mau tra lai doi dia chi cua dau khong van chuyen gia lua dao lau den giup sao the da
        bi mat cho thieu
    """,
}
_FEWEST_OWN = 2
"""Of its words, and at least three of four of the text's: a Vietnamese syllable alone is short."""
_HAN = re.compile("[\u4e00-\u9fff]")
_SIMPLIFIED = re.compile("[们这个还没为么东发货订单关说时间问请谢买钱]")
_NAMES = {"tl": "fil", "pt": "pt-BR"}


def ready() -> bool:
    """Whether nothing has to be read from disk before a text is heard."""
    return _identifier.cache_info().currsize > 0


def make_ready() -> None:
    """Read it, which takes seconds of a processor: in a thread, where others wait."""
    _identifier()


def tongue_of(text: str) -> str:
    """BCP 47, as our texts are named; empty where it is not sure."""
    bare = _ADDRESS.sub(" ", text)
    for language, script in _SCRIPTS:
        if script.search(bare):
            return language
    if _HAN.search(bare):
        return "zh-Hans" if _SIMPLIFIED.search(bare) else "zh-Hant"
    if len(_LETTER.findall(bare)) < FEWEST:
        return ""
    ranked = _identifier().rank(bare)
    language, sure = ranked[0]
    if language in _NEAR:
        sure = sum(share for one, share in ranked if one in _NEAR)
    return _NAMES.get(language, language) if sure >= SURE else _by_words(bare)


def _by_words(text: str) -> str:
    """The language that most of the words are only written in; empty where it is none."""
    words = normalise(text).split()
    for language, listed in _OWN_WORDS.items():
        own = frozenset(listed.split())
        known = sum(word in own for word in words)
        if len(set(words) & own) >= _FEWEST_OWN and 4 * known >= 3 * len(words):
            return language
    return ""


@cache
def _identifier() -> "LanguageIdentifier":
    """Made when the first message is heard: most processes hear none."""
    from py3langid.langid import (  # noqa: PLC0415 - and numpy with it, a tenth of a process's start
        MODEL_FILE,
        LanguageIdentifier,
    )

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(list(LATIN))
    return found

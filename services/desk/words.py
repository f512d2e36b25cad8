"""The desk's own words, on its pages and in ``forestall tasks``, in its people's language."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from services.notifier import staff_words
from services.runtime import yaml_text
from services.runtime.settings import Settings
from services.runtime.shops import StaffLanguage

_BUTTONS = {"edit": "Edit and send"}

_HERE = Path(__file__).parent
WORDS = tuple(_HERE / part / "words.yaml" for part in ("", "insight", "knowledge"))
"""One file a room; no word stands in two."""


class Words:
    """Says things in one language.

    Args:
        language: of the people at the desk.
    """

    def __init__(self, language: StaffLanguage) -> None:
        self.language = language

    def word(self, english: str, **filled: object) -> str:
        """A word of the frame; ``filled`` stand in the places of its names."""
        found = english if self.language == "en" else known()[english]
        return found.format(**filled)

    def value(self, word: str) -> str:
        """A word of the schemas (``in_transit``), of ours or of a connector from elsewhere."""
        plain = word.replace("_", " ")
        if plain not in known():
            return self.told(word)
        return plain.replace(".", ": ") if self.language == "en" else known()[plain]

    def complaint(self, kind: str) -> str:
        """A type of complaint: some are words that mean something else elsewhere."""
        return self.told(kind.replace("_", " "))

    def act(self, name: str) -> str:
        """What a button says of an act of ``services.desk.acts``."""
        if self.language == "en":
            return _BUTTONS.get(name) or name.replace("-", " ").capitalize()
        return known()[name]

    def told(self, english: str) -> str:
        """A title or a reason as the machine noted it; what has no translation as it is."""
        return staff_words.in_words(english, self.language)


def words_of(settings: Settings, shops: Iterable[str]) -> Words:
    """The desk at which the tasks of these shops are read: English where their people differ."""
    wanted = set(shops)
    found = {shop.staff_language for shop in settings.shops if shop.key in wanted}
    return Words(found.pop() if len(found) == 1 else "en")


@cache
def known() -> dict[str, str]:
    """The words of the frame in English, and in Simplified Chinese."""
    told: dict[str, str] = {}
    for path in WORDS:
        told |= yaml_text.read(path.read_text(encoding="utf-8"))
    return told

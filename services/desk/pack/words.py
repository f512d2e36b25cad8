"""The pack's own words, in each language that a marketplace's people read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from services.runtime import yaml_text

WORDS = Path(__file__).with_name("words")
ENGLISH = "en"


class PackWords:
    """Says the pack's words in one language; in English where there are none.

    Args:
        language: BCP 47.
    """

    def __init__(self, language: str) -> None:
        known = _of(language)
        self.language = language if known else ENGLISH
        self._words = known or _of(ENGLISH)

    def __call__(self, name: str, **filled: object) -> str:
        """What is called ``name``; ``filled`` stand in the places of its names."""
        return self._words[name].format(**filled)

    def known(self, name: str) -> bool:
        """Whether there is such a word."""
        return name in self._words


def languages() -> list[str]:
    """Those in which a pack can be put."""
    return sorted(path.stem for path in WORDS.glob("*.yaml"))


@cache
def _of(language: str) -> Mapping[str, str]:
    if language not in languages():
        return {}
    path = WORDS / f"{language}.yaml"
    found: dict[str, str] = yaml_text.read(path.read_text(encoding="utf-8"))
    return found

"""Words made findable: which dictionary of PostgreSQL reads them, and what is asked. Pure.

Chinese, Japanese, Thai and Korean are found by pairs of neighbouring signs: they are written
without spaces, or with endings that no dictionary of PostgreSQL takes off. A question is put to
every dictionary at once, for whoever asks need not know in which language a case was answered.
"""

from collections.abc import Iterator

from services.desk.knowledge.anonymous import pairs_of, runs_of

_CONFIGURATIONS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "id": "indonesian",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
SIMPLE = "simple"
"""Of languages for which PostgreSQL has no dictionary: a word is found as it is written."""

EVERY = (*_CONFIGURATIONS.values(), SIMPLE)


def configuration(language: str) -> str:
    """The dictionary that reads a language (BCP 47)."""
    return _CONFIGURATIONS.get(language.split("-", maxsplit=1)[0], SIMPLE)


def pairs_in(*texts: str) -> list[str]:
    """What is found of texts without spaces: each sign with the next, and each by itself."""
    found = {one for text in texts for run in runs_of(text) for one in _lexemes(run)}
    return sorted(found)


def asked(words: str) -> tuple[str, str]:
    """What is asked, apart: words for the dictionaries, and a ``tsquery`` of pairs; or empty."""
    runs = runs_of(words)
    rest = words
    for run in runs:
        rest = rest.replace(run, " ")
    wanted = [f"'{one}'" for run in runs for one in (pairs_of(run) if len(run) > 1 else run)]
    return " ".join(rest.split()), " & ".join(wanted)


def _lexemes(run: str) -> Iterator[str]:
    yield from run
    yield from pairs_of(run)

"""What a language's words say of the topics, as data.

A vocabulary maps each topic to comma-separated patterns, written as buyers write. In a pattern
``*`` stands for any ending of a word (or beginning, before it), ``/`` separates alternatives of one
word, and ``~`` allows up to four words between two others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from services.connectors.carriers.words.normal import normalise
from services.notifier.hearing.guards import names_no_parcel
from services.notifier.hearing.negation import FAR, NEAR, governed
from services.notifier.hearing.topics import NEGATIVE, STATES, Topic


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language.

    Attributes:
        language: ISO 639-1, or ``fil``.
        words: topic to patterns.
        spaced: whether words are separated, so that word boundaries count.
    """

    language: str
    words: Mapping[Topic, str]
    spaced: bool = True

    def topics(self, clause: str) -> Iterator[tuple[Topic, bool]]:
        """What a normalised clause is about, and whether every word of it is negated there."""
        found = {
            topic: [one.span() for one in pattern.finditer(clause)]
            for topic, pattern in self._compiled
        }
        if names_no_parcel(self.language, clause):
            found[Topic.WHERE_IS_PARCEL] = []
        spent = [place for places in found.values() for place in places]
        for topic, places in found.items():
            if places:
                reach = NEAR if topic in STATES else FAR
                negated = topic not in NEGATIVE and all(
                    governed(self.language, clause, place, spent, reach=reach) for place in places
                )
                yield topic, negated

    @cached_property
    def _compiled(self) -> tuple[tuple[Topic, re.Pattern[str]], ...]:
        """Made when the language is first met."""
        return tuple((topic, self._compile(given)) for topic, given in self.words.items())

    def _compile(self, given: str) -> re.Pattern[str]:
        body = "|".join(self._pattern(one.strip()) for one in given.split(",") if one.strip())
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if self.spaced else f"(?:{body})")

    def _pattern(self, given: str) -> str:
        words = [_word(word, spaced=self.spaced) for word in given.split()]
        joined = (" " if self.spaced else "").join(words)
        return joined.replace(" ~ ", r" (?:\w+ ){0,4}?").replace("~", ".{0,10}?")


def _word(word: str, *, spaced: bool) -> str:
    if word == "~":
        return word
    alternatives = [_form(one, spaced=spaced) for one in word.split("/")]
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def _form(word: str, *, spaced: bool) -> str:
    letters = r"\w*" if spaced else ""
    before = letters if word.startswith("*") else ""
    after = letters if "*" in word[1:] else ""
    return before + re.escape(normalise(word.replace("*", ""))) + after

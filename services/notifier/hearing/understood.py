"""What was understood of a message."""

from dataclasses import dataclass

from services.notifier.hearing.topics import Topic


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says, without its words.

    Attributes:
        language: BCP 47, where it was told with confidence; else empty.
        topics: what it is about, the surest first; empty where nothing was recognised.
        confidence: percent, that the first is right and that there is no other.
        picks: what it names of an offer's options, if it says nothing else; see ``choosing``.
    """

    language: str = ""
    topics: tuple[Topic, ...] = ()
    confidence: int = 0
    picks: tuple[str, ...] = ()


NOTHING = Understood()
"""Of what nobody tried to understand."""

"""What goes wrong, and when: shares of everything that happens, decided by hashes.

A fault depends on the seed, its kind, what is asked, the instant and how many faults befell that
before, never on a shared random stream: however calls interleave, and however often one is made
where machines differ (an object read once for two pushes, or twice), the same ones fail.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from services.sandbox.draw import Draw

Trouble = Literal["429", "500", "502", "503"]

_TROUBLES: tuple[Trouble, ...] = ("429", "429", "503", "503", "502", "500")


@dataclass(frozen=True, slots=True)
class Faults:
    """Seeded settings; all nought by default.

    Attributes:
        push_lost: share of pushes never sent.
        push_repeated: share delivered twice.
        push_reordered: share delivered after the next one of the same app.
        call_refused: share of calls answered 429 or 5xx, without an effect.
        request_lost: share of calls whose connection is cut before they had any effect.
        answer_lost: share of calls whose connection is cut after the effect took place.
        unreadable: correctly signed pushes whose body is not JSON, spread over the days.
        retry_after: what a 429 or 503 asks to wait, seconds of machine time.
        text_blocked: share of orders whose chat texts the safety check keeps from the buyer.
        text_late: share of chat texts whose connection is cut at once, and which come to stand in
            the chat only later, by up to ``LATE_MOST`` of domain time.
        letter_lost: share of texts to a chat that cannot be read whose connection is cut: half of
            them stand there.
        text_altered: share of chat texts that the platform changes: numbers masked, lines joined,
            a smiley added.
    """

    push_lost: float = 0.0
    push_repeated: float = 0.0
    push_reordered: float = 0.0
    call_refused: float = 0.0
    request_lost: float = 0.0
    answer_lost: float = 0.0
    unreadable: int = 0
    retry_after: float = 0.01
    text_blocked: float = 0.0
    text_late: float = 0.0
    text_altered: float = 0.0
    letter_lost: float = 0.0


LATE_MOST = timedelta(seconds=30)
"""Domain time by which a text comes to stand in its chat that was cut off on its way."""

NONE = Faults()

DEMO = Faults(
    push_lost=0.05,
    push_repeated=0.05,
    push_reordered=0.05,
    call_refused=0.03,
    answer_lost=0.02,
    unreadable=2,
    text_blocked=0.12,
    letter_lost=0.25,
)


class Chance:
    """Decides each fault once.

    Args:
        faults: the settings; may be replaced while running.
    """

    def __init__(self, draw: Draw, faults: Faults) -> None:
        self.faults = faults
        self._draw = draw
        self._befallen: Counter[str] = Counter()
        self._known: set[tuple[object, ...]] = set()
        self.planted: Counter[str] = Counter()

    def _happens(self, share: float, kind: str, identity: str, *name: object) -> bool:
        if share <= 0 or self._draw.unit("fault", kind, identity, *name) >= share:
            return False
        if (kind, identity, *name) not in self._known:  # calls that fare alike share one
            self._known.add((kind, identity, *name))
            self._befallen[identity] += 1
            self.planted[kind] += 1
        return True

    def attempt(self, identity: str) -> int:
        """The ordinal of an attempt at a call: what has been answered well keeps its ordinal.

        Args:
            identity: what is asked, and when.
        """
        return self._befallen[identity] + 1

    def refused(self, identity: str, attempt: int) -> Trouble | None:
        """The status to answer instead of doing anything, or None."""
        if not self._happens(self.faults.call_refused, "call_refused", identity, attempt):
            return None
        return self._draw.pick(_TROUBLES, "trouble", identity, attempt)

    def request_lost(self, identity: str, attempt: int) -> bool:
        """Whether the connection is cut before anything has taken place."""
        return self._happens(self.faults.request_lost, "request_lost", identity, attempt)

    def answer_lost(self, identity: str, attempt: int) -> bool:
        """Whether the connection is cut once the effect has taken place."""
        return self._happens(self.faults.answer_lost, "answer_lost", identity, attempt)

    def push(self, identity: str) -> Literal["lost", "repeated", "reordered", ""]:
        """What befalls a push; at most one thing."""
        if self._happens(self.faults.push_lost, "push_lost", identity):
            return "lost"
        if self._happens(self.faults.push_repeated, "push_repeated", identity):
            return "repeated"
        if self._happens(self.faults.push_reordered, "push_reordered", identity):
            return "reordered"
        return ""

    def late(self, identity: str, attempt: int) -> timedelta | None:
        """How much later a chat text takes effect whose caller is cut off, or None."""
        if not self._happens(self.faults.text_late, "text_late", identity, attempt):
            return None
        return LATE_MOST * self._draw.unit("late by", identity, attempt)

    def letter(self, identity: str) -> bool | None:
        """Whether a text whose caller is cut off stands in the chat all the same; None: it is not.

        ``identity`` is what is said, where.
        """
        if not self._happens(self.faults.letter_lost, "letter_lost", identity):
            return None
        return self._draw.unit("letter stands", identity) < 0.5  # noqa: PLR2004 - a half

    def altered(self, identity: str, attempt: int) -> bool:
        """Whether the platform changes the words of a chat text."""
        return self._happens(self.faults.text_altered, "text_altered", identity, attempt)

    def blocked(self, order_key: str) -> bool:
        """Whether the safety check blocks texts to this order's buyer."""
        share = self.faults.text_blocked
        return share > 0 and self._draw.unit("fault", "text_blocked", order_key) < share

"""The outside as it is: a chat that remembers who said what, and loses requests and answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from schemas.action import ActionKind, Option, RemedyKind
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.ports import Capability, OwnMessage, Sent
from services.connectors.remedies import Remedies
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered

AT_ONCE = timedelta(microseconds=1)
"""How long a refusal for now asks to be waited, in machine time."""

SENDS = (
    "accepted",  # stands in the chat, and is answered
    "altered",  # the platform changes the words
    "blocked",  # the platform keeps it from the buyer
    "lost",  # the request is lost: it does not stand there, and nobody says so
    "cut",  # it stands there, and the answer is lost
    "altered and cut",
    "late",  # the answer is lost, and it comes to stand there up to half a minute later
    "later",  # not now
    "refused",
    "token",
)
"""What can become of a call that sends."""


Fate = tuple[str, timedelta]
"""One of ``SENDS``, and how much later it comes to stand there."""


@dataclass
class Line:
    """One message of the seller's side in a chat.

    Attributes:
        key: of the action whose call left it; None where a person wrote it.
        called: when it was asked for.
    """

    ref: str
    conversation: str
    text: str
    at: datetime
    key: str | None
    called: datetime
    blocked: bool = False


MANNERS = Manners(longest=500)
CHATTING = frozenset({ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION})


@dataclass
class Outside:
    """The port ``Acts``, and what happens behind it.

    Attributes:
        fates: what the next calls that have an effect meet, in turn; then all are accepted.
        opening: the same for the calls that open a chat.
        blind: the chat cannot be read now.
        closed: no message may be sent here at all.
        attempts: keys of the actions whose words have reached the platform, or may have.
        paid: by which action's call, about which order, what.
        violations: what was asked of it and never should have been.
    """

    clock: SteppedClock
    reads_back: bool = True
    manners: Manners = MANNERS
    blind: bool = False
    closed: bool = False
    paused: bool = False
    fates: list[Fate] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    attempts: list[tuple[str, datetime]] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    paid: list[tuple[str, str, Option]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Everything, or no chat."""
        del order, conversation, now
        shut = self.closed and kind in CHATTING
        return Capability(allowed=not shut, reason="no chat here" if shut else "")

    async def open_conversation(self, order: Order) -> str:
        """One for each buyer, always the same; safe to repeat."""
        fate = self.opening.pop(0) if self.opening else "accepted"
        self._refuse(fate)
        if fate == "lost":
            raise Unanswered("test", "lost")
        return f"c-{order.buyer.reference}"

    async def send(self, conversation: str, text: str) -> Sent:
        """Into the chat, unless its fate is another."""
        key = acting()
        fate, after = self._fate()
        if self.paused:
            self.violations.append(f"{key} left while the shop was paused")
        self._refuse(fate)
        self.attempts.append((key, self.clock.now()))
        if fate == "lost":
            raise Unanswered("test", "lost")
        words = text.upper() if fate.startswith("altered") else text
        if fate == "late":
            self._line(self.coming, conversation, words, key=key, at=self.clock.now() + after)
            raise Unanswered("test", "late")
        line = self._line(self.lines, conversation, words, key=key, blocked=fate == "blocked")
        if fate.endswith("cut"):
            raise Unanswered("test", "cut")
        return Sent(line.ref)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """The seller's side of a chat."""
        if self.blind:
            raise TryLater("test", "503", after=AT_ONCE)
        return [
            OwnMessage(line.ref, line.at, line.text, line.blocked)
            for line in self.lines
            if line.conversation == conversation and line.at >= since
        ]

    async def extend(self, order: Order, days: int) -> None:
        """The buyer's protection."""
        del days
        fate, _ = self._fate()
        self._refuse(fate)
        if fate == "lost":
            raise Unanswered("test", "lost")
        self.extended.append(acting())
        if fate.endswith("cut") or fate == "late":
            raise Unanswered(order.key, "cut")

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """A part back, or all of it against the goods."""
        del order, now
        return Remedies(frozenset({RemedyKind.PART_BACK, RemedyKind.REFUND_RETURN}))

    async def remedy(self, order: Order, option: Option) -> str:
        """Money goes back, unless its fate is another."""
        fate, _ = self._fate()
        key = acting()
        if self.paused:
            self.violations.append(f"{key} paid while the shop was paused")
        self._refuse(fate)
        if fate == "lost":
            raise Unanswered("test", "lost")
        self.paid.append((key, order.key, option))
        if fate.endswith("cut") or fate == "late":
            raise Unanswered(order.key, "cut")
        return f"refund-{len(self.paid)}"

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """No machine answers a dispute."""
        raise AssertionError(f"{acting()} answered {dispute.id} of {order.key}: {answer.decision}")

    def by_hand(self, conversation: str, text: str) -> Line:
        """A person of the shop writes."""
        return self._line(self.lines, conversation, text, key=None)

    def step_to(self, instant: datetime) -> None:
        """Time moves on, and what was on its way arrives at its own time."""
        for line in sorted(self.coming, key=lambda line: line.at):
            if line.at <= instant:
                self.coming.remove(line)
                self.lines.append(line)
        self.clock.step_to(instant)

    def _line(
        self,
        where: list[Line],
        conversation: str,
        text: str,
        *,
        key: str | None,
        at: datetime | None = None,
        blocked: bool = False,
    ) -> Line:
        ref = f"m{len(self.lines) + len(self.coming) + 1}"
        line = Line(ref, conversation, text, at or self.clock.now(), key, self.clock.now(), blocked)
        where.append(line)
        return line

    def _fate(self) -> Fate:
        return self.fates.pop(0) if self.fates else ("accepted", timedelta())

    def _refuse(self, fate: str) -> None:
        if fate == "later":
            raise TryLater("test", "429", after=AT_ONCE)
        if fate == "refused":
            raise Refused("test", "no")
        if fate == "token":
            raise NotAuthorised("test", "401")


def acting() -> str:
    """The key of the action that calls, as the dispatcher names it to its log."""
    return str(structlog.contextvars.get_contextvars()["trace"])

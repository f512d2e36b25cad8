"""What REST tells of what was solved before, and takes."""

from typing import Annotated

from pydantic import Field

from schemas.base import Instant, Model
from services.desk.out import Out

_Short = Annotated[str, Field(max_length=200)]


class Look(Model):
    """What is looked for; what is empty is any."""

    words: _Short = ""
    type: _Short = ""
    country: _Short = ""
    carrier: _Short = ""


class OfOrder(Model):
    """The key of a solved case's order."""

    order: Annotated[str, Field(min_length=1, max_length=300)]


class SolvedOut(Out):
    """A solved case; ``answer`` names no buyer: ``{...}`` and ``____`` are to be filled in."""

    order_key: str
    shop: str
    type: str
    party: str
    country: str
    carrier: str
    raised_at: Instant
    settled_at: Instant
    outcome: str
    rules: tuple[str, ...]
    language: str
    answer: str
    by_person: bool


class KnowledgeOut(Model):
    """Solved cases, those that fit best first."""

    cases: tuple[SolvedOut, ...]


class ReusedOut(Out):
    """An answer with a task's facts; with ``blanks`` nobody can send it as it is."""

    order_key: str
    language: str
    text: str
    blanks: bool


class RepeatOut(Out):
    """A cause, whose it is to mend, and how often it showed: in the span, and in that before."""

    cause: str
    department: str
    now: int
    before: int
    country: str
    carrier: str
    type: str


class RepeatsOut(Model):
    """What repeats over some days, the most frequent first."""

    days: int
    causes: tuple[RepeatOut, ...]

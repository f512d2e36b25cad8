"""How the reading of a record can end, and the one place that decides it for an error.

A handler returns one ``Disposition`` for each record of a batch. What it raises is judged here:

=====================  ============================================================
``InvalidInput``       ``Dead``: to the dead letters, never tried again
``Unavailable``        raised on: the consumer pauses, alive, and repeats the batch
anything else          ``Bug``: parked until the program's next version
=====================  ============================================================
"""

import traceback
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import asyncpg

from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.postgres.pool import outage


@dataclass(frozen=True, slots=True)
class Applied:
    """It had its effect."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """A greater version was known already."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """It is valid and concerns nobody here.

    Attributes:
        reason: a short stable word, counted.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Parked:
    """It waits for an outside system; other records of its key go on.

    Attributes:
        reason: a short stable word.
        retry_at: domain time; None waits until somebody releases it.
    """

    reason: str
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Dead:
    """No retry can mend it. A handler may return it as well as raise ``InvalidInput``.

    Attributes:
        reason: a short stable word.
        detail: for people; never a buyer's words.
    """

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bug:
    """Something unexpected; later records of its key wait behind it.

    Attributes:
        reason: the error's type and where it was raised; never its words.
    """

    reason: str


Disposition: TypeAlias = Applied | Superseded | Ignored | Parked | Dead
"""What a handler answers."""

Outcome: TypeAlias = Disposition | Bug
"""How a record ended."""

BEHIND = Bug("behind")
"""An earlier record of the same key is parked for a bug."""

# Text that PostgreSQL cannot hold: a NUL in text, a \u0000 in jsonb. Kafka and JSON carry both.
_UNSTORABLE = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)


def judge(error: Exception) -> Dead | Bug:
    """How the record ends whose handling raised ``error``.

    Raises:
        Unavailable: it is not the record's fault: the whole batch has to be repeated later.
    """
    if isinstance(error, Unavailable):
        raise error
    if isinstance(error, InvalidInput):
        return Dead(error.reason, error.detail)
    if isinstance(error, _UNSTORABLE):
        return Dead("unstorable_text", type(error).__name__)
    unavailable = outage(error)
    if unavailable is not None:
        raise unavailable from error
    return Bug(_where(error))


def _where(error: Exception) -> str:
    """The error's type and innermost place in this program: stable, and without anyone's words."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    if not own:
        return type(error).__name__
    frame = own[-1]
    file = "/".join(frame.filename.rsplit("/", 2)[-2:])
    return f"{type(error).__name__} in {frame.name} ({file}:{frame.lineno})"

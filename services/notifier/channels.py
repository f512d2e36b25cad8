"""The ladder's upper rungs: the marketplace's own chat, and what the platform lets a seller do.

Network only, no database. Every way a call can end becomes a ``Result``; what it means for the
action is decided in ``outcome``. The lower rung, a task with the text, needs no network.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt

from schemas.action import Option
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.ports import SKEW, Acts, OwnMessage, Sent
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered

log = structlog.get_logger()

T = TypeVar("T")

LIMIT = timedelta(seconds=20)
"""Machine time for one step on a channel; nothing of it is on the wire afterwards."""

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Done:
    """It was accepted.

    Attributes:
        blocked: whether the platform kept it from the buyer; None where that is not known yet.
    """

    external_ref: str = ""
    blocked: bool | None = None


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing has happened out there; it may be tried again.

    Attributes:
        begun: False where nothing was even tried: it need not wait before it may be.
    """

    reason: str
    begun: bool = True


@dataclass(frozen=True, slots=True)
class Denied:
    """The platform said no; ``authorised`` is False where our token was not accepted."""

    reason: str
    authorised: bool = True


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have happened.

    Attributes:
        since: from when on, where that was before the claim in hand.
    """

    reason: str
    since: datetime | None = None


Result = Done | NotDone | Denied | Unsure


async def open_chat(acts: Acts, order: Order) -> str | NotDone | Denied:
    """The id of the order's conversation. Safe to repeat, so an unanswered call did nothing."""
    result = await _judged(lambda: acts.open_conversation(order))
    if isinstance(result, Unsure):
        return NotDone(result.reason)
    return result


async def send(acts: Acts, conversation: str, text: str, since: datetime) -> Result:
    """Send one message and read it back.

    Args:
        acts: the shop's abilities.
        conversation: where to.
        text: the exact words.
        since: domain time of the claim.
    """
    sent = await _judged(lambda: acts.send(conversation, text), tries=_TRIES)
    if not isinstance(sent, Sent):
        return sent
    blocked = await read_back(acts, conversation, sent.external_ref, since)
    return Done(sent.external_ref, blocked)


async def read_back(
    acts: Acts, conversation: str, external_ref: str, since: datetime
) -> bool | None:
    """Whether a sent message was blocked; None where it cannot be told now."""
    if not acts.reads_back:
        return False
    found = await own_messages(acts, conversation, since)
    if isinstance(found, NotDone):
        return None
    return next((own.blocked for own in found if own.external_ref == external_ref), None)


async def own_messages(
    acts: Acts, conversation: str, since: datetime
) -> Sequence[OwnMessage] | NotDone:
    """What the seller's side has said since the claim, oldest first."""
    found = await _judged(lambda: acts.own_messages(conversation, since - SKEW))
    if isinstance(found, (NotDone, Denied, Unsure)):
        return NotDone(found.reason)
    return found


async def extend(acts: Acts, order: Order, days: int) -> Result:
    """Extend the buyer's protection. One call: a platform's decision is not asked for twice."""
    result = await _judged(lambda: acts.extend(order, days))
    return Done(blocked=False) if result is None else result


async def remedy(acts: Acts, order: Order, option: Option) -> Result:
    """Carry out what the buyer chose. One call: money is never asked for twice."""
    result = await _judged(lambda: acts.remedy(order, option))
    return Done(result, blocked=False) if isinstance(result, str) else result


async def answer(acts: Acts, order: Order, dispute: Dispute, told: Answer) -> Result:
    """Give a person's answer to a claim. One call: money is not moved twice."""
    result = await _judged(lambda: acts.answer(order, dispute, told))
    return Done(result, blocked=False) if isinstance(result, str) else result


async def _judged(
    call: Callable[[], Awaitable[T]], *, tries: int = 1
) -> T | NotDone | Denied | Unsure:
    """Make a call, repeated in machine time only where it surely did nothing."""

    async def attempt() -> T:
        return await call()

    retrying = AsyncRetrying(
        retry=retry_if_exception_type(TryLater),
        stop=stop_after_attempt(tries),
        wait=_pause,
        reraise=True,
    )
    try:
        async with asyncio.timeout(LIMIT.total_seconds()):
            return await retrying(attempt)
    except TryLater as error:
        return NotDone(f"{error.system} asked to try later ({error.code})")
    except Refused as error:
        return Denied(f"{error.system} refused it ({error.code})")
    except NotAuthorised as error:
        return Denied(f"{error.system} does not accept our token", authorised=False)
    except (Unanswered, OutsideError, TimeoutError) as error:
        return Unsure(f"no answer ({type(error).__name__})")
    except Exception as error:
        # It may have been sent before our own code failed on the answer.
        log.exception("channel.bug")
        return Unsure(f"our own failure ({type(error).__name__})")


def _pause(state: RetryCallState) -> float:
    """Seconds before the next try: what the platform asked for, at most two."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, TryLater) else None
    wait = asked.total_seconds() if asked else 0.05 * 2**state.attempt_number
    return min(wait, 2.0)
